"""What was proposed, demanded, threatened or promised, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from depesche.ledger.acts import openings

if TYPE_CHECKING:
    import duckdb

REACH = 365
"""Days within which an act counts as the answer to another."""
ABOUT = 0.35
"""How alike (cosine of meanings) the words of an opening and its answer, or its renewal, must be."""


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
    status: str
    edtf: str
    first: int
    actors: frozenset[str]
    recipients: frozenset[str]
    order: tuple[tuple[str, ...], tuple[str, ...]]
    words: str
    meaning: npt.NDArray[np.float32] | None

    def step(self, what: str) -> Step:
        return Step(self.event, self.edtf, self.type, *self.order, self.words, what)


def threads(connection: duckdb.DuckDBPyConnection, dyad: tuple[str, str] | None = None) -> list[Thread]:
    """All threads in order of time, or those between two countries (codes).

    A dated offer, demand or threat with an addressee opens one (``data/ledger/acts.yaml``). The first later act within
    ``REACH`` days that answers it, by somebody who may and in words about the same thing, closes it; the same opening
    again renews it.
    """
    acts = _acts(connection, dyad)
    taken: set[str] = set()
    found = []
    for n, act in enumerate(acts):
        if act.type in openings() and act.recipients and act.event not in taken and act.status in ("actual", "planned"):
            found.append(_follow(act, acts[n + 1 :], taken))
    return found


def _follow(opener: _Act, later: list[_Act], taken: set[str]) -> Thread:
    """The thread that an act opens; marks what renews it as taken."""
    opening = openings()[opener.type]
    thread = Thread(opening.name, "open", [opener.step("opened")])
    for act in later:
        if act.first - opener.first > REACH:
            break
        if act.status not in ("actual", "planned") or not _about(opener, act):
            continue
        if act.type == opener.type and act.actors == opener.actors and act.recipients == opener.recipients:
            taken.add(act.event)
            thread.steps.append(act.step("renewed"))
            continue
        outcome = next((a.outcome for a in opening.answers if act.type in a.types and _by(a.by, opener, act)), "")
        if outcome:
            thread.outcome = outcome
            thread.steps.append(act.step(outcome))
            break
    return thread


def _by(who: str, opener: _Act, act: _Act) -> bool:
    """Is the act by the one who may answer, and towards the other where it names somebody?"""
    if who == "both":
        return opener.actors <= act.actors | act.recipients and bool(opener.recipients & (act.actors | act.recipients))
    side, other = (opener.actors, opener.recipients) if who == "opener" else (opener.recipients, opener.actors)
    return bool(side & act.actors) and not other & act.actors and bool(other & act.recipients)


def _about(first: _Act, second: _Act) -> bool:
    if first.meaning is None or second.meaning is None:
        return False
    return float(first.meaning @ second.meaning) >= ABOUT and second.first > first.first


ACTS = """
SELECT e.event, e.type, e.status, e.edtf, e.first_day, e.actors, e.recipients, e.quote, r.meaning
FROM events e JOIN reports r ON r.report = e.event
WHERE e.first_day IS NOT NULL AND e.last_day - e.first_day < 62
      AND ($first = '' OR list_has_all(list_concat(e.actors, e.recipients), [$first, $second]))
ORDER BY e.first_day, r.document, r.position
"""


def _acts(connection: duckdb.DuckDBPyConnection, dyad: tuple[str, str] | None) -> list[_Act]:
    first, second = dyad or ("", "")
    return [
        _Act(event, kind, status, edtf, day.toordinal(), frozenset(actors), frozenset(recipients),
             (tuple(actors), tuple(recipients)), quote, None if meaning is None else np.array(meaning, np.float32))
        for event, kind, status, edtf, day, actors, recipients, quote, meaning
        in connection.execute(ACTS, {"first": first, "second": second}).fetchall()
    ]  # fmt: skip
