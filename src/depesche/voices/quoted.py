"""Whose are the words between quotation marks: the frame beside them, in front of them or around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesche.language.trees import Parsed, Sentence, Token
from depesche.voices.frames import Frame, Stretch
from depesche.voices.words import Words

SENTENCE_WORDS = 4
"""From so many words on, with a verb among them, a quote is what somebody said and no title or mere word."""

_NAME_WORDS = 4
_ADDRESS = re.compile(r"\w\.[a-z]{2,}")  # "news.example.org"
_MOST = 0.8  # of a quote lies in what a frame says
_CLOSE = 3  # characters between the closing mark and "so" or "sagte": a comma and spaces
_FAR = 400  # characters from a verb to the quote that it announces
_MAIN = {"root", "parataxis", "conj"}


def mostly_quoted(stretch: Stretch, marks: Iterable[Stretch]) -> bool:
    """Does nine tenths of a stretch stand in one pair of marks?"""
    a, b = stretch
    return any(min(b, y) - max(a, x) > 0.9 * (b - a) for x, y in marks)


def is_broken(stretch: Stretch, said: Iterable[Token], marks: Iterable[Stretch]) -> bool:
    """Is a stretch nothing but quotes around the words that say who speaks: "We", he said, "stay"? ``said`` are the
    other words of the sentence."""
    inside = [t for t in said if stretch[0] <= t.start and t.end <= stretch[1]]
    return bool(inside) and all(any(a <= t.start and t.end <= b for a, b in marks) for t in inside)


def clip(content: Iterable[Stretch], limits: Stretch) -> list[Stretch]:
    """What of the stretches lies within the limits."""
    return [(max(a, limits[0]), min(b, limits[1])) for a, b in content if a < limits[1] and limits[0] < b]


def tokens_in(parsed: Parsed, mark: Stretch) -> list[Token]:
    """The words in a pair of marks, of all the sentences that it spans."""
    return [
        t
        for s in parsed.sentences
        if s.start < mark[1] and mark[0] < s.end
        for t in s.tokens
        if mark[0] <= t.start and t.end <= mark[1] and t.upos != "PUNCT"
    ]


def is_sentence(parsed: Parsed, mark: Stretch) -> bool:
    """Is it an utterance? A finite verb tells, or length."""
    tokens = tokens_in(parsed, mark)
    if len(tokens) < SENTENCE_WORDS:
        return False
    return len(tokens) > 8 or any(t.feats.get("VerbForm") == "Fin" or "Mood" in t.feats for t in tokens)


def is_name(parsed: Parsed, mark: Stretch, words: Words) -> bool:
    """Is it the name of something: proper nouns only, or a short phrase right after the noun that it names?"""
    tokens = tokens_in(parsed, mark)
    if not tokens:
        return True
    if len(tokens) > _NAME_WORDS:
        return False
    if _ADDRESS.search(parsed.document.text, *mark):
        return True
    if all(t.upos in {"PROPN", "X", "NUM", "DET"} or t.entity for t in tokens):
        return True
    before = [t for s in parsed.sentences if s.start < mark[0] < s.end for t in s.tokens if t.end <= mark[0]]
    if tokens[0].text[:1].islower() or any(t.upos in {"VERB", "AUX"} for t in tokens):
        return False
    named = bool(before) and before[-1].upos == "NOUN" and mark[0] - before[-1].end == 1
    return named and not words.is_in(before[-1].lemma, "nouns")


def frame_of(parsed: Parsed, mark: Stretch, frames: dict[int, list[Frame]]) -> Frame | None:
    """The frame that a quote belongs to, in its own sentences or beside them. ``frames`` are by sentence index.

    A frame whose content is the quote comes first, the innermost of several; then one right before a colon or right
    after the quote; then a verb of speaking that the quote hangs on. Of other verbs only those beside a whole
    utterance frame it: "schüttelte den Kopf: „…“".
    """
    best: tuple[int, int, Frame] | None = None
    utterance = is_sentence(parsed, mark)
    for sentence in _near(parsed, mark):
        for frame in frames.get(sentence.index, ()):
            if any(mark[0] <= t.start < mark[1] for t in (frame.head, *frame.speakers)):
                continue
            rank = _rank(parsed, mark, frame, utterance)
            if rank is not None and (best is None or rank < best[:2]):
                best = (*rank, frame)
    return best[2] if best is not None else None


def _near(parsed: Parsed, mark: Stretch) -> list[Sentence]:
    """The sentences that a quote spans; the one before if it announces, the one after if it tells who said that."""
    sentences = parsed.sentences
    spanned = [s for s in sentences if s.start < mark[1] and mark[0] < s.end]
    if not spanned:
        return []
    first, last = spanned[0].index, spanned[-1].index
    text = parsed.document.text
    if first > 0 and mark[0] <= spanned[0].start + 1 and text[: mark[0]].rstrip().endswith(":"):
        spanned = [sentences[first - 1], *spanned]
    if last + 1 < len(sentences) and mark[1] >= spanned[-1].end - 1 and _goes_on(sentences[last + 1]):
        spanned = [*spanned, sentences[last + 1]]
    return spanned


def _goes_on(sentence: Sentence) -> bool:
    """Does a sentence start in the middle, as ", sagte er." does where a quote was cut off?"""
    first = sentence.tokens[0]
    return first.text in {",", "-", "–"} or first.text[:1].islower()


def _rank(parsed: Parsed, mark: Stretch, frame: Frame, utterance: bool) -> tuple[int, int] | None:
    """How near a frame is to a quote, less is nearer; None if the quote is not its own."""
    distance = _beside(parsed.document.text, mark, frame, utterance)
    if not frame.says:
        main = frame.head.relation in _MAIN and frame.finite and not frame.reported
        return (3, distance) if utterance and distance is not None and frame.speakers and main else None
    if 0 <= frame.own[0].start - mark[1] <= _CLOSE:
        return 0, 0
    if distance is not None and _announces(parsed.document.text, mark, frame):
        return 0, distance
    length = sum(b - a for a, b in frame.content)
    if frame.kind == "according-to":
        inside = sum(covered(mark, s) for s in frame.content) > _MOST
        return (0, length) if inside else (4, length) if frame.sentence.start <= mark[0] < frame.sentence.end else None
    around = [b - a for a, b in frame.content if covered(mark, (a, b)) > _MOST]
    if around:
        return 0, min(around)
    if _in_aside(mark, frame):
        return None
    if distance is not None:
        return 1, distance
    return (2, abs(frame.head.start - mark[0])) if _hangs_on(mark, frame) else None


def _announces(text: str, mark: Stretch, frame: Frame) -> bool:
    """Does the frame end in a colon before the quote? Trees break there, so that nearness tells more."""
    return text[: mark[0]].rstrip().endswith(":") and frame.head.start < mark[0] and frame.head.relation != "acl"


def covered(mark: Stretch, stretch: Stretch) -> float:
    """The share of a quote that a stretch covers."""
    return max(0, min(mark[1], stretch[1]) - max(mark[0], stretch[0])) / (mark[1] - mark[0])


def _beside(text: str, mark: Stretch, frame: Frame, utterance: bool) -> int | None:
    """Characters between a quote and a frame that announces it with a colon or comma, or that follows it."""
    announcing = (":", ",") if utterance else (":",)
    before, after = text[: mark[0]].rstrip(), text[mark[1] :].lstrip(" \u00a0,–-.")
    if frame.head.start < mark[0]:
        between = text[frame.head.end : mark[0]]
        aside = between.count("(") > between.count(")")  # "(motto: …)" is not announced from outside
        if before.endswith(announcing) and len(between) < _FAR and not aside:
            return mark[0] - frame.head.end
        return None
    gap = text[mark[1] : frame.head.start]
    closed = text[mark[1] - 2 : mark[1] - 1] in ",.!?" or text[mark[1] : mark[1] + 3].strip()[:1] in set(",–-")
    return frame.head.start - mark[1] if after and closed and ":" not in gap and len(gap) < 200 else None


def _hangs_on(mark: Stretch, frame: Frame) -> bool:
    """Is the quote below the predicate in the tree, and not in a phrase that only says to whom or where?"""
    below = frame.sentence.subtree(frame.head)
    return any(mark[0] <= t.start < mark[1] for t in below) and not _in_aside(mark, frame)


def _in_aside(mark: Stretch, frame: Frame) -> bool:
    """Do all the quoted words of the sentence stand in a phrase that only says to whom or where?"""
    inside = {t.index for t in frame.sentence.tokens if mark[0] <= t.start < mark[1] and t.upos != "PUNCT"}
    return any(
        inside and inside <= {t.index for t in frame.sentence.subtree(side, ("acl",))} for side in frame.aside
    )  # fmt: skip
