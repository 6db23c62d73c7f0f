"""From a found expression to EDTF: one function for each meaning that the date words use.

Each takes the expression's slots, the day the words were published and the setting, and gives EDTF, "" where it
cannot tell. ``resolve`` calls them; where publication is known only to the month or year it asks for its first and
its last day and writes down what both leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from depesche.dates import almanac
from depesche.dates.almanac import DAY, containing, shift
from depesche.dates.counting import ago, ahead, from_story, recent
from depesche.dates.edtf import Edtf, span_of_days
from depesche.dates.expressions import Expression
from depesche.dates.setting import Setting, Slots, Span, shift_word, steps_of
from depesche.errors import DateError

_YEARS = ("year", "plainyear", "oldyear", "bareyear")


def resolve(expression: Expression, setting: Setting) -> str:
    """EDTF for an expression, "" where the text and the publication date do not tell."""
    meaning = MEANINGS.get(expression.meaning)
    slots = expression.values
    if meaning is None:
        return ""
    try:
        if expression.meaning in ("anaphor", "after"):
            return from_story(slots, setting)
        if setting.published is None:
            return meaning(slots, date(2000, 7, 1), setting) if _is_absolute(expression) else ""
        if "weekday" in slots and expression.meaning in ("weekday", "night", "offset"):
            return _weekday_in_window(expression, setting)
        first, last = (meaning(slots, day, setting) for day in setting.published)
        return first if first == last else _either(first, last)
    except (DateError, ValueError, OverflowError):  # the 31st of June, a year out of range
        return ""


def _is_absolute(expression: Expression) -> bool:
    """Whether the words themselves name the year."""
    slots = expression.values
    return any(slot in slots for slot in _YEARS) or expression.meaning == "decade"


def _either(first: str, last: str) -> str:
    """One interval from the beginning of one result to the end of the other."""
    if not first or not last:
        return ""
    spans = [Edtf.parse(text).bounds() for text in (first, last)]
    return _interval(min(s[0] for s in spans), max(s[1] for s in spans))


def _interval(first: date, last: date) -> str:
    """EDTF from the first day to the last, open where they are the ends of time."""
    if first == date.min or last == date.max:
        return f"{'..' if first == date.min else first}/{'..' if last == date.max else last}"
    return span_of_days(first, last)


def _weekday_in_window(expression: Expression, setting: Setting) -> str:
    """The weekday's day, or the set of those in the month of publication that are possible."""
    assert setting.published is not None
    first, last = setting.published
    meaning, slots = MEANINGS[expression.meaning], expression.values
    if first == last:
        return meaning(slots, first, setting)
    if containing(first, "month") != containing(last, "month"):
        return ""
    if "day" in slots:
        return _date(slots, first, setting)
    begin, end = setting.window or setting.published
    days = {meaning(slots, date.fromordinal(n), setting) for n in range(begin.toordinal(), end.toordinal() + 1)}
    inside = sorted(d for d in days if d and first <= Edtf.parse(d).bounds()[0] <= last) or sorted(days)
    return inside[0] if len(inside) == 1 else f"[{','.join(inside)}]" if all(len(d) == 10 for d in inside) else ""


def _nearest(spans: list[Span], today: date, setting: Setting) -> Span:
    """The span that is meant: one in the time of publication, else the nearest on the side that the tense prefers.

    A clear past or future outweighs a nearer date on the other side; without a tense the past gets the benefit of
    the doubt when it is at most twice as far away.
    """
    weights = {"past": (1, 20), "present": (2, 1), "future": (8, 1)}.get(setting.tense, (1, 2))
    begin, end = setting.published or (today, today)

    def distance(span: Span) -> int:
        return max((today - span[1]).days * weights[0], (span[0] - today).days * weights[1], 0)

    return min([s for s in spans if s[0] <= end and begin <= s[1]] or spans, key=distance)


def _years(slots: Slots, today: date) -> list[int]:
    """The years that can be meant: the one named, the one pointed to ("last year"), or those around today."""
    if year := next((slots[slot] for slot in _YEARS if slot in slots), ""):
        return [int(year)]
    if shift_word(slots):
        return [today.year + steps_of(slots)]
    return [today.year + n for n in (-1, 0, 1)]


def _date(slots: Slots, today: date, setting: Setting) -> str:
    """Year, month and day as far as told. A weekday helps to find the year."""
    month = int(slots.get("month") or slots.get("monthnumber") or 0)
    years = _years(slots, today)
    if not month and "day" in slots:
        return _day_of_month(int(slots["day"]), today, setting)
    if not month:
        return f"{years[0]:04}" if len(years) == 1 else f"{today.year:04}"
    spans = [s for year in years if (s := _month_or_day(year, month, int(slots.get("day", 0))))]
    if "weekday" in slots and len(spans) > 1:
        spans = [s for s in spans if s[0].weekday() == int(slots["weekday"])] or spans
    return span_of_days(*_nearest(spans, today, setting)) if spans else ""


