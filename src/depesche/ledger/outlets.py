"""Who speaks where a text names nobody: the state that publishes it, the outlet, or else the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesche.data import read_yaml
from depesche.entities import Tables
from depesche.entities.spelling import rows


def outlet(
    document: str, title: str, language: str, source: str, named: Iterable[tuple[str, str]], tables: Tables
) -> str:
    """The name of a document's own voice.

    An official ``source`` is called by its name, any other one as it is written. Without one, a title such as
    "Readout of …" says that the text is official: it is the government's whose people it names first (``named``:
    words of the text with the country they stand for). Else the document's id.
    """
    publisher = tables.publisher(source)
    if publisher is not None or source:
        return publisher.name if publisher else source
    if title.lower().startswith(tuple(read_yaml("ledger", "official.yaml").get(language, ()))):
        found = ((re.search(rf"\b{re.escape(words)}\b", title), country) for words, country in named)
        _, country = min(((m.start(), country) for m, country in found if m), default=(0, ""))
        if country:
            return _seat(country) or tables.state(country).name
    return document


def _seat(country: str) -> str:
    """The house that stands for a government ("White House"), "" where there is none in ``bodies.tsv``."""
    houses = (row[0] for row in rows("bodies.tsv") if row[1:4] == [country, "GOV", "metonym"])
    return next(houses, "")
