"""The command line as a user meets it, in this process; signals and pipes in processes of their own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import depesche
from depesche import cli
from depesche.reader import Reader
from depesche.records import Document, Event
from tests.conftest import HandReader


class Terminal:
    """Runs a command and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """(exit code, standard output, standard error)"""
        with pytest.raises(SystemExit) as caught:
            cli.main([str(argument) for argument in arguments])
        printed = self._capsys.readouterr()
        return int(caught.value.code or 0), printed.out, printed.err


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], hand_reader: HandReader, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(cli, "load_reader", lambda codebook=None, entities=None: hand_reader)
    monkeypatch.delenv("COLUMNS", raising=False)
    return Terminal(capsys)


@pytest.fixture
def article(tmp_path: Path, document: Document) -> Path:
    path = tmp_path / document.id
    path.write_text(f"date {document.published} {document.title}\n\n{document.text}", encoding="utf8")
    return path


def test_entities_prints_who_is_who(
    capsys: pytest.CaptureFixture[str], reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cli, "load_reader", lambda codebook=None, entities=None: reader)
    article, own, out = tmp_path / "a.txt", tmp_path / "own.tsv", tmp_path / "who.jsonl"
    article.write_text("Der Hafenrat kritisierte die norwegische Regierung.", encoding="utf8")
    own.write_text("Harbour Council\tMLT\tSOC\tbody\tde:Hafenrat\n", encoding="utf8")
    code, printed, err = Terminal(capsys).run(
        "entities", article, "--language", "de", "--format", "jsonl", "--entities", own, "-o", out
    )
    assert (code, printed, err) == (0, "", "")
    found = [json.loads(line) for line in out.read_text(encoding="utf8").splitlines()]
    assert [(m["text"], m["kind"], m["country"]) for m in found if m["kind"] != "LOC"] == [
        ("Hafenrat", "ORG", "MLT"),
        ("norwegische Regierung", "GRP", "NOR"),
    ]


def test_faulty_entities_are_refused(capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("Harbour Council\tMalta\tSOC\tbody\t\n", encoding="utf8")
    for command in ("read", "explain", "entities", "voices"):
        code, _, err = Terminal(capsys).run(command, article, "--entities", own)
        assert code == 2
        assert "own.tsv, line 1: unknown country 'Malta'" in err


def test_version(terminal: Terminal) -> None:
    assert terminal.run("--version") == (0, f"depesche {depesche.__version__}\n", "")


def test_dates_prints_a_table_or_json_lines(terminal: Terminal, article: Path, tmp_path: Path) -> None:
    code, out, err = terminal.run("dates", article)
    assert (code, err) == (0, "")
    assert out.startswith("oslo.txt · published 2022-05 · 1 time\n")
    target = tmp_path / "dates.jsonl"
    assert terminal.run("dates", article, "--format", "jsonl", "-o", target) == (0, "", "")
    record = json.loads(target.read_text(encoding="utf8"))
    assert list(record) == ["document", "start", "end", "text", "kind", "edtf"]
    assert (record["text"], record["kind"]) == ("Freitag", "DATE")
    assert record["edtf"].startswith("[2022-05-06,")


def test_read_prints_a_table(terminal: Terminal, article: Path) -> None:
    code, out, err = terminal.run("read", article)
    assert (code, err) == (0, "")
    assert out.startswith("oslo.txt · German · published 2022-05 · 2 events\n")
    assert "06|13 May  Norway → Belarus  THREATEN violence" in out


def test_read_jsonl(terminal: Terminal, article: Path) -> None:
    code, out, _ = terminal.run("read", article, "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, [record["id"] for record in records]) == (0, ["e1", "e2"])
    assert records[0]["document"] == "oslo.txt"


def test_csv_has_one_header(terminal: Terminal, tmp_path: Path, article: Path) -> None:
    (tmp_path / "other.txt").write_text("Nothing happened in the village today.")
    code, out, _ = terminal.run("read", tmp_path, "--format", "csv")
    assert (code, out.count("actor_country")) == (0, 1)
    assert article.exists()


@pytest.mark.parametrize(("name", "start"), [("x.jsonl", '{"id": "e1"'), ("x.csv", "id,document"), ("x", "oslo.txt ·")])
def test_output_file_says_the_format(terminal: Terminal, article: Path, name: str, start: str) -> None:
    target = article.parent / name
    assert terminal.run("read", article, "-o", target) == (0, "", "")
    assert target.read_text("utf8").startswith(start)


def test_output_is_all_or_nothing(
    terminal: Terminal, article: Path, hand_reader: HandReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(documents: Iterable[Document]) -> Iterator[list[Event]]:
        for document in documents:
            raise depesche.InputError("broken", where=document.id)
        yield []

    target = article.parent / "events.jsonl"
    target.write_text("old")
    monkeypatch.setattr(hand_reader, "read_all", fail)
    assert terminal.run("read", article, "-o", target)[0] == 2
    assert target.read_text() == "old"
    assert sorted(path.name for path in article.parent.iterdir()) == ["events.jsonl", "oslo.txt"]


def test_output_must_not_be_the_input(terminal: Terminal, article: Path) -> None:
    before = article.read_bytes()
    code, _, err = terminal.run("read", article, "-o", article)
    assert (code, article.read_bytes()) == (2, before)
    assert "both input and output" in err


def test_output_into_no_folder(terminal: Terminal, article: Path) -> None:
    code, _, err = terminal.run("read", article, "-o", article.parent / "none" / "x.csv")
    assert code == 2
    assert "cannot be written (No such file or directory)" in err


def test_output_to_a_device(terminal: Terminal, article: Path) -> None:
    assert terminal.run("read", article, "-o", os.devnull)[0] == 0
    assert not Path(os.devnull).is_file()


def test_standard_input(terminal: Terminal, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(document.text.encode())))
    code, out, _ = terminal.run("read", "-", "--published", "2022-05", "--language", "de")
    assert (code, out.splitlines()[0]) == (0, "stdin · German · published 2022-05 · 2 events")


def test_parse(terminal: Terminal, article: Path) -> None:
    code, out, _ = terminal.run("parse", article)
    assert (code, out.splitlines()[0]) == (0, "# newdoc id = oslo.txt")
    assert "TokenRange=0:8" in out


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"", (), ["a.txt: empty"]),
        (b"\x7fELF\x02\x01\0\0", (), ["a.txt", "NUL byte at offset 6"]),
        (b"x" * 10_000_000, (), ["a.txt", "too long", "fold"]),
        (b"Gespr\xe4ch", (), ["a.txt", "byte 0xe4 at offset 5", "iconv"]),
        (b"date 2021-02-30 X\nThey met.", (), ["a.txt", "2021-02-30"]),
        (b"They met.", ("--published", "2021-13"), ["--published", "2021-13"]),
        (b"They met.", ("--published", "yesterday"), ["--published", "yesterday", "2021-04-13"]),
        (b"They met.", ("--language", "tlh"), ["--language", "unknown language 'tlh'", "de, en"]),
    ],
)
def test_bad_input_is_a_message(
    terminal: Terminal, tmp_path: Path, content: bytes, options: tuple[str, ...], words: list[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    for command in ("read",) if "--published" in options else ("read", "parse"):
        code, out, err = terminal.run(command, path, *options)
        assert (code, out) == (2, "")
        assert err.startswith("depesche: ")
        assert "Traceback" not in err
        assert all(word in err for word in words), err


@pytest.mark.parametrize("arguments", [("read",), ("read", "a", "--format", "xml"), ("write",), ("read", "--no")])
def test_wrong_usage(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    code, _, err = terminal.run(*arguments)
    assert code == 2
    assert "Usage: depesche" in err


# A shell's background jobs start with interrupts ignored.
SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from depesche import cli
class Reader:
    def __init__(self, codebook=None, entities=None):
        pass
    def read_all(self, documents):
        print("reading", file=sys.stderr, flush=True)
        time.sleep(60)
        yield []
cli.load_reader = Reader
cli.main(["read", "-"])
"""


def test_interrupt_exits_130() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("The two governments met in the capital today.")
        process.stdin.close()
        assert process.stderr.readline() == "reading\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert "Traceback" not in process.stderr.read()


LONG = """
from depesche import cli
from depesche.language.trees import Parsed, Sentence, Token
class Reader:
    def __init__(self, codebook=None, entities=None):
        pass
    def parse_all(self, documents):
        token = Token(0, "They", 0, 4, deprel="root")
        for document in documents:
            yield Parsed(document, "en", [Sentence(n, 0, [token], document.text) for n in range(9999)])
cli.load_reader = Reader
cli.main(["parse", "-", "--language", "en"])
"""


def test_broken_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LONG], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"They met.")
        process.stdin.close()
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


NEWS = "Norwegen hat Schweden gedroht. Am Montag traf der schwedische Ministerpräsident Frankreichs Präsidenten."


@pytest.fixture
def real(capsys: pytest.CaptureFixture[str], reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The command line over the real reader."""
    monkeypatch.setattr(cli, "load_reader", lambda codebook=None, entities=None: reader)
    return Terminal(capsys)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "n1", "text": NEWS, "published": "2023-05-10", "language": "de"}), "utf8")
    return path


