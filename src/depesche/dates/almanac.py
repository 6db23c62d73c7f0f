"""Calendar arithmetic: weeks, months, years, Easter. Weeks run from Monday to Sunday."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "weekend": 7, "week": 7}


def shift(day: date, count: float, unit: str) -> date:
    """The day ``count`` units later (earlier if negative); the 31st becomes the month's last day.

    Stays within ``date.min`` and ``date.max``.
    """
    if unit in _DAYS:
        ordinal = day.toordinal() + round(count * _DAYS[unit])
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
    year, month = divmod(min(max(months, 12), 9999 * 12 + 11), 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def containing(day: date, unit: str) -> tuple[date, date]:
    """First and last day of the calendar unit that holds ``day``; a weekend is that of the week."""
    monday = day - day.weekday() * DAY
    if unit == "week":
        return monday, monday + 6 * DAY
    if unit == "weekend":
        return monday + 5 * DAY, monday + 6 * DAY
    if unit not in _MONTHS:
        return day, day
    length = _MONTHS[unit]
    start = (day.year * 12 + day.month - 1) // length * length
    first = date(max(start // 12, 1), start % 12 + 1, 1)
    return first, shift(first, length / _MONTHS["month"], "month") - DAY


def precision(unit: str) -> str:
    """How finely a time counted in ``unit`` is known: "day", "week", "month" or "year"."""
    if unit in ("month", "week"):
        return unit
    if unit in ("quarter", "half"):
        return "month"
    return "year" if unit in _MONTHS else "day"


def weekday_before(day: date, weekday: int, strictly: bool = False) -> date:
    """The latest such weekday up to ``day`` (before it, if ``strictly``). Monday is 0."""
    return day - ((day.weekday() - weekday - strictly) % 7 + strictly) * DAY


def weekday_after(day: date, weekday: int, strictly: bool = False) -> date:
    """The first such weekday from ``day`` on (after it, if ``strictly``)."""
    return day + ((weekday - day.weekday() - strictly) % 7 + strictly) * DAY


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar as a Gregorian date (Meeus, Astronomical Algorithms)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + (year // 100 - year // 400 - 2) * DAY


def holiday(rule: str, year: int) -> tuple[date, date]:
    """The first and last day of a holiday in a year, from its rule in the data.

    "12-25" is a fixed day, "easter+39" counts from Easter Sunday and "orthodox-2" from that of the Julian calendar,
    "11-thu-4" is the fourth Thursday of November and "12-25-sun-4" the fourth Sunday before a fixed day;
    "easter-7..easter+0" lasts from one to the other.
    """
    first, _, last = rule.partition("..")
    return _holiday(first, year), _holiday(last or first, year)


def _holiday(rule: str, year: int) -> date:
    for name, sunday in (("easter", easter), ("orthodox", orthodox_easter)):
        if rule.startswith(name):
            return sunday(year) + int(rule.removeprefix(name)) * DAY
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    parts = rule.split("-")
    if len(parts) == 2:
        return date(year, int(parts[0]), int(parts[1]))
    weekday, count = names.index(parts[-2]), int(parts[-1]) - 1
    if len(parts) == 3:
        return weekday_after(date(year, int(parts[0]), 1), weekday) + 7 * count * DAY
    return weekday_before(date(year, int(parts[0]), int(parts[1])), weekday, strictly=True) - 7 * count * DAY
