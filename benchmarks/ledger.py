"""How fast is the ledger: documents per second into a file, the share of each stage, memory, size; and merging.

    python benchmarks/ledger.py NEWS.jsonl … [--documents 300] [--threads 1 2] [--processes 2] [--events 100000]

NEWS.jsonl are files of documents as ``depesche read`` takes them; fewer are taken evenly from all of them. Each figure
comes from a process of its own; say with the figures what machine they were measured on. ``--threads`` read in one
process, where loading the model is not counted; ``--processes`` read in others with one thread each, where it is.
``--events`` merges so many invented reports of 60 states over ten years with random words, every second one a report of
the same act as the one before; then one more day is added.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from depesche.documents import locate_documents
from depesche.ledger import Ledger, Processes, store
from depesche.ledger.database import opened, writing
from depesche.ledger.gather import remerge
from depesche.ledger.rows import Rows
from depesche.reader import Reader
from depesche.records import Document, Entity, Event, Mention, Place, Span, When


def measure_reading(paths: list[str], count: int, threads: int, processes: int) -> dict[str, float]:
    """Read documents into a new ledger; storing and merging are timed inside the run. The peak of memory is that of
    this process, and of the largest of ``processes`` if there are any."""
    reader = Processes(processes) if processes else Reader(threads=threads)
    spent = {"store": 0.0, "merge": 0.0}
    documents = list(locate_documents(paths))
    documents = documents[:: max(1, len(documents) // count)][:count]
    _timed(Rows, "store", spent)
    merge = store.remerge

    def timed_merge(*arguments: object) -> int:
        began = time.perf_counter()
        moved = merge(*arguments)  # type: ignore[arg-type]
        spent["merge"] += time.perf_counter() - began
        return moved

    store.remerge = timed_merge  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "l.duckdb")
        began, busy = time.perf_counter(), _processor_seconds()
        added = list(ledger.add(documents, reader))[-1]
        seconds = time.perf_counter() - began
        busy = _processor_seconds() - busy
        size = ledger.path.stat().st_size
    return {
        "threads": threads, "processes": processes, "documents": added.read, "events": added.events,
        "documents_per_second": added.read / seconds,
        "documents_per_processor_second": added.read / busy, "read_share": 1 - sum(spent.values()) / seconds,
        "store_share": spent["store"] / seconds, "merge_share": spent["merge"] / seconds, "disk_mb": size / 2**20,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "largest_process_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }  # fmt: skip


def _processor_seconds() -> float:
    """What this process and those that it started have used: hardly changed by other work on the machine."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _timed(owner: type, name: str, spent: dict[str, float]) -> None:
    """Let a method add the seconds it takes to ``spent``."""
    method = getattr(owner, name)

    def timed(*arguments: object) -> object:
        began = time.perf_counter()
        result = method(*arguments)
        spent[name] += time.perf_counter() - began
        return result

    setattr(owner, name, timed)


def invented(
    count: int, first: date, days: int, chance: random.Random
) -> Iterator[tuple[Document, Event, list[float]]]:
    """Reports in pairs: two documents that tell one act of two of 60 states in words 0.8 alike."""
    states = [f"S{n:02}" for n in range(60)]
    directions = np.random.default_rng(chance.randrange(2**32))
    for n in range(count // 2):
        day = (first + timedelta(days=chance.randrange(days))).isoformat()
        sides = [Mention(s, 0, 3, Entity(s, s, s, "GOV")) for s in chance.sample(states, 2)]
        kind = chance.choice(["CONSULT", "THREATEN", "AGREE", "ASSAULT", "SANCTION", "AID"])
        meaning = directions.standard_normal(96)
        for copy in range(2):
            own = meaning + 0.5 * directions.standard_normal(96)
            words = Span("words", 0, 5)
            event = Event(
                f"{n}", f"{first} {n} {copy}", kind, (), (), 1, 0.0, (sides[0],), (sides[1],), "actual", (),
                When(day, day, 0, 10), Place(), words, words,
            )  # fmt: skip
            yield Document(event.document, "words", published=day), event, (own / np.linalg.norm(own)).tolist()


def measure_merging(count: int) -> dict[str, float]:
    """Merge ``count`` invented reports, then as many more as a day brings."""
    chance, figures = random.Random(7), {"events": float(count)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "l.duckdb"
        for name, many, first, days in (
            ("all", count, date(2010, 1, 1), 3650),
            ("one_more_day", max(2, count // 3650), date(2015, 1, 1), 1),
        ):
            rows = Rows()
            for document, event, meaning in invented(many, first, days, chance):
                rows.add(document, [(event, meaning)], "0")
            with writing(path):
                with opened(path, write=True) as connection:
                    rows.store(connection)
                began = time.perf_counter()
                with opened(path, write=True) as connection:
                    figures[f"{name}_moved"] = remerge(connection)
                figures[f"{name}_s"] = time.perf_counter() - began
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="*")
    parser.add_argument("--documents", type=int, default=10**6)
    parser.add_argument("--threads", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--processes", type=int, nargs="*", default=[2])
    parser.add_argument("--events", type=int, default=0)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        news = args.news and measure_reading(args.news, args.documents, sum(args.threads), sum(args.processes))
        print(json.dumps(news or measure_merging(args.events)))
        return
    hands = [("--threads", n, "--processes") for n in args.threads]
    hands += [("--processes", n, "--threads") for n in args.processes]
    runs = [
        [*args.news, "--documents", str(args.documents), used, str(n), unused] for used, n, unused in hands if args.news
    ]
    runs += [["--events", str(args.events)]] if args.events else []
    for run in runs:
        done = subprocess.run([sys.executable, __file__, "--child", *run], capture_output=True, text=True, check=True)
        print(json.dumps({k: round(v, 3) for k, v in json.loads(done.stdout).items()}), flush=True)


if __name__ == "__main__":
    main()
