"""``depesche ledger`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from depesche import cli
from depesche.cli_ledger import Exchange
from depesche.ledger import Ledger
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import ROOT, examples, fill

__all__ = ["examples"]  # a fixture

NEWS = Document("n1", "Norwegen drohte Schweden am Montag.", published="2023-05-10", language="de")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """(exit code, standard output, standard error)"""
    with pytest.raises(SystemExit) as caught:
        cli.main(["ledger", *(str(a) for a in arguments)])
    printed = capsys.readouterr()
    return int(caught.value.code or 0), printed.out, printed.err


@pytest.fixture
def ledger(tmp_path: Path, reader: Reader) -> Path:
    fill(Ledger(tmp_path / "l.duckdb"), reader, NEWS)
    return tmp_path / "l.duckdb"


@pytest.fixture(scope="module")
def calls(examples: Ledger) -> Path:
    return examples.path


def test_from_files_to_accounts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "calls.duckdb"
    assert run(capsys, "add", path, ROOT / "examples")[1].startswith("2 read, 0 there already, 0 refused")
    assert run(capsys, "add", path, ROOT / "examples")[1].startswith("0 read, 2 there already, 0 refused; 0 reports")
    assert "CONSULT phone" in run(capsys, "events", path)[1]
    shown = run(capsys, "accounts", path, "USA-RUS")[1]
    assert all(words in shown for words in ("Kremlin", "summit-call.en.txt", "time: summit-call.de.txt leaves"))
    assert "threat, open" in run(capsys, "threads", path, "--open", "--dyad", "usa", "rus")[1]
    for period, written in (("day", "2021-04-13"), ("week", "2021-W15"), ("month", "2021-04 ")):
        assert f"\n{written}" in run(capsys, "dyad", path, "usa", "rus", "--per", period)[1]
    assert run(capsys, "merge", path, "--again")[:2] == (0, "no reports changed their event\n")


def test_an_event_is_shown_split_and_joined_by_what_is_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "calls.duckdb"
    run(capsys, "add", path, ROOT / "examples")
    lines = [json.loads(line) for line in run(capsys, "events", path, "--format", "jsonl")[1].splitlines()]
    event = next(line["event"] for line in lines if line["reports"] == 2)
    shown = run(capsys, "show", path, event[:8])[1]
    assert all(words in shown for words in (event, "summit-call.de.txt", "summit-call.en.txt", "alike"))
    told = [json.loads(line) for line in run(capsys, "show", path, event, "--format", "jsonl")[1].splitlines()]
    other = next(line["report"] for line in told if line["report"] != event)
    assert run(capsys, "split", path, event, other, "--as", "Ada")[1] == "2 reports put apart\n"
    assert "Ada: split" in run(capsys, "show", path, event)[1]
    assert run(capsys, "join", path, event, other, "--as", "Ada")[1].endswith("changed their event\n")
    assert "Ada: join" in run(capsys, "show", path, event)[1]
    assert "are one event" in run(capsys, "join", path, event, other, "--as", "Ada")[2]
    wrong = run(capsys, "split", path, event, "nothing")[2]
    assert f"depesche ledger show {path} " in wrong
    assert run(capsys, "remove", path, "summit-call.en.txt")[1].endswith("reports removed\n")
    assert "summit-call.en.txt · " not in run(capsys, "show", path, told[0]["report"])[1]


LISTINGS = [("events",), ("threads",), ("dyad", "USA", "RUS"), ("accounts", "USA-RUS")]


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_listings_fit_the_terminal(
    capsys: pytest.CaptureFixture[str],
    calls: Path,
    listing: tuple[str, ...],
    width: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run(capsys, listing[0], calls, *listing[1:])[1]
    assert max(map(len, shown.splitlines())) <= width


@pytest.mark.parametrize("listing", LISTINGS)
def test_listings_for_programs(capsys: pytest.CaptureFixture[str], calls: Path, listing: tuple[str, ...]) -> None:
    lines = run(capsys, listing[0], calls, *listing[1:], "--format", "jsonl")[1].splitlines()
    rows = list(csv.DictReader(io.StringIO(run(capsys, listing[0], calls, *listing[1:], "--format", "csv")[1])))
    assert len(lines) == len(rows) > 0
    assert list(json.loads(lines[0])) == list(rows[0])


def test_listings_of_nothing(capsys: pytest.CaptureFixture[str], calls: Path) -> None:
    assert run(capsys, "events", calls, "--since", "2030")[:2] == (0, "no events\n")
    assert run(capsys, "threads", calls, "--dyad", "FRA", "DEU")[:2] == (0, "no threads\n")
    assert run(capsys, "dyad", calls, "FRA", "DEU")[:2] == (0, "FRA and DEU · no months\n\n")
    assert "no country has the code 'XXX'" in run(capsys, "dyad", calls, "USA", "XXX")[2]
    assert run(capsys, "events", calls, "--since", "May")[0] == 2
    assert "there is no type 'THREAT'" in run(capsys, "events", calls, "--type", "THREAT")[2]


def test_export_of_some(capsys: pytest.CaptureFixture[str], calls: Path) -> None:
    exported = run(capsys, "export", calls, "--type", "threaten")[1].splitlines()
    assert {json.loads(line)["type"] for line in exported} == {"THREATEN"}


def test_organisations_are_called_by_their_names(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "l.duckdb"
    text = "NATO condemned Norway on Monday. NATO demanded that Norway withdraw its troops from the border."
    fill(Ledger(path), reader, Document("n", text, published="2023-05-10", language="en"))
    for arguments in (("events", path), ("threads", path), ("accounts", path, "2023-05")):
        shown = run(capsys, *arguments)[1]
        assert "North Atlantic Treaty Organisation" in shown
        assert "Q7184" not in shown


@pytest.mark.parametrize("processes", ["1", "2"])
def test_actors_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path, processes: str) -> None:
    (tmp_path / "own.tsv").write_text("Green Harbour Front\tNOR\tREB\tbody\ten:Green Harbour Front\n", "utf8")
    (tmp_path / "a.txt").write_text("The Green Harbour Front threatened Sweden.", "utf8")
    add = ("add", tmp_path / "l", tmp_path / "a.txt", "--processes", processes)
    assert run(capsys, *add, "--entities", tmp_path / "own.tsv")[0] == 0
    assert "Green Harbour Front" in run(capsys, "events", tmp_path / "l")[1]


def test_processes_are_one_or_more(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    news = tmp_path / "a.txt"
    news.write_text("Norway threatened Sweden.", "utf8")
    assert run(capsys, "add", tmp_path / "l", news, "--processes", "2")[1].startswith("1 read, 0 there already")
    assert run(capsys, "add", tmp_path / "l", news, "--processes", "0")[0] == 2


def test_one_id_twice_is_said_and_nothing_else_is_lost(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "Norwegen drohte Schweden."}, {"id": "a", "text": "Norwegen drohte Finnland."},
             {"id": "b", "text": "Norwegen drohte Schweden."}]  # fmt: skip
    news = tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps({**line, "language": "de"}) + "\n" for line in lines), "utf8")
    code, out, err = run(capsys, "add", tmp_path / "l.duckdb", news)
    assert (code, out.split(";")[0]) == (2, "2 read, 0 there already, 1 refused")
    assert "line 2: the id 'a' is taken by another document" in err


@pytest.mark.parametrize(
    "arguments", [("events",), ("threads",), ("merge",), ("accounts", "USA-RUS"), ("review",), ("export",)]
)
def test_no_ledger_is_a_message(capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(capsys, arguments[0], tmp_path / "none", *arguments[1:])
    assert (code, out) == (2, "")
    assert "there is no such ledger" in err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("format", list(Exchange))
def test_formats_of_exchange(capsys: pytest.CaptureFixture[str], ledger: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    assert run(capsys, "export", ledger, "--format", format, "-o", target) == (0, "", "")
    assert target.stat().st_size > 60
    code, out, err = run(capsys, "export", ledger, "--format", format)
    assert (out == target.read_text("utf8")) if format != "parquet" else (code == 2 and "name a file" in err)
    assert run(capsys, "export", ledger, "--format", format, "-o", tmp_path / "none" / "x")[0] == 2


def test_review_and_export(capsys: pytest.CaptureFixture[str], ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["x", "c", "status", "perhaps", "c", "status", "possible", "A"])
    monkeypatch.setattr("typer.prompt", lambda question, **options: next(answers))
    code, out, _ = run(capsys, "review", ledger, "--as", "Ada")
    assert (code, out.splitlines()[-1]) == (0, "nothing waits for Ada")
    assert "status cannot be 'perhaps'" in out
    (record,) = json.loads(run(capsys, "export", ledger, "--gold", "--as", "Ada")[1])["n1"]
    assert (record["type"], record["status"]) == ("THREATEN", "possible")
    assert json.loads(run(capsys, "export", ledger)[1])["status"] == "actual"
    assert run(capsys, "agreement", ledger, "Ada", "Ada")[1].splitlines()[1] == "F1           1.000"
    assert "'Bob' has reviewed nothing" in run(capsys, "agreement", ledger, "Ada", "Bob")[2]


def test_the_end_of_the_input_ends_a_review(
    capsys: pytest.CaptureFixture[str], ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("c\nstatus\n"))
    assert run(capsys, "review", ledger, "--as", "Ada")[0] == 0
    with Ledger(ledger).session() as connection:
        assert connection.execute("SELECT * FROM decisions").fetchall() == []
