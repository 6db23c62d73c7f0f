"""One event or meeting as each voice tells it, side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.dates.edtf import Edtf
from depesche.entities import Tables
from depesche.errors import DateError, LedgerError

if TYPE_CHECKING:
    import duckdb

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DYAD = re.compile(r"([A-Za-z]{3})[-:/ ]([A-Za-z]{3})")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one voice says of an act: its words, and the document they stand in."""

    voice: str
    report: str
    document: str
    words: str
    type: str
    modes: tuple[str, ...]
    status: str
    stance: str
    edtf: str
    parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Account:
    """An event with its tellings, by voice in the order of the documents, and what contradicts in them."""

    event: str
    type: str
    edtf: str
    time_why: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    tellings: tuple[Telling, ...]

    @property
    def voices(self) -> list[str]:
        return list(dict.fromkeys(t.voice for t in self.tellings))

    @property
    def contradictions(self) -> list[str]:
        """Where tellings exclude each other: asserted and denied, other numbers, dates, parties, ways."""
        found = []
        for n, a in enumerate(self.tellings):
            for b in self.tellings[n + 1 :]:
                if a.voice != b.voice or a.document != b.document:
                    found += [f"{a.voice} / {b.voice}: {what}" for what in _contrary(a, b)]
        return list(dict.fromkeys(found))


def _contrary(a: Telling, b: Telling) -> list[str]:
    denied = [t.status == "negated" or t.stance == "denies" for t in (a, b)]
    numbers = [set(NUMBER.findall(t.words)) for t in (a, b)]
    found = []
    if denied[0] != denied[1]:
        found.append("denied / asserted" if denied[0] else "asserted / denied")
    if all(numbers) and not numbers[0] & numbers[1]:
        found.append(f"numbers {', '.join(sorted(numbers[0]))} / {', '.join(sorted(numbers[1]))}")
    if a.edtf and b.edtf and not Edtf.parse(a.edtf).overlaps(Edtf.parse(b.edtf)):
        found.append(f"dates {a.edtf} / {b.edtf}")
    if not (a.parties <= b.parties or b.parties <= a.parties):
        found.append(f"parties {', '.join(sorted(a.parties))} / {', '.join(sorted(b.parties))}")
    if a.modes and b.modes and set(a.modes) != set(b.modes):
        found.append(f"ways {', '.join(a.modes)} / {', '.join(b.modes)}")
    return found


def accounts(connection: duckdb.DuckDBPyConnection, what: str) -> list[Account]:
    """The accounts of an event (its key; of a meeting with all that was done and said there), a dyad ("USA-RUS") or a
    date (EDTF). Raises LedgerError where the ledger holds nothing of it."""
    keys = _chosen(connection, what.strip())
    if not keys:
        raise LedgerError(
            f"nothing on {what!r}", expected="the key of an event, two countries such as USA-RUS, or a date",
            hint="depesche ledger events lists what there is",
        )  # fmt: skip
    tellings = _tellings(connection, keys)
    rows = connection.execute(
        "SELECT event, type, edtf, time_why, actors, recipients FROM events WHERE event IN (SELECT unnest(?))", [keys]
    ).fetchall()
    found = [
        Account(e, kind, edtf, why, tuple(actors), tuple(recipients), tuple(tellings[e]))
        for e, kind, edtf, why, actors, recipients in rows
    ]
    return sorted(found, key=lambda a: (a.type != "CONSULT", -len(a.voices), keys.index(a.event)))


def _chosen(connection: duckdb.DuckDBPyConnection, what: str) -> list[str]:
    dyad = DYAD.fullmatch(what)
    if dyad:
        return _keys(
            connection,
            "list_has_all(list_concat(actors, recipients), [?, ?])", [dyad[1].upper(), dyad[2].upper()],
        )  # fmt: skip
    occasion = _occasion(connection, what)
    if occasion:
        return occasion
    try:
        first, last = Edtf.parse(what).bounds()
    except DateError:
        return []
    return _keys(connection, "first_day <= ? AND last_day >= ?", [last, first])


def _keys(connection: duckdb.DuckDBPyConnection, condition: str, values: list[Any]) -> list[str]:
    query = f"SELECT event FROM events WHERE {condition} ORDER BY first_day, event"
    return [key for (key,) in connection.execute(query, values).fetchall()]


OCCASION = """
WITH meeting AS (SELECT * FROM events WHERE event = $event),
     told AS (SELECT DISTINCT document FROM membership JOIN reports USING (report) WHERE event = $event)
SELECT DISTINCT e.event, min(r.document), min(r.position)
FROM events e JOIN membership USING (event) JOIN reports r USING (report), meeting m
WHERE r.document IN (FROM told) AND (e.event = m.event OR (m.type = 'CONSULT'
      AND list_has_any(list_concat(e.actors, e.recipients), list_concat(m.actors, m.recipients))
      AND (e.first_day IS NULL OR m.first_day IS NULL OR (e.first_day <= m.last_day AND e.last_day >= m.first_day))))
GROUP BY e.event ORDER BY 2, 3
"""


def _occasion(connection: duckdb.DuckDBPyConnection, key: str) -> list[str]:
    """An event; with a meeting, what its documents tell of those who met, at that time or at none that is known."""
    rows = connection.execute(
        "SELECT DISTINCT event FROM membership WHERE starts_with(report, ?) OR starts_with(event, ?)", [key, key]
    ).fetchall()
    if len(rows) != 1 or not key:
        return []
    return [event for event, _, _ in connection.execute(OCCASION, {"event": rows[0][0]}).fetchall()]


TELLINGS = """
SELECT m.event, coalesce(first(a.name ORDER BY a.position), ''), any_value(d.source), r.report, r.document, r.quote,
       r.type, r.modes, r.status, coalesce(last(a.stance ORDER BY a.position), 'asserts'), r.edtf,
       (SELECT list(DISTINCT CASE WHEN p.country IN ('', 'IGO') THEN n.name ELSE p.country END)
        FROM parties p JOIN entities n ON n.id = p.entity WHERE p.report = r.report)
FROM membership m JOIN reports r USING (report) JOIN documents d ON d.id = r.document
     LEFT JOIN attributions a USING (report)
WHERE m.event IN (SELECT unnest(?))
GROUP BY m.event, r.report, r.document, r.quote, r.type, r.modes, r.status, r.edtf, r.position
ORDER BY any_value(d.added), r.document, r.position
"""


def _tellings(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, list[Telling]]:
    """Event -> tellings. The voice is whom the text names, else who published it, else the document."""
    tables = Tables.load()
    found: dict[str, list[Telling]] = {key: [] for key in keys}
    for row in connection.execute(TELLINGS, [keys]).fetchall():
        event, voice, source, report, document, words, kind, modes, status, stance, edtf, parties = row
        publisher = tables.publisher(source)
        outlet = publisher.name if publisher else source or document
        found[event].append(
            Telling(voice or outlet, report, document, words, kind, tuple(modes), status, stance, edtf,
                    frozenset(parties or ()))
        )  # fmt: skip
    return found
