"""The lexicon of a language: words that report acts, classes of nouns, words that tell modes, support verbs."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from depesche.coding.entries import NONE, Entry, check_slot, read_entry
from depesche.coding.knowledge import locate, mapping, only_keys, read_list, read_mapping, text, texts
from depesche.coding.languages import LEXICONS, Language, lexicon_folder, read_language
from depesche.coding.ontology import EventType, Ontology, load_ontology
from depesche.errors import DataError

ModeWords = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that makes an event noun into the predicate: "Gespräche" + "führen".

    ``role`` is the noun's slot at the verb. ``actor`` and ``recipient`` are slots of the verb, tried in order before
    the noun's own; empty where the verb adds none.
    """

    verb: str
    reflexive: bool
    role: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """All that is known about the words of one language. Words are compared without regard to case.

    ``all`` has every entry in the order of the files; ``classes`` maps a class to its lemmas in lower case.
    """

    language: Language
    ontology: Ontology
    all: tuple[Entry, ...] = ()
    classes: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    support: tuple[Support, ...] = ()
    _mode_words: ModeWords = dataclasses.field(default_factory=dict)
    _entries: Mapping[tuple[str, str], tuple[Entry, ...]] = dataclasses.field(default_factory=dict)
    _support: Mapping[str, tuple[Support, ...]] = dataclasses.field(default_factory=dict)

    def entries(self, kind: str, lemma: str) -> tuple[Entry, ...]:
        """Entries of a word, the one with the most and narrowest conditions first.

        ``kind`` is verb, noun or adjective. A verb is looked up without its reflexive pronoun; reflexive entries
        are among those found and say so.
        """
        return self._entries.get((kind, lemma.casefold()), ())

    def compound_entry(self, lemma: str) -> tuple[Entry, ...]:
        """Entries of a noun, or of the longest last part of it that has some ("Krisengespräch": "Gespräch")."""
        found = self.entries("noun", lemma)
        if not found:
            suffixes = self.language.suffixes(lemma.casefold())
            found = next((e for e in (self.entries("noun", s) for s in suffixes) if e), ())
        return found

    def matches(self, lemma: str, words: frozenset[str]) -> bool:
        """Whether ``lemma``, or the last part of it as a compound, is among ``words`` (in lower case)."""
        word = lemma.casefold()
        return word in words or any(suffix in words for suffix in self.language.suffixes(word))

    def in_class(self, lemma: str, name: str) -> bool:
        """Whether a noun belongs to a class; one that the language does not fill has no members."""
        return self.matches(lemma, self.classes.get(name, frozenset()))

    def mode_words(self, type: str) -> Mapping[str, frozenset[str]]:
        """For each mode of a type the lemmas, in lower case, that decide for it."""
        return self._mode_words.get(type, {})

    def word_modes(self, type: str, lemma: str) -> tuple[str, ...]:
        """The modes of a type that ``lemma`` decides for, an exact word before the last part of a compound."""
        words = self.mode_words(type)
        exact = tuple(mode for mode, lemmas in words.items() if lemma.casefold() in lemmas)
        return exact or tuple(mode for mode, lemmas in words.items() if self.matches(lemma, lemmas))

    def support_of(self, verb: str) -> tuple[Support, ...]:
        """What ``verb`` does as a support verb; it is looked up without its reflexive pronoun."""
        return self._support.get(verb.casefold(), ())


def _key(lemma: str, language: Language) -> str:
    """What a verb is looked up by: its lemma in lower case without the reflexive pronoun."""
    for pronoun in language.reflexive:
        lemma = lemma.removeprefix(pronoun)
    return lemma.casefold()


