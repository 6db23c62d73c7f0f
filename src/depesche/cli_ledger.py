"""``depesche ledger``: parse, call the function of the same name, write what it returns."""

from __future__ import annotations

import getpass
import io
import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from depesche.documents import Defaults, check_language, check_published, locate_documents
from depesche.errors import InputError, LedgerError
from depesche.formats.files import complete
from depesche.formats.labels import plain

if TYPE_CHECKING:
    from depesche.ledger import Ledger

app = typer.Typer(
    help="Keep many reports in one file, and lay the accounts of an event side by side.", no_args_is_help=True
)


class Exchange(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    ICEWS = "icews"
    PARQUET = "parquet"
    PLOVER = "plover"
    POLECAT = "polecat"
    WEB_ANNOTATION = "web-annotation"


class Listing(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


File = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger, a DuckDB file.")]
EventKey = Annotated[str, typer.Argument(metavar="EVENT", help="The key of an event, or its first letters.")]
Reviewer = Annotated[
    str, typer.Option("--as", metavar="NAME", help="Who decides; the name you are logged in by if unset.")
]


@app.command()
def add(
    ledger: File,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Documents, as depesche read takes them.")],
    published: Annotated[str, typer.Option(metavar="DATE", help="Publication, where the document does not say.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Language, where the document does not say.")] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Publisher, where the document does not say.")] = "",
    processes: Annotated[int, typer.Option(metavar="N", min=1, help="Read in so many processes.")] = 1,
) -> None:
    """Read documents into a ledger; goes on where a run was cut off, and leaves alone what is there."""
    from depesche.ledger import Added, Processes
    from depesche.reader import Reader

    store = _ledger(ledger)
    defaults = Defaults(check_published(published, "--published"), check_language(language, "--language"), source)
    documents = list(locate_documents(paths, defaults, sys.stdin.buffer))
    state, console = Added(), Console(stderr=True)
    reader = Processes(processes) if processes > 1 else Reader()
    with console.status("reading", spinner="line") as shown:
        for state in store.add(documents, reader):
            shown.update(f"read {state.read} of {len(documents) - state.known} documents, {state.events} events")
    print(f"{state.read} read, {state.known} there already, {len(state.problems)} refused; {state.events} new events")
    if state.problems:
        for problem in state.problems[:-1]:
            print(f"depesche: {problem}", file=sys.stderr)
        raise state.problems[-1]


@app.command()
def merge(
    ledger: File, again: Annotated[bool, typer.Option("--again", help="Compare all reports anew.")] = False
) -> None:
    """Merge reports of one act that have not been compared yet; decisions by hand hold."""
    print(f"{_ledger(ledger).merge(again)} reports changed their event")


@app.command()
def events(ledger: File) -> None:
    """List the events, with all their reports counted."""
    from depesche.ledger.store import party_names

    table = _table("event", "when", "who → whom", "what", "status", "reports", "the words")
    with _ledger(ledger).session() as connection:
        rows = connection.execute(
            "SELECT event, edtf, actors, recipients, type, modes, status, reports, quote FROM events "
            "ORDER BY first_day, event"
        ).fetchall()
        names = party_names(connection)
    for event, edtf, actors, recipients, kind, modes, status, reports, quote in rows:
        what = " ".join((kind, *modes))
        table.add_row(event, edtf, _sides(actors, recipients, names), what, status, str(reports), plain(quote))
    _console().print(table)


@app.command()
def accounts(
    ledger: File,
    what: Annotated[str, typer.Argument(metavar="EVENT|DYAD|DATE", help="A key, USA-RUS, or a date in EDTF.")],
    format: Annotated[Listing, typer.Option(help="For people, or one JSON object a line.")] = Listing.TABLE,
) -> None:
    """Show an event or a meeting as each voice tells it: shared, told by one only, contradictory."""
    from depesche.cli_accounts import print_accounts, write_accounts
    from depesche.ledger.accounts import accounts as accounts_of
    from depesche.ledger.store import party_names

    with _ledger(ledger).session() as connection:
        found, names = accounts_of(connection, what), party_names(connection)
    if format is Listing.JSONL:
        write_accounts(found)
    else:
        print_accounts(found, names)


@app.command()
def threads(
    ledger: File,
    open: Annotated[bool, typer.Option("--open", help="Only what nothing has answered.")] = False,
    dyad: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Only between these countries.")] = None,
) -> None:
    """List offers, demands and threats with what became of them."""
    from depesche.ledger.store import party_names
    from depesche.ledger.threads import threads as threads_of

    with _ledger(ledger).session() as connection:
        found = threads_of(connection, (dyad[0].upper(), dyad[1].upper()) if dyad else None)
        names = party_names(connection)
    table = _table("thread", "when", "who → whom", "what", "the words")
    for thread in found:
        if thread.outcome == "open" or not open:
            for n, step in enumerate(thread.steps):
                first = f"{thread.kind}, {thread.outcome}" if n == 0 else f"  {step.what}"
                sides = _sides(step.actors, step.recipients, names)
                table.add_row(first, step.day, sides, step.type, plain(step.words))
    _console().print(table)


@app.command()
def dyad(
    ledger: File,
    first: Annotated[str, typer.Argument(metavar="A", help="A country, ISO 3166-1 alpha-3.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    per: Annotated[Period, typer.Option(help="The period that is summed up.")] = Period.MONTH,
    by_voice: Annotated[bool, typer.Option("--by-voice", help="Let each voice weigh the same in the mean.")] = False,
) -> None:
    """Count what two countries did to each other, cooperation and conflict apart, with mean PLOVER scores."""
    from depesche.ledger.relations import dyad as dyad_of

    with _ledger(ledger).session() as connection:
        found = dyad_of(connection, first.upper(), second.upper(), per.value, by_voice)
    table = _table(per.value, "cooperation", "mean", "conflict", "mean")
    for p in found:
        table.add_row(
            p.period, str(p.cooperation), _mean(p.cooperation_score), str(p.conflict), _mean(p.conflict_score)
        )
    _console().print(table)


@app.command()
def join(ledger: File, first: EventKey, second: EventKey, reviewer: Reviewer = "") -> None:
    """Say that two events are one act."""
    _ledger(ledger).join(first, second, _name(reviewer))


@app.command()
def split(
    ledger: File,
    event: EventKey,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT", help="Keys of the reports that are another act.")],
    reviewer: Reviewer = "",
) -> None:
    """Say that reports do not belong to an event."""
    _ledger(ledger).split(event, reports, _name(reviewer))


@app.command()
def review(ledger: File, reviewer: Reviewer = "") -> None:
    """Step through the events: accept, correct a field, reject, skip; goes on where you stopped."""
    from depesche.ledger import review as reviewing

    store, name = _ledger(ledger), _name(reviewer)
    with store.session() as connection:
        waiting = reviewing.undecided(connection, name)
    console = _console()
    for number, (key, record) in enumerate(waiting, 1):
        console.print(Text(f"\n{number} of {len(waiting)} · {record['document']}", "dim"))
        console.print(Text(_line(record)))
        while (answer := typer.prompt("[a]ccept [c]orrect [r]eject [s]kip [q]uit")[:1]) not in "acrsq":
            continue
        if answer == "q":
            return
        if answer == "c":
            field = typer.prompt("field (" + ", ".join(reviewing.CORRECTABLE) + ")")
            try:
                value = reviewing.correction(field, typer.prompt("value"))
            except InputError as problem:
                console.print(Text(str(problem), "red"))
                answer = "s"
            else:
                store.decide("correct", key, name, field, value)
                answer = "a"
        store.decide({"a": "accept", "r": "reject", "s": "skip"}[answer], key, name)


@app.command()
def export(
    ledger: File,
    format: Annotated[Exchange, typer.Option(help="The format of the reports.")] = Exchange.JSONL,
    gold: Annotated[bool, typer.Option("--gold", help="What was accepted, as depesche eval gold reads it.")] = False,
    reviewer: Reviewer = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; Parquet cannot be printed.")
    ] = None,
) -> None:
    """Write every report in a format of exchange, or with --gold what a reviewer made of them."""
    from depesche.formats import parquet
    from depesche.ledger import review as reviewing

    store = _ledger(ledger)
    if gold:
        with store.session() as connection:
            text = json.dumps(reviewing.gold(connection, _name(reviewer)), ensure_ascii=False, indent=1) + "\n"
    elif format is not Exchange.PARQUET:
        text = _exchanged(store, format)
    elif output is None:
        raise InputError("Parquet is no text", where="--format", expected="-o FILE", hint="name a file with -o")
    if output is None:
        sys.stdout.write(text)
        return
    with complete(str(output)) as target:
        if format is Exchange.PARQUET and not gold:
            parquet.write(store.reports(), target)
        else:
            target.write_text(text, encoding="utf8", newline="\n")


def _exchanged(store: Ledger, format: Exchange) -> str:
    """All reports in a format of text."""
    from depesche.formats import csv, gdelt, icews, jsonl, plover, polecat, web_annotation

    stream, reports, documents = io.StringIO(), store.reports(), store.documents()
    match format:
        case Exchange.JSONL:
            jsonl.write(reports, stream)
        case Exchange.CSV:
            csv.write(reports, stream)
        case Exchange.GDELT:
            gdelt.write_events(reports, documents, stream)
        case Exchange.GDELT_MENTIONS:
            gdelt.write_mentions(reports, documents, stream)
        case Exchange.ICEWS:
            icews.write(reports, documents, stream)
        case Exchange.PLOVER:
            plover.write(reports, documents, stream)
        case Exchange.POLECAT:
            polecat.write(reports, documents, stream)
        case Exchange.WEB_ANNOTATION:
            web_annotation.write(reports, documents, stream)
    return stream.getvalue()


@app.command()
def agreement(
    ledger: File,
    first: Annotated[str, typer.Argument(metavar="A", help="A reviewer.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
) -> None:
    """How far two reviewers agree: F1, and Krippendorff's alpha of the types."""
    from depesche.ledger import review as reviewing

    with _ledger(ledger).session() as connection:
        texts = dict(connection.execute("SELECT id, text FROM documents").fetchall())
        coded = [reviewing.gold(connection, name) for name in (first, second)]
    for name, value in reviewing.agreement(coded[0], coded[1], texts).items():
        print(f"{name:<12} {value:.3f}" if isinstance(value, float) else f"{name:<12} {value}")


def _ledger(path: Path) -> Ledger:
    from depesche.ledger import Ledger

    return Ledger(path)


def _name(reviewer: str) -> str:
    try:
        return reviewer or getpass.getuser()
    except (KeyError, OSError) as problem:
        raise LedgerError("nobody is named", where="--as", expected="who decides", hint="--as NAME") from problem


def _console() -> Console:
    width = None if sys.stdout.isatty() else 200
    return Console(width=width, highlight=False, markup=False, emoji=False)


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _sides(actors: Any, recipients: Any, names: Mapping[str, str] = {}) -> str:
    """Who → whom, each by the name that is known of him."""
    who, whom = (", ".join(plain(names.get(key, key)) for key in side) for side in (actors, recipients))
    return who + (f" → {whom}" if whom else "")


def _mean(score: float | None) -> str:
    return "–" if score is None else f"{score:+.1f}"


def _line(record: dict[str, Any]) -> str:
    """A record on two lines for somebody who reviews it."""
    who, whom = ([m["name"] for m in record[side]] for side in ("actor", "recipient"))
    voices = ", ".join(a["name"] for a in record["according_to"]) or "the outlet"
    what = " ".join((record["type"], *record["modes"]))
    when, words = record["when"]["edtf"] or "–", plain(record["quote"]["text"])
    return f"{when} · {_sides(who, whom)} · {what} · {record['status']} · {voices}\n  {words}"
