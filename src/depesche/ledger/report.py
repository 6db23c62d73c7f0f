"""What the ledger holds, for people and for programs: each listing as lines of plain data, and as a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich.text import Text

from depesche.formats import labels
from depesche.formats.labels import plain
from depesche.formats.table import status, what
from depesche.formats.terminal import console_for, counted, print_glances, print_listing
from depesche.ledger.accounts import Account
from depesche.ledger.choice import Choice, chosen
from depesche.ledger.relations import Period
from depesche.ledger.threads import Thread

if TYPE_CHECKING:
    import duckdb

Line = dict[str, Any]
"""One line of a listing: plain data, lists of words at most."""
LEAST = 28
"""Width that a voice needs beside others."""


def write_lines(lines: Iterable[Line], csv_columns: Sequence[str], stream: TextIO) -> None:
    """Lines as JSON, one a line; with ``csv_columns`` as CSV under these headings, lists joined by "; "."""
    writer = csv.DictWriter(stream, csv_columns, lineterminator="\n") if csv_columns else None
    if writer:
        writer.writeheader()
    for line in lines:
        if writer:
            writer.writerow({k: "; ".join(v) if isinstance(v, list) else v for k, v in line.items()})
        else:
            stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


# --- events -----------------------------------------------------------------------------------------------------------

EVENT_COLUMNS = (
    "event", "type", "modes", "quad", "score", "status", "edtf", "first_day", "last_day", "time_why", "actors",
    "recipients", "place", "place_country", "quote", "reports",
)  # fmt: skip


def event_lines(connection: duckdb.DuckDBPyConnection, choice: Choice | list[str]) -> list[Line]:
    """The events that are chosen, or have these keys, as the table of events has them."""
    keys = choice if isinstance(choice, list) else chosen(connection, choice)
    query = f"SELECT {', '.join(EVENT_COLUMNS)} FROM events WHERE event IN (SELECT unnest(?)) ORDER BY first_day, event"
    rows = connection.execute(query, [keys]).fetchall()
    return [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in rows]


def write_events(lines: list[Line], names: Mapping[str, str], stream: TextIO) -> None:
    """One event a row, with the reports that tell of it counted."""
    caps = {"event": 12, "when": 20, "who → whom": 36, "what": 24, "status": 8, "told in": 12}
    rows = [
        (Text(line["event"]), Text(labels.when(line["edtf"])), Text(sides(line, names)),
         what(line["type"], line["modes"], line["quad"]), status(line["status"]),
         Text(counted(line["reports"], "report")), Text(plain(line["quote"])))
        for line in lines
    ]  # fmt: skip
    console = console_for(stream)
    console.print(Text(counted(len(lines), "event"), "bold"))
    if rows:
        print_glances(console, caps, "the words", rows, first=3)


def sides(line: Mapping[str, Any], names: Mapping[str, str] = {}) -> str:
    """Who → whom, each by the name that is known of him."""
    who, whom = (", ".join(plain(names.get(key, key)) for key in line[side]) for side in ("actors", "recipients"))
    return who + (f" → {whom}" if whom else "")


# --- one event --------------------------------------------------------------------------------------------------------

TOLD = """
SELECT r.report, r.document, d.published, d.source, r.edtf, r.type, r.modes, r.status,
       (SELECT coalesce(list(name ORDER BY position), []) FROM attributions a WHERE a.report = r.report), r.quote, m.why