def _numbered(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Entries with "#2" and so on behind the id of each head that had one before."""
    seen: Counter[str] = Counter()
    for entry in entries:
        plain = entry.id.partition("#")[0]
        seen[plain] += 1
        n = seen[plain]
        yield dataclasses.replace(entry, id=plain if n == 1 else f"{plain}#{n}")


def read_entries(
    path: Path, event_type: EventType, language: Language, classes: Mapping[str, str], types: Collection[str]
) -> list[Entry]:
    """The entries of one type's file. Raises DataError for any mistake, two entries for the same case included."""
    entries: list[Entry] = []
    cases: set[tuple[str, str, frozenset[tuple[str, tuple[str, ...]]]]] = set()
    for where, value in read_list(path):
        entry = read_entry(value, where, event_type, language, classes, types)
        case = (entry.kind, entry.lemma, frozenset(entry.when))
        if case in cases:
            raise DataError(f"a second entry for {entry.lemma!r} with the same conditions", where=where, expected="one")
        cases.add(case)
        entries.append(entry)
    return entries


def read_class_names() -> dict[str, str]:
    """The noun classes there are in every language, with what they mean."""
    path = LEXICONS / "classes.yaml"
    return {name: text(meaning, f"{locate(path)}, {name}") for name, meaning in read_mapping(path).items()}


def read_classes(path: Path, names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """A language's noun classes, lemmas in lower case."""
    classes = {}
    for name, lemmas in read_mapping(path).items():
        where = f"{locate(path)}, {name}"
        if name not in names:
            raise DataError(f"unknown class {name!r}", where=where, expected=", ".join(names))
        classes[name] = frozenset(lemma.casefold() for lemma in texts(lemmas, where))
    return classes


def read_mode_words(path: Path, ontology: Ontology) -> dict[str, dict[str, frozenset[str]]]:
    """Type -> mode -> lemmas, in lower case, that decide for the mode."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for type, modes in read_mapping(path).items():
        where = f"{locate(path)}, {type}"
        if type not in ontology.types:
            raise DataError(f"no event type {type!r}", where=where, expected=", ".join(ontology.types))
        found[type] = {}
        for mode, lemmas in mapping(modes, where).items():
            if mode not in ontology.modes(type):
                raise DataError(f"no mode {mode!r} of {type}", where=where, expected=", ".join(ontology.modes(type)))
            found[type][mode] = frozenset(lemma.casefold() for lemma in texts(lemmas, f"{where} {mode}"))
    return found


def read_support(path: Path, language: Language) -> tuple[Support, ...]:
    """A language's support verbs."""
    found = []
    for where, value in read_list(path):
        data = mapping(value, where)
        verb = text(data.get("verb", ""), f"{where}, verb")
        where = f"{where} ({verb})"
        only_keys(data, ("verb", "noun", "actor", "recipient"), where)
        role = check_slot(text(data.get("noun", ""), f"{where}, noun"), language, where)
        actor, recipient = (
            tuple(check_slot(slot, language, where) for slot in texts(data.get(key, []), where) if slot != NONE)
            for key in ("actor", "recipient")
        )
        found.append(Support(verb, verb.startswith(language.reflexive), role, actor, recipient))
    return tuple(found)


def type_file(folder: Path, type: str) -> Path:
    """Where a language's entries for a type are. "support.yaml" has the support verbs, so SUPPORT is elsewhere."""
    return folder / ("support_type.yaml" if type == "SUPPORT" else f"{type.casefold()}.yaml")


def _grouped(entries: Iterable[Entry], language: Language) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Entries by kind and word, the most specific first, equals in the order of the files."""
    found: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.kind, _key(entry.lemma, language)].append(entry)
    return {key: tuple(sorted(group, key=lambda e: e.specificity, reverse=True)) for key, group in found.items()}


def _by_verb(support: Iterable[Support], language: Language) -> dict[str, tuple[Support, ...]]:
    found: defaultdict[str, list[Support]] = defaultdict(list)
    for verb in support:
        found[_key(verb.verb, language)].append(verb)
    return {key: tuple(group) for key, group in found.items()}


def read_lexicon(folder: Path, ontology: Ontology | None = None, base: Lexicon | None = None) -> Lexicon:
    """The lexicon in ``folder``. Files may be missing; raises DataError where one does not hold together.

    ``ontology`` has the types that files may be named after, PLOVER's by default. What ``base`` knows is there, too,
    its language file serving where the folder has none; the folder's entries of a word are tried first, and one with
    the same conditions replaces the base's.
    """
    ontology, names = ontology or load_ontology(), read_class_names()
    if base is not None and not (folder / "language.yaml").is_file():
        language = base.language
    else:
        language = read_language(folder)
    entries: list[Entry] = []
    for type, event_type in ontology.types.items():
        path = type_file(folder, type)
        if path.is_file():
            entries += read_entries(path, event_type, language, names, ontology.types)
    classes, modes, verbs = (folder / f"{name}.yaml" for name in ("classes", "modes", "support"))
    support = read_support(verbs, language) if verbs.is_file() else ()
    found_classes = read_classes(classes, names) if classes.is_file() else {}
    mode_words: ModeWords = read_mode_words(modes, ontology) if modes.is_file() else {}
    kept: list[Entry] = []
    if base is not None:
        own = {_case(e) for e in entries}
        kept = [e for e in base.all if _case(e) not in own]
        support = (*base.support, *support)
        found_classes = {
            name: base.classes.get(name, frozenset()) | found_classes.get(name, frozenset()) for name in names
        }
        mode_words = {**base._mode_words, **mode_words}
    numbered = tuple(_numbered(iter([*kept, *entries])))
    groups = _grouped(numbered[len(kept) :], language)
    for key, group in _grouped(numbered[: len(kept)], language).items():
        groups[key] = (*groups.get(key, ()), *group)
    return Lexicon(
        language=language,
        ontology=ontology,
        all=numbered,
        classes=found_classes,
        support=support,
        _mode_words=mode_words,
        _entries=groups,
        _support=_by_verb(support, language),
    )


def _case(entry: Entry) -> tuple[str, str, bool, bool, frozenset[tuple[str, tuple[str, ...]]]]:
    """What two entries must not share: the word and the conditions under which it is meant."""
    return entry.kind, entry.lemma, entry.support_only, entry.ahead, frozenset(entry.when)


@lru_cache(maxsize=64)
def load_lexicon(language: str) -> Lexicon:
    """The shipped lexicon of a language (ISO 639 code), read once; an empty one where there is none."""
    folder = lexicon_folder(language)
    return read_lexicon(folder) if folder else Lexicon(Language(language), load_ontology())
