"""CAMEO codes of PLOVER events, for formats that know CAMEO only (``data/formats/cameo.yaml``)."""

from __future__ import annotations

from functools import cache

from depesche.data import read_yaml
from depesche.dates.edtf import Edtf
from depesche.records import Event


@cache
def _table() -> dict[str, dict[str, str]]:
    return dict(read_yaml("formats", "cameo.yaml"))


def code(event: Event) -> str:
    """The CAMEO code of an event: that of its first mode that has one, else of its type.

    Raises KeyError for a type of another codebook.
    """
    codes = _table()[event.type]
    return next((codes[mode] for mode in event.modes if mode in codes), codes["code"])


def root(cameo: str) -> str:
    """The root of a code: two digits."""
    return cameo[:2]


def actor(country: str, sector: str) -> str:
    """An actor code: country and sector, as CAMEO writes them ("USAGOV"); IGOs keep their three letters."""
    return country + sector


def day(event: Event) -> str:
    """The event's day as YYYY-MM-DD; "" where the text does not settle it to a day, for these formats know no sets."""
    when = Edtf.parse(event.when.edtf) if event.when.edtf else None
    return when.bounds()[0].isoformat() if when and when.is_day else ""
