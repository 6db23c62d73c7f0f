"""Documents -> trees: the language layer's one verb."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from depesche.errors import LanguageError
from depesche.language import decode
from depesche.language.dictionary import mend
from depesche.language.identify import identify
from depesche.language.model import Model, Scores, Window
from depesche.language.trees import Parsed, Sentence, Token
from depesche.language.words import Piece, first_cut, load_rules, paragraphs, words
from depesche.records import Document

_WINDOW = 60  # words; several sentences help each other, and longer windows cost more than they bring
_GROUP = 40  # windows of one document that are scored together


@dataclass(slots=True)
class _Group:
    """Some windows of a document, by paragraph; or why the document cannot be parsed."""

    document: Document
    language: str = ""
    cut: list[tuple[int, list[Piece]]] = field(default_factory=list)
    last: bool = True  # no more of this document
    problem: LanguageError | None = None

    def forms(self, pieces: list[Piece]) -> list[str]:
        return [self.document.text[p.start : p.end] for p in pieces]

    def windows(self) -> list[Window]:
        style = load_rules(self.language).convention
        return [Window(self.forms(pieces), [p.spaced for p in pieces], style) for _, pieces in self.cut]


def _groups(document: Document) -> Iterator[_Group]:
    """A document in groups of windows, one at least: a long text never lies in memory as scores."""
    try:
        language = document.language or identify(document.text, document.id)
    except LanguageError as problem:
        yield _Group(document, problem=problem)
        return
    group = _Group(document, language)
    for number, (start, end) in enumerate(paragraphs(document.text)):
        for window in first_cut(document.text, words(document.text, start, end, language), _WINDOW):
            if len(group.cut) == _GROUP:
                group.last = False
                yield group
                group = _Group(document, language)
            group.cut.append((number, window))
    yield group


class Parser:
    """Holds the loaded model. ``parse`` is deterministic."""

    def __init__(self, model: Path | None = None, threads: int = 0) -> None:
        self._model = Model(model, threads)
        # NumPy's products are small, and its threads would take the cores from the network, which is busy beside them.
        self._blas = ThreadpoolController()

    def parse(self, document: Document) -> Parsed:
        """Sentences with trees for a document. Raises LanguageError where the language cannot be told."""
        return next(self.parse_all([document]))

    def parse_all(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """Each document's trees, in order; the network works ahead while the caller works on what it got.

        A document gives the same trees alone and among others. Raises LanguageError as ``parse`` does, when the
        document in question is reached.
        """
        waiting: deque[_Group] = deque()

        def windows() -> Iterator[list[Window]]:
            for document in documents:
                for group in _groups(document):
                    waiting.append(group)
                    yield group.windows()

        sentences: list[Sentence] = []
        for scores in self._model.score(windows()):
            group = waiting.popleft()
            if group.problem is not None:
                raise group.problem
            with self._blas.limit(limits=1, user_api="blas"):
                sentences += self._decode(group, scores, len(sentences))
            if group.last:
                yield Parsed(group.document, group.language, sentences)
                sentences = []

    def _decode(self, group: _Group, scores: list[Scores], number: int) -> Iterator[Sentence]:
        """The sentences of a group, counted from ``number``."""
        for (paragraph, pieces), score in zip(group.cut, scores, strict=True):
            states = score.words.astype(np.float16)
            at = 0
            for tokens in self._sentences(pieces, score, group):
                yield Sentence(number, paragraph, tokens, group.document.text, states[at : at + len(tokens)])
                number += 1
                at += len(tokens)

    def _sentences(self, pieces: list[Piece], scores: Scores, group: _Group) -> list[list[Token]]:
        """Decode one window."""
        model, language = self._model, group.language
        forms = group.forms(pieces)
        heads = np.zeros(len(forms), np.int64)
        bounds, start = [], 0
        for end in decode.sentence_ends(scores):
            columns = [0, *range(start + 1, end + 2)]
            local = decode.tree_heads(scores.arc[start : end + 1, columns])
            heads[start : end + 1] = np.where(local == 0, 0, local + start)
            bounds.append((start, end + 1))
            start = end + 1
        rules = load_rules(language)
        labels = decode.relations(scores, heads, forms, model, rules.cases, rules.infinitive)
        feats = decode.features(scores, model, heads, labels, rules.agreement)
        tags = [model.upos[i] for i in scores.upos]
        lemmas = [
            mend(form, lemma, tag, language)
            for form, lemma, tag in zip(forms, decode.lemmas(scores, forms, model), tags, strict=True)
        ]
        names = decode.entities(scores, model)
        return [
            [
                Token(
                    i - a,
                    forms[i],
                    pieces[i].start,
                    pieces[i].end,
                    lemmas[i],
                    tags[i],
                    feats[i],
                    int(heads[i]) - 1 - a if heads[i] else -1,
                    labels[i],
                    names[i],
                )
                for i in range(a, b)
            ]
            for a, b in bounds
        ]
