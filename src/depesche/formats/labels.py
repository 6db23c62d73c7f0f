"""Short words for people: dates, countries and languages as a reader of English writes them."""

from __future__ import annotations

import re
from functools import cache

from depesche.data import read_yaml
from depesche.entities.spelling import rows
from depesche.records import Entity

DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?")
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def plain(text: str) -> str:
    """Text on one line and without control characters, which a terminal would obey.

    >>> plain("two\\nlines")
    'two lines'
    """
    return CONTROL.sub(" ", text).strip()


def when(edtf: str, year: str = "") -> str:
    """An EDTF date in short English; ``year`` is the year that goes without saying.

    Days, months, years, sets and intervals of one precision are put into words, all else stays EDTF.

    >>> when("[2021-04-06,2021-04-13]", "2021"), when("2006-05-30/2006-05-31"), when("")
    ('06|13 Apr', '30–31 May 2006', '–')
    """
    if not edtf:
        return "–"
    inner, joint = edtf, "–"
    if edtf[0] + edtf[-1] in ("[]", "{}"):
        inner, joint = edtf[1:-1], "|" if edtf[0] == "[" else "+"
    dates = [DATE.fullmatch(part) for part in re.split("[,/]", inner)]
    parts = [(d["day"] or "", d["month"] or "", d["year"]) for d in dates if d]
    if len(parts) < len(dates):
        return edtf
    return _joined(parts, joint, year)


def _joined(parts: list[tuple[str, str, str]], joint: str, year: str) -> str:
    """Dates (day, month, year) in words; month and year are said once for neighbours that share them."""
    words: list[str] = []
    for n, (day, month, own_year) in enumerate(parts):
        following = parts[n + 1] if n + 1 < len(parts) else None
        same_year = following is not None and following[2] == own_year and bool(month)
        same_month = same_year and following is not None and following[1] == month and bool(day)
        name = MONTHS[int(month or 0)]
        shown_year = "" if same_year or (own_year == year and month) else own_year
        words.append(" ".join(filter(None, (day, "" if same_month else name, shown_year))))
    return joint.join(words)


@cache
def _countries() -> dict[str, str]:
    """Code -> the first English name in ``states.tsv``."""
    return {iso: names.split("|")[0] for language, iso, names, *_ in rows("states.tsv") if language == "en"}


def country(code: str) -> str:
    """The English name of a country given as ISO 3166-1 alpha-3 or KOS; "" where there is none.

    >>> country("RUS")
    'Russia'
    """
    return _countries().get(code, "")


def degrees(value: float | None) -> str:
    """A latitude or longitude as tables have it, "" where it is not known."""
    return "" if value is None else f"{value:g}"


def entity(who: Entity, fallback: str) -> str:
    """A name for one glance: the state for those who act for it, else the entity's own; ``fallback`` for neither."""
    state = country(who.country) if who.sector == "GOV" else ""
    return plain(state or who.name or fallback)


def language(code: str) -> str:
    """The English name of a language; the code itself where there is none.

    >>> language("de")
    'German'
    """
    return str(read_yaml("language", f"{code}.yaml").get("name", code))
