"""Times of reports as days that can be compared, and what several reports say of one time together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from depesche.dates.edtf import Edtf, span_of_days
from depesche.errors import DateError

Days = tuple[tuple[int, int], ...]
"""Stretches of days (proleptic ordinals, both ends meant), in order, apart from each other; empty: not known."""

UNDATED = 3
"""Days before publication in which an act is looked for whose time the text does not say."""

MOST_LISTED = 31
"""Days that are listed one by one."""


@lru_cache(maxsize=100_000)
def days_of(edtf: str) -> Days:
    """The days an EDTF string may mean; none for "" and for what cannot be read.

    >>> [(date.fromordinal(a).isoformat(), b - a) for a, b in days_of("[2021-04-06,2021-04-13]")]
    [('2021-04-06', 0), ('2021-04-13', 0)]
    """
    try:
        members = Edtf.parse(edtf).members if edtf else ()
    except DateError:
        return ()
    return tuple(sorted((a.toordinal(), b.toordinal()) for a, b in members))


def around(published: str) -> Days:
    """Where an undated act of a text published then is looked for."""
    days = days_of(published)
    return ((max(1, days[0][0] - UNDATED), days[-1][1]),) if days else ()


def common(first: Days, second: Days) -> Days:
    """The days that both can mean."""
    return tuple(sorted({(max(a, c), min(b, d)) for a, b in first for c, d in second if max(a, c) <= min(b, d)}))


def length(days: Days) -> int:
    """How many days can be meant."""
    return sum(b - a + 1 for a, b in days)


def written(days: Days) -> str:
    """Days as EDTF: a date, an interval, a set of one of them, or for many an interval around them.

    >>> written(days_of("[2021-04-06,2021-04-13]"))
    '[2021-04-06,2021-04-13]'
    """
    if len(days) > 1 and length(days) > MOST_LISTED:
        days = ((days[0][0], max(b for _, b in days)),)
    if len(days) < 2:
        return "".join(span_of_days(date.fromordinal(a), date.fromordinal(b)) for a, b in days)
    single = sorted({n for a, b in days for n in range(a, b + 1)})
    return "[" + ",".join(date.fromordinal(n).isoformat() for n in single) + "]"


def bounds(days: Days) -> tuple[date | None, date | None]:
    """The first and the last day, None where nothing is known."""
    if not days:
        return None, None
    return date.fromordinal(days[0][0]), date.fromordinal(max(b for _, b in days))


def together(times: Iterable[Days]) -> Days:
    """What all known times share; of times that have nothing in common the first."""
    known = [t for t in times if t]
    shared = known[0] if known else ()
    for t in known[1:]:
        shared = common(shared, t) or shared
    return shared
