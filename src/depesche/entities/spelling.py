"""Brings spellings together: name keys across alphabets and transliterations, and inflected word forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

SUFFIX = re.compile(r"(?<=\w\w)['’]\w{0,4}$")  # a case ending behind an apostrophe: "Biden'la", "Chirac'a", "Rice's"
DATA = files("depesche.data") / "entities"


def rows(name: str, *firsts: str) -> list[list[str]]:
    """The rows of a commented TSV table in the package's entity data; with ``firsts`` those that begin so."""
    text = (DATA / name).read_text(encoding="utf-8")
    starts = tuple(f"{first}\t" for first in firsts) or ""
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#" and line.startswith(starts)]


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
    """The word forms of one language, with a memory; ``rules`` are explained in ``data/entities/inflection.yaml``."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        strip, swap, stem = rules.get("strip", []), rules.get("swap", []), rules.get("stem", 3)
        prefixes = [p.partition("=") for p in rules.get("prefixes", [])]
        self._letters = str.maketrans(rules.get("letters", {}))
        self._names: list[str] = rules.get("names", [])
        self._articles: list[str] = ["", *rules.get("articles", [])]
        self._endings: list[str] = ["", *rules.get("endings", [])]

        @lru_cache(maxsize=50_000)
        def forms(word: str) -> tuple[str, ...]:
            word = self.plain(word)
            bare = [
                base + word[len(p) :] for p, _, base in prefixes if word.startswith(p) and len(word) - len(p) >= stem
            ]
            return tuple(form for start in (word, *bare) for form in variants(start, strip, swap, stem))

        self.forms = forms

    def plain(self, word: str) -> str:
        """A word in the letters in which the language's spellings are compared."""
        return word.translate(self._letters)

    def adjectives(self, name: str) -> list[str]:
        """A nationality adjective with the articles and endings that are written to each of its words."""
        words = name.split()
        return [" ".join(a + w + e for w in words) for a in self._articles for e in self._endings]

    def names(self, word: str) -> list[str]:
        """A person's name as it stands and without the case endings that names take."""
        cut = (ending.partition("=") for ending in self._names)
        bare = [word[: -len(e)] + base for e, _, base in cut if word.endswith(e) and len(word) - len(e) > 2]
        return list(dict.fromkeys([word, *bare, SUFFIX.sub("", word)]))
