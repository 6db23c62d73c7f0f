"""CAMEO codes of PLOVER events, for formats that know CAMEO only (``data/formats/cameo.yaml``)."""

from __future__ import annotations

from functools import cache
from typing import Any

from depesche.data import read_yaml
from depesche.dates.edtf import Edtf
from depesche.records import Entity, Event

# PLOVER renamed these two: in CAMEO, MED are the media.
SECTORS = {"JRN": "MED", "MED": "HLH"}


@cache
def _table(part: str) -> dict[str, Any]:
    return dict(read_yaml("formats", "cameo.yaml")[part])


def code(event: Event) -> str:
    """The CAMEO code of an event: that of its first mode that has one, else of its type.

    Raises KeyError for a type of another codebook.
    """
    codes = _table("types")[event.type]
    return str(next((codes[mode] for mode in event.modes if mode in codes), codes["code"]))


def goldstein(cameo: str) -> float:
    """The Goldstein scale of a code, -10 to +10."""
    return float(_table("codes")[cameo][0])


def name(cameo: str) -> str:
    """What a code is called ("Threaten with military force")."""
    return str(_table("codes")[cameo][1])


def root(cameo: str) -> str:
    """The root of a code: two digits."""
    return cameo[:2]


def quad(cameo: str) -> int:
    """The quad class of a code, which CAMEO knows by the root: it counts concessions among the material cooperation."""
    return 1 + sum(int(root(cameo)) > last for last in (5, 8, 13))


def sector(entity: Entity) -> str:
    """The type code of an actor: its sector as CAMEO calls it, IGO for an international organisation."""
    return "IGO" if entity.country == "IGO" else SECTORS.get(entity.sector, entity.sector)


def state(entity: Entity) -> str:
    """The country code of an actor, "" for an international organisation."""
    return "" if entity.country == "IGO" else entity.country


def actor(entity: Entity) -> str:
    """An actor code: country and sector in one, as CAMEO writes them ("USAGOV")."""
    return state(entity) + sector(entity)


def day(event: Event) -> str:
    """The event's day as YYYY-MM-DD; "" where the text does not settle it to a day, for these formats know no sets."""
    when = Edtf.parse(event.when.edtf) if event.when.edtf else None
    return when.bounds()[0].isoformat() if when and when.is_day else ""
