"""POLECAT event table: tab-separated with a header of 40 columns (POLECAT Weekly Data, Harvard Dataverse).

One event a row, several values of one column joined by ";". The columns of one side run in parallel: the second
country is the second actor's. ``Wikipedia … ID`` holds the Wikidata QID, ``Province`` the region's ISO 3166-2 code;
codes of the Correlates of War, feature types, districts and the lists of who else the story names stay empty, and so
does the day where only a set is known. Status, voices and offsets have no column: an event cannot be read back whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from depesche import __version__
from depesche.formats import cameo, tabs
from depesche.formats.labels import country, degrees, plain
from depesche.records import Document, Entity, Event, Mention, Place

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
QID = re.compile(r"Q[1-9]\d*")


def _party(side: str) -> tuple[str, ...]:
    return (f"{side} Name", f"{side} Country", f"{side} COW", f"Primary {side} Sector", f"{side} Sectors",
            f"{side} Title", f"{side} Name Raw", f"Wikipedia {side} ID")  # fmt: skip


COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *_party("Actor"), *_party("Recipient"), "Placename", "City", "District", "Province", "Country", "Latitude",
    "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """The header, then each event as a row."""
    tabs.write((row(event, documents[event.document]) for event in events), COLUMNS, stream)


def read(stream: Iterable[str], name: str = "polecat") -> Iterator[dict[str, str]]:
    """The rows of a table as {column: value}. Raises InputError where the header or a row is another one."""
    return tabs.read(stream, COLUMNS, name)


def row(event: Event, document: Document) -> dict[str, str]:
    """An event's columns, less those that are always empty."""
    return {
        "Event ID": plain(event.id), "Event Date": cameo.day(event), "Event Type": event.type,
        "Event Mode": _joined(event.modes), "Intensity": f"{event.score:.1f}", "Quad Code": QUADS[event.quad],
        "Contexts": _joined(event.contexts), **_side("Actor", event.actor), **_side("Recipient", event.recipient),
        **_where(event.where), "Source": plain(document.source), "Publication Date": plain(document.published),
        "Language": plain(document.language), "Version": __version__,
    }  # fmt: skip


def _side(side: str, mentions: tuple[Mention, ...]) -> dict[str, str]:
    entities = [m.entity for m in mentions]
    sectors = _joined(e.sector for e in entities)
    return {
        f"{side} Name": _joined(e.name for e in entities), f"{side} Country": _joined(_country(e) for e in entities),
        f"Primary {side} Sector": sectors, f"{side} Sectors": sectors,
        f"{side} Title": _joined(e.office for e in entities), f"{side} Name Raw": _joined(m.text for m in mentions),
        f"Wikipedia {side} ID": _joined(e.id if QID.fullmatch(e.id) else "" for e in entities),
    }  # fmt: skip


def _country(entity: Entity) -> str:
    """The country's name; the code of what is no country (IGO)."""
    return country(entity.country) or entity.country


def _where(place: Place) -> dict[str, str]:
    state = country(place.country)
    located = place.latitude is not None and place.longitude is not None
    return {
        "Placename": plain(place.name), "City": plain(place.name) if located and place.name != state else "",
        "Province": place.region, "Country": state,
        "Latitude": degrees(place.latitude), "Longitude": degrees(place.longitude),
        "GeoNames ID": str(place.geonames or ""), "Raw Placename": plain(place.text),
    }  # fmt: skip


def _joined(values: Iterable[str]) -> str:
    return ";".join(plain(value).replace(";", ",") for value in values)
