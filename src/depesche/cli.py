"""The command line: parse, call the function of the same name, write what it returns.

Exit codes: 0 done · 2 something about the input or the options is wrong, said on stderr · 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from depesche import __version__, cli_ledger
from depesche.documents import Defaults, check_language, check_published, read_documents
from depesche.errors import DepescheError, InputError
from depesche.formats import csv, jsonl, labels, table
from depesche.formats.files import complete, standard_output
from depesche.language.conllu import format_conllu, parse_conllu
from depesche.language.identify import identify
from depesche.records import Document, Event, event_record

if TYPE_CHECKING:
    from depesche.reader import Reader

LONG_INPUT = 20_000
"""Characters from which a progress bar is worth it: some seconds of reading."""


class Lines(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"


class Format(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


app = typer.Typer(
    name="depesche",
    help="Read news and write down who did what to whom, when, where, and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

measures = typer.Typer(help="Measure how well it reads, against what people annotated.", no_args_is_help=True)
app.add_typer(measures, name="eval")
app.add_typer(cli_ledger.app, name="ledger")

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="A .txt file, a .jsonl file of documents, a folder of such files, or - for standard input.",
    ),
]
Published = Annotated[
    str,
    typer.Option(metavar="DATE", help="Day or month of publication, where the document does not say: 2021-04-13."),
]
Language = Annotated[
    str, typer.Option(metavar="CODE", help="Language, where the document does not say; found from the text if unset.")
]
Source = Annotated[str, typer.Option(metavar="NAME", help="Who published it, where the document does not say.")]
CodebookFolder = Annotated[
    Path | None,
    typer.Option("--codebook", metavar="DIR", help="Code by the codebook in this folder; PLOVER if unset."),
]
EntitiesFile = Annotated[
    Path | None,
    typer.Option(
        "--entities", metavar="FILE", help="Actors of your own, TSV or YAML; they go before the shipped ones."
    ),
]
Predictions = Annotated[
    str, typer.Option("--predictions", metavar="FILE", help="Write what was found, too, one line each.")
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, all or nothing, and not to the terminal."),
]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; ends the process with its exit code. An error we foresaw is a message, not a traceback."""
    try:
        app(args=arguments, prog_name="depesche")
    except DepescheError as error:
        print(f"depesche: {error}", file=sys.stderr)
        sys.exit(2)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"depesche {__version__}")
        raise typer.Exit


