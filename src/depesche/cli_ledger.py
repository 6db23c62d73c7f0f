"""``depesche ledger``: parse, call the function of the same name, write what it returns."""

from __future__ import annotations

import dataclasses
import getpass
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from depesche.documents import Defaults, check_language, check_published, locate_documents
from depesche.errors import InputError, LedgerError
from depesche.formats.files import complete, standard_output
from depesche.formats.labels import CONTROL, country, plain
from depesche.formats.terminal import console_for, counted

if TYPE_CHECKING:
    import duckdb

    from depesche.ledger import Ledger
    from depesche.ledger.choice import Choice
    from depesche.ledger.review import Candidate

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
    CSV = "csv"


class Status(StrEnum):
    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


File = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger, a DuckDB file.")]
EventKey = Annotated[str, typer.Argument(metavar="EVENT", help="The key of an event, or its first letters.")]
Format = Annotated[Listing, typer.Option(help="How to print it.")]
Since = Annotated[str, typer.Option(metavar="DATE", help="Only what may have happened then or later: 2021-04.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Only what may have happened then or before.")]
Actor = Annotated[str, typer.Option(metavar="WHO", help="Only acts of this country (USA) or of whoever is called so.")]
Recipient = Annotated[str, typer.Option(metavar="WHO", help="Only acts towards this country, or whoever is called so.")]
Type = Annotated[str, typer.Option(metavar="TYPE", help="Only events of this PLOVER type.")]
OfStatus = Annotated[Status | None, typer.Option(help="Only events of this status.")]
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
    entities: Annotated[Path | None, typer.Option(metavar="FILE", help="Actors of your own, as depesche read.")] = None,
    processes: Annotated[int, typer.Option(metavar="N", min=1, help="Read in so many processes.")] = 1,
) -> None:
    """Read documents into a ledger; goes on where a run was cut off, and leaves alone what is there."""
    from depesche.ledger import Added, Processes
    from depesche.reader import Reader

    store = _ledger(ledger)
    defaults = Defaults(check_published(published, "--published"), check_language(language, "--language"), source)
    documents = list(locate_documents(paths, defaults, sys.stdin.buffer))
    state, console = Added(), Console(stderr=True)
    reader = Processes(processes, entities) if processes > 1 else Reader(entities=entities)
    try:
        with console.status("reading", spinner="line") as shown:
            for state in store.add(documents, reader):
                shown.update(f"read {state.read} of {len(documents) - state.known} documents, {state.events} events")
    except BaseException:
        if state.read:
            print(f"depesche: {counted(state.read, 'document')} read and kept; the next run goes on", file=sys.stderr)
        raise
    print(f"{state.read} read, {state.known} there already, {len(state.problems)} refused; {state.events} reports")
    if state.problems:
        for problem in state.problems[:-1]:
            print(f"depesche: {problem}", file=sys.stderr)
        raise state.problems[-1]


@app.command()
def merge(
    ledger: File, again: Annotated[bool, typer.Option("--again", help="Compare all reports anew.")] = False
) -> None:
    """Merge reports of one act that have not been compared yet; decisions by hand hold."""
    print(f"{counted(_ledger(ledger).merge(again), 'report')} changed their event")


@app.command()
def remove(
    ledger: File, documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Ids of documents.")]
) -> None:
    """Take documents out with all that they tell, as before a new version of a text is added."""
    print(f"{counted(_ledger(ledger).remove(documents), 'report')} removed")


@app.command()
def events(
    ledger: File,
    since: Since = "",
    until: Until = "",
    actor: Actor = "",
    recipient: Recipient = "",
    type: Type = "",
    status: OfStatus = None,
    format: Format = Listing.TABLE,
) -> None:
    """List the events, with the reports of each counted."""
    from depesche.ledger import report

    with _reading(ledger) as (connection, names):
        lines = report.event_lines(connection, _choice(since, until, actor, recipient, type, status))
    if not _as_data(lines, format, report.EVENT_COLUMNS):
        report.write_events(lines, names, standard_output())


@app.command()
def show(ledger: File, event: EventKey, format: Format = Listing.TABLE) -> None:
    """Show an event with its reports: their keys and documents, why they are together, what people decided."""
    from depesche.ledger import report
    from depesche.ledger.store import find_event

    with _reading(ledger) as (connection, names):
        key = find_event(connection, event, ledger)
        told, (head,) = report.report_lines(connection, key), report.event_lines(connection, [key])
    if not _as_data(told, format, (*report.REPORT_COLUMNS, "decisions")):
        report.write_event(head, told, names, standard_output())