FROM membership m JOIN reports r USING (report) JOIN documents d ON d.id = r.document
WHERE m.event = ? ORDER BY d.added, r.document, r.position
"""
REPORT_COLUMNS = (
    "report", "document", "published", "source", "edtf", "type", "modes", "status", "according_to", "quote", "why",
)  # fmt: skip
DECISIONS = """
SELECT report, reviewer, kind, other, field, value, made FROM decisions
WHERE list_contains($reports, report) OR list_contains($reports, other) ORDER BY number
"""


def report_lines(connection: duckdb.DuckDBPyConnection, event: str) -> list[Line]:
    """The reports of an event, each with why it is there and what people decided of it."""
    rows = connection.execute(TOLD, [event]).fetchall()
    lines = [{**dict(zip(REPORT_COLUMNS, row, strict=True)), "decisions": []} for row in rows]
    by_key = {line["report"]: line["decisions"] for line in lines}
    for report, who, kind, other, field, value, made in connection.execute(
        DECISIONS, {"reports": list(by_key)}
    ).fetchall():
        about = f" {field} to {value}" if field else f" {report} and {other}" if other else ""
        for key in {report, other} & set(by_key):
            by_key[key].append(f"{who}: {kind}{about} ({made:%Y-%m-%d})")
    return lines


def write_event(event: Line, reports: list[Line], names: Mapping[str, str], stream: TextIO) -> None:
    """An event with its reports: their keys, documents and voices, why they are together, what was decided."""
    console = console_for(stream, soft_wrap=True)
    console.print(Text(" · ").join((
        Text(event["event"], "bold"), Text(labels.when(event["edtf"])), Text(sides(event, names)),
        what(event["type"], event["modes"], event["quad"]), status(event["status"]),
    )))  # fmt: skip
    if event["time_why"]:
        console.print(Text(f"time: {event['time_why']}", "dim"))
    for line in reports:
        where = filter(None, (line["report"], plain(line["document"]), plain(line["source"]), line["published"]))
        voices = ", ".join(map(plain, line["according_to"])) or "the outlet"
        console.print(Text("\n" + " · ".join(where)))
        console.print(Text(f"  {' '.join((line['type'], *line['modes']))} · {line['status']} · {voices}"))
        console.print(Text(f"  {plain(line['quote'])}"))
        for note in filter(None, (line["why"], *line["decisions"])):
            console.print(Text(f"  {plain(note)}", "dim"))


# --- accounts ---------------------------------------------------------------------------------------------------------

ACCOUNT_COLUMNS = (
    "event", "type", "edtf", "actors", "recipients", "contradictions", "voice", "report", "document", "status",
    "stance", "quote",
)  # fmt: skip


def account_lines(accounts: list[Account]) -> list[Line]:
    """One telling of one voice a line."""
    return [
        {"event": a.event, "type": a.type, "edtf": a.edtf, "actors": list(a.actors), "recipients": list(a.recipients),
         "contradictions": a.contradictions, "voice": t.voice, "report": t.report, "document": t.document,
         "status": t.status, "stance": t.stance, "quote": t.words}
        for a in accounts for t in a.tellings
    ]  # fmt: skip


def write_accounts(accounts: list[Account], names: Mapping[str, str], stream: TextIO) -> None:
    """One act a row and one voice a column; one under another where there are too many voices for that."""
    voices = list(dict.fromkeys(voice for account in accounts for voice in account.voices))
    console = console_for(stream)
    beside = console.width >= LEAST * (len(voices) + 1)
    rows = []
    for account in accounts:
        parties = sides({"actors": account.actors, "recipients": account.recipients}, names)
        head = [f"{account.type} {parties}", *filter(None, (account.edtf, account.event))]
        told = {
            voice: "\n".join(f"{plain(t.words)} ({t.document})" for t in account.tellings if t.voice == voice) or "–"
            for voice in voices
        }
        contrary = [f"! {c}" for c in account.contradictions]
        if beside:
            rows.append(("\n".join((*head, *contrary, "")), *told.values()))
        else:
            cells = [f"  {plain(voice)}: {words}" for voice, words in told.items() if words != "–"]
            console.print(Text("\n".join((" · ".join(head), *cells, *(f"  {c}" for c in contrary), ""))))
    title = f"{counted(len(accounts), 'act')} · {counted(len(voices), 'voice')}"
    if beside:
        print_listing(stream, title, {h: {} for h in ("act", *map(plain, voices))}, rows)
    for why in dict.fromkeys(a.time_why for a in accounts if a.time_why):
        console.print(Text(f"time: {why}", "dim"))


# --- threads ----------------------------------------------------------------------------------------------------------

THREAD_COLUMNS = (
    "thread", "kind", "outcome", "step", "event", "edtf", "type", "actors", "recipients", "quote",
)  # fmt: skip


def thread_lines(threads: list[Thread]) -> list[Line]:
    """One step of one thread a line; a thread is called by the event that opened it."""
    return [
        {"thread": t.steps[0].event, "kind": t.kind, "outcome": t.outcome, "step": s.what, "event": s.event,
         "edtf": s.day, "type": s.type, "actors": list(s.actors), "recipients": list(s.recipients), "quote": s.words}
        for t in threads for s in t.steps
    ]  # fmt: skip


def write_threads(lines: list[Line], names: Mapping[str, str], stream: TextIO) -> None:
    """One step a row: what opened a thread, and below it what became of it."""
    caps = {"thread": 22, "event": 12, "when": 20, "who → whom": 36, "what": 12}
    rows = [
        tuple(map(Text, (
            f"{line['kind']}, {line['outcome']}" if line["step"] == "opened" else f"  {line['step']}",
            line["event"], labels.when(line["edtf"]), sides(line, names), line["type"], plain(line["quote"]),
        )))
        for line in lines
    ]  # fmt: skip
    console = console_for(stream)
    console.print(Text(counted(len({line["thread"] for line in lines}), "thread"), "bold"))
    if rows:
        print_glances(console, caps, "the words", rows, first=4)


# --- relations --------------------------------------------------------------------------------------------------------

PERIOD_COLUMNS = ("period", "cooperation", "cooperation_score", "conflict", "conflict_score")


def write_dyad(title: str, period: str, found: list[Period], stream: TextIO) -> None:
    """One period a row."""
    rows = [
        (p.period, str(p.cooperation), _mean(p.cooperation_score), str(p.conflict), _mean(p.conflict_score))
        for p in found
    ]
    right = {"justify": "right"}
    columns = {period: {}, "cooperation": right, "mean": right, "conflict": right, "mean ": right}
    print_listing(stream, f"{title} · {counted(len(found), period)}", columns, rows)


def _mean(score: float | None) -> str:
    return "–" if score is None else f"{score:+.1f}"
