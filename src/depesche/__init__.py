"""Depesche reads news and writes down who did what to whom, when, where, and on whose word.

>>> import depesche
>>> for event in depesche.read("…", published="2021-04", language="de"):
...     print(event.type, event.quote.text)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from depesche.errors import DepescheError, InputError
from depesche.records import Attribution, Document, Entity, Event, Mention, Place, Span, When, event_record

if TYPE_CHECKING:
    from depesche.ledger import Ledger
    from depesche.reader import Reader

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "DepescheError",
    "Document",
    "Entity",
    "Event",
    "InputError",
    "Ledger",
    "Mention",
    "Place",
    "Reader",
    "Span",
    "When",
    "__version__",
    "event_record",
    "read",
]


def __getattr__(name: str) -> Any:
    """``Reader`` and ``Ledger`` are looked up on first use: ``import depesche`` loads no inference engine."""
    if name == "Ledger":
        from depesche.ledger import Ledger

        return Ledger
    if name == "Reader":
        from depesche.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _shared_reader() -> Reader:
    from depesche.reader import Reader

    return Reader()


def read(text: str, published: str = "", language: str = "", source: str = "", title: str = "") -> list[Event]:
    """The events that a text reports, in text order; the model is loaded once and kept.

    ``published`` is the day or month the text appeared ("2021-04-13", "2021-04"): relative dates count from it.
    ``language`` is a code such as "de"; empty means: find out. All offsets in the events are character offsets
    into ``text``. Raises InputError (or its DateError, LanguageError) where an argument cannot be used.
    """
    from depesche.documents import checked

    draft = Document("text", text, title=title, published=published, language=language, source=source)
    document = checked(draft, where="text")
    return _shared_reader().read(document)
