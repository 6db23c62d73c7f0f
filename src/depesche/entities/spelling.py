"""Brings spellings together: name keys across alphabets and transliterations, and inflected word forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

DATA = files("depesche.data") / "entities"


def rows(name: str) -> list[list[str]]:
    """The rows of a commented TSV table in the package's entity data."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _folds() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row[0]: row[1] if len(row) > 1 else "" for row in rows("spelling.tsv")}
    return re.compile("|".join(re.escape(x) for x in sorted(table, key=len, reverse=True))), table


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The key under which spellings of one person's name meet.

    >>> fold("Sergei Lawrow") == fold("Sergey Lavrov") == fold("Сергей Лавров")
    True
    """
    pattern, table = _folds()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).casefold().replace("й", "и"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", " ").replace(",", " ")
    return " ".join(pattern.sub(lambda m: table[m[0]], plain).split())


def variants(word: str, strip: Sequence[str], swap: Sequence[Sequence[str]], stem: int) -> tuple[str, ...]:
    """What an inflected word may stand for, the word itself first.

    ``strip``, ``swap`` and ``stem`` are explained in ``data/entities/inflection.yaml``.
    """
    found: dict[str, None] = {word: None}
    for ending in strip:
        if word.endswith(ending) and len(word) - len(ending) >= stem:
            found[word[: -len(ending)]] = None
    for endings in swap:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= stem:
                base = word[: len(word) - len(ending)]
                found.update({base + other: None for other in endings})
    return tuple(found)


class Inflection:
    """The word forms of one language, with a memory."""

    def __init__(self, rules: Mapping[str, object]) -> None:
        strip, swap, stem = rules.get("strip", []), rules.get("swap", []), rules.get("stem", 3)
        assert isinstance(strip, list)
        assert isinstance(swap, list)
        assert isinstance(stem, int)
        self.forms = lru_cache(maxsize=50_000)(lambda word: variants(word, strip, swap, stem))
        names = rules.get("names", [])
        assert isinstance(names, list)
        self._names: list[str] = names

    def names(self, word: str) -> list[str]:
        """A person's name as it stands and without the case endings that names take."""
        cut = (ending.partition("=") for ending in self._names)
        return [word, *(word[: -len(e)] + base for e, _, base in cut if word.endswith(e) and len(word) - len(e) > 2)]
