"""Which language is it? One function, so that the library behind it can change."""

from __future__ import annotations

from functools import cache

import eldc

from depesche.data import data_path
from depesche.errors import LanguageError


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that Depesche has word rules for (the files in ``data/language``)."""
    names = (p.name for p in data_path("language").iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".yaml") and n != "common.yaml"))


@cache
def _ready() -> bool:
    eldc.init()
    return True


def identify(text: str, where: str = "") -> str:
    """ISO 639-1 code of the text's language. Raises LanguageError where it cannot be told."""
    _ready()
    found = eldc.detect(text[:4000])
    code = str(getattr(found, "language", found) or "").replace("und", "")  # "und": undetermined
    if code not in languages():
        raise LanguageError(
            f"the text seems to be in {code!r}" if code else "the language of this text cannot be told",
            where=where, expected="one of " + ", ".join(languages()), hint="name it with --language",
        )  # fmt: skip
    return code
