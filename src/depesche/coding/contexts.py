"""What an act is about: PLOVER contexts, read from trigger words around it.

PLOVER expects contexts to be coded from the paragraph or the document, not from the sentence alone. So words in the
act's own sentence count at once, words in its paragraph when there are two such sentences, and the rest of the
document when most of it speaks of the matter. ``data/lexicon/<language>/contexts.yaml`` says how triggers match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from depesche.coding.knowledge import locate, read_mapping, texts
from depesche.coding.languages import Language, lexicon_folder, read_language
from depesche.coding.ontology import Ontology, load_ontology
from depesche.errors import DataError
from depesche.language.trees import Sentence, Token

# A context is coded from THRESHOLD on. Weights are chosen so that one sentence with a trigger suffices if it is the
# act's own, two elsewhere in its paragraph, two thirds of all sentences in the document; they add up.
THRESHOLD = 3.0
OWN_SENTENCE = 3.0
PARAGRAPH_SENTENCE = 1.5
WHOLE_DOCUMENT = 4.5
# A share of few sentences says little: with less than this many, the document's share is taken of this many.
FEWEST_SENTENCES = 4

_PARTS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
Keys = tuple[str, ...]


@dataclass(slots=True)
class Triggers:
    """The triggers of one language, compiled. ``words``, ``starts`` and ``ends`` map a key to contexts;
    ``phrases`` maps a phrase's first key to (the other keys, context)."""

    language: Language
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ends: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[str, list[tuple[Keys, str]]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, trigger: str, context: str) -> None:
        """Compile one trigger as it is written in the file."""
        keys = tuple(_key(part) for part in _PARTS.findall(trigger))
        if len(keys) > 1:
            self.phrases[keys[0]].append((keys[1:], context))
        elif trigger.endswith("-"):
            self.starts[keys[0]].add(context)
        elif trigger.startswith("-"):
            self.ends[keys[0]].add(context)
        else:
            self.words[keys[0]].add(context)

    def of_word(self, key: str) -> frozenset[str]:
        """The contexts that a single word speaks for; remembered, since words come back."""
        if key not in self._known:
            found = set(self.words.get(key, ())) | self.starts.get(key, set()) | self.ends.get(key, set())
            for end in range(2, len(key)):
                found |= self.starts.get(key[:end], set())
            for suffix in self.language.suffixes(key):
                found |= self.ends.get(suffix, set())
            self._known[key] = frozenset(found)
        return self._known[key]

    def in_sentence(self, sentence: Sentence) -> frozenset[str]:
        """The contexts that the words of a sentence speak for."""
        words = [keys for token in sentence.tokens for keys in _keys(token)]
        found: set[str] = set()
        for i, keys in enumerate(words):
            for key in keys:
                found |= self.of_word(key)
                for rest, context in self.phrases.get(key, ()):
                    following = words[i + 1 : i + 1 + len(rest)]
                    if len(following) == len(rest) and all(k in w for k, w in zip(rest, following, strict=True)):
                        found.add(context)
        return frozenset(found)


def _key(word: str) -> str:
    """What words are compared by: lower case, but "WHO" is not "who"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


def _keys(token: Token) -> Iterator[Keys]:
    """For each part of a token between hyphens: its form and, where that has as many parts, its lemma."""
    forms, lemmas = _PARTS.findall(token.text), _PARTS.findall(token.lemma)
    for i, form in enumerate(forms):
        lemma = lemmas[i] if len(lemmas) == len(forms) else form
        yield tuple(dict.fromkeys((_key(form), form.lower(), lemma.lower())))


@dataclass(slots=True)
class DocumentContexts:
    """The contexts of a document's sentences, looked up once and asked for each event."""

    sentences: Sequence[Sentence]
    found: list[frozenset[str]]
    ontology: Ontology

    def around(self, focus: Sentence) -> tuple[str, ...]:
        """The contexts of an act in ``focus``, strongest first, equals in the ontology's order."""
        scores: defaultdict[str, float] = defaultdict(float)
        share = WHOLE_DOCUMENT / max(len(self.sentences), FEWEST_SENTENCES)
        for sentence, contexts in zip(self.sentences, self.found, strict=True):
            weight = share
            if sentence.index == focus.index:
                weight += OWN_SENTENCE
            elif sentence.paragraph == focus.paragraph:
                weight += PARAGRAPH_SENTENCE
            for context in contexts:
                scores[context] += weight
        chosen = [c for c in self.ontology.contexts if scores[c] >= THRESHOLD]
        chosen = [c for c in chosen if not set(self.ontology.yields[c]) & set(chosen)]
        return tuple(sorted(chosen, key=lambda c: -scores[c]))


def read_triggers(path: Path, language: Language, ontology: Ontology | None = None) -> Triggers:
    """The triggers in a contexts.yaml; raises DataError for an unknown context or a trigger without letters."""
    triggers, known = Triggers(language), (ontology or load_ontology()).contexts
    for context, words in read_mapping(path).items():
        where = f"{locate(path)}, {context}"
        if context not in known:
            raise DataError(f"no context {context!r}", where=where, expected=", ".join(known))
        for word in texts(words, where):
            if not _PARTS.search(word):
                raise DataError(f"{word!r} has no letters", where=where, expected='words, "Wort-" or "-wort"')
            triggers.add(word, context)
    return triggers


@lru_cache(maxsize=64)
def load_triggers(language: str) -> Triggers:
    """The triggers of a language (ISO 639 code), compiled once; none where there is no file."""
    folder = lexicon_folder(language)
    if folder is None or not (folder / "contexts.yaml").is_file():
        return Triggers(Language(language))
    return read_triggers(folder / "contexts.yaml", read_language(folder))


def document_contexts(
    sentences: Sequence[Sentence],
    language: str,
    ontology: Ontology | None = None,
    triggers: Sequence[Triggers] = (),
) -> DocumentContexts:
    """Look up the triggers of all sentences of a document: PLOVER's, or those of another codebook."""
    ontology, triggers = ontology or load_ontology(), triggers or (load_triggers(language),)
    found = [frozenset().union(*(t.in_sentence(s) for t in triggers)) for s in sentences]
    return DocumentContexts(sentences, found, ontology)


def find_contexts(sentences: Sequence[Sentence], language: str, focus: Sentence) -> tuple[str, ...]:
    """The contexts of an act in the sentence ``focus`` of a document; for many acts see ``document_contexts``."""
    return document_contexts(sentences, language).around(focus)
