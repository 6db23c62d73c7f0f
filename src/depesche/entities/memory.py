"""Remembers who has been spoken of in a document, for what refers back to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile

from depesche.language.trees import Sentence, Token
from depesche.records import Entity, Mention

REACH = 3  # sentences a pronoun looks back
REACH_THING = 1  # the same for "it"
SUBJECT, OBJECT, OTHER = 3.0, 1.0, 0.0


@dataclass(frozen=True, slots=True)
class Referent:
    """A phrase that can be referred back to. ``mentions`` is empty where it names no political actor."""

    mentions: tuple[Mention, ...]
    person: bool
    plural: bool
    gender: str  # m, f, n or ""
    salience: float
    sentence: int
    head: int  # the token that governs the phrase
    start: int

    @property
    def blank(self) -> bool:
        """Is it neither an actor nor a person nor what its clause is about?"""
        return not self.mentions and not self.person and self.salience < SUBJECT


def salience(token: Token) -> float:
    if token.relation == "nsubj":
        return SUBJECT
    return OBJECT if token.relation in ("obj", "iobj") else OTHER


def _ruler(sentence: Sentence, token: Token) -> int:
    """The verb above whose subject is also that of the pronoun's own clause, so that the pronoun means somebody else
    ("the minister called him to congratulate him"); -1 for a clause with a subject of its own."""
    clause = sentence.head(token)
    above = sentence.head(clause) if clause is not None else None
    if clause is None or above is None or sentence.child(clause, "nsubj", "csubj"):
        return -1
    controlled = clause.relation == "advcl" or (clause.relation == "xcomp" and not sentence.child(above, "obj", "iobj"))
    return above.index if controlled else -1


@dataclass(slots=True)
class Memory:
    grammatical: bool
    referents: list[Referent] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)

    def add(self, referent: Referent) -> None:
        self.referents.append(referent)

    def pronoun(self, sentence: Sentence, token: Token, genders: frozenset[str], possessive: bool, *,
                near: bool = False) -> Referent | None:  # fmt: skip
        """What a pronoun of these genders ("m", "f", "n", "p" for plural) refers to.

        ``near``: the phrase just before counts rather than the subject, whatever it is.
        """
        reach = REACH_THING if genders == {"n"} else REACH
        ahead = [r for r in self._back(sentence.index, token.start, reach) if self._agrees(r, genders)]
        ahead = [r for r in ahead if near or not r.blank]
        if not possessive:
            beside = self._beside(sentence, token)
            others = [r for r in beside if r.salience < SUBJECT or token.relation != "nsubj"]
            taken = {m.entity.id or m.entity.name for r in others for m in r.mentions}
            ahead = [r for r in ahead if r not in beside
                     and taken.isdisjoint({m.entity.id or m.entity.name for m in r.mentions})]  # fmt: skip
        if near:
            return max(ahead, key=lambda r: r.start, default=None)
        governors = {a.index for a in sentence.ancestors(token)}
        clause = sentence.head(token)
        main = token.relation == "nsubj" and clause is not None and clause.relation in {"root", "conj", "parataxis"}

        def value(r: Referent) -> float:
            distance = sentence.index - r.sentence
            own = possessive and distance == 0 and r.salience == SUBJECT and r.head in governors
            kept = main and len(r.mentions) > 1 and r.salience >= SUBJECT  # "they" who act go on acting
            value = r.salience - (2.5 if kept else 4.0) * distance + (4.0 if own else 0.0) + r.start * 1e-6
            value += 2.0 if r.person and genders & {"m", "f"} else 0.0
            if not r.mentions and not r.person:
                value -= 1.0 if r.plural else 3.0
            return value - (2.0 if "p" in genders and not r.plural else 0.0)

        return max(ahead, key=value, default=None)

    def _back(self, sentence: int, before: int, reach: int) -> list[Referent]:
        """What was spoken of before an offset, this many sentences back at most; the last sentence first."""
        near = takewhile(lambda r: sentence - r.sentence <= reach, reversed(self.referents))
        return [r for r in near if r.start < before]

    def _beside(self, sentence: Sentence, token: Token) -> list[Referent]:
        """Those whom a pronoun's own clause speaks of in another role ("he thanked him"), so that it means another."""
        here = self._back(sentence.index, token.start, 0)
        ruler = _ruler(sentence, token)
        return [r for r in here if r.head == token.head or (r.head == ruler and r.salience == SUBJECT)]

    def fits(self, start: int, genders: frozenset[str]) -> bool:
        """Can a pronoun of these genders mean the phrase remembered with its head at this offset?"""
        return any(r.start == start and self._agrees(r, genders) for r in self.referents)

    def _agrees(self, r: Referent, genders: frozenset[str]) -> bool:
        if r.plural:
            return "p" in genders
        if r.person:
            return bool(genders & {r.gender} if r.gender else genders & {"m", "f"})
        if self.grammatical:
            return (r.gender or "n") in genders
        return "n" in genders or ("p" in genders and bool(r.mentions) and r.mentions[0].entity.sector != "GOV")

    def country(self, sentence: int, before: int) -> list[Entity]:
        """The state that "the country" means: what a sentence was about rather than what it named last; [] if none is
        in reach."""
        near = self._back(sentence, before, REACH)
        near = [r for r in near if len(r.mentions) == 1 and self._is(r.mentions[0].entity, r, "state")]
        best = max(near, key=lambda r: (r.salience - 2.0 * (sentence - r.sentence) if r.sentence < sentence else 0.0,
                                        r.start), default=None)  # fmt: skip
        return [best.mentions[0].entity] if best else []

    def latest(self, before: int, wanted: str = "any", skip: frozenset[str] = frozenset()) -> list[Entity]:
        """Entities spoken of before an offset, latest first. ``wanted``: any, person, state or organisation."""
        found: dict[str, Entity] = {}
        for r in sorted(self.referents, key=lambda r: -r.start):
            if r.start < before:
                for m in r.mentions[::-1]:
                    if m.entity.id not in skip and self._is(m.entity, r, wanted):
                        found.setdefault(m.entity.id, m.entity)
        return list(found.values())

    @staticmethod
    def _is(entity: Entity, referent: Referent, wanted: str) -> bool:
        if wanted == "any":
            return True
        if wanted == "person":
            return referent.person
        if wanted == "state":
            return entity.id == entity.country
        organised = entity.id.startswith(("igo:", "body:", "org:")) or entity.country == "IGO"
        return organised and not referent.person and entity.sector not in ("JRN", "GOV")

    def leading(self, before: int) -> list[Entity]:
        """The office holders of different countries of whom the text speaks most, in order of appearance."""
        counts: Counter[str] = Counter()
        found: dict[str, Entity] = {}
        for r in self.referents:
            for m in r.mentions if r.person and r.start < before else ():
                if m.entity.office and m.entity.country and m.entity.office not in ("head", "spokesperson"):
                    counts[m.entity.id] += 1
                    found.setdefault(m.entity.id, m.entity)
        most: dict[str, Entity] = {}
        for id_, _ in counts.most_common():
            most.setdefault(found[id_].country, found[id_])
        return list(most.values())

    def together(self, sentence: int, before: int, *, acting: bool) -> list[Mention]:
        """The persons of different countries named in a sentence, for a "they" without a plural before it.

        ``acting``: only those who do something together, its subject and who hangs on the same verb."""
        found: dict[str, Mention] = {}
        near = [r for r in self.referents if r.sentence == sentence and r.start < before and r.person and r.mentions]
        verbs = {r.head for r in near if r.salience >= SUBJECT}
        for r in near:
            if r.mentions[0].entity.country and (not acting or r.head in verbs):
                found.setdefault(r.mentions[0].entity.country, r.mentions[0])
        return list(found.values()) if len(found) > 1 else []

    def group(self, before: int) -> tuple[Mention, ...]:
        """The latest two or more actors that a text coordinates ("A and B")."""
        groups = [r for r in self.referents if r.start < before and len({m.entity.id for m in r.mentions}) > 1]
        return max(groups, key=lambda r: r.start).mentions if groups else ()
