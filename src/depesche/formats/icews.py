"""ICEWS event table: tab-separated with a header of 20 columns (ICEWS Coded Event Data, Harvard Dataverse).

CAMEO codes stand for PLOVER types, with their own names and Goldstein scale (``cameo.yaml``); countries are names and
sectors PLOVER codes. A compound side is one row for each pair of a source and a target, as ICEWS has it. What a text
does not say stays empty; an event cannot be read back whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from depesche.formats import cameo, tabs
from depesche.formats.labels import country, degrees
from depesche.records import Document, Event, Mention

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """The header, then the rows of each event."""
    tabs.write((row for event in events for row in rows(event, documents[event.document])), COLUMNS, stream)


def rows(event: Event, document: Document) -> Iterator[dict[str, str]]:
    """An event's rows, less what is empty: one for each pair of a source and a target; those who meet are paired in
    the order of the text."""
    code, where = cameo.code(event), event.where
    sides = (event.actor, event.recipient) if event.recipient else (event.actor[:1], event.actor[1:])
    for source in sides[0] or (None,):
        for target in sides[1] or (None,):
            yield {
                "Event ID": event.id, "Event Date": cameo.day(event), **_party("Source", source),
                "Event Text": cameo.name(code), "CAMEO Code": code, "Intensity": f"{cameo.goldstein(code):.1f}",
                **_party("Target", target), "Story ID": document.id, "Publisher": document.source, "City": where.name,
                "Country": country(where.country), "Latitude": degrees(where.latitude),
                "Longitude": degrees(where.longitude),
            }  # fmt: skip


def read(stream: Iterable[str], name: str = "icews") -> Iterator[dict[str, str]]:
    """The rows of a table as {column: value}. Raises InputError where the header or a row is another one."""
    return tabs.read(stream, COLUMNS, name)


def _party(side: str, mention: Mention | None) -> dict[str, str]:
    if mention is None:
        return {}
    e = mention.entity
    return {f"{side} Name": e.name, f"{side} Sectors": e.sector, f"{side} Country": country(e.country)}
