"""What the lexicons need to know about a language, read from its ``language.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from depesche.coding.knowledge import DATA, flag, locate, only_keys, read_mapping, text, texts

LEXICONS = DATA / "lexicon"

# Short words end too many longer ones by chance ("Rat" ends "Vorrat", "Art" ends "Standart").
SHORTEST_SUFFIX = 4
SHORTEST_FIRST_PART = 2

_KEYS = ("name", "compounds", "prefixes", "reflexive", "particles", "noun_actor", "prepositions")


@dataclass(frozen=True, slots=True)
class Language:
    """A language as lexicons see it. ``code`` is ISO 639-1; ``name`` is empty where there is no lexicon.

    ``prefixes`` derive words rather than making compounds; ``reflexive`` are beginnings of reflexive verbs as
    written ("sich "); ``particles`` may end a verb; ``noun_actor`` lists the slots an event noun's actor is looked
    for in; ``prepositions`` are the slots beside the grammatical ones.
    """

    code: str
    name: str = ""
    compounds: bool = False
    prefixes: frozenset[str] = frozenset()
    reflexive: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    noun_actor: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()

    def suffixes(self, word: str) -> Iterator[str]:
        """Last parts that ``word`` (lower case) may be a compound with, longest first: "krisengespräch" gives …,
        "gespräch", …. Which of them are words is for the caller to know. None where the language has no compounds.
        """
        if not self.compounds:
            return
        for i in range(SHORTEST_FIRST_PART, len(word) - SHORTEST_SUFFIX + 1):
            if word[i] != "-" and word[:i].rstrip("-") not in self.prefixes:
                yield word[i:]


def read_language(folder: Path) -> Language:
    """The language whose lexicon is in ``folder``; raises DataError where its file does not hold together."""
    path = folder / "language.yaml"
    data, where = read_mapping(path), locate(path)
    only_keys(data, _KEYS, where)

    def words(key: str) -> tuple[str, ...]:
        return texts(data.get(key, []), f"{where}, {key}")

    return Language(
        code=folder.name,
        name=text(data.get("name", ""), f"{where}, name"),
        compounds=flag(data.get("compounds", "false"), f"{where}, compounds"),
        prefixes=frozenset(words("prefixes")),
        reflexive=words("reflexive"),
        particles=frozenset(words("particles")),
        noun_actor=words("noun_actor"),
        prepositions=frozenset(words("prepositions")),
    )


@lru_cache
def coded_languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon."""
    return tuple(sorted(p.name for p in LEXICONS.iterdir() if p.is_dir()))


def lexicon_folder(language: str) -> Path | None:
    """The folder with the lexicon of a language (ISO 639 code), or None where there is none."""
    folder = LEXICONS / language
    return folder if re.fullmatch("[a-z]{2,3}", language) and folder.is_dir() else None
