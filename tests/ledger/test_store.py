"""The store: nothing twice, nothing lost, one writer, and every report given back as it was read."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.errors import LedgerError
from depesche.ledger import Ledger
from depesche.ledger.database import connect, migrations, opened, writing
from depesche.ledger.rows import Rows
from depesche.reader import Reader
from depesche.records import Document, Event
from tests.ledger.conftest import ROOT, fill
from tests.strategies import events

NEWS = Document("n1", "Norwegen drohte Schweden am Montag mit Sanktionen.", published="2023-05-10", language="de")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(events(), max_size=4))
def test_a_row_gives_its_event_back_unchanged(told: list[Event], tmp_path_factory: pytest.TempPathFactory) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("rows") / "l.duckdb")
    rows = Rows()
    rows.add(Document("d", "text"), [(event, None) for event in told], "0")
    with writing(ledger.path), opened(ledger.path, write=True) as connection:
        rows.store(connection)
    assert list(ledger.reports()) == told


def test_the_same_document_twice_changes_nothing(ledger: Ledger, reader: Reader) -> None:
    first = fill(ledger, reader, NEWS)
    before = ledger.events().fetchall()
    second = fill(ledger, reader, NEWS, NEWS)
    assert (first.read, second.read, second.known) == (1, 0, 2)
    assert ledger.events().fetchall() == before
    assert list(ledger.reports()) == reader.read(NEWS)


def test_another_text_under_a_taken_id_is_named_and_the_rest_is_read(ledger: Ledger, reader: Reader) -> None:
    clash = Document("n1", "Norway threatened Sweden.", language="en")
    other = Document("n2", "Norway threatened Sweden.", language="en")
    added = fill(ledger, reader, NEWS, clash, other)
    assert added.read == 2
    assert [str(p).splitlines()[0] for p in added.problems] == [
        "line 2: the id 'n1' is taken by another document (line 1)"
    ]
    again = fill(ledger, reader, clash)
    assert "the ledger holds another text under the id 'n1'" in str(again.problems[0])
    assert f"depesche ledger remove {ledger.path} 'n1'" in str(again.problems[0])


def test_a_document_goes_with_all_that_it_tells_and_may_come_back(ledger: Ledger, reader: Reader) -> None:
    twin = Document("n2", "Am Montag drohte Norwegen Schweden mit Sanktionen.", published="2023-05-10", language="de")
    fill(ledger, reader, NEWS, twin)
    (event,) = ledger.events().fetchall()
    tables = ("documents", "reports", "parties", "entities", "membership", "events")
    before = {table: count(ledger, table) for table in tables}
    with pytest.raises(LedgerError, match="no document 'n3'"):
        ledger.remove(["n1", "n3"])
    assert ledger.remove(["n1"]) == 1
    assert [row[-1] for row in ledger.events().fetchall()] == [1]
    assert list(ledger.documents()) == ["n2"]
    fill(ledger, reader, NEWS)
    assert [row[-1] for row in ledger.events().fetchall()] == [event[-1]] == [2]
    assert {table: count(ledger, table) for table in tables} == before
    assert ledger.remove(["n1", "n2"]) == 2
    assert [count(ledger, table) for table in tables] == [0] * len(tables)


def count(ledger: Ledger, table: str) -> int:
    with ledger.session() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def test_a_language_nobody_codes_is_named_and_the_rest_is_read(ledger: Ledger, reader: Reader) -> None:
    danish = Document("d", "Norge truede Sverige.", language="da")
    added = fill(ledger, reader, danish, NEWS)
    assert (added.read, len(added.problems)) == (1, 1)


KILLED = """
import sys
from pathlib import Path
from depesche.documents import locate_documents
from depesche.ledger import Ledger, store
from depesche.reader import Reader
store.BATCH_SECONDS = 0.0
for state in Ledger(sys.argv[1]).add(locate_documents([sys.argv[2]]), Reader(threads=1)):
    print(state.read, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_killed_run_leaves_a_ledger_that_opens_and_goes_on(tmp_path: Path, reader: Reader, after: int) -> None:
    news = tmp_path / "news.jsonl"
    days = [f"2023-05-{day:02}" for day in range(1, 13)]
    documents = [Document(day, NEWS.text, published=day, language="de") for day in days]
    lines = [{"id": d.id, "text": d.text, "published": d.published, "language": "de"} for d in documents]
    news.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf8")
    ledger = Ledger(tmp_path / "l.duckdb")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(ledger.path), str(news)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= after:
                process.send_signal(signal.SIGKILL)
                break
    with ledger.session() as connection:
        kept = connection.execute("SELECT count(*) FROM documents").fetchall()[0][0]
        half = connection.execute("SELECT count(*) FROM documents WHERE id NOT IN (SELECT document FROM reports)")
        assert half.fetchall() == [(0,)]
    assert kept >= after - 1  # the one that was about to be stored may be lost
    added = fill(ledger, reader, *documents)
    assert (added.known, added.read) == (kept, len(days) - kept)
    assert list(ledger.reports()) == [event for d in documents for event in reader.read(d)]


KILLED_MERGING = """
import sys, time
from depesche.ledger import Ledger, gather
write = gather.insert
def slowly(connection, table, rows):
    write(connection, table, rows)
    if table == sys.argv[2]:
        print("written", flush=True)
        time.sleep(60)
gather.insert = slowly
Ledger(sys.argv[1]).merge()
"""


@pytest.mark.parametrize("after", ["membership", "events"])
def test_a_merge_that_is_killed_changes_nothing_and_is_done_by_the_next_run(
    tmp_path: Path, reader: Reader, after: str
) -> None:
    ledger, whole = Ledger(tmp_path / "l.duckdb"), Ledger(tmp_path / "whole.duckdb")
    twin = Document("n2", "Am Montag drohte Norwegen Schweden mit Sanktionen.", published="2023-05-10", language="de")
    fill(ledger, reader, NEWS)
    before = ledger.events().fetchall()
    list(ledger.add([("", twin)], reader, merge=False))
    with subprocess.Popen(
        [sys.executable, "-c", KILLED_MERGING, str(ledger.path), after], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    assert ledger.events().fetchall() == before
    added = fill(ledger, reader, NEWS, twin)
    assert (added.known, added.read) == (2, 0)
    fill(whole, reader, NEWS, twin)
    assert ledger.events().fetchall() == whole.events().fetchall() != before
    assert [row[-1] for row in ledger.events().fetchall()] == [2]


def test_a_second_writer_is_told(ledger: Ledger, reader: Reader) -> None:
    with writing(ledger.path), pytest.raises(LedgerError, match="somebody else is writing"):
        fill(ledger, reader, NEWS)


HOLD = """
import sys, time
from pathlib import Path
from depesche.ledger.database import opened, writing
with writing(Path(sys.argv[1])), opened(Path(sys.argv[1]), write=True):
    print("open", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_reader_waits_for_the_writer_to_store(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, NEWS)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(ledger.path), "1"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        assert len(list(ledger.reports())) == 1
        assert time.monotonic() - began > 0.3


def test_a_reader_that_waited_long_is_told(ledger: Ledger, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger, reader, NEWS)
    monkeypatch.setattr("depesche.ledger.database.PATIENCE", 0.2)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(ledger.path), "3"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(LedgerError, match="is being written by another process"):
            list(ledger.reports())


def test_what_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no such ledger"):
        Ledger(tmp_path / "none").events()
    (tmp_path / "text").write_text("They met.")
    with pytest.raises(LedgerError, match="cannot be opened as a ledger"):
        Ledger(tmp_path / "text").events()
    with duckdb.connect(str(tmp_path / "other")) as other:
        other.execute("CREATE TABLE x (y INTEGER)")
    with pytest.raises(LedgerError, match="of something else"):
        Ledger(tmp_path / "other").events()


@pytest.mark.parametrize("name", ["news.jsonl", "table.csv", "text", "empty"])
def test_a_file_of_another_kind_is_neither_opened_nor_written(ledger: Ledger, reader: Reader, name: str) -> None:
    ledger.path = ledger.path.with_name(name)
    content = "" if name == "empty" else '{"id": "a", "text": "They met."}\n'
    ledger.path.write_text(content, "utf8")
    with pytest.raises(LedgerError, match="not a DuckDB file"):
        fill(ledger, reader, NEWS)
    assert ledger.path.read_text("utf8") == content


@pytest.mark.parametrize("name", ["l.csv", "md:l", "sqlite:l", ":memory:"])
def test_no_name_makes_a_ledger_anything_but_a_file(
    tmp_path: Path, reader: Reader, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(Ledger(name), reader, NEWS)
    assert len(list(Ledger(tmp_path / name).reports())) == 1


def test_a_damaged_file_is_said(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, NEWS)
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LedgerError, match=r"reading failed|cannot be opened"):
        list(ledger.reports())


FULL = """
import resource, signal, sys
from depesche.errors import LedgerError
from depesche.ledger import Ledger
from tests.ledger.test_store import NEWS, fill
from depesche.reader import Reader
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    fill(Ledger(sys.argv[1]), Reader(), NEWS)
except LedgerError as problem:
    print(problem)
"""


def test_no_room_is_said_and_nothing_is_lost(ledger: Ledger, reader: Reader) -> None:
    twin = Document("n2", NEWS.text, published="2023-05-10", language="de")
    fill(ledger, reader, twin)
    call = [sys.executable, "-c", FULL, str(ledger.path), "1000"]
    said = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    assert "writing failed" in said.stdout, said.stderr
    assert list(ledger.documents()) == ["n2"]
    fill(ledger, reader, NEWS)
    assert list(ledger.documents()) == ["n2", "n1"]


def test_a_link_is_the_same_ledger_to_a_second_writer(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, NEWS)
    link = ledger.path.with_name("link")
    link.symlink_to(ledger.path)
    with writing(link), pytest.raises(LedgerError, match="somebody else is writing"):
        ledger.merge()


def test_a_ledger_of_a_newer_version_is_refused(ledger: Ledger) -> None:
    with writing(ledger.path), opened(ledger.path, write=True) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, now()::TIMESTAMP)")
    with pytest.raises(LedgerError, match="version 99"):
        ledger.events()


def test_an_older_ledger_is_brought_up_to_date_by_a_writer(
    ledger: Ledger, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger, reader, NEWS)
    steps = [*migrations(), (len(migrations()) + 1, "CREATE TABLE more (x INTEGER)")]
    monkeypatch.setattr("depesche.ledger.database.migrations", lambda: steps)
    with pytest.raises(LedgerError, match=f"depesche ledger merge {ledger.path}"):
        ledger.events()
    ledger.merge()
    assert count(ledger, "more") == 0
    assert len(list(ledger.reports())) == 1


def test_without_the_extra_a_message_says_what_to_install(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(LedgerError, match=r"pip install 'depesche\[ledger\]'"):
        ledger.merge()


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_events_as_frames(examples: Ledger) -> None:
    pandas, polars, arrow = examples.events().df(), examples.events().pl(), examples.events().to_arrow_table()
    assert len(pandas) == len(polars) == arrow.num_rows > 5
    assert set(pandas["type"]) >= {"CONSULT", "AGREE"}


def test_other_clients_read_beside(examples: Ledger) -> None:
    relation = examples.events()
    with duckdb.connect(str(examples.path), read_only=True) as other:
        assert other.execute("SELECT count(*) FROM events").fetchone() == (len(relation.fetchall()),)
        assert len(examples.events().fetchall()) == len(relation.fetchall())


def test_reading_leaves_the_file_free(examples: Ledger) -> None:
    connection = connect(examples.path)
    connection.close()
    with writing(examples.path), opened(examples.path, write=True) as writer:
        assert writer.execute("SELECT count(*) FROM documents").fetchone() == (2,)
