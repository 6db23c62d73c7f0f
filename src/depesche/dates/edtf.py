"""Dates as ISO 8601-2 (EDTF): what is known of a time, and no more.

Levels 0 and 1 for the years 0001 to 9999, and the two kinds of set from level 2. See
https://www.loc.gov/standards/datetime/ for the notation.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from depesche.errors import DateError

_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}  # spring to winter; winter ends in the following year
_SINGLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?P<time>T[0-2]\d:[0-5]\d:[0-5]\d(?:Z|[+-]\d\d(?::\d\d)?)?)?)?)?"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Edtf:
    """One EDTF expression; ``str()`` gives it back.

    Make it with ``Edtf.parse``. ``members`` are the days each part may cover: one pair for a date or an interval,
    several for a set. Open and unknown ends are ``date.min`` and ``date.max``.
    """

    text: str
    members: tuple[tuple[date, date], ...]

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Read "2021-04", "2021-04-30/..", "[2021-04-06,2021-04-13]", "2021-21", "199X", "2019~" and the like.

        Raises DateError where the text is not EDTF or names a day that does not exist.
        """
        text = text.strip()
        if text[:1] + text[-1:] in ("[]", "{}"):
            return cls(text, tuple(_bounds(part.strip(), text) for part in text[1:-1].split(",")))
        if "/" in text:
            return cls(text, (_interval(text),))
        return cls(text, (_bounds(text, text),))

    def __str__(self) -> str:
        return self.text

    def bounds(self) -> tuple[date, date]:
        """The first and the last day that can be meant."""
        return min(first for first, _ in self.members), max(last for _, last in self.members)

    @property
    def is_day(self) -> bool:
        """Whether exactly one day is meant."""
        first, last = self.bounds()
        return first == last

    def overlaps(self, other: Edtf) -> bool:
        """Whether both can mean one and the same day."""
        return any(a <= d and c <= b for a, b in self.members for c, d in other.members)


def _error(what: str, text: str) -> DateError:
    return DateError(
        what, where=f"date {text!r}", expected="an EDTF date such as 2021-04, 2021-04-13 or 2021-04-13/2021-04-20",
        hint="write year-month-day with four and two digits",
    )  # fmt: skip


def _interval(text: str) -> tuple[date, date]:
    """First and last day of "a/b", "a/..", "../b", "a/" and "/b"."""
    ends = text.split("/")
    if len(ends) != 2 or not any(end.strip(".") for end in ends):
        raise _error("an interval needs two ends, one of them a date", text)
    first = date.min if ends[0] in ("", "..") else _bounds(ends[0], text)[0]
    last = date.max if ends[1] in ("", "..") else _bounds(ends[1], text)[1]
    if first > last:
        raise _error("the interval ends before it begins", text)
    return first, last


def _bounds(single: str, text: str) -> tuple[date, date]:
    """First and last day of one date without "/"; ``text`` is the whole expression, for the error."""
    match = _SINGLE.fullmatch(single)
    if match is None:
        raise _error(f"{single!r} is not EDTF" if single else "the date is empty", text)
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and (month or match["qualifier"]):
        raise _error("a year with unknown digits stands alone", text)
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month == "XX" and day not in (None, "XX"):
        raise _error("a day needs its month", text)
    if last_year == 0:
        raise _error("years run from 0001 to 9999", text)
    if month in (None, "XX"):
        return date(max(first_year, 1), 1, 1), date(last_year, 12, 31)
    return _month_bounds(first_year, int(month), day, bool(match["qualifier"]), text)


def _month_bounds(year: int, month: int, day: str | None, qualified: bool, text: str) -> tuple[date, date]:
    """First and last day of a month, a season (which level 1 does not qualify) or a day."""
    if month in _SEASON_STARTS and day is None and not qualified:
        first = date(year, _SEASON_STARTS[month], 1)
        end = first.month + 2
        last = (year, end) if end <= 12 else (min(year + 1, 9999), end - 12 if year < 9999 else 12)
        return first, date(*last, calendar.monthrange(*last)[1])
    if not 1 <= month <= 12:
        raise _error(f"there is no month {month}", text)
    length = calendar.monthrange(year, month)[1]
    if day in (None, "XX"):
        return date(year, month, 1), date(year, month, length)
    if not 1 <= int(day or 0) <= length:
        raise _error(f"{calendar.month_name[month]} {year} has {length} days", text)
    exact = date(year, month, int(day or 0))
    return exact, exact


def span_of_days(first: date, last: date) -> str:
    """EDTF for the days from ``first`` to ``last``, in whole years or months where they are whole."""
    ends = [first.isoformat(), last.isoformat()]
    after = last + timedelta(days=1) if last < date.max else last
    if first.day == after.day == 1:
        length = 4 if first.month == after.month == 1 else 7
        ends = [end[:length] for end in ends]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)