def _month_or_day(year: int, month: int, day: int) -> Span | None:
    """The span of a month (``day`` 0) or day, None if there is no such day."""
    try:
        return (date(year, month, day),) * 2 if day else containing(date(year, month, 1), "month")
    except ValueError:
        return None


def _day_of_month(day: int, today: date, setting: Setting) -> str:
    """A day alone ("the 15th"): in the month the narrative is in, else the nearest."""
    months = [shift(today.replace(day=1), n, "month") for n in (-1, 0, 1)]
    if setting.story:
        months = [Edtf.parse(setting.story).bounds()[0]]
    spans = [s for m in months if (s := _month_or_day(m.year, m.month, day))]
    return span_of_days(*_nearest(spans, today, setting)) if spans else ""


def _range(slots: Slots, today: date, setting: Setting) -> str:
    """From one date to another; what the first leaves out it has from the second."""
    if "weekday2" in slots:
        last = _weekday({"weekday": slots["weekday2"]}, today, setting)
        day = date.fromisoformat(last)
        return f"{almanac.weekday_before(day, int(slots['weekday']))}/{last}"
    if short := slots.get("shortyear"):
        return f"{slots['year']}/{_long_year(int(slots['year']), int(short)):04}"
    begin, end = _ends(slots)
    last = _date(end, today, setting)
    if "month" not in begin and "monthnumber" not in begin:
        return f"{begin['year']}/{last}"
    year = int(begin.get("year", last[:4]))
    first = _date({**begin, "year": str(year)}, today, setting)
    if first > last:
        first = _date({**begin, "year": str(year - 1)}, today, setting)
    return f"{first}/{last}" if first and last else ""


def _ends(slots: Slots) -> tuple[dict[str, str], dict[str, str]]:
    """The slots of both ends of a range, completed from each other."""
    begin = {slot: value for slot, value in slots.items() if not slot.endswith("2")}
    end = {slot.removesuffix("2"): value for slot, value in slots.items() if slot.endswith("2")}
    for slot in ("month", "monthnumber"):
        if slot in begin or slot in end:
            begin.setdefault(slot, end.get(slot, ""))
            end.setdefault(slot, begin[slot])
    if "year" in begin:
        end.setdefault("year", begin["year"])
    return begin, end


def _long_year(year: int, short: int) -> int:
    """2007 and 08 -> 2008."""
    return year // 100 * 100 + short + (100 if short < year % 100 else 0)


def _both(slots: Slots, today: date, setting: Setting) -> str:
    """Two days: an interval where one follows the other, else the set of both."""
    text = _range(slots, today, setting)
    first, last = Edtf.parse(text).bounds()
    return text if (last - first).days == 1 else "{" + text.replace("/", ",") + "}"


def _offset(slots: Slots, today: date, setting: Setting) -> str:
    """Yesterday, today, tomorrow; with a weekday that does not fit, the weekday is believed."""
    if "month" in slots:
        return _date(slots, today, setting)
    steps = int(next((value for slot, value in slots.items() if slot.startswith("offset")), 0))
    day = today + steps * DAY
    if "weekday" in slots and day.weekday() != int(slots["weekday"]):
        day = almanac.weekday_before(today, int(slots["weekday"]))
    return day.isoformat()


def _weekday(slots: Slots, today: date, setting: Setting) -> str:
    """A weekday: the latest one up to today, or the next one from today on if it is still to come."""
    weekday, word = int(slots["weekday"]), shift_word(slots)
    if "week" in slots.get("unit", ""):
        return (containing(shift(today, steps_of(slots), "week"), "week")[0] + weekday * DAY).isoformat()
    ahead = word == "next" if word in ("last", "next") else setting.tense in ("future", "present")
    find = almanac.weekday_after if ahead else almanac.weekday_before
    return find(today, weekday, strictly=word in ("last", "next")).isoformat()


def _night(slots: Slots, today: date, setting: Setting) -> str:
    """The night before a day, from its evening on; without a day the last one."""
    of = _weekday if "weekday" in slots else _date if "day" in slots else _offset
    day = date.fromisoformat(of(slots, today, setting))
    return f"{day - DAY}/{day}"


def _period(slots: Slots, today: date, setting: Setting) -> str:
    """A unit pointed at: "last week", "this year", "next summer"."""
    if "month" in slots or "season" in slots or "holiday" in slots:
        return _pointed_at(slots, today, setting)
    word, unit = shift_word(slots) or ("this" if "phase" in slots else ""), slots.get("unit", "")
    if slots.get("shift") == "past" and unit != "weekend" and "phase" not in slots:
        return recent({"shift": "past", "count": "1", "units": unit}, today, setting)
    if "period" in slots:
        word, unit = slots["period"].split()
    if "compared" in slots:  # "more than in the year before": before the one that is told of
        word, unit = "last", slots["compared"]
        first, last = Edtf.parse(setting.story).bounds() if setting.story else (today, today)
        today = first if containing(first, unit) == containing(last, unit) else today
    steps = steps_of({"shift": word})
    if unit in ("week", "weekend"):
        return _week(word, steps, unit, today, setting)
    if not word or almanac.precision(unit) == "day":  # "the last day" of what?
        return ""
    span = containing(shift(today, steps, unit), unit)
    return f"{span[0].year // 10}X" if unit == "decade" else span_of_days(*span)


