"""How good the voices are: against quotations that people annotated, direct and indirect apart.

The input is JSON Lines as the German news quotation set of Petersen-Frey and Biemann (2024) has it: per line a
``text`` and ``annotations``, each with ``type``, ``quote`` and ``speaker`` whose ``spans`` have ``charBegin`` and
``charEnd``. Indirect and IndirectFreeIndirect count as indirect. Reported (an act of speaking without what was said)
and FreeIndirect are neither asked for nor held against anybody who finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesche.errors import InputError
from depesche.language.trees import Parsed, Sentence, Token
from depesche.records import Document
from depesche.voices.find import Voice
from depesche.voices.hear import Heard
from depesche.voices.words import load_words

Spans = tuple[tuple[int, int], ...]

KINDS = {"Direct": "direct", "Indirect": "indirect", "IndirectFreeIndirect": "indirect"}
"""Annotation types that are asked for."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """An annotated quotation. ``kind`` is direct, indirect or, where it is not asked for, empty."""

    kind: str
    content: Spans
    speaker: Spans


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind: ``right`` of ``found`` voices have a quotation, ``hit`` of ``asked`` quotations a voice."""

    found: int = 0
    right: int = 0
    asked: int = 0
    hit: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found, self.right + other.right, self.asked + other.asked, self.hit + other.hit
        )  # fmt: skip

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_quotations(path: Path, language: str = "de") -> Iterator[tuple[Document, list[Quotation]]]:
    """The annotated documents of a file. Raises InputError where a line is not what is expected."""
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        try:
            record = json.loads(line)
            if not record["text"].strip():
                continue
            name = record.get("documentName", f"{path.name}:{number}")
            yield Document(name, record["text"], language=language), [_quotation(a) for a in record["annotations"]]
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
            raise InputError(
                f"not an annotated document: {problem!r}", where=f"{path}:{number}",
                expected="JSON with text and annotations, each with type, quote and speaker", hint="see docs/voices.md",
            ) from problem  # fmt: skip


def _quotation(annotation: dict[str, Any]) -> Quotation:
    def spans(of: str) -> Spans:
        return tuple((s["charBegin"], s["charEnd"]) for s in annotation[of]["spans"])

    return Quotation(KINDS.get(annotation["type"], ""), spans("quote"), spans("speaker"))


def score(readings: Iterable[tuple[Heard, list[Quotation]]]) -> dict[str, Score]:
    """Scores per kind over documents that were read."""
    total = {"direct": Score(), "indirect": Score()}
    for read, quotations in readings:
        for kind in total:
            total[kind] += score_one(read, quotations, kind)
    return total


def score_one(read: Heard, quotations: list[Quotation], kind: str) -> Score:
    """The score of one document and kind.

    A voice is right where its content overlaps a quotation of the kind and its speaker is the annotated one. What
    cannot be judged does not count: a voice on a quotation that is not asked for or whose speaker is not annotated.
    """
    voices = [v for v in read.voices if (v.kind == "direct") == (kind == "direct")]
    judged = [q for q in quotations if q.kind and _names_somebody(read.parsed, q)]
    asked = [q for q in judged if q.kind == kind]
    spared = [q for q in quotations if q not in judged]
    right = [v for v in voices if any(matches(read, v, q) for q in asked)]
    found = [v for v in voices if v in right or not any(_overlap(v.content, q.content) for q in spared)]
    hit = [q for q in asked if any(matches(read, v, q) for v in voices)]
    return Score(len(found), len(right), len(asked), len(hit))


def _names_somebody(parsed: Parsed, quotation: Quotation) -> bool:
    """Is a speaker annotated that is a noun or pronoun? "demnach" and "eigenen Angaben" leave open who it is."""
    own = {t.lemma.lower() for _, t in _words(parsed, quotation.speaker)}
    if load_words(parsed.language).any_in(own, "own"):
        return False
    return any(t.upos not in {"ADV", "PUNCT", "ADP", "DET"} for _, t in _words(parsed, quotation.speaker))


def matches(read: Heard, voice: Voice, quotation: Quotation) -> bool:
    """Does the content overlap, and is the speaker the same: by the head of the phrase, or as the same entity?"""
    if not _overlap(voice.content, quotation.content):
        return False
    wanted = list(_heads(read.parsed, quotation.speaker))
    mention, entity = voice.speaker, voice.speaker.entity
    said = {(t.start, t.end) for _, t in _heads(read.parsed, ((mention.start, mention.end),))}
    if said & {(t.start, t.end) for _, t in wanted}:
        return True
    if entity.id:
        return any(m.entity.id == entity.id for s, t in wanted for m in read.cast.mentions(s, t))
    elsewhere = not _overlap(((mention.start, mention.end),), quotation.speaker)
    text = read.parsed.document.text
    return elsewhere and any(entity.name in text[a:b] and entity.name[:1].isupper() for a, b in quotation.speaker)


def _overlap(ones: Spans, others: Spans) -> bool:
    return any(a < d and c < b for a, b in ones for c, d in others)


def _words(parsed: Parsed, spans: Spans) -> Iterator[tuple[Sentence, Token]]:
    for start, end in spans:
        for sentence in parsed.sentences:
            if sentence.start < end and start < sentence.end:
                yield from ((sentence, t) for t in sentence.tokens if start <= t.start and t.end <= end)


def _heads(parsed: Parsed, spans: Spans) -> Iterator[tuple[Sentence, Token]]:
    """The head of each phrase with its names, titles, appositions and conjuncts.

    "Angaben der Polizei" has two heads: such words are nobody's name, and who looks for a speaker means the police.
    """
    words = load_words(parsed.language)
    for span in spans:
        inside = [(s, t) for s, t in _words(parsed, (span,)) if t.upos != "PUNCT"]
        places = {(s.index, t.index) for s, t in inside}
        heads = [(s, t) for s, t in inside if (s.index, t.head) not in places]
        while heads:
            sentence, head = heads.pop()
            yield sentence, head
            below = sentence.children(head, "flat", "appos", "conj", "compound")
            if words.is_source(head.lemma) or words.is_source(head.text):
                below += sentence.children(head, "nmod", "det:poss", "amod")
            heads += [(sentence, t) for t in below if (sentence.index, t.index) in places]
