"""Which time belongs to which act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from depesche.dates import Edtf, TimeMention
from depesche.dates.words import languages, load
from depesche.language.trees import Parsed, Sentence
from depesche.propositions import Grammar, Proposition, case_lemma
from depesche.records import When

_LONGEST = 40  # days: a longer stretch is background, not the time of an act
_SCENE = 7  # days: a narrative stays with a day or a week; a month or a year that it names is background

Clues = Mapping[str, re.Pattern[str]]
Owned = list[tuple[Proposition, TimeMention]]


class Clock:
    """The times of one document, by clause, with the time that the narrative has reached."""

    def __init__(
        self, parsed: Parsed, times: list[TimeMention], propositions: list[list[Proposition]], grammar: Grammar
    ) -> None:
        self._owned: dict[int, Owned] = {}
        self._narrative: dict[int, TimeMention | None] = {}
        self._ahead: dict[int, TimeMention | None] = {}
        self._clues: Clues = load(parsed.language).clues if parsed.language in languages() else {}
        dated = [t for t in times if t.edtf]
        self._published = parsed.document.published
        current = expected = None
        for sentence, found in zip(parsed.sentences, propositions, strict=True):
            by_head = {p.head.index: p for p in found}
            here = [t for t in dated if sentence.start <= t.start < sentence.end]
            owners = [(_owner(sentence, t, by_head, grammar), t) for t in here]
            owned = self._owned[sentence.index] = [(p, t) for p, t in owners if p is not None]
            main = [(p, t) for p, t in owned if self._is_main(p)]
            scenes = [(p, t) for p, t in main if _lasts(t, _SCENE)]
            if any(p.kind != "noun" and ".." not in t.edtf and self._is_told(p, t) for p, t in main):
                current = None  # of a month or a year no day is known
            current = next((t for p, t in scenes if self._is_told(p, t)), current)
            resumes = any(self._is(t.text.lower(), "resuming") for t in sentence.tokens[:3])
            self._ahead[sentence.index] = expected if resumes else None
            expected = next((t for _, t in reversed(scenes) if self._lies_ahead(t)), expected if resumes else None)
            self._narrative[sentence.index] = current

    def when(self, p: Proposition, spoken: bool) -> When:
        """The time of a proposition: its own; that of its arguments; that of a clause around it; or the narrative's.

        ``spoken`` says that the act consists in saying something: then a time that lies open ahead, or after
        publication, is not its own but that of what is said ("announced talks for Monday").
        """
        owned = [(o, t) for o, t in self._owned[p.sentence.index] if not (spoken and self._lies_ahead(t))]
        for candidate in _around(p):
            time = self._time_of(candidate, owned)
            if time is not None:
                return self._record(time, p)
            if candidate.link == "relative" and not self._goes_on(candidate):
                return When()
        if p.kind == "noun" or _pluperfect(p):
            return When()
        scene = self._narrative[p.sentence.index]
        wanted = p.modality in ("willed", "intended")
        if not spoken and self._is_main(p) and (wanted or p.tense == "future"):
            scene = self._ahead[p.sentence.index] or (None if wanted else scene)
        return self._record(scene, p) if scene is not None else When()

    def _time_of(self, p: Proposition, owned: Owned) -> TimeMention | None:
        """Of the times of a sentence that of a clause: its own, its circumstances', that of what happened meanwhile."""
        return (
            next((t for owner, t in owned if owner is p), None)
            or next((t for owner, t in owned if self._is_circumstance(owner, p) and _lasts(t, _LONGEST)), None)
            or next((t for owner, t in owned if self._is_meanwhile(owner, p, t)), None)
        )

    def _record(self, time: TimeMention, p: Proposition) -> When:
        """The record; what was done since a day has been done by publication, while a state lasts on."""
        edtf = time.edtf
        if edtf.endswith("/..") and p.kind == "verb" and p.tense == "past" and not self._lies_ahead(time):
            edtf = f"{edtf.removesuffix('..')}{self._published}"
        return When(edtf, time.text, time.start, time.end)

    def _lies_ahead(self, time: TimeMention) -> bool:
        """Does a time begin with the day of publication or later and lie open, or wholly after that day?"""
        begin, _, end = time.edtf.partition("/")
        if not self._published or not begin.strip("."):
            return end == ".."
        first, last = Edtf.parse(self._published).bounds()
        return Edtf.parse(begin).bounds()[1] >= first if end == ".." else Edtf.parse(time.edtf).bounds()[0] > last

    def _is_told(self, p: Proposition, time: TimeMention) -> bool:
        """Is it a time that the narrative has reached, not one to come or one that lies further back?"""
        if p.tense == "future" or _pluperfect(p) or self._lies_ahead(time):
            return False
        if time.tense != "future" or not self._published:
            return time.tense != "future"
        return Edtf.parse(time.edtf).bounds()[1] <= Edtf.parse(self._published).bounds()[0]

    def _is_main(self, p: Proposition) -> bool:
        """Is it the sentence's main predicate, or a circumstance of it ("in seiner Sitzung am Samstag")?"""
        if p.kind == "noun" and p.parent is not None:
            return self._is_circumstance(p, p.parent) and self._is_main(p.parent)
        return p.parent is None or p.link in {"conj", "speech"}

    def _goes_on(self, clause: Proposition) -> bool:
        """Does a relative clause tell what then happened there: "met in March, where they discussed trade"?"""
        return any(self._is(t.text.lower(), "where") for t in clause.sentence.children(clause.head, "advmod", "mark"))

    def _is_circumstance(self, noun: Proposition, above: Proposition) -> bool:
        """Is the noun a circumstance of what is above it ("in seiner Sitzung am Samstag"), and not what it is about
        ("sagte ein Treffen am Samstag zu")?"""
        return noun.kind == "noun" and any(
            noun.head in tokens and self._is(slot, "circumstance") for slot, tokens in above.slots.items()
        )

    def _is_meanwhile(self, clause: Proposition, above: Proposition, time: TimeMention) -> bool:
        """Is the clause's time that of what is above it: "condemned the raid as troops entered the town on Friday"?

        What follows something that is known to the year only ("after his defeat in 2013") is in the same year.
        """
        main = clause.parent
        if main is not None and main is not above and main.link == "conj" and main.parent is above:
            main = above
        if clause.link != "adverbial" or main is not above or not _lasts(time, 366):
            return False
        if self._is(clause.marker, "behind"):
            return len(time.edtf) == 4
        return clause.finite and self._is(clause.marker, "meanwhile")

    def _is(self, word: str, clue: str) -> bool:
        return clue in self._clues and self._clues[clue].fullmatch(word) is not None


