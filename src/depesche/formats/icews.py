"""ICEWS event table: tab-separated with a header of 20 columns (ICEWS Coded Event Data, Harvard Dataverse).

CAMEO codes stand for PLOVER types (``cameo.yaml``), the intensity is the PLOVER score, countries are names and sectors
PLOVER codes. A compound side is one row for each pair of a source and a target, as ICEWS has it. What a text does not
say stays empty; an event cannot be read back whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from depesche.errors import InputError
from depesche.formats import cameo
from depesche.formats.labels import country, plain
from depesche.records import Document, Event, Mention

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """The header, then the rows of each event."""
    stream.write("\t".join(COLUMNS) + "\n")
    for event in events:
        for row in rows(event, documents[event.document]):
            stream.write("\t".join(plain(row.get(column, "")) for column in COLUMNS) + "\n")


def rows(event: Event, document: Document) -> Iterator[dict[str, str]]:
    """An event's rows, less what is empty: one for each pair of a source and a target; those who meet are paired in
    the order of the text."""
    sides = (event.actor, event.recipient) if event.recipient else (event.actor[:1], event.actor[1:])
    for source in sides[0] or (None,):
        for target in sides[1] or (None,):
            yield {
                "Event ID": event.id, "Event Date": cameo.day(event), **_party("Source", source),
                "Event Text": " ".join((event.type, *event.modes)), "CAMEO Code": cameo.code(event),
                "Intensity": f"{event.score:.1f}", **_party("Target", target), "Story ID": document.id,
                "Publisher": document.source, "City": event.where.name, "Country": country(event.where.country),
            }  # fmt: skip


def read(stream: Iterable[str], name: str = "icews") -> Iterator[dict[str, str]]:
    """The rows of a table as {column: value}. Raises InputError where the header or a row is another one."""
    for number, values in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if (number == 1 and tuple(values) != COLUMNS) or len(values) != len(COLUMNS):
            raise InputError(
                "no ICEWS header" if number == 1 else f"{len(values)} columns", where=f"{name}, line {number}",
                expected="tabs between " + ", ".join(COLUMNS), hint="check that it is an ICEWS event table",
            )  # fmt: skip
        if number > 1:
            yield dict(zip(COLUMNS, values, strict=True))


def _party(side: str, mention: Mention | None) -> dict[str, str]:
    if mention is None:
        return {}
    e = mention.entity
    return {f"{side} Name": e.name, f"{side} Sectors": e.sector, f"{side} Country": country(e.country)}
