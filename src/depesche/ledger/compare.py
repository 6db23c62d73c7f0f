"""Do two reports tell the same act? Precision first: a wrong merge is worse than a missed one."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

from depesche.coding.acts import SPEECH
from depesche.ledger.acts import families, powers
from depesche.ledger.times import Days, common, length, written

LEAST = 0.0
"""Least likeness of words (cosine of their meanings) that is looked at."""
ALIKE = {"meeting": 0.30, "alone": LEAST, "same": 0.30, "unknown": 0.60, "deed": 0.55, "undated": 0.55}
"""What is asked for where all else agrees: of meetings, of what is said at the same or an unknown occasion, of deeds;
least of the only thing of its kind that either document tells of those two at the occasion, more of a meeting whose
day one report leaves out."""
DOUBT = 0.08
"""How much more alike the words must be for each thing that does not quite agree."""
CONTENT = 0.30
"""How much more alike the words of what is said must be where it is about another type of act, and how much less where
it is about the same one at the same meeting."""
FAR = 50.0
"""Kilometres between two towns in which one act does not happen."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a report. ``key`` is the state for those who act for it, else the entity."""

    entity: str
    key: str
    sector: str
    person: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the first-level region (ISO 3166-2, "" of a whole country), and the point of a town (degrees)."""

    region: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Report:
    """What comparing needs of a report. ``days`` are where the act may lie; ``dated`` says that the text names them.

    ``about`` is the type of what is said, asked for, offered; "" where that is not known or nothing is said.
    """

    key: str
    document: str
    type: str
    modes: frozenset[str]
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    days: Days
    dated: bool
    edtf: str
    time_words: tuple[int, int]  # where the document says the time
    row: int  # of the matrix of meanings, -1 for none
    about: str = ""
    spot: Spot = Spot("", None)

    @property
    def everyone(self) -> tuple[Party, ...]:
        return (*self.actors, *self.recipients)


@dataclass(frozen=True, slots=True)
class Match:
    """Two reports (keys) of one act, how alike they are, and the reason that people read."""

    first: str
    second: str
    score: float
    why: str


def is_speech(report: Report) -> bool:
    """Whether the act consists in saying something: then the occasion counts."""
    return report.type in SPEECH


def match(first: Report, second: Report, alike: float, occasion: str = "unknown") -> Match | None:
    """The match of two reports whose words are ``alike`` (cosine, -1 to 1), or None where they tell different acts.

    Same family of types, no clashing modes, the same parties, a day that both can mean, one of them dated, no two
    places; and words that are the more alike the less the rest says. ``occasion`` says of speech acts whether both
    documents tell the same meeting of the speaker ("same"; "alone" if no other act of either document could be meant),
    different ones ("different") or neither is known ("unknown"): politicians say the same to many people on one day.
    """
    shared = common(first.days, second.days)
    kind = _kind(first, second, occasion)
    if not shared or kind is None or _excluded(first, second):
        return None
    met = kind in ("same", "alone")
    sides = _sides(first, second, met)
    if sides is None:
        return None
    content = _content(first.about, second.about) if met else max(0, _content(first.about, second.about))
    asked = max(LEAST, ALIKE[kind] + DOUBT * (sides + _doubts(first, second)) + CONTENT * content)
    why = _reason(first, second, shared, alike, met)
    return Match(first.key, second.key, alike - asked, why) if alike >= asked else None


def _kind(first: Report, second: Report, occasion: str) -> str | None:
    """What is compared, a key of ALIKE; None for what cannot be known to be the same."""
    if first.type == "CONSULT":
        return "meeting" if first.dated and second.dated else "undated" if _just_met(first, second) else None
    both_named = first.recipients and second.recipients
    if is_speech(first):
        return None if occasion == "different" or (occasion == "unknown" and not both_named) else occasion
    return None if first.status == second.status == "possible" and not both_named else "deed"


def _excluded(first: Report, second: Report) -> bool:
    """Does something that both say rule out that they tell one act?"""
    return (
        first.document == second.document
        or families().get(first.type) != families().get(second.type)
        or not (first.dated or second.dated)
        or bool(first.modes and second.modes and not first.modes & second.modes)
        or (first.status == "negated") != (second.status == "negated")
        or _far(first.spot, second.spot)
    )


def _far(first: Spot, second: Spot) -> bool:
    """Are both places known, and too far from each other: towns by their points, else by their regions?"""
    if not (first.region and second.region):
        return False
    if first.point is None or second.point is None:
        return first.region != second.region
    (a, b), (c, d) = first.point, second.point
    return 111.2 * hypot(a - c, (b - d) * cos(radians((a + c) / 2))) > FAR


def _just_met(first: Report, second: Report) -> bool:
    """May a meeting without a date be one with a date: do the same persons meet, on the day of publication or the day
    before?"""
    undated, dated = (first, second) if second.dated else (second, first)
    persons = [{p.entity for p in r.everyone if p.person} for r in (first, second)]
    latest = undated.days[-1][1]
    return len(persons[0]) > 1 and persons[0] == persons[1] and bool(common(dated.days, ((latest - 1, latest),)))


def _content(first: str, second: str) -> int:
    """-1 where two things said are about the same type of act, 1 where about others, 0 where that is unknown."""
    return 0 if not (first and second) else -1 if first == second else 1


def _doubts(first: Report, second: Report) -> int:
    """What does not quite agree, counted; a vague date counts the more the vaguer it is."""
    vague = max(length(first.days), length(second.days))
    return sum(
        (
            first.type != second.type,
            first.modes != second.modes,
            first.status != second.status,
            not (first.dated and second.dated),
            vague > 7,
            vague > 20,
        )
    )


def _sides(first: Report, second: Report, one_occasion: bool) -> int | None:
    """How many doubts the parties leave: None for different parties, 0 for the same on both sides.

    Whoever is not named as addressee in one report of a meeting is no doubt: he sits at the table.
    """
    if first.type == "CONSULT":
        return _consult(first.everyone, second.everyone)
    if not _compatible(first.actors, second.actors):
        return None
    actors = int(_keys(first.actors) != _keys(second.actors))
    if actors and is_speech(first):
        return None
    if first.recipients and second.recipients:
        if not _compatible(first.recipients, second.recipients):
            return None
        return actors + int(_keys(first.recipients) != _keys(second.recipients))
    return actors + int(bool(first.recipients) != bool(second.recipients) and not one_occasion)


def _consult(first: tuple[Party, ...], second: tuple[Party, ...]) -> int | None:
    """A meeting is the same if one teller names the same states as the other, or some of them, three at least: two
    who meet apart from a larger round meet once more."""
    a, b = _keys(first), _keys(second)
    fewer = min(len(a), len(b))
    if fewer < 2 or not (a == b or (fewer > 2 and (a <= b or b <= a))) or not _compatible(first, second):
        return None
    return len(a ^ b)


def _keys(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.key for p in parties)


def _compatible(first: tuple[Party, ...], second: tuple[Party, ...]) -> bool:
    """Do two sides share somebody, and does nobody on one side rule out his counterpart on the other?"""
    shared = _keys(first) & _keys(second)
    return bool(shared) and all(
        _same([p for p in first if p.key == key], [p for p in second if p.key == key]) for key in shared
    )


def _same(first: list[Party], second: list[Party]) -> bool:
    """Can those who stand for one state, or are one entity, be the same: no other persons, no other kind?"""
    if {p.entity for p in first} & {p.entity for p in second}:
        return True
    if any(p.person for p in first) and any(p.person for p in second):
        return False
    kinds = ({"" if p.sector in powers() else p.sector for p in side} for side in (first, second))
    return bool(set.intersection(*kinds))


def _reason(first: Report, second: Report, shared: Days, alike: float, met: bool) -> str:
    """For people: what agrees."""
    kind = first.type if first.type == second.type else f"{first.type} and {second.type}"
    if first.about and first.about == second.about:
        kind += f" about {first.about}"
    parties = sorted(_keys(first.everyone) & _keys(second.everyone))
    occasion = ", at one meeting" if met else ""
    return f"{kind}, {' and '.join(parties)}{occasion}, both may mean {written(shared)}, words {alike:.2f} alike"
