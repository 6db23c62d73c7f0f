"""What the language layer makes of a text: tokens in Universal Dependencies trees, with offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from depesche.records import Document, Span


@dataclass(slots=True)
class Token:
    """A word. ``index`` and ``head`` count from 0 inside the sentence; the root's head is -1.

    ``start``/``end`` are offsets into the document. ``entity`` is "", "B-PER", "I-ORG" and so on.
    ``feats`` are UD features, e.g. {"Case": "Dat", "Number": "Sing"}.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str = ""
    upos: str = "X"
    feats: dict[str, str] = field(default_factory=dict)
    head: int = -1
    deprel: str = "dep"
    entity: str = ""

    @property
    def relation(self) -> str:
        """The universal relation, without subtype: "nsubj" for "nsubj:pass"."""
        return self.deprel.split(":", 1)[0]


@dataclass(slots=True)
class Sentence:
    """A sentence with its tree. ``index`` counts in the document, ``paragraph`` likewise."""

    index: int
    paragraph: int
    tokens: list[Token]
    text: str  # the document's text, for spans
    # one row per token, what the language model makes of it in its sentence; None in trees of another parser
    states: npt.NDArray[np.float16] | None = field(default=None, compare=False, repr=False)
    _children: list[list[int]] | None = None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def root(self) -> Token:
        return next((t for t in self.tokens if t.head < 0), self.tokens[0])

    def children(self, token: Token, *relations: str) -> list[Token]:
        """Dependents in text order; ``relations`` narrows by full or universal label."""
        if self._children is None:
            self._children = [[] for _ in self.tokens]
            for t in self.tokens:
                if t.head >= 0:
                    self._children[t.head].append(t.index)
        found = [self.tokens[i] for i in self._children[token.index]]
        if not relations:
            return found
        return [t for t in found if t.deprel in relations or t.relation in relations]

    def child(self, token: Token, *relations: str) -> Token | None:
        """The first such dependent, or None."""
        return next(iter(self.children(token, *relations)), None)

    def head(self, token: Token) -> Token | None:
        return self.tokens[token.head] if token.head >= 0 else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head, its head, … up to the root."""
        current = self.head(token)
        while current is not None:
            yield current
            current = self.head(current)

    def subtree(self, token: Token, without: tuple[str, ...] = ()) -> list[Token]:
        """The token and all below it in text order; branches with a relation in ``without`` are left out."""
        found, stack = [token], [token]
        while stack:
            for c in self.children(stack.pop()):
                if c.deprel in without or c.relation in without:
                    continue
                found.append(c)
                stack.append(c)
        return sorted(found, key=lambda t: t.index)

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and everything coordinated with it ("A, B und C" from A)."""
        found, stack = [], [token]
        while stack:  # no recursion: a list of a thousand names is one sentence, too
            found.append(stack.pop())
            stack += reversed(self.children(found[-1], "conj"))
        return found

    def within(self, start: int, end: int) -> list[Token]:
        """The tokens that share a character with ``text[start:end]``, in text order."""
        return [t for t in self.tokens if t.start < end and start < t.end]

    def span(self, tokens: list[Token]) -> Span:
        """The contiguous stretch from the first to the last of the tokens."""
        start, end = min(t.start for t in tokens), max(t.end for t in tokens)
        return Span(self.text[start:end], start, end)


@dataclass(slots=True)
class Parsed:
    """A document with its sentences."""

    document: Document
    language: str
    sentences: list[Sentence]