def test_explain_says_what_was_coded_and_why(real: Terminal, news: Path) -> None:
    code, out, _ = real.run("explain", news)
    assert code == 0
    assert out.count("## ") == 2
    assert "coded by de/threaten/drohen" in out
    assert "=> THREATEN" in out
    assert "Norwegen\tNorwegen\tPROPN" in out


def test_trees_from_elsewhere_give_the_same_events(real: Terminal, news: Path, tmp_path: Path) -> None:
    trees = tmp_path / "trees.conllu"
    assert real.run("parse", news, "-o", trees)[0] == 0
    code, out, _ = real.run(
        "read", "--conllu", "--language", "de", "--published", "2023-05-10", trees, "--format", "csv"
    )
    assert code == 0
    assert out == real.run("read", news, "--format", "csv")[1]


def test_conllu_needs_a_language_and_good_rows(real: Terminal, tmp_path: Path) -> None:
    trees = tmp_path / "trees.conllu"
    trees.write_text("1\tOslo\n", encoding="utf8")
    code, _, err = real.run("read", "--conllu", trees)
    assert (code, "language is not named" in err) == (2, True)
    code, _, err = real.run("read", "--conllu", "--language", "de", trees)
    assert (code, "line 1" in err) == (2, True)


def test_eval_gold_scores_and_keeps_predictions(real: Terminal, news: Path, tmp_path: Path) -> None:
    gold, kept = tmp_path / "gold.json", tmp_path / "kept.jsonl"
    record = {
        "type": "THREATEN", "quote": "Norwegen hat Schweden gedroht", "modes": [], "status": "actual", "when": "",
        "actor": [{"country": "NOR"}], "recipient": [{"country": "SWE"}], "according_to": [],
    }  # fmt: skip
    gold.write_text(json.dumps({"n1": [record]}))
    code, out, _ = real.run("eval", "gold", gold, news, "--predictions", kept)
    assert code == 0
    assert "R 1.000" in out
    assert {json.loads(line)["document"] for line in kept.read_text("utf8").splitlines()} == {"n1"}
    gold.write_text(json.dumps({"n2": [record]}))
    code, _, err = real.run("eval", "gold", gold, news)
    assert (code, "no document has the id 'n2'" in err) == (2, True)
