"""From the tables to the comparison and back: loads the reports, lets them merge, writes what changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from depesche.ledger.acts import powers
from depesche.ledger.compare import Party, Report, Spot
from depesche.ledger.merge import Clusters, Pair, merge
from depesche.ledger.rows import Row, insert
from depesche.ledger.settle import settle
from depesche.ledger.times import Days, bounds, common, days_of, length, written

if TYPE_CHECKING:
    import duckdb

PERSON = "(entities.office <> '')"

# Documents of the time of new ones and those that tell of the same events, with all reports of all their events.
NEAR = """
WITH new AS (SELECT * FROM reports WHERE NOT merged),
     near AS (SELECT document FROM reports WHERE last_day >= (SELECT min(first_day) FROM new)
              AND first_day <= (SELECT max(last_day) FROM new)
              UNION SELECT document FROM new),
     beside AS (SELECT document FROM reports JOIN membership USING (report) WHERE event IN
                (SELECT event FROM reports JOIN membership USING (report) WHERE document IN (FROM near))
                UNION FROM near),
     told AS (SELECT event FROM reports JOIN membership USING (report) WHERE document IN (FROM beside))
SELECT report, document, type, modes, status, edtf, first_day, last_day, meaning, merged,
       (record->'$.when.start')::INTEGER, (record->'$.when.end')::INTEGER, event, why,
       coalesce(record->>'$.why.about', ''), record->>'$.where.region',
       (record->>'$.where.latitude')::DOUBLE, (record->>'$.where.longitude')::DOUBLE, published
FROM reports LEFT JOIN membership USING (report) JOIN documents ON documents.id = document
WHERE document IN (FROM beside) OR event IN (FROM told) ORDER BY document, position
"""


def remerge(connection: duckdb.DuckDBPyConnection, again: bool = False) -> int:
    """Compare new reports, or with ``again`` all of them anew, and write events; returns how many reports moved."""
    before = dict(connection.execute("SELECT report, event FROM membership").fetchall())
    if again:
        connection.execute("UPDATE reports SET merged = false")
        connection.execute("DELETE FROM membership")
        connection.execute("DELETE FROM events")
    rows = connection.execute(NEAR).fetchall()
    parties = _parties(connection)
    clusters, new = Clusters(), set[str]()
    vectors: list[list[float]] = []
    for row in rows:
        report = _report(row, parties, len(vectors))
        vectors += [row[8]] if row[8] is not None else []
        clusters.add(row[12] or report.key, report, row[13] or "")
        if not row[9]:
            new.add(report.key)
    joined, apart = decided_pairs(connection)
    meanings = np.array(vectors, np.float32) if vectors else np.zeros((0, 1), np.float32)
    merge(clusters, new, meanings, joined, apart)
    _write(connection, clusters, {row[0]: row for row in rows})
    connection.execute("UPDATE reports SET merged = true WHERE NOT merged")
    after = {r.key: event for event, members in clusters.members.items() for r in members}
    return sum(before.get(key, key) != event for key, event in after.items())


def decided_pairs(connection: duckdb.DuckDBPyConnection) -> tuple[set[Pair], set[Pair]]:
    """Pairs of reports that people joined and put apart; of two decisions on one pair the later holds."""
    last: dict[Pair, str] = {}
    query = "SELECT kind, report, other FROM decisions WHERE kind IN ('join', 'split') ORDER BY number"
    for kind, report, other in connection.execute(query).fetchall():
        last[frozenset((report, other))] = kind
    return {p for p, kind in last.items() if kind == "join"}, {p for p, kind in last.items() if kind == "split"}


def _parties(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, list[Party]]]:
    """Report -> role -> parties."""
    query = f"""SELECT p.report, p.role, p.entity, p.country, p.sector, {PERSON}
                FROM parties p JOIN entities ON entities.id = p.entity ORDER BY p.report, p.role, p.position"""
    found: dict[str, dict[str, list[Party]]] = {}
    for report, role, entity, country, sector, person in connection.execute(query).fetchall():
        state = country not in ("", "IGO") and sector in (*powers(), "")
        party = Party(entity, country if state else entity, sector, person)
        found.setdefault(report, {}).setdefault(role, []).append(party)
    return found


def _report(row: tuple[Any, ...], parties: dict[str, dict[str, list[Party]]], vector: int) -> Report:
    key, document, kind, modes, status, edtf, first, last, meaning, _, start, end, _, _, about, region, *place = row
    latitude, longitude, published = place
    days = _told(days_of(edtf), status, published)
    around = ((first.toordinal(), last.toordinal()),) if first and last else ()
    sides = parties.get(key, {})
    return Report(
        key, document, kind, frozenset(modes), status, tuple(sides.get("actor", ())),
        tuple(sides.get("recipient", ())), days or around, bool(days), edtf, (start, end),
        vector if meaning is not None else -1, about, Spot(region, (latitude, longitude) if latitude else None),
    )  # fmt: skip


def _told(days: Days, status: str, published: str) -> Days:
    """Days without those after publication, of what is told as done."""
    until = days_of(published)
    return (common(days, ((1, until[-1][1]),)) if until and status == "actual" else ()) or days


def _write(connection: duckdb.DuckDBPyConnection, clusters: Clusters, rows: dict[str, tuple[Any, ...]]) -> None:
    """Events and membership of the clusters that changed, in place of what was there of the same reports.

    An event with the reports it had is written only where more is known of its time than before.
    """
    order = {key: n for n, key in enumerate(rows)}
    settled = settle(clusters.members)
    known = dict(connection.execute("SELECT event, edtf FROM events").fetchall())
    same = {event for event, reports in clusters.members.items() if all(rows[r.key][12] == event for r in reports)}
    counts = Counter(row[12] for row in rows.values())
    changed = {
        event: reports
        for event, reports in clusters.members.items()
        if event not in known
        or event not in same
        or counts[event] != len(reports)
        or length(settled[event][0]) < length(days_of(known[event]))
    }
    detail = dict.fromkeys(rows)
    query = "SELECT report, modes, quad, score, place, place_country, quote FROM reports"
    detail.update({row[0]: row[1:] for row in connection.execute(query).fetchall() if row[0] in rows})
    events: list[Row] = []
    members: list[Row] = []
    for event, reports in changed.items():
        best = max(reports, key=lambda r: (r.dated, len(r.everyone), -order[r.key]))
        members += [{"report": r.key, "event": event, "why": clusters.why[r.key]} for r in reports]
        modes, quad, score, place, country, quote = detail[best.key] or ([], 0, 0.0, "", "", "")
        days, edtf, why = settled[event]
        first, last = bounds(days)
        events.append(
            {"event": event, "type": best.type, "modes": modes, "quad": quad, "score": score, "status": best.status,
             "edtf": edtf or written(days), "first_day": first, "last_day": last, "time_why": why,
             "actors": [p.key for p in best.actors], "recipients": [p.key for p in best.recipients], "place": place,
             "place_country": country, "quote": quote, "reports": len(reports)}
        )  # fmt: skip
    keys = [r.key for reports in changed.values() for r in reports]
    connection.execute("DELETE FROM events WHERE event IN (SELECT event FROM membership WHERE report IN "
                       "(SELECT unnest(?)))", [keys])  # fmt: skip
    connection.execute("DELETE FROM membership WHERE report IN (SELECT unnest(?))", [keys])
    insert(connection, "membership", members)
    insert(connection, "events", events)
