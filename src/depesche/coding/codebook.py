"""A codebook: the types there are and the words that report them. PLOVER is the shipped one; a folder holds another.

::

    folder/codebook.yaml              laid out like data/plover.yaml; "extends: plover" adds to PLOVER
    folder/lexicon/de/<type>.yaml     entries, as in data/lexicon/de
    folder/lexicon/de/contexts.yaml   and the other files there, each optional with "extends: plover"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from depesche.coding.contexts import Triggers, load_triggers, read_triggers
from depesche.coding.knowledge import read_mapping
from depesche.coding.languages import Language, coded_languages
from depesche.coding.lexicon import Lexicon, load_lexicon, read_lexicon
from depesche.coding.ontology import Ontology, load_ontology, read_ontology
from depesche.errors import DataError

BASE = "plover"


@dataclass(frozen=True, slots=True)
class Codebook:
    """An ontology with its lexicons. ``folder`` is None for PLOVER as shipped; ``extends`` says that a folder's
    codebook adds to PLOVER rather than standing alone."""

    ontology: Ontology
    folder: Path | None = None
    extends: bool = False
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be coded."""
        own = self.folder / "lexicon" if self.folder else None
        found = {p.name for p in own.iterdir() if p.is_dir()} if own and own.is_dir() else set()
        return tuple(sorted(found | set(coded_languages() if self.folder is None or self.extends else ())))

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of a language (ISO 639 code), read once; one without entries where there is none."""
        if language not in self._lexicons:
            self._lexicons[language] = self._read(language)
        return self._lexicons[language]

    def _read(self, language: str) -> Lexicon:
        if self.folder is None:
            return load_lexicon(language)
        base = load_lexicon(language) if self.extends else None
        folder = self.folder / "lexicon" / language
        if folder.is_dir():
            return read_lexicon(folder, self.ontology, base)
        return base or Lexicon(Language(language), self.ontology)

    def triggers(self, language: str) -> tuple[Triggers, ...]:
        """What tells contexts in a language, PLOVER's and the codebook's own."""
        found = [load_triggers(language)] if self.folder is None or self.extends else []
        own = self.folder / "lexicon" / language / "contexts.yaml" if self.folder else None
        if own and own.is_file():
            found.append(read_triggers(own, self.lexicon(language).language, self.ontology))
        return tuple(found) or (Triggers(Language(language)),)


@lru_cache(maxsize=8)
def load_codebook(folder: Path | None = None) -> Codebook:
    """The codebook in a folder, or PLOVER. Raises DataError where it does not hold together, every file of it read."""
    if folder is None:
        return Codebook(load_ontology())
    path = folder / "codebook.yaml"
    if not path.is_file():
        raise DataError(
            "no codebook", where=str(folder), expected="a folder with codebook.yaml", hint="see docs/coding.md"
        )
    base = read_mapping(path).get("extends", "")
    if base not in ("", BASE):
        raise DataError(f"no codebook {base!r} to extend", where=str(path), expected=f"extends: {BASE}, or nothing")
    codebook = Codebook(read_ontology(path, load_ontology() if base else None), folder, bool(base))
    for language in codebook.languages:
        codebook.lexicon(language)
        codebook.triggers(language)
    return codebook
