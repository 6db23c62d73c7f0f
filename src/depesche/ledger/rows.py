"""Events to rows and back. A row carries the whole record beside the columns people ask for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from depesche.ledger.times import around, bounds, days_of
from depesche.records import Document, Event, Mention, event_from_record, event_record

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows by table."""

    documents: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    attributions: list[Row] = field(default_factory=list)
    entities: dict[str, Row] = field(default_factory=dict)
    places: dict[tuple[str, str], Row] = field(default_factory=dict)

    def add(self, document: Document, events: Iterable[tuple[Event, list[float] | None]], version: str) -> None:
        """A document with its events and what their words are about."""
        now = datetime.now(UTC).replace(tzinfo=None)
        self.documents.append(
            {"id": document.id, "text": document.text, "title": document.title, "published": document.published,
             "language": document.language, "source": document.source, "url": document.url, "added": now,
             "version": version}
        )  # fmt: skip
        for position, (event, meaning) in enumerate(events):
            self._add_report(document, position, event, meaning)

    def _add_report(self, document: Document, position: int, event: Event, meaning: list[float] | None) -> None:
        key = report_key(document.id, position, event)
        first, last = bounds(days_of(event.when.edtf) or around(document.published))
        self.reports.append(
            {"report": key, "document": document.id, "position": position, "id": event.id, "type": event.type,
             "modes": list(event.modes), "contexts": list(event.contexts), "quad": event.quad, "score": event.score,
             "status": event.status, "edtf": event.when.edtf, "first_day": first, "last_day": last,
             "place": event.where.name, "place_country": event.where.country, "quote": event.quote.text,
             "record": json.dumps(event_record(event), ensure_ascii=False), "meaning": meaning, "merged": False}
        )  # fmt: skip
        for role, side in (("actor", event.actor), ("recipient", event.recipient)):
            for n, m in enumerate(side):
                self._add_party(key, role, n, m)
        for n, a in enumerate(event.according_to):
            self.attributions.append(
                {"report": key, "position": n, "name": a.name, "country": a.country, "sector": a.sector,
                 "kind": a.kind, "stance": a.stance, "cue": a.cue.text if a.cue else ""}
            )  # fmt: skip
        if event.where.name:
            place = (event.where.name, event.where.country)
            self.places[place] = {"name": place[0], "country": place[1]}

    def _add_party(self, key: str, role: str, position: int, m: Mention) -> None:
        e, identifier = m.entity, m.entity.id or m.entity.name
        self.parties.append(
            {"report": key, "role": role, "position": position, "entity": identifier, "country": e.country,
             "sector": e.sector, "words": m.text}
        )  # fmt: skip
        self.entities[identifier] = {
            "id": identifier, "name": e.name, "country": e.country, "sector": e.sector, "office": e.office
        }  # fmt: skip

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write all rows; entities and places that are known already stay as they are."""
        for table in ("documents", "reports", "parties", "attributions"):
            insert(connection, table, getattr(self, table))
        insert(connection, "entities", list(self.entities.values()))
        insert(connection, "places", list(self.places.values()))


def report_key(document: str, position: int, event: Event) -> str:
    """A name for a report that is the same whenever the document is read, and differs between documents."""
    return hashlib.sha256(f"{document}|{position}|{event.id}".encode()).hexdigest()[:12]


UNMERGE = """
CREATE OR REPLACE TEMP TABLE loose AS SELECT report FROM membership WHERE list_contains($events, event);
DELETE FROM events WHERE list_contains($events, event);
DELETE FROM membership WHERE list_contains($events, event);
UPDATE reports SET merged = false WHERE report IN (FROM loose)
"""
REMOVE = """
DELETE FROM parties WHERE report IN (SELECT report FROM reports WHERE list_contains($documents, document));
DELETE FROM attributions WHERE report IN (SELECT report FROM reports WHERE list_contains($documents, document));
DELETE FROM reports WHERE list_contains($documents, document);
DELETE FROM documents WHERE list_contains($documents, id);
DELETE FROM entities WHERE id NOT IN (SELECT entity FROM parties);
DELETE FROM places WHERE (name, country) NOT IN (SELECT (place, place_country) FROM reports)
"""


def unmerge(connection: duckdb.DuckDBPyConnection, events: list[str]) -> None:
    """Take events apart into reports that are to be merged anew."""
    _run(connection, UNMERGE, events=events)


def remove(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> None:
    """Take out documents with all that they tell; their reports must be in no event."""
    _run(connection, REMOVE, documents=documents)


def _run(connection: duckdb.DuckDBPyConnection, statements: str, **values: list[str]) -> None:
    for statement in statements.split(";"):
        connection.execute(statement, {k: v for k, v in values.items() if f"${k}" in statement})


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Rows into a table, all at once; a row whose key is there already is left out."""
    if rows:
        batch = arrow(rows)
        connection.register("batch", batch)
        connection.execute(f"INSERT OR IGNORE INTO {table} BY NAME SELECT * FROM batch")
        connection.unregister("batch")


def arrow(rows: list[Row]) -> Any:
    """Rows with the same keys as an Arrow table."""
    import pyarrow as pa

    lists = {name: pa.list_(pa.string()) for name in ("modes", "contexts", "actors", "recipients")}
    types = {**lists, "meaning": pa.list_(pa.float32()), "first_day": pa.date32(), "last_day": pa.date32()}
    return pa.table({name: pa.array([row[name] for row in rows], type=types.get(name)) for name in rows[0]})


def event_of(record: str | Mapping[str, Any]) -> Event:
    """The event of a ``record`` column."""
    return event_from_record(json.loads(record) if isinstance(record, str) else record)