@app.command()
def accounts(
    ledger: File,
    what: Annotated[str, typer.Argument(metavar="EVENT|DYAD|DATE", help="A key, USA-RUS, or a date in EDTF.")],
    format: Format = Listing.TABLE,
) -> None:
    """Show an event or a meeting as each voice tells it: shared, told by one only, contradictory."""
    from depesche.cli_accounts import print_accounts, write_accounts
    from depesche.ledger import report
    from depesche.ledger.accounts import accounts as accounts_of

    with _reading(ledger) as (connection, names):
        found = accounts_of(connection, what)
    match format:
        case Listing.TABLE:
            print_accounts(found, names, standard_output())
        case Listing.JSONL:
            write_accounts(found, standard_output())
        case Listing.CSV:
            report.write_lines(report.account_lines(found), report.ACCOUNT_COLUMNS, standard_output())


@app.command()
def threads(
    ledger: File,
    open: Annotated[bool, typer.Option("--open", help="Only what nothing has answered.")] = False,
    dyad: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Only between these countries.")] = None,
    since: Since = "",
    until: Until = "",
    format: Format = Listing.TABLE,
) -> None:
    """List offers, demands and threats with what became of them; dates are those of the opening."""
    from depesche.ledger import report
    from depesche.ledger.threads import threads as threads_of

    with _reading(ledger) as (connection, names):
        found = threads_of(connection, _dyad(connection, *dyad) if dyad else None, _choice(since, until))
    lines = report.thread_lines([t for t in found if t.outcome == "open" or not open])
    if not _as_data(lines, format, report.THREAD_COLUMNS):
        report.write_threads(lines, names, standard_output())


