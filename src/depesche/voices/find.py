"""The voices of a document: what the frames of its sentences say, what is quoted, and what runs on."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.entities import Cast
from depesche.language.trees import Parsed, Sentence
from depesche.propositions import Proposition
from depesche.records import Mention, Span
from depesche.voices.according import according_frames
from depesche.voices.frames import Frame, Stretch, share_content, speech_frames
from depesche.voices.marks import is_open, quotes
from depesche.voices.quoted import clip, covered, frame_of, is_broken, is_name, is_sentence, mostly_quoted
from depesche.voices.running import in_mood, is_reported, runs_on
from depesche.voices.speakers import Speakers
from depesche.voices.words import Words, load_words


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, the words that say so, and the stretches of text that are his.

    ``speaker`` is a mention with an entity (its name falls back to the words themselves); ``kind`` is direct,
    indirect or according-to; ``content`` are offsets into the document; ``stance`` says whether the cue asserts,
    denies, confirms or keeps its distance from what is said. The voice of whoever published the document has no cue.
    """

    speaker: Mention
    kind: str
    cue: Span | None
    content: tuple[Stretch, ...]
    stance: str = "asserts"

    def covers(self, start: int, end: int) -> bool:
        return any(a <= start and end <= b for a, b in self.content)

    @property
    def length(self) -> int:
        """Characters from the first to the last that are his; the outer of two nested voices has more."""
        return sum(b - a for a, b in self.content)


def chain(voices: list[Voice], voice: Voice) -> list[Voice]:
    """The voices that report a voice, outermost first: in "A said that B had said …" A reports B."""
    above = [
        v
        for v in voices
        if v.speaker.entity != voice.speaker.entity
        and v.length > voice.length
        and all(v.covers(a, b) for a, b in voice.content)
    ]
    return sorted(above, key=lambda v: -v.length)


def find_voices(parsed: Parsed, propositions: list[list[Proposition]], cast: Cast) -> list[Voice]:
    """All voices of a document, in text order. ``propositions`` are per sentence."""
    words = load_words(parsed.language)
    search = _Search(parsed, words, Speakers(cast, words), quotes(parsed.document.text))
    for sentence, found in zip(parsed.sentences, propositions, strict=True):
        frames = speech_frames(sentence, found, words) + according_frames(sentence, found, cast, words)
        search.read(sentence, share_content(frames))
    return sorted(search.voices + search.quoted(), key=lambda v: (v.content[0], -v.length))


Spoken = tuple[list[Mention], Span | None]
"""Speakers and the cue that named them."""


