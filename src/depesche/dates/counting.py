"""Times told as a number of units from another: "two weeks ago", "the coming months", "three days later"."""

from __future__ import annotations

import math
from datetime import date

from depesche.dates import almanac
from depesche.dates.almanac import DAY, containing, shift
from depesche.dates.edtf import Edtf, span_of_days
from depesche.dates.setting import Setting, Slots, Span, number_of, steps_of

_RANKS = {"day": 0, "week": 1, "month": 2, "year": 3}
_PER_DAY = {"second": 86_400, "minute": 1440, "hour": 24}


def recent(slots: Slots, today: date, setting: Setting) -> str:
    """Of "the last two weeks", "the coming months": from or to today, open on the far side if no number is told."""
    steps, unit = steps_of(slots), slots["units"]
    count = number_of(slots, "2") or number_of(slots, "")
    if not steps:
        return ""
    if unit in _PER_DAY:  # "the last 24 hours": from yesterday on
        count, unit = count and math.ceil(count / _PER_DAY[unit]), "day"
    step = almanac.precision(unit).replace("week", "day")
    near = containing(today, step)
    far = containing(shift(today, steps * count, unit), step) if count else (date.min, date.max)
    ends = (near, far) if steps > 0 else (far, near)
    first, last = (_coarse(end, step) for end in ends)
    if not count:
        return f"{first}/.." if steps > 0 else f"../{last}"
    return f"{first}/{last}" if first != last else first


def _coarse(span: Span, step: str) -> str:
    """The calendar unit that a span covers."""
    return span_of_days(*span) if step != "day" else span[0].isoformat()


def ago(slots: Slots, today: date, setting: Setting) -> str:
    return _away(slots, today, -1)


def ahead(slots: Slots, today: date, setting: Setting) -> str:
    """Of "in two weeks": this is a date only where something is to come; else it is a time that something took."""
    unit = slots.get("unit") or slots["units"]
    if unit in ("second", "minute", "hour") or setting.tense not in ("future", "present"):
        return ""
    return _away(slots, today, 1)


def _away(slots: Slots, day: date, sign: int) -> str:
    """So many units before or after a day, as finely as the unit allows; open if the number is vague."""
    unit = slots.get("unit") or slots["units"]
    count = number_of(slots, "")
    if unit in _PER_DAY:  # "24 hours earlier" is the day before, "two hours ago" today
        count, unit = count and round(count / _PER_DAY[unit]), "day"
    step = almanac.precision(unit) if count is None or count == int(count) else "month"
    if count is None:
        first, last = containing(shift(day, sign, unit), step)
        return f"../{_end(last, step)}" if sign < 0 else f"{_end(first, step)}/.."
    return span_of_days(*containing(shift(day, sign * count, unit), step))


def _end(day: date, step: str) -> str:
    """A day cut to the precision of a step: "2021-04" for a month."""
    return day.isoformat()[: {"year": 4, "month": 7}.get(step, 10)]


def from_story(slots: Slots, setting: Setting) -> str:
    """Of "the next day", "two weeks later", "the same year": counted from the date the narrative has reached."""
    if not setting.story:
        return ""
    story = Edtf.parse(setting.story)
    first, last = story.bounds()
    if "month" in slots:  # "in August of that year"
        day = f"-{int(slots['day']):02}" if "day" in slots else ""
        return str(Edtf.parse(f"{first.year}-{int(slots['month']):02}{day}")) if first.year == last.year else ""
    if "direction" in slots:
        sign, unit = (1 if slots["direction"] == "later" else -1), slots.get("unit") or slots["units"]
        finer = _story_step(first, last)
        if _RANKS[finer] > _RANKS[almanac.precision(unit)] or date.min in (first, last) or date.max in (first, last):
            return ""
        return _away(slots, first, sign)
    count, unit = slots["anaphor"].split()
    if unit == "day":
        return (first + int(count) * DAY).isoformat() if story.is_day else ""
    if containing(first, unit) != containing(last, unit):
        return ""
    return span_of_days(*containing(shift(first, int(count), unit), unit))


def _story_step(first: date, last: date) -> str:
    """How finely a span is known."""
    return next((unit for unit in ("day", "week", "month") if containing(first, unit)[1] >= last), "year")
