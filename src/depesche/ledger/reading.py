"""Documents into events with what their words are about, here or in several processes."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from depesche.errors import DepescheError, LanguageError, LedgerError
from depesche.language.identify import identify
from depesche.language.meaning import meaning
from depesche.language.trees import Sentence
from depesche.reader import Reader
from depesche.records import Document, Event

CHUNK = 8
"""Documents that a process is given at a time: enough for its model to work ahead, few enough to lose."""

Meant = tuple[Event, list[float] | None]
Outcome = tuple[Document, list[Meant]] | LanguageError
"""A document with its language, its events and their meanings; or why it cannot be read."""


def read(documents: list[Document], reader: Reader) -> Iterator[Outcome]:
    """What becomes of each document: first those whose language cannot be told, then the others in order."""
    readable = []
    for d in documents:
        try:
            if not d.language:
                identify(d.text, d.id)
            readable.append(d)
        except LanguageError as problem:
            yield problem
    for parsed in reader.parse_all(readable):
        try:
            reading = reader.reading(parsed)
        except LanguageError as problem:
            yield problem
            continue
        pairs = zip(reading.acts, reading.events, strict=True)
        meant = [(event, _meaning(act.proposition.sentence, event)) for act, event in pairs]
        yield replace(parsed.document, language=parsed.language), meant


def _meaning(sentence: Sentence, event: Event) -> list[float] | None:
    vector = meaning(sentence, event.quote.start, event.quote.end)
    return None if vector is None else vector.tolist()


@dataclass(frozen=True, slots=True)
class Processes:
    """Reads in ``count`` new processes, each with a reader of its own (``entities`` as it takes them) and one thread.

    They import the program that starts them, so a script needs ``if __name__ == "__main__":``.
    """

    count: int
    entities: Path | None = None

    def read(self, documents: list[Document]) -> Iterator[Outcome]:
        """As ``read``, chunk by chunk in the order of the documents, whichever is done first.

        Raises LedgerError where a process is killed or fails; what came before was complete.
        """
        pool = ProcessPoolExecutor(self.count, get_context("spawn"), _begin)
        chunks = (documents[n : n + CHUNK] for n in range(0, len(documents), CHUNK))
        waiting = deque[tuple[list[Document], Future[list[Outcome]]]]()
        try:
            while True:
                while len(waiting) < 2 * self.count and (chunk := next(chunks, [])):
                    waiting.append((chunk, pool.submit(_read_chunk, chunk, self.entities)))
                if not waiting:
                    return
                yield from waiting[0][1].result()
                waiting.popleft()
        except DepescheError:
            raise
        except BrokenProcessPool as problem:
            raise _failed("a process that reads documents was killed", waiting[0][0]) from problem
        except Exception as problem:
            raise _failed(f"a process could not read ({type(problem).__name__}: {problem})", waiting[0][0]) from problem
        finally:
            pool.shutdown(cancel_futures=True)


def _failed(what: str, chunk: list[Document]) -> LedgerError:
    return LedgerError(
        what, where=f"{chunk[0].id} to {chunk[-1].id}", expected="every process to end by itself",
        hint="run it again: what was read is kept; with fewer processes if memory was short",
    )  # fmt: skip


def _begin() -> None:
    """Let a new process end with the one that started it, and leave interruptions to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@cache
def _own_reader(entities: Path | None) -> Reader:
    return Reader(threads=1, entities=entities)


def _read_chunk(documents: list[Document], entities: Path | None) -> list[Outcome]:
    return list(read(documents, _own_reader(entities)))
