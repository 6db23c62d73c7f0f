"""A ledger: documents and their events in one file, and the acts that several of them report."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesche import __version__
from depesche.documents import id_taken
from depesche.errors import InputError, LanguageError, LedgerError
from depesche.ledger.database import connect, opened, writing
from depesche.ledger.gather import remerge
from depesche.ledger.reading import Outcome, Processes, read
from depesche.ledger.rows import Rows, event_of
from depesche.records import Document, Event

if TYPE_CHECKING:
    import duckdb

    from depesche.reader import Reader

BATCH_SECONDS = 2.0
"""How much reading a killed run may lose."""


@dataclass(slots=True)
class Added:
    """What became of the documents: read now, there already, refused (each with the reason)."""

    read: int = 0
    known: int = 0
    events: int = 0
    problems: list[InputError] = field(default_factory=list)


class Ledger:
    """A ledger in a DuckDB file, which need not exist yet to be written to.

    Every method opens the file for as long as it needs it; ``session`` keeps it open for queries of one's own.
    Raises LedgerError where the file is no ledger, busy, or does not hold what is asked for.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    # --- writing ------------------------------------------------------------------------------------------------------

    def add(
        self, documents: Iterable[tuple[str, Document]], reader: Reader | Processes, merge: bool = True
    ) -> Iterator[Added]:
        """Read documents, each with the words that say where it stands, into the ledger; yields the state so far.

        What is read is stored every ``BATCH_SECONDS`` and when reading breaks off, whole documents only and in their
        order, so a killed run goes on where it was when it is started again. A document that is there with the same
        text is left as it is; another text under its id is refused, and the rest goes on. The reports are merged at
        the end.
        """
        with writing(self.path):
            added = Added()
            wanted = list(self._unknown(documents, added))
            yield added
            outcomes = reader.read(wanted) if isinstance(reader, Processes) else read(wanted, reader)
            yield from self._fill(outcomes, added)
            if merge:
                with opened(self.path, write=True) as connection:
                    remerge(connection)

    def _fill(self, outcomes: Iterator[Outcome], added: Added) -> Iterator[Added]:
        """Store what was read, and count it."""
        rows, since = Rows(), time.monotonic()
        try:
            for outcome in outcomes:
                if isinstance(outcome, LanguageError):
                    added.problems.append(outcome)
                    continue
                document, events = outcome
                rows.add(document, events, __version__)
                added.read, added.events = added.read + 1, added.events + len(events)
                if time.monotonic() - since > BATCH_SECONDS:
                    self._store(rows)
                    rows, since = Rows(), time.monotonic()
                yield added
        finally:
            self._store(rows)

    def _unknown(self, documents: Iterable[tuple[str, Document]], added: Added) -> Iterator[Document]:
        """The documents that the ledger does not hold; counts and refuses the others."""
        with opened(self.path, write=True) as connection:
            known = dict(connection.execute("SELECT id, md5(text) FROM documents").fetchall())
            origins = dict.fromkeys(known, "in the ledger")
            for where, d in documents:
                digest = hashlib.md5(d.text.encode(), usedforsecurity=False).hexdigest()
                if d.id not in known:
                    known[d.id], origins[d.id] = digest, where
                    yield d
                elif known[d.id] == digest:
                    added.known += 1
                else:
                    added.problems.append(id_taken(d.id, origins[d.id], where))

    def _store(self, rows: Rows) -> None:
        if rows.documents:
            with opened(self.path, write=True) as connection:
                rows.store(connection)

    def merge(self, again: bool = False) -> int:
        """Compare the reports that have not been, or with ``again`` all anew; returns how many changed their event.

        What people decided holds either way.
        """
        self._must_exist()
        with writing(self.path), opened(self.path, write=True) as connection:
            return remerge(connection, again)

    def join(self, first: str, second: str, reviewer: str) -> None:
        """Say that two events (or reports) are one act; holds until they are split."""
        self._decide("join", first, [second], reviewer)

    def split(self, event: str, reports: list[str], reviewer: str) -> None:
        """Say that these reports do not belong to the event's others."""
        self._decide("split", event, reports, reviewer)

    def _decide(self, kind: str, event: str, others: list[str], reviewer: str) -> None:
        self._must_exist()
        with writing(self.path), opened(self.path, write=True) as connection:
            event = find_event(connection, event, self.path)
            if kind == "join":
                pairs = [(event, find_event(connection, others[0], self.path))]
            else:
                members = members_of(connection, event)
                wrong = [key for key in others if key not in members]
                if wrong or len(members) == len(set(others)):
                    raise LedgerError(
                        f"{wrong[0]!r} is no report of event {event}" if wrong else "no report would stay",
                        where=str(self.path), expected="some of " + ", ".join(members),
                        hint=f"depesche ledger show {self.path} {event}",
                    )  # fmt: skip
                pairs = [(key, other) for key in others for other in members if other not in others]
            for first, second in pairs:
                record_decision(connection, kind, first, second, reviewer=reviewer)
            remerge(connection, again=kind == "split")

    def decide(self, kind: str, report: str, reviewer: str, field: str = "", value: Any = None) -> None:
        """Keep what a person says of a report: accept, reject, skip, or correct a field to a value (plain data)."""
        self._must_exist()
        with writing(self.path), opened(self.path, write=True) as connection:
            record_decision(connection, kind, report, "", field, value, reviewer)

    # --- reading ------------------------------------------------------------------------------------------------------

    def _must_exist(self) -> None:
        if not self.path.exists():
            with opened(self.path):  # says so
                pass

    @contextmanager
    def session(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A read-only connection for plain SQL; writers wait while it is open."""
        with opened(self.path) as connection:
            yield connection

    def events(self) -> duckdb.DuckDBPyRelation:
        """All events as a relation: ``.df()`` is pandas, ``.pl()`` polars, ``.arrow()`` Arrow, ``.filter(…)`` SQL."""
        return connect(self.path).table("events").order("first_day, event")

    def documents(self) -> dict[str, Document]:
        """Every document by its id."""
        with self.session() as connection:
            query = "SELECT id, text, title, published, language, source, url FROM documents ORDER BY added, id"
            return {row[0]: Document(*row) for row in connection.execute(query).fetchall()}

    def reports(self) -> Iterator[Event]:
        """Every report as the event that was read, in the order of the documents."""
        with self.session() as connection:
            rows = connection.execute(
                "SELECT record FROM reports JOIN documents d ON d.id = document ORDER BY d.added, document, position"
            ).fetchall()
        return (event_of(record) for (record,) in rows)


def find_event(connection: duckdb.DuckDBPyConnection, key: str, path: Path) -> str:
    """The event of a key, of an event or a report, or of its first letters. Raises LedgerError for none or several."""
    rows = connection.execute(
        "SELECT DISTINCT event FROM membership WHERE starts_with(report, ?) OR starts_with(event, ?)", [key, key]
    ).fetchall()
    if len(rows) == 1 and key:
        return str(rows[0][0])
    raise LedgerError(
        f"{'several events' if rows else 'no event'} {key!r}", where=str(path), expected="the key of an event",
        hint=f"depesche ledger events {path} lists them",
    )  # fmt: skip


def party_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """How people call the parties of events that have no country code: entity -> name."""
    query = "SELECT id, name FROM entities WHERE name <> '' AND id NOT IN (SELECT country FROM parties)"
    return dict(connection.execute(query).fetchall())


def members_of(connection: duckdb.DuckDBPyConnection, event: str) -> list[str]:
    """The reports of an event."""
    rows = connection.execute("SELECT report FROM membership WHERE event = ? ORDER BY report", [event]).fetchall()
    return [key for (key,) in rows]


def record_decision(
    connection: duckdb.DuckDBPyConnection, kind: str, report: str, other: str = "", field: str = "", value: Any = None,
    reviewer: str = "",
) -> None:  # fmt: skip
    connection.execute(
        "INSERT INTO decisions SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, now()::TIMESTAMP FROM decisions",
        [kind, report, other, field, json.dumps(value, ensure_ascii=False), reviewer],
    )
