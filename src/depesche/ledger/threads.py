"""What was proposed, demanded, threatened or promised, and what became of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from depesche.coding.acts import SPEECH
from depesche.ledger.acts import REACH, Answer, kinds, openings
from depesche.ledger.choice import EVERYTHING, Choice, chosen

if TYPE_CHECKING:
    import duckdb

ABOUT = 0.35
"""How alike (cosine of meanings) the words of an opening and its answer, or its renewal, must be."""
ALONE = 0.55
"""The same of a deed that does not say towards whom it is."""
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Step:
    """An event in a thread and what it does there: opened, renewed, or an outcome."""

    event: str
    day: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: str
    what: str


@dataclass(slots=True)
class Thread:
    """A proposal, demand or threat with its history; ``outcome`` is "open" until something answers it."""

    kind: str
    outcome: str
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Act:
    event: str
    type: str
    modes: frozenset[str]
    status: str
    edtf: str
    first: int
    actors: frozenset[str]
    recipients: frozenset[str]
    people: frozenset[tuple[str, str]]  # state and entity of persons
    order: tuple[tuple[str, ...], tuple[str, ...]]
    words: str
    kinds: frozenset[str]
    meaning: npt.NDArray[np.float32] | None

    @property
    def everyone(self) -> frozenset[str]:
        return self.actors | self.recipients

    @property
    def addressees(self) -> frozenset[str]:
        """Who is on the other side, and not on both."""
        return self.recipients - self.actors

    @property
    def name(self) -> str:
        """What the thread that it opens is called; "" where it opens none."""
        opening = openings().get(self.type)
        if opening is None or (opening.kinds and not opening.kinds & self.kinds):
            return ""
        if self.addressees:
            return opening.name
        return opening.mutual if not self.recipients and len(self.actors) > 1 else ""

    def step(self, what: str) -> Step:
        return Step(self.event, self.edtf, self.type, *self.order, self.words, what)


def threads(
    connection: duckdb.DuckDBPyConnection, dyad: tuple[str, str] | None = None, choice: Choice = EVERYTHING
) -> list[Thread]:
    """All threads in order of time, or those that a chosen event opens, or that are between two countries (codes).

    A dated offer, demand or threat to somebody opens one, and what several agree to do together
    (``data/ledger/acts.yaml``). The first later act within ``REACH`` days that answers it, by somebody who may and in
    words about the same thing, closes it; the same opening again renews it. An addressee may answer on the same day.
    """
    acts = _acts(connection)
    days = [act.first for act in acts]
    wanted = None if choice == EVERYTHING else set(chosen(connection, choice))
    by_party: dict[str, list[int]] = defaultdict(list)
    for n, act in enumerate(acts):
        for party in act.everyone:
            by_party[party].append(n)
    taken: set[str] = set()
    found = []
    for act in acts:
        if act.name and act.event not in taken:
            start, end = bisect_left(days, act.first), bisect_right(days, act.first + REACH)
            near = {n for party in act.addressees or act.actors for n in _within(by_party[party], start, end)}
            thread = _follow(act, [acts[n] for n in sorted(near)], taken)
            found += [thread] if _between(act, dyad) and (wanted is None or act.event in wanted) else []
    return found


def _within(numbers: list[int], start: int, end: int) -> list[int]:
    return numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]


def _between(act: _Act, dyad: tuple[str, str] | None) -> bool:
    """Is one of the two on each side, or both among those who agree?"""
    if dyad is None:
        return True
    first, second = dyad
    if not act.addressees:
        return {first, second} <= act.actors
    return any(a in act.actors and b in act.addressees for a, b in ((first, second), (second, first)))


def _follow(opener: _Act, later: list[_Act], taken: set[str]) -> Thread:
    """The thread that an act opens; marks what renews, repeats or answers it as taken.

    What was accepted may still be carried out, withdrawn or overtaken; nothing comes after any other outcome.
    """
    thread = Thread(opener.name, "open", [opener.step("opened")])
    closed = None
    for act in later:
        if closed and act.first > closed:
            break
        if act is opener or not _about(opener, act):
            continue
        same = act.type == opener.type and act.actors == opener.actors and act.recipients == opener.recipients
        outcome = next((a.outcome for a in openings()[opener.type].answers if _answers(a, opener, act)), "")
        if same and (closed or act.first > opener.first):
            taken.add(act.event)
            thread.steps += [] if closed else [act.step("renewed")]
        elif outcome and not closed and outcome != thread.outcome:
            taken.add(act.event)
            thread.outcome = outcome
            thread.steps.append(act.step(outcome))
            closed = None if outcome == ACCEPTED else act.first
    return thread


def _answers(answer: Answer, opener: _Act, act: _Act) -> bool:
    """Is the act such an answer to the opening?"""
    fits = answer.of is None or answer.of in opener.modes | opener.kinds or (answer.of == "" and not opener.modes)
    return (
        fits
        and act.type in answer.types
        and (not answer.words or answer.words in act.kinds)
        and answer.unless not in act.modes
        and act.first - opener.first <= answer.within
        and (act.first > opener.first or (answer.by == "addressee" and act.type in SPEECH))
        and _by(answer, opener, act)
    )


def _by(answer: Answer, opener: _Act, act: _Act) -> bool:
    """Is the act by the one who may answer, and towards the other?

    The addressee's deed need not name the opener where it is in much the same words.
    """
    if answer.by == "both":
        met = opener.actors <= act.everyone and (not opener.addressees or bool(opener.addressees & act.everyone))
        return met and _same_people(opener, act)
    one, other = (opener.actors, opener.addressees)[:: 1 if answer.by == "opener" else -1]
    alone = answer.by == "addressee" and act.type not in SPEECH and _likeness(opener, act) >= ALONE
    towards = other & act.recipients if act.recipients else alone
    return bool(one & act.actors and not other & act.actors and towards)


def _same_people(first: _Act, second: _Act) -> bool:
    """Is no state represented by one person in the one act and by another in the other?"""
    states = {state for state, _ in first.people} & {state for state, _ in second.people}
    shared = {state for state, _ in first.people & second.people}
    return states <= shared


def _about(first: _Act, second: _Act) -> bool:
    return _likeness(first, second) >= ABOUT


def _likeness(first: _Act, second: _Act) -> float:
    return -1.0 if first.meaning is None or second.meaning is None else float(first.meaning @ second.meaning)


ACTS = """
SELECT e.event, e.type, e.modes, e.status, e.edtf, e.first_day, e.actors, e.recipients, e.quote, r.quote, d.language,
       r.meaning,
       (SELECT list((p.country, p.entity)) FROM parties p JOIN entities n ON n.id = p.entity
        WHERE p.report = e.event AND n.office <> '')
FROM events e JOIN reports r ON r.report = e.event JOIN documents d ON d.id = r.document
WHERE e.first_day IS NOT NULL AND e.last_day - e.first_day < 62 AND e.status IN ('actual', 'planned')
ORDER BY e.first_day, r.document, r.position
"""


def _acts(connection: duckdb.DuckDBPyConnection) -> list[_Act]:
    return [
        _Act(event, kind, frozenset(modes), status, edtf, day.toordinal(), frozenset(actors), frozenset(recipients),
             frozenset(people or ()), (tuple(actors), tuple(recipients)), quote, kinds(told, language),
             None if meaning is None else np.array(meaning, np.float32))
        for event, kind, modes, status, edtf, day, actors, recipients, quote, told, language, meaning, people
        in connection.execute(ACTS).fetchall()
    ]  # fmt: skip