@dataclass(slots=True)
class _Search:
    """What is known while a document is read. Sentences are keys by their index."""

    parsed: Parsed
    words: Words
    speakers: Speakers
    marks: list[Stretch]
    voices: list[Voice] = field(default_factory=list)
    frames: dict[int, list[Frame]] = field(default_factory=dict)
    named: dict[int, list[Mention]] = field(default_factory=dict)  # a frame's speakers, by the frame's id
    spoken: set[int] = field(default_factory=set)  # sentences in which somebody spoke
    last: dict[int, Spoken] = field(default_factory=dict)  # who spoke last when the sentence ended

    def read(self, sentence: Sentence, frames: list[Frame]) -> None:
        """Take in a sentence: its frames, and what runs on from the sentence before."""
        before = self.last.get(sentence.index - 1) or self._subject_before(sentence)
        spoke: Spoken | None = None
        beside = self._beside_quote(sentence)
        for frame in frames:
            mentions = self._name(frame, before) if frame.says or beside else []
            if not mentions:
                continue
            self.frames.setdefault(sentence.index, []).append(frame)
            self.named[id(frame)] = mentions
            if frame.says:
                cue = sentence.span(frame.cue)
                self._add(mentions, frame.kind, cue, self._content(frame), frame.stance)
                quoted = any(a < frame.head.start < b for a, b in self.marks)
                if not quoted and not in_mood(sentence, frame.head, self.words):
                    spoke = spoke or (mentions, cue)
        if before is not None and runs_on(sentence, frames, self.words, sentence.index - 1 in self.spoken):
            self._add(before[0], "indirect", before[1], [(sentence.start, sentence.end)])
            spoke = before
        if spoke is not None:
            self.spoken.add(sentence.index)
        same = sentence.index > 0 and self.parsed.sentences[sentence.index - 1].paragraph == sentence.paragraph
        if spoke is None and (beside or same):
            spoke = before
        if spoke is not None:
            self.last[sentence.index] = spoke

    def _subject_before(self, sentence: Sentence) -> Spoken | None:
        """Whom the sentence before was about: where nobody is said to speak, reported speech is most likely his."""
        if sentence.index == 0 or not is_reported(sentence, sentence.root, self.words):
            return None
        earlier = self.parsed.sentences[sentence.index - 1]
        subject = earlier.child(earlier.root, "nsubj")
        if subject is None or earlier.paragraph != sentence.paragraph or subject.upos not in {"PROPN", "NOUN", "PRON"}:
            return None
        mentions = self.speakers.name(earlier, subject)
        return (mentions, earlier.span([subject])) if mentions else None

    def _beside_quote(self, sentence: Sentence) -> bool:
        text = self.parsed.document.text
        return text[sentence.start : sentence.end].rstrip().endswith(":") or any(
            a < sentence.end + 3 and sentence.start - 3 < b for a, b in self.marks
        )

    def _name(self, frame: Frame, before: Spoken | None) -> list[Mention]:
        if not frame.speakers:
            return before[0] if before is not None else []
        sure = not frame.cites or frame.kind == "according-to"
        speakers = [t for t in frame.speakers if sure or self.speakers.may_be_cited(frame.sentence, t)]
        return [m for t in speakers for m in self.speakers.name(frame.sentence, t, remember=frame.says)]

    def _content(self, frame: Frame) -> list[Stretch]:
        """What a frame says that is not wholly in quotation marks; a frame inside a quote stays inside it."""
        content = frame.content
        if frame.about_before and frame.sentence.index > 0:
            earlier = self.parsed.sentences[frame.sentence.index - 1]
            content = [(earlier.start, earlier.end)]
        outer = next(((a, b) for a, b in self.marks if a < frame.head.start < b), None)
        if outer is not None:
            return clip(content, outer)
        own = {t.index for s in frame.speakers for t in frame.sentence.subtree(s)} | {t.index for t in frame.own}
        said = [t for t in frame.sentence.tokens if t.index not in own and t.upos != "PUNCT"]
        return [s for s in content if not mostly_quoted(s, self.marks) and not is_broken(s, said, self.marks)]

    def _add(
        self, mentions: list[Mention], kind: str, cue: Span | None, content: list[Stretch], stance: str = "asserts"
    ) -> None:
        if content:
            stretches = tuple(sorted(set(content)))
            self.voices += [Voice(m, kind, cue, stretches, stance) for m in mentions]

    def quoted(self) -> list[Voice]:
        """The voices of what stands in quotation marks."""
        found: list[Voice] = []
        spoken: dict[Stretch, Spoken] = {}
        for run in self._runs():
            who = next((w for m in run if (w := self._framed(m)) is not None), None) or self._who(run[0], spoken)
            if who is not None:
                spoken |= dict.fromkeys(run, who)
                found += [Voice(m, "direct", who[1], (mark,)) for mark in run for m in who[0]]
        return found

    def _runs(self) -> list[list[Stretch]]:
        """The quotes, those that one paragraph leaves open together with those that go on in the next."""
        text = self.parsed.document.text
        runs: list[list[Stretch]] = []
        for mark in self.marks:
            before = runs[-1][-1] if runs else mark
            if before is not mark and is_open(text, before) and not text[before[1] : mark[0]].strip():
                runs[-1].append(mark)
            elif not is_name(self.parsed, mark, self.words):
                runs.append([mark])
        return runs

    def _framed(self, mark: Stretch) -> Spoken | None:
        """Who said the words in a pair of marks by the frame that they belong to."""
        frame = frame_of(self.parsed, mark, self.frames)
        return (self.named[id(frame)], frame.sentence.span(frame.cue)) if frame is not None else None

    def _who(self, mark: Stretch, spoken: dict[Stretch, Spoken]) -> Spoken | None:
        """Who said words in marks that no frame claims: the voice around them, or whoever spoke just before."""
        around = [v for v in self.voices if any(covered(mark, s) > 0.8 for s in v.content)]
        inner = min(around, key=lambda v: v.length, default=None)
        if inner is not None:
            peers = [v.speaker for v in self.voices if v.content == inner.content and v.cue == inner.cue]
            return peers, inner.cue
        return self._just_before(mark, spoken)

    def _just_before(self, mark: Stretch, spoken: dict[Stretch, Spoken]) -> Spoken | None:
        """A quote that stands as a sentence goes on with the quote before it, or is by whoever spoke last."""
        first = next((s for s in self.parsed.sentences if s.start < mark[1] and mark[0] < s.end), None)
        if first is None or mark[0] > first.start + 1:
            return None
        if mark[1] < first.end - 1 and not is_sentence(self.parsed, mark):
            return None
        text = self.parsed.document.text
        close = [m for m in spoken if m[1] <= mark[0] and not text[m[1] : mark[0]].strip()]
        if close:
            return spoken[close[-1]]
        return self.last.get(first.index) or self.last.get(first.index - 1)