@app.command()
def dyad(
    ledger: File,
    first: Annotated[str, typer.Argument(metavar="A", help="A country, ISO 3166-1 alpha-3.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    per: Annotated[Period, typer.Option(help="The period that is summed up.")] = Period.MONTH,
    by_voice: Annotated[bool, typer.Option("--by-voice", help="Let each voice weigh the same in the mean.")] = False,
    format: Format = Listing.TABLE,
) -> None:
    """Count what two countries did to each other, cooperation and conflict apart, with mean PLOVER scores."""
    from depesche.ledger import report
    from depesche.ledger.relations import dyad as dyad_of

    with _reading(ledger) as (connection, _):
        one, other = _dyad(connection, first, second)
        found = dyad_of(connection, one, other, per.value, by_voice)
    if not _as_data([dataclasses.asdict(p) for p in found], format, report.PERIOD_COLUMNS):
        report.write_dyad(f"{one} and {other}", per.value, found, standard_output())


@app.command()
def join(ledger: File, first: EventKey, second: EventKey, reviewer: Reviewer = "") -> None:
    """Say that two events are one act."""
    print(f"{counted(_ledger(ledger).join(first, second, _name(reviewer)), 'report')} changed their event")


@app.command()
def split(
    ledger: File,
    event: EventKey,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT", help="Keys of the reports that are another act.")],
    reviewer: Reviewer = "",
) -> None:
    """Say that reports do not belong to an event; show names its reports."""
    print(f"{counted(_ledger(ledger).split(event, reports, _name(reviewer)), 'report')} put apart")


@app.command()
def review(ledger: File, reviewer: Reviewer = "") -> None:
    """Step through the events: accept, correct a field, reject, skip; goes on where you stopped."""
    from depesche.ledger import review as reviewing

    store, name = _ledger(ledger), _name(reviewer)
    with store.session() as connection:
        waiting = reviewing.undecided(connection, name)
    for number, key in enumerate(waiting, 1):
        with store.session() as connection:
            candidate = reviewing.candidate(connection, key, name)
        console_for(sys.stdout).print(Text(f"\n{number} of {len(waiting)} · {candidate.document}", "dim"))
        verdict = _verdict(store, candidate, name)
        if not verdict:
            return
        store.decide(verdict, key, name)
    print(f"nothing waits for {name}")


def _verdict(store: Ledger, candidate: Candidate, reviewer: str) -> str:
    """What somebody decides on a report, after corrections; "" to stop, as at the end of the input."""
    from depesche.ledger import review as reviewing

    verdicts = {"a": "accept", "r": "reject", "s": "skip", "q": ""}
    record, console = dict(candidate.record), console_for(sys.stdout)
    console.print(_record(record, candidate))
    try:
        while (answer := typer.prompt("[a]ccept [c]orrect [r]eject [s]kip [q]uit").strip().lower()[:1]) not in verdicts:
            if answer == "c":
                field = typer.prompt("field (" + ", ".join(reviewing.CORRECTABLE) + ")").strip()
                try:
                    value = reviewing.correction(field, typer.prompt("value", default="", show_default=False))
                except InputError as problem:
                    console.print(Text(str(problem), "red"))
                    continue
                store.decide("correct", candidate.report, reviewer, field, value)
                record[field] = value
                console.print(_record(record, candidate))
    except typer.Abort:
        return ""
    return verdicts[answer]


def _record(record: Mapping[str, Any], candidate: Candidate) -> Text:
    """A record for somebody who reviews it, with the text around its words."""
    who, whom = (", ".join(_party(m) for m in record[side]) for side in ("actor", "recipient"))
    what = " ".join((record["type"], *record["modes"]))
    parts = (record["when"] or "–", who + (f" → {whom}" if whom else ""), what, record["status"], record["where"],
             ", ".join(record["according_to"]) or "the outlet")  # fmt: skip
    before, quote, after = (CONTROL.sub(" ", words) for words in (candidate.before, record["quote"], candidate.after))
    facts = " · ".join(plain(part) for part in parts if part)
    return Text.assemble(facts, "\n  ", (f"…{before}", "dim"), quote, (f"{after}…", "dim"))


def _party(mention: Mapping[str, str]) -> str:
    codes = " ".join(filter(None, (mention["country"], mention["sector"])))
    return f"{mention['name']} ({codes})" if codes else mention["name"]


@app.command()
def export(
    ledger: File,
    format: Annotated[Exchange, typer.Option(help="The format of the reports.")] = Exchange.JSONL,
    gold: Annotated[bool, typer.Option("--gold", help="What was accepted, as depesche eval gold reads it.")] = False,
    reviewer: Reviewer = "",
    since: Since = "",
    until: Until = "",
    actor: Actor = "",
    recipient: Recipient = "",
    type: Type = "",
    status: OfStatus = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; Parquet cannot be printed.")
    ] = None,
) -> None:
    """Write the reports of all or some events in a format of exchange, or with --gold what a reviewer made of them."""
    from depesche.formats import parquet
    from depesche.formats.exchange import WRITERS
    from depesche.ledger import review as reviewing

    store, choice = _ledger(ledger), _choice(since, until, actor, recipient, type, status)
    stream = io.StringIO()
    with _reading(ledger):
        pass  # says what is not merged, and so in no event that could be chosen
    if gold:
        with store.session() as connection:
            coded = reviewing.gold(connection, _name(reviewer))
        if not coded:
            print("depesche: no document has been reviewed to its end yet", file=sys.stderr)
        stream.write(json.dumps(coded, ensure_ascii=False, indent=1) + "\n")
    elif format is not Exchange.PARQUET:
        WRITERS[format](store.reports(choice), store.documents(), stream)
    elif output is None:
        raise InputError("Parquet is no text", where="--format", expected="-o FILE", hint="name a file with -o")
    if output is None:
        standard_output().write(stream.getvalue())
        return
    with complete(str(output)) as target:
        if format is Exchange.PARQUET and not gold:
            parquet.write(store.reports(choice), target)
        else:
            target.write_text(stream.getvalue(), encoding="utf8", newline="\n")


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


@contextmanager
def _reading(path: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Mapping[str, str]]]:
    """A connection, and how people call the parties that have no country code; says if there is more than is seen."""
    from depesche.ledger.store import party_names

    with _ledger(path).session() as connection:
        ((waiting,),) = connection.execute("SELECT count(*) FROM reports WHERE NOT merged").fetchall()
        if waiting:
            counting = f"{counted(waiting, 'report')} more, not merged yet: somebody is adding, or was cut off"
            print(f"depesche: {counting}\n  try: depesche ledger merge {path}", file=sys.stderr)
        yield connection, party_names(connection)


def _choice(
    since: str, until: str, actor: str = "", recipient: str = "", type: str = "", status: Status | None = None
) -> Choice:
    from depesche.coding.ontology import load_ontology
    from depesche.ledger.choice import Choice

    types = load_ontology().types
    if type and type.upper() not in types:
        raise InputError(f"there is no type {type!r}", where="--type", expected="one of " + ", ".join(types))
    return Choice(since, until, actor, recipient, type, status.value if status else "")


def _dyad(connection: duckdb.DuckDBPyConnection, *codes: str) -> tuple[str, str]:
    """Two countries' codes. Raises InputError for one that is none and that no actor has."""
    known = {code for (code,) in connection.execute("SELECT DISTINCT country FROM parties").fetchall()}
    first, second = (code.upper() for code in codes)
    for code in (first, second):
        if not country(code) and code not in known:
            raise InputError(f"no country has the code {code!r}", expected="ISO 3166-1 alpha-3, such as USA, or KOS")
    return first, second


def _as_data(lines: list[dict[str, Any]], format: Listing, columns: Sequence[str]) -> bool:
    """Print lines for programs, if they are what is asked for."""
    from depesche.ledger.report import write_lines

    if format is not Listing.TABLE:
        write_lines(lines, columns if format is Listing.CSV else (), standard_output())
    return format is not Listing.TABLE
