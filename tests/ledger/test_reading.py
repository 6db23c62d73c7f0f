"""Reading in processes of their own: the same ledger as with one, and nothing half-written when one is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depesche.errors import LanguageError, LedgerError
from depesche.ledger import Added, Ledger, Processes
from depesche.ledger.reading import CHUNK
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import ROOT

ACTS = (
    ("de", "Norwegen drohte Schweden am Montag mit Sanktionen."),
    ("en", "Norway threatened Sweden with sanctions on Monday."),
    ("de", "Die Außenminister von Chile und Peru trafen sich am Dienstag in Lima."),
    ("", "Finland recalled its ambassador from Latvia on Wednesday. The ministry in Helsinki gave no reason."),
)
NEWS = [
    Document(f"n{n:02}", text, published=f"2023-05-{n + 1:02}", language=language)
    for n, (language, text) in enumerate(ACTS * 7)
]
MORE = [Document(f"m{n}", NEWS[0].text, published="2023-06-01", language="de") for n in range(8)]
DANISH = Document("danish", "Statsministeren mødte i dag sin svenske kollega i København.", language="da")


def add(ledger: Ledger, processes: Processes, documents: list[Document], kill_at: int = -1) -> int:
    """Read documents to the end; how many there were to read. With ``kill_at`` one process dies after so many."""
    state = Added()
    for state in ledger.add((("", d) for d in documents), processes):
        if state.read == kill_at:
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
            time.sleep(1)  # what was under way may be done by now, what comes after may not
    return state.read


def stored(ledger: Ledger) -> list[tuple[object, ...]]:
    """Documents and events in the order in which they were stored."""
    with ledger.session() as connection:
        order = connection.execute("SELECT id FROM documents ORDER BY added, id").fetchall()
        return order + connection.execute("SELECT * FROM events ORDER BY event").fetchall()


def test_two_processes_read_what_one_reads(tmp_path: Path, reader: Reader) -> None:
    one, two = Ledger(tmp_path / "one.duckdb"), Ledger(tmp_path / "two.duckdb")
    list(one.add((("", d) for d in NEWS), reader))
    assert add(two, Processes(2), NEWS) == len(NEWS)
    assert stored(two) == stored(one)
    assert list(two.reports()) == list(one.reports())


def test_what_cannot_be_read_is_said_and_the_rest_is_read(ledger: Ledger) -> None:
    added = list(ledger.add((("", d) for d in (DANISH, *NEWS[:2])), Processes(2)))[-1]
    assert added.read == 2
    assert [type(p) for p in added.problems] == [LanguageError]
    assert "no events can be coded in 'da'" in str(added.problems[0])


def test_a_killed_process_is_said_and_what_was_read_is_kept(ledger: Ledger, reader: Reader, tmp_path: Path) -> None:
    wanted = NEWS + MORE
    with pytest.raises(LedgerError, match="a process that reads documents was killed") as caught:
        add(ledger, Processes(2), wanted, kill_at=1)
    assert "run it again" in str(caught.value)
    with ledger.session() as connection:
        kept = [key for (key,) in connection.execute("SELECT id FROM documents ORDER BY added, id").fetchall()]
        half = connection.execute("SELECT count(*) FROM documents WHERE id NOT IN (SELECT document FROM reports)")
        assert half.fetchall() == [(0,)]
    assert kept == [d.id for d in wanted[: len(kept)]]
    assert CHUNK <= len(kept) < len(wanted)
    assert add(ledger, Processes(2), wanted) == len(wanted) - len(kept)
    whole = Ledger(tmp_path / "whole.duckdb")
    list(whole.add((("", d) for d in wanted), reader))
    assert stored(ledger) == stored(whole)


def test_a_failure_in_a_process_is_said_with_the_documents(ledger: Ledger) -> None:
    broken = Document("broken", "Norway threatened Sweden.", language=5)  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="n00 to broken: a process could not read"):
        add(ledger, Processes(2), [NEWS[0], broken])
    assert ledger.documents() == {}


KILLED = """
import multiprocessing, sys
from depesche.ledger import Ledger, Processes
from tests.ledger.test_reading import NEWS
for state in Ledger(sys.argv[1]).add((("", d) for d in NEWS), Processes(2)):
    print(*(p.pid for p in multiprocessing.active_children()), flush=True)
"""


def running(pid: int) -> bool:
    """Whether a process lives, and is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells by /proc who is running")
def test_the_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    call = [sys.executable, "-c", KILLED, str(tmp_path / "l.duckdb")]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        children = next([int(pid) for pid in line.split()] for line in process.stdout if line.strip())
        assert any(running(pid) for pid in children)
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while any(running(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(running(pid) for pid in children)