@app.callback()
def depesche(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read news and write down who did what to whom, when, where, and on whose word."""


@app.command()
def read(
    paths: Paths,
    published: Published = "",
    language: Language = "",
    source: Source = "",
    format: Annotated[
        Format | None,
        typer.Option(help="How to print the events; if unset, as the ending of FILE says, else a table."),
    ] = None,
    conllu: Annotated[
        bool, typer.Option("--conllu", help="The files are CoNLL-U: trees of another parser. Needs --language.")
    ] = False,
    codebook: CodebookFolder = None,
    entities: EntitiesFile = None,
    output: Output = "",
) -> None:
    """Read articles and print the events they report."""
    chosen = format or _format_of(output)
    if conllu:
        readings = _from_trees(paths, published, language, codebook, entities)
    else:
        documents = _documents(paths, published, language, source)
        readings = _readings(load_reader(codebook, entities), documents)
    with _opened(output, paths) as stream:
        for number, (document, events) in enumerate(readings):
            match chosen:
                case Format.TABLE:
                    table.write(events, stream, document)
                case Format.JSONL:
                    jsonl.write(events, stream)
                case Format.CSV:
                    csv.write(events, stream, header=number == 0)


@app.command()
def explain(
    paths: Paths,
    published: Published = "",
    language: Language = "",
    trees: Annotated[bool, typer.Option(help="Print the tree of each sentence, too.")] = True,
    codebook: CodebookFolder = None,
    entities: EntitiesFile = None,
    output: Output = "",
) -> None:
    """Say for each sentence what was considered, what was coded, what was dropped, and why."""
    from depesche.formats import explain as long_answer

    documents = _documents(paths, published, language)
    reader = load_reader(codebook, entities)
    with _opened(output, paths) as stream:
        for parsed in reader.parse_all(documents):
            long_answer.write(reader.reading(parsed), stream, trees)


@app.command()
def parse(
    paths: Paths,
    published: Published = "",
    language: Language = "",
    events: Annotated[bool, typer.Option("--events", help="Put the events into MISC, too.")] = False,
    output: Output = "",
) -> None:
    """Print sentences, trees and names as CoNLL-U."""
    from depesche.formats.conllu import format_events

    documents = _documents(paths, published, language)
    reader = load_reader()
    with _opened(output, paths) as stream:
        for parsed in reader.parse_all(documents):
            text = format_events(parsed, reader.read_parsed(parsed)) if events else format_conllu(parsed)
            stream.write(text + "\n")


@app.command()
def voices(
    paths: Paths,
    language: Language = "",
    source: Source = "",
    format: Annotated[Lines, typer.Option(help="How to print them.")] = Lines.TABLE,
    entities: EntitiesFile = None,
    output: Output = "",
) -> None:
    """Print who says what: quotes, reported speech and sources, with the words that are theirs."""
    from depesche.entities import Tables
    from depesche.voices import hear, report

    documents = _documents(paths, language=language, source=source)
    reader, tables = load_reader(entities=entities), Tables.load(entities)
    with _opened(output, paths) as stream:
        for parsed in reader.parse_all(documents):
            found = hear(parsed, tables).voices
            (report.write_jsonl if format is Lines.JSONL else report.write_table)(found, parsed.document, stream)


@app.command("entities")
def show_entities(
    paths: Paths,
    published: Published = "",
    language: Language = "",
    source: Source = "",
    format: Annotated[Lines, typer.Option(help="How to print them.")] = Lines.TABLE,
    entities: EntitiesFile = None,
    output: Output = "",
) -> None:
    """Print who is who: every actor a text names or refers back to, at the date it was published."""
    from depesche.entities import Tables, read_cast, report

    documents = _documents(paths, published, language, source)
    reader, tables = load_reader(entities=entities), Tables.load(entities)
    with _opened(output, paths) as stream:
        for parsed in reader.parse_all(documents):
            found = read_cast(parsed, tables)
            (report.write_jsonl if format is Lines.JSONL else report.write_table)(found, parsed.document, stream)


@app.command()
def dates(
    paths: Paths,
    published: Published = "",
    language: Language = "",
    format: Annotated[Lines, typer.Option(help="How to print them.")] = Lines.TABLE,
    output: Output = "",
) -> None:
    """Print the times that a text tells: dates, times of day, durations and what is repeated, as EDTF."""
    from depesche.dates import find_times, report

    documents = _documents(paths, published, language)
    reader = load_reader()
    with _opened(output, paths) as stream:
        for parsed in reader.parse_all(documents):
            found = find_times(parsed)
            if format is Lines.JSONL:
                report.write_jsonl(found, parsed.document.id, stream)
            else:
                report.write_table(found, parsed.document, stream)


@measures.command()
def quotes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines with annotated quotations.")],
    language: Language = "de",
    predictions: Predictions = "",
) -> None:
    """Score voices against annotated quotations: content overlaps and speaker is right."""
    from depesche.entities import Tables
    from depesche.voices import hear, report, score

    annotated = list(score.read_quotations(file, check_language(language, "--language")))
    reader, tables = load_reader(), Tables.load()
    heard = [hear(parsed, tables) for parsed in reader.parse_all(d for d, _ in annotated)]
    if predictions:
        with _opened(predictions, [str(file)]) as stream:
            for (document, _), found in zip(annotated, heard, strict=True):
                report.write_jsonl(found.voices, document, stream)
    with _opened("", ()) as stream:
        report.write_scores(score.score(zip(heard, (q for _, q in annotated), strict=True)), stream)


@measures.command()
def gold(
    records: Annotated[Path, typer.Argument(metavar="GOLD", help="JSON: document id to hand-coded records.")],
    paths: Paths,
    codebook: CodebookFolder = None,
    predictions: Predictions = "",
) -> None:
    """Score the events of documents against hand-coded records."""
    from depesche.evaluation import read_gold, report, score_ledger

    wanted, documents = read_gold(records), _documents(paths)
    missing = sorted(set(wanted) - {d.id for d in documents})
    if missing:
        raise InputError(
            f"no document has the id {missing[0]!r}", where=str(records), expected="a document for each gold id",
            hint="name the file or folder with the documents that were coded",
        )  # fmt: skip
    made = [(d.id, e) for d, events in _readings(load_reader(codebook), documents) if d.id in wanted for e in events]
    if predictions:
        with _opened(predictions, [str(records), *paths]) as stream:
            jsonl.write((e for _, e in made), stream)
    ledger: dict[str, list[Mapping[str, Any]]] = {i: [] for i in wanted}
    for i, event in made:
        ledger[i].append(event_record(event))
    with _opened("", ()) as stream:
        report.write(score_ledger(wanted, ledger, {d.id: d.text for d in documents}), stream)


@measures.command()
def plv(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines with marked source and target (PLV).")],
    language: Language = "en",
    predictions: Predictions = "",
) -> None:
    """Score the types of pairs: sentences with source and target given, by root and by quad class."""
    from depesche.evaluation import pairs, report

    wanted = pairs.read_pairs(file)
    documents = pairs.documents(wanted, check_language(language, "--language"))
    score, made = pairs.score_pairs(load_reader().parse_all(documents), wanted)
    if predictions:
        with _opened(predictions, [str(file)]) as stream:
            stream.writelines(f"{root}\n" for root in made)
    with _opened("", ()) as stream:
        report.write_pairs(score, stream)


@measures.command()
def krauts(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of KRAUTS files (TimeML).")],
    predictions: Predictions = "",
) -> None:
    """Score time expressions against KRAUTS: recognition, strict and relaxed, and values."""
    from depesche.dates import report
    from depesche.dates.krauts import read_krauts, score_krauts

    readings = list(read_krauts(folder))
    if predictions:
        with _opened(predictions, ()) as stream:
            for number, (_, _, found) in enumerate(readings, 1):
                report.write_jsonl(found, number, stream)
    with _opened("", ()) as stream:
        for name, value in score_krauts(readings).items():
            stream.write(f"{name:<20} {value}\n")


def _from_trees(
    paths: list[str], published: str, language: str, codebook: Path | None, entities: Path | None
) -> Iterator[tuple[Document, list[Event]]]:
    """Documents with their events from CoNLL-U files."""
    code, date = check_language(language, "--language"), check_published(published, "--published")
    if not code:
        raise InputError("the language is not named", where="--conllu", expected="--language de", hint="add --language")
    parsed = []
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf8").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            raise InputError(f"cannot be read: {problem}", where=path, expected="CoNLL-U in UTF-8") from problem
        parsed += parse_conllu(lines, path, code, date)
    reader = load_reader(codebook, entities)
    return ((p.document, reader.read_parsed(p)) for p in parsed)


def _documents(paths: list[str], published: str = "", language: str = "", source: str = "") -> list[Document]:
    """All documents with their language, so that whatever is wrong with one is said before any is read."""
    defaults = Defaults(check_published(published, "--published"), check_language(language, "--language"), source)
    documents = read_documents(paths, defaults, sys.stdin.buffer)
    return [replace(d, language=d.language or identify(d.text, d.id)) for d in documents]


def load_reader(codebook: Path | None = None, entities: Path | None = None) -> Reader:
    """The reader with its model; imported here because it takes a while, and ``--help`` should not."""
    from depesche.reader import Reader

    return Reader(codebook=codebook, entities=entities)


def _format_of(output: str) -> Format:
    ending = Path(output).suffix.lower().removeprefix(".")
    return Format(ending) if ending in (Format.JSONL, Format.CSV) else Format.TABLE


def _readings(reader: Reader, documents: list[Document]) -> Iterator[tuple[Document, list[Event]]]:
    """Each document with its events. A long input shows a bar on stderr, hidden while a reading is written."""
    total = sum(len(document.text) for document in documents)
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("reading {task.fields[name]}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[number]} of {task.fields[count]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=total < LONG_INPUT or not console.is_terminal,
    )
    task = bar.add_task("", total=total, name="", number=0, count=len(documents))
    read = reader.read_all(documents)
    for number, document in enumerate(documents, 1):
        bar.update(task, name=labels.plain(document.id), number=number)
        with bar:
            events = next(read)
        bar.advance(task, len(document.text))
        yield document, events


@contextmanager
def _opened(output: str, inputs: Sequence[str]) -> Iterator[TextIO]:
    """The stream to write to: a file that appears only when it is complete, or standard output.

    Raises InputError where the file cannot be written, or is one of the inputs.
    """
    if output in ("", "-"):
        yield standard_output()
        sys.stdout.flush()
        return
    target = Path(output).resolve()
    if any(path != "-" and Path(path).resolve() == target for path in inputs):
        raise InputError("both input and output", where=output, expected="two files", hint="choose another -o FILE")
    with complete(output) as written, written.open("w", encoding="utf8", newline="\n") as stream:
        yield stream
