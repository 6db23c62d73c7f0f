"""Documents -> trees: the language layer's one verb."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from depesche.language import decode
from depesche.language.dictionary import mend
from depesche.language.identify import identify
from depesche.language.model import Model, Scores, Window
from depesche.language.trees import Parsed, Sentence, Token
from depesche.language.words import Piece, first_cut, paragraphs, words
from depesche.records import Document

_WINDOW = 60  # words; several sentences help each other, and longer windows cost more than they bring


class Parser:
    """Holds the loaded model. ``parse`` is deterministic."""

    def __init__(self, model: Path | None = None, threads: int = 0) -> None:
        self._model = Model(model, threads)

    def parse(self, document: Document) -> Parsed:
        """Sentences with trees for a document. Raises LanguageError where the language cannot be told."""
        language = document.language or identify(document.text, document.id)
        text = document.text
        cut: list[tuple[int, list[Piece]]] = []
        for number, (start, end) in enumerate(paragraphs(text)):
            pieces = words(text, start, end, language)
            cut += [(number, window) for window in first_cut(text, pieces, _WINDOW)]
        forms = [[text[p.start : p.end] for p in pieces] for _, pieces in cut]
        scores = self._model.score(
            [Window(f, [p.spaced for p in pieces]) for f, (_, pieces) in zip(forms, cut, strict=True)]
        )
        sentences: list[Sentence] = []
        for (number, pieces), form, score in zip(cut, forms, scores, strict=True):
            for tokens in self._sentences(pieces, form, score, language):
                sentences.append(Sentence(len(sentences), number, tokens, text))
        return Parsed(document, language, sentences)

    def _sentences(self, pieces: list[Piece], forms: list[str], scores: Scores, language: str) -> list[list[Token]]:
        """Decode one window."""
        model = self._model
        heads = np.zeros(len(forms), np.int64)
        bounds, start = [], 0
        for end in decode.sentence_ends(scores):
            columns = [0, *range(start + 1, end + 2)]
            local = decode.tree_heads(scores.arc[start : end + 1, columns])
            heads[start : end + 1] = np.where(local == 0, 0, local + start)
            bounds.append((start, end + 1))
            start = end + 1
        labels = decode.relations(scores, heads, model)
        feats = decode.features(scores, model)
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