def _week(word: str, steps: int, unit: str, today: date, setting: Setting) -> str:
    """Weeks and weekends. The week that ends today is already the past one; this week ends or begins with today."""
    sunday = today.weekday() == 6
    if unit == "week" and word == "last" and sunday:
        return f"{today - 6 * DAY}/{today - DAY}"
    if unit == "weekend" and word in ("", "last", "next"):
        ahead = word == "next" or (not word and setting.tense in ("future", "present"))
        find = almanac.weekday_after if ahead else almanac.weekday_before
        strictly = word == "next" or (word == "last" and not sunday)
        saturday = today - DAY if sunday and not word else find(today, 5, strictly)
        saturday -= 7 * DAY * (word == "last" and sunday)
        return f"{saturday}/{saturday + DAY}"
    first, last = containing(shift(today, steps, "week"), unit)
    if unit == "week" and steps == 0:
        if word == "earlier" or (setting.tense == "past" and word != "later"):
            last = today
        elif word == "later" or setting.tense == "future":
            first = today
    return span_of_days(first, last)


def _pointed_at(slots: Slots, today: date, setting: Setting) -> str:
    """Of "last November", "this summer", "le 3 mai dernier": the last over, the next not begun, or this year's."""
    years = range(today.year - 2, today.year + 3)
    if "season" in slots:
        options = [(_season_edtf(slots, year), year) for year in years]
    elif "holiday" in slots:
        options = [(span_of_days(*almanac.holiday(slots["holiday"], year)), year) for year in years]
    else:
        spans = [(_month_or_day(year, int(slots["month"]), int(slots.get("day", 0))), year) for year in years]
        options = [(span_of_days(*span), year) for span, year in spans if span is not None]
    word = shift_word(slots)
    if "unit" in slots or "year_unit" in slots or word not in ("last", "next"):
        return next(text for text, year in options if year == today.year + steps_of(slots))
    if word == "last":
        return [text for text, _ in options if Edtf.parse(text).bounds()[1] < today][-1]
    return next(text for text, _ in options if Edtf.parse(text).bounds()[0] > today)


def _season_edtf(slots: Slots, year: int) -> str:
    return f"{year:04}-{slots['season']}"


def _season(slots: Slots, today: date, setting: Setting) -> str:
    """A season, of the year named or the nearest."""
    texts = [_season_edtf(slots, year) for year in _years(slots, today)]
    spans = {Edtf.parse(text).bounds(): text for text in texts}
    return spans[_nearest(list(spans), today, setting)]


def _holiday(slots: Slots, today: date, setting: Setting) -> str:
    """A holiday, of the year named or the nearest."""
    return span_of_days(*_nearest([almanac.holiday(slots["holiday"], y) for y in _years(slots, today)], today, setting))


def _quarter(slots: Slots, today: date, setting: Setting) -> str:
    """A quarter or half of a year, as an interval of months."""
    unit, number = ("half", 6) if "half_word" in slots else ("quarter", 3)
    month = (int(slots.get("ordinal") or slots["quarternumber"]) - 1) * number + 1
    spans = [containing(date(year, month, 1), unit) for year in _years(slots, today) if month <= 12]
    return span_of_days(*_nearest(spans, today, setting)) if spans else ""


def _decade(slots: Slots, today: date, setting: Setting) -> str:
    """Decades and centuries: "the 1990s", "the nineties" -> 199X, "the 10s" -> 201X, "15th century" -> 14XX."""
    if number := slots.get("day") or slots.get("nth"):
        return f"{int(number) - 1:02}XX"
    digits = slots.get("decade") or slots["decade_word"]
    if len(digits) == 2:
        digits = f"{today.year // 100 - (int(digits) > today.year % 100)}{digits}"
    return f"{digits[:3]}X"


def _slashed(slots: Slots, today: date, setting: Setting) -> str:
    """Of "5/7/2021": month and day in either order, one of two days where both orders name one."""
    first, second, year = int(slots["day"]), int(slots["day2"]), slots["year"]
    days = sorted({f"{year}-{month:02}-{day:02}" for month, day in ((first, second), (second, first)) if month <= 12})
    return f"[{','.join(days)}]" if len(days) > 1 else days[0] if days else ""


MEANINGS: Mapping[str, Callable[[Slots, date, Setting], str]] = {
    "date": _date, "range": _range, "both": _both, "offset": _offset, "weekday": _weekday, "night": _night,
    "period": _period, "season": _season, "holiday": _holiday, "quarter": _quarter, "decade": _decade,
    "slashed": _slashed, "recent": recent, "ago": ago, "ahead": ahead, "after": ago, "anaphor": ago,
}  # fmt: skip