def _around(p: Proposition) -> Iterator[Proposition]:
    """The proposition and those above it in the sentence."""
    current: Proposition | None = p
    while current is not None:
        yield current
        current = current.parent


def _lasts(time: TimeMention, days: int) -> bool:
    """Is it a day (or one of several), or a stretch with both ends known, no more than so many days apart?"""
    return ".." not in time.edtf and all((b - a).days <= days for a, b in Edtf.parse(time.edtf).members)


def _pluperfect(p: Proposition) -> bool:
    """ "hatte … gesagt", "had said": before the narrative's time."""
    auxiliaries = [t for t in p.sentence.children(p.head, "aux") if t.deprel == "aux"]
    return p.modality == "" and p.tense == "past" and any(t.feats.get("Tense") in ("Past", "Imp") for t in auxiliaries)


def _owner(
    sentence: Sentence, time: TimeMention, by_head: dict[int, Proposition], grammar: Grammar
) -> Proposition | None:
    """The proposition that a time expression modifies: the nearest one above it that is no part of it.

    None where the time only places another event before or after ("nach der Wahl vom 3. Mai"). "Since …" behind a
    noun is the verb's ("had arrested hundreds in the protests since May").
    """
    inside = sentence.within(time.start, time.end)
    if not inside:
        return None
    tops = [t for t in inside if not any(h in inside for h in sentence.ancestors(t))] or inside
    top = next((t for t in tops if t.upos in {"NOUN", "PROPN"}), tops[0])  # "am 22. und 23. April": the month governs
    for above in sentence.ancestors(top):
        p = by_head.get(above.index)
        if p is None:
            continue
        if p.kind == "noun" and grammar.is_in(case_lemma(sentence, p.head), "before_or_after"):
            return None
        if p.kind != "noun" or not time.edtf.endswith("/.."):
            return p
    return None
