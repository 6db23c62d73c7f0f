"""Which time belongs to which act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from depesche.dates import Edtf, TimeMention
from depesche.language.trees import Parsed, Sentence, Token
from depesche.propositions import Grammar, Proposition, case_lemma
from depesche.records import When

_LONGEST = 40  # days: a longer stretch is background, not the time of an act


_ABOUT = {"subject", "object", "dative", "clause", "of", "possessor"}


class Clock:
    """The times of one document, by clause, with the time that the narrative has reached."""

    def __init__(
        self, parsed: Parsed, times: list[TimeMention], propositions: list[list[Proposition]], grammar: Grammar
    ) -> None:
        self._owned: dict[int, list[tuple[Proposition, TimeMention]]] = {}
        self._narrative: dict[int, TimeMention | None] = {}
        dated = [t for t in times if t.edtf]
        published = self._published = parsed.document.published
        current: TimeMention | None = None
        for sentence, found in zip(parsed.sentences, propositions, strict=True):
            by_head = {p.head.index: p for p in found}
            here = [t for t in dated if sentence.start <= t.start < sentence.end]
            owners = [(_clause_of(sentence, t, by_head), t) for t in here]
            owned = [(p, t) for p, t in owners if p is not None and not _is_background(p, grammar)]
            self._owned[sentence.index] = owned
            told = [(p, t) for p, t in owned if p.tense != "future" and not _pluperfect(p) and not self._lies_ahead(t)]
            main = (t for p, t in told if _is_short(t) and _is_main(p) and not _is_ahead(t, published))
            current = next(main, current)
            self._narrative[sentence.index] = current

    def when(self, p: Proposition, spoken: bool) -> When:
        """The time of a proposition: its own; that of its arguments; that of a clause around it; or the narrative's.

        ``spoken`` says that the act consists in saying something: then a time that lies open ahead, or after
        publication, is not its own but that of what is said ("announced talks for Monday").
        """
        owned = [(o, t) for o, t in self._owned[p.sentence.index] if not (spoken and self._lies_ahead(t))]
        for candidate in _around(p):
            time = next((t for owner, t in owned if owner is candidate), None) or next(
                (t for owner, t in owned if _is_circumstance(owner, candidate) and _is_short(t)), None
            )
            if time is not None:
                return When(time.edtf, time.text, time.start, time.end)
            if candidate.link == "relative":
                return When()
        narrative = self._narrative[p.sentence.index]
        if narrative is None or p.kind == "noun" or _pluperfect(p):
            return When()
        return When(narrative.edtf, narrative.text, narrative.start, narrative.end)

    def _lies_ahead(self, time: TimeMention) -> bool:
        """Does a time lie open ahead, or wholly after the day of publication?"""
        last = Edtf.parse(self._published).bounds()[1] if self._published else date.max
        return time.edtf.endswith("/..") or Edtf.parse(time.edtf).bounds()[0] > last


def _around(p: Proposition) -> Iterator[Proposition]:
    """The proposition and those above it in the sentence."""
    current: Proposition | None = p
    while current is not None:
        yield current
        current = current.parent


def _is_circumstance(noun: Proposition, above: Proposition) -> bool:
    """Is the noun a circumstance of what is above it ("in seiner Sitzung am Samstag"), and not what it is about ("sagte
    ein Treffen am Samstag zu")?"""
    return noun.kind == "noun" and any(
        noun.head in tokens for slot, tokens in above.slots.items() if slot not in _ABOUT
    )


def _is_background(p: Proposition, grammar: Grammar) -> bool:
    """ "nach der Wahl vom 3. Mai": a time that only places another event before or after."""
    return p.kind == "noun" and grammar.is_in(case_lemma(p.sentence, p.head), "before_or_after")


def _is_short(time: TimeMention) -> bool:
    """Is it a day, or a stretch of some weeks at most with both ends known?"""
    if ".." in time.edtf:
        return False
    first, last = Edtf.parse(time.edtf).bounds()
    return (last - first).days <= _LONGEST


def _is_ahead(time: TimeMention, published: str) -> bool:
    """Is it a time to come, both by its clause and by the date of publication?"""
    if time.tense != "future" or not published:
        return time.tense == "future"
    return Edtf.parse(time.edtf).bounds()[1] > Edtf.parse(published).bounds()[0]


def _is_main(p: Proposition) -> bool:
    """Is it the sentence's main predicate, or an argument of it ("in seiner Sitzung am Samstag")?"""
    if p.kind == "noun" and p.parent is not None:
        return _is_circumstance(p, p.parent) and _is_main(p.parent)
    return p.parent is None or p.link in {"conj", "speech"}


def _pluperfect(p: Proposition) -> bool:
    """ "hatte … gesagt", "had said": before the narrative's time."""
    auxiliaries = [t for t in p.sentence.children(p.head, "aux") if t.deprel == "aux"]
    return p.modality == "" and p.tense == "past" and any(t.feats.get("Tense") == "Past" for t in auxiliaries)


def _clause_of(sentence: Sentence, time: TimeMention, by_head: dict[int, Proposition]) -> Proposition | None:
    """The proposition that a time expression modifies: the nearest one above it that is no part of it."""
    inside = sentence.within(time.start, time.end)
    if not inside:
        return None
    tops = [t for t in inside if not any(h in inside for h in sentence.ancestors(t))] or inside
    top = next((t for t in tops if t.upos in {"NOUN", "PROPN"}), tops[0])  # "am 22. und 23. April": the month governs
    above: Token | None = sentence.head(top)
    while above is not None:
        p = by_head.get(above.index)
        if p is not None:
            return p
        above = sentence.head(above)
    return None
