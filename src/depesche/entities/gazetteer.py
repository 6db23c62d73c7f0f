"""Finds known names and known nouns in a text: longest match over words, inflected forms included."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from depesche.entities.spelling import Inflection
from depesche.records import Entity

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652\u0670]+[^\W_]*)*")  # with accents and vowel signs
GAP = re.compile(r"[ \u00a0.\-–'’/&,]{0,3}")
NAMED = frozenset(
    {"state", "adjective", "people", "capital", "city", "region", "metonym", "body", "local", "organisation"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """An entry: its words, what kind of thing it names, and for nouns the ``key`` into offices or roles.

    Kinds of names are in ``NAMED``; kinds of nouns are office, role, head, representative, member,
    container, counterpart and anaphor. ``defaults`` are the countries a noun means when the text gives no other.
    """

    words: tuple[str, ...]
    kind: str
    entity: Entity | None = None
    key: str = ""
    defaults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Entries that share the stretch ``start:end`` of the text (document offsets)."""

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def named(self) -> bool:
        return self.names[0].kind in NAMED

    @property
    def entity(self) -> Entity | None:
        return self.names[0].entity

    @property
    def kind(self) -> str:
        return self.names[0].kind

    def sense(self, kind: str) -> Name | None:
        return next((n for n in self.names if n.kind == kind), None)


class Gazetteer:
    """All entries of one language, indexed by their first word."""

    def __init__(
        self, names: list[Name], inflection: Inflection, compounds: frozenset[str], distinct: frozenset[str]
    ) -> None:
        self._index: dict[str, list[Name]] = {}
        for name in names:
            words = tuple(map(inflection.plain, name.words))
            self._index.setdefault(words[0], []).append(name if words == name.words else replace(name, words=words))
        self._forms = inflection.forms
        self._compounds = compounds
        self._distinct = distinct

    def forms(self, word: str) -> tuple[str, ...]:
        """What a word of the text may stand for; a capitalised word also in lower case."""
        if word in self._distinct:
            return (word,)
        forms: tuple[str, ...] = self._forms(word)
        if word[0].isupper() and not word.isupper():
            forms += self._forms(word[0].lower() + word[1:])
        return forms

    def find(self, text: str) -> list[Hit]:
        """The hits in text order; of two that overlap the longer one, then the earlier one."""
        words = [(m[0], m.start(), m.end()) for m in WORD.finditer(text)]
        hits, position = [], 0
        while position < len(words):
            names, length = self._longest(text, words, position)
            if names:
                end = words[position + length - 1][2]
                if length > 1 and text[end : end + 1] == "." and len(words[position + length - 1][0]) == 1:
                    end += 1
                hits.append(Hit(words[position][1], end, names))
            position += max(length, 1)
        return hits

    def _longest(self, text: str, words: list[tuple[str, int, int]], position: int) -> tuple[tuple[Name, ...], int]:
        best: list[Name] = []
        length = 0
        for form in self.forms(words[position][0]):
            for name in self._index.get(form, ()):
                if len(name.words) >= max(length, 1) and self._matches(text, words, position, name):
                    if len(name.words) > length:
                        best, length = [], len(name.words)
                    people = name.kind == "people" and words[position][0].startswith(name.words[0])
                    if not best or best[0].words == name.words or people:
                        best.append(name)
        best.sort(key=lambda n: n.kind not in NAMED)
        return tuple(best), length

    def _matches(self, text: str, words: list[tuple[str, int, int]], position: int, name: Name) -> bool:
        if position + len(name.words) > len(words):
            return False
        for offset, expected in enumerate(name.words[1:], 1):
            word, start, _ = words[position + offset]
            if expected != word and expected not in self.forms(word):
                return False
            if not GAP.fullmatch(text, words[position + offset - 1][2], start):
                return False
        return True

    def lookup(self, word: str) -> tuple[Name, ...]:
        """The one-word entries that a word stands for."""
        for form in self.forms(word):
            if found := tuple(n for n in self._index.get(form, ()) if len(n.words) == 1):
                return tuple(sorted(found, key=lambda n: n.kind not in NAMED))
        return ()

    def split(self, word: str) -> tuple[int, tuple[Name, ...], tuple[Name, ...]]:
        """A closed compound ("Kremlsprecher"): where its last part starts, the name in front, the noun behind.

        Both may be empty: a name in front of an unknown noun, a known noun behind an unknown modifier. In front of a
        head or a representative stands a group, too ("Gewerkschaftschef").
        """
        for cut in range(len(word) - 3, 3, -1):
            names = self._index.get(word[:cut], ())
            front = tuple(n for n in names if len(n.words) == 1 and n.kind in NAMED and n.kind != "people")
            if front and word[cut:].islower():
                return cut, front, self.lookup(word[cut:].capitalize())
        for cut in range(len(word) - 3, 4, -1):
            heads = tuple(n for n in self.lookup(word[cut:].capitalize()) if n.kind in ("head", "representative"))
            groups = {n: None for stem in (word[:cut], word[: cut - 1]) for n in self._index.get(stem, ())}
            if heads and (front := tuple(n for n in groups if n.kind == "role" and len(n.words) == 1)):
                return cut, front, heads
        for cut in range(3, len(word) - 4):
            last = word[cut:].capitalize()
            if any(form in self._compounds for form in self._forms(last)):
                return cut, (), self.lookup(last)
        return len(word), (), ()
