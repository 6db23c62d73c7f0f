"""The date a user gives a document: what shapes are taken, and what is said about those that are not."""

from __future__ import annotations

import re

from depesche.dates.edtf import Edtf
from depesche.errors import DateError

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{1,2}:\d\d.*)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.\s?)?(\d{1,2})[./]\s?(\d{4})", re.ASCII)


def valid_published(text: str) -> str:
    """A publication date as EDTF: "2021", "2021-04" or "2021-04-13"; "" stays "".

    Takes ISO dates (with or without time, single digits allowed) and day-first dates with dots ("13.04.2021",
    "04.2021"). Dates with slashes and the day or month in front ("04/13/2021") are refused, for half the world reads
    them the other way round. Raises DateError.
    """
    text = text.strip()
    if not text:
        return ""
    year, month, day = _parts(text)
    if month and not 1 <= int(month) <= 12:
        raise _error(f"there is no month {int(month)}", text)
    try:
        return str(Edtf.parse("-".join([year, *(part.zfill(2) for part in (month, day) if part)])))
    except DateError as error:
        raise _error(error.what, text) from error


def _error(what: str, text: str) -> DateError:
    return DateError(
        what, where=f"publication date {text!r}", expected="2021, 2021-04 or 2021-04-13",
        hint="write year-month-day; leave out what is not known",
    )  # fmt: skip


def _parts(text: str) -> tuple[str, str, str]:
    """Year, month and day as written, "" where missing."""
    if match := _ISO.fullmatch(text):
        return match[1], match[2] or "", match[3] or ""
    if match := _DAY_FIRST.fullmatch(text):
        return match[3], match[2], match[1] or ""
    raise _error("cannot be read as a date", text)
