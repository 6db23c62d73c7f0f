"""Reports of one act become one event.

Blocking keeps it near-linear: only reports of one family of types that share a party and may lie on one day are
compared, in order of time. Clusters grow from the surest match on, and never take two reports of one document, two
that a person put apart, or two that could not be of one act by themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from depesche.ledger.acts import families
from depesche.ledger.compare import ALIKE, LEAST, Match, Report, is_speech, match
from depesche.ledger.times import common, together

Floats = npt.NDArray[np.float32]
Pair = frozenset[str]

LONGEST = 62
"""Days: what may have happened at any time in more than two months is not compared."""
BY_HAND = "joined by hand"


@dataclass(slots=True)
class Clusters:
    """Which reports belong together. ``why`` gives the reason that a report was taken in."""

    members: dict[str, list[Report]] = field(default_factory=dict)
    root: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def add(self, event: str, report: Report, why: str = "") -> None:
        self.members.setdefault(event, []).append(report)
        self.root[report.key] = event
        self.why[report.key] = why

    def union(self, first: str, second: str, why: str) -> None:
        """The smaller cluster goes into the larger, the later into the earlier."""
        a, b = self.root[first], self.root[second]
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        moved = self.members.pop(b)
        for report in moved:
            self.root[report.key] = a
            self.why[report.key] = self.why[report.key] or why
        self.members[a] += moved


def merge(
    clusters: Clusters, new: set[str], meanings: Floats, joined: Iterable[Pair], apart: Iterable[Pair]
) -> set[str]:
    """Compare the ``new`` reports with all others and let the clusters grow; returns the reports that moved.

    ``clusters`` holds every report, new ones alone. ``joined`` and ``apart`` are pairs that people decided on.
    """
    before = dict(clusters.root)
    reports = {r.key: r for members in clusters.members.values() for r in members}
    for pair in joined:
        first, second = sorted(pair)
        if first in reports and second in reports and clusters.root[first] != clusters.root[second]:
            clusters.union(first, second, BY_HAND)
    forbidden = _by_report(apart)
    deeds, said = _parted(reports.values())
    _grow(clusters, matches(deeds, new, meanings, None), forbidden, None)
    occasions = Occasions(clusters)
    _grow(clusters, matches(said, new, meanings, occasions), forbidden, occasions)
    return {key for key, event in clusters.root.items() if before[key] != event}


def _parted(reports: Iterable[Report]) -> tuple[list[Report], list[Report]]:
    """Deeds and meetings first: they tell which documents are about one occasion, which speech needs to know."""
    deeds: list[Report] = []
    said: list[Report] = []
    for r in reports:
        (said if is_speech(r) else deeds).append(r)
    return deeds, said


def _grow(
    clusters: Clusters, found: Iterable[Match], forbidden: Mapping[str, set[str]], occasions: Occasions | None
) -> None:
    """Join clusters by matches, the surest first."""
    for m in sorted(found, key=lambda m: (-m.score, m.first, m.second)):
        a, b = clusters.root[m.first], clusters.root[m.second]
        if a != b and _may_join(clusters.members[a], clusters.members[b], forbidden, occasions):
            clusters.union(m.first, m.second, m.why)


class Occasions:
    """Which documents tell of the same meeting."""

    def __init__(self, clusters: Clusters) -> None:
        self._meetings: dict[str, list[tuple[str, Report]]] = defaultdict(list)
        self._told: Counter[tuple[object, ...]] = Counter()
        for event, members in clusters.members.items():
            for r in members:
                self._told[_matter(r)] += 1
                if r.type == "CONSULT":
                    self._meetings[r.document].append((event, r))

    def of(self, first: Report, second: Report) -> str:
        """Were two things said at one occasion: "same" (or "alone"), "different" or "unknown"? See ``match``."""
        a, b = self._around(first), self._around(second)
        if a & b:
            only = first.type == second.type and _matter(first)[1:] == _matter(second)[1:]
            return "alone" if only and self._told[_matter(first)] == self._told[_matter(second)] == 1 else "same"
        return "different" if a and b else "unknown"

    def _around(self, said: Report) -> set[str]:
        """The meetings that a document tells of in which a speaker takes part at a time that fits."""
        keys = {p.key for p in said.actors}
        return {
            event
            for event, r in self._meetings[said.document]
            if keys & {p.key for p in r.everyone} and common(r.days, said.days)
        }


def _matter(r: Report) -> tuple[object, ...]:
    """Who does which kind of thing to whom in a document."""
    actors, recipients = (frozenset(p.key for p in side) for side in (r.actors, r.recipients))
    return r.document, families().get(r.type), actors, recipients


def _by_report(pairs: Iterable[Pair]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        first, second = sorted(pair)
        found[first].add(second)
        found[second].add(first)
    return found


def _may_join(
    first: list[Report], second: list[Report], forbidden: Mapping[str, set[str]], occasions: Occasions | None
) -> bool:
    """Whether all of two clusters can be reports of one act."""
    if {r.document for r in first} & {r.document for r in second}:
        return False
    if not common(together(r.days for r in first if r.dated), together(r.days for r in second if r.dated)) and (
        any(r.dated for r in first) and any(r.dated for r in second)
    ):
        return False
    return all(
        b.key not in forbidden.get(a.key, ()) and match(a, b, 1, occasions.of(a, b) if occasions else "unknown")
        for a in first
        for b in second
    )


def matches(reports: list[Report], new: set[str], meanings: Floats, occasions: Occasions | None) -> Iterator[Match]:
    """Every match of a new report with another one, each once."""
    seen: set[tuple[str, str]] = set()
    least = LEAST if occasions else ALIKE["meeting"]
    for block in _blocks(reports).values():
        if any(r.key in new for r in block):
            for first, second, alike in _neighbours(block, new, meanings, least):
                pair = (min(first.key, second.key), max(first.key, second.key))
                if pair not in seen:
                    found = match(first, second, alike, occasions.of(first, second) if occasions else "unknown")
                    if found is not None:
                        seen.add(pair)
                        yield found


def _blocks(reports: list[Report]) -> dict[tuple[str, str], list[Report]]:
    """Reports by family of types and party, each block in order of time."""
    blocks: dict[tuple[str, str], list[Report]] = defaultdict(list)
    known = families()
    for r in sorted((r for r in reports if r.days and r.row >= 0), key=lambda r: r.days[0][0]):
        if r.days[-1][1] - r.days[0][0] < LONGEST and r.type in known:
            parties = r.everyone if r.type == "CONSULT" else r.actors
            for key in {p.key for p in parties}:
                blocks[known[r.type], key].append(r)
    return blocks


def _neighbours(
    block: list[Report], new: set[str], meanings: Floats, least: float
) -> Iterator[tuple[Report, Report, float]]:
    """Pairs of a block, one of them new, whose times touch and whose words are at least so much alike."""
    starts = np.array([r.days[0][0] for r in block])
    rows = np.array([r.row for r in block])
    fresh = np.array([r.key in new for r in block])
    for i, r in enumerate(block):
        end = int(np.searchsorted(starts, max(b for _, b in r.days), side="right"))
        span = np.arange(i + 1, end)
        if not fresh[i]:
            span = span[fresh[i + 1 : end]]
        if len(span):
            alike = meanings[rows[span]] @ meanings[r.row]
            for j in np.flatnonzero(alike >= least):
                yield r, block[span[j]], float(alike[j])
