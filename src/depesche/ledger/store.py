"""A ledger: documents and their events in one file, and the acts that several of them report."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesche import __version__
from depesche.documents import id_taken
from depesche.errors import InputError, LanguageError, LedgerError
from depesche.ledger.choice import EVERYTHING, Choice, chosen
from depesche.ledger.database import connect, opened, writing
from depesche.ledger.gather import remerge
from depesche.ledger.reading import Outcome, Processes, read
from depesche.ledger.rows import Rows, event_of, remove, unmerge
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
            stored = dict(connection.execute("SELECT id, md5(text) FROM documents").fetchall())
        known, origins = dict(stored), dict[str, str]()
        for where, d in documents:
            digest = hashlib.md5(d.text.encode(), usedforsecurity=False).hexdigest()
            if d.id not in known:
                known[d.id], origins[d.id] = digest, where
                yield d
            elif known[d.id] == digest:
                added.known += 1
            elif d.id in origins:
                added.problems.append(id_taken(d.id, origins[d.id], where))
            else:
                added.problems.append(self._other_text(d.id, where))

    def _other_text(self, identifier: str, where: str) -> InputError:
        return InputError(
            f"the ledger holds another text under the id {identifier!r}", where=where,
            expected="a new id, or that text",
            hint=f"depesche ledger remove {self.path} {identifier!r}, and add the new text then",
        )  # fmt: skip

    def _store(self, rows: Rows) -> None:
        if rows.documents:
            with opened(self.path, write=True) as connection:
                rows.store(connection)

    @contextmanager
    def _writer(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of the one writer, to a ledger that exists."""
        if not self.path.exists():
            with opened(self.path):  # says so
                pass
        with writing(self.path), opened(self.path, write=True) as connection:
            yield connection

    def remove(self, documents: list[str]) -> int:
        """Take documents (ids) out with their reports; returns how many reports went. What other documents tell is
        merged anew, and what people decided is kept: it holds again if the same text comes back."""
        with self._writer() as connection:
            known = {key for (key,) in connection.execute("SELECT id FROM documents").fetchall()}
            unknown = [key for key in documents if key not in known]
            if unknown:
                raise LedgerError(
                    f"no document {unknown[0]!r}", where=str(self.path), expected="the ids of documents",
                    hint=f"depesche ledger show {self.path} EVENT names those that tell of an event",
                )  # fmt: skip
            query = "SELECT event FROM reports LEFT JOIN membership USING (report) WHERE list_contains(?, document)"
            told = [event for (event,) in connection.execute(query, [documents]).fetchall()]
            unmerge(connection, list({event for event in told if event}))
            remove(connection, documents)
            remerge(connection)
            return len(told)

    def merge(self, again: bool = False) -> int:
        """Compare the reports that have not been, or with ``again`` all anew; returns how many changed their event.

        What people decided holds either way.
        """
        with self._writer() as connection:
            return remerge(connection, again)

    def join(self, first: str, second: str, reviewer: str) -> int:
        """Say that two events are one act; holds until they are split. Returns how many reports changed their event."""
        with self._writer() as connection:
            events = [find_event(connection, key, self.path) for key in (first, second)]
            if events[0] == events[1]:
                raise LedgerError(f"{first} and {second} are one event", where=str(self.path), expected="two events")
            together = [key for event in events for key in members_of(connection, event)]
            for key in together[1:]:
                record_decision(connection, "join", together[0], key, reviewer=reviewer)
            connection.execute("UPDATE reports SET merged = false WHERE list_contains(?, report)", [together])
            return remerge(connection)

    def split(self, event: str, reports: list[str], reviewer: str) -> int:
        """Say that these reports do not belong to the event's others; returns how many reports it had."""
        with self._writer() as connection:
            event = find_event(connection, event, self.path)
            members = members_of(connection, event)
            wrong = [key for key in reports if key not in members]
            stay = [key for key in members if key not in reports]
            if wrong or not stay:
                raise LedgerError(
                    f"{wrong[0]!r} is no report of event {event}" if wrong else "no report would stay",
                    where=str(self.path), expected="some of " + ", ".join(members),
                    hint=f"depesche ledger show {self.path} {event}",
                )  # fmt: skip
            for key, other in product(reports, stay):
                record_decision(connection, "split", key, other, reviewer=reviewer)
            unmerge(connection, [event])
            remerge(connection)
            return len(members)

    def decide(self, kind: str, report: str, reviewer: str, field: str = "", value: Any = None) -> None:
        """Keep what a person says of a report: accept, reject, skip, or correct a field to a value (plain data)."""
        with self._writer() as connection:
            record_decision(connection, kind, report, "", field, value, reviewer)

    # --- reading ------------------------------------------------------------------------------------------------------

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

    def reports(self, choice: Choice = EVERYTHING) -> Iterator[Event]:
        """The reports of all or of the chosen events, each as the event that was read, in the order of documents."""
        query = """SELECT record FROM reports JOIN documents d ON d.id = document LEFT JOIN membership USING (report)
                   WHERE ? OR event IN (SELECT unnest(?)) ORDER BY d.added, document, position"""
        with self.session() as connection:
            keys = chosen(connection, choice)
            rows = connection.execute(query, [choice == EVERYTHING, keys]).fetchall()
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
