"""The times of a document, for people and for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from depesche.dates.find import TimeMention
from depesche.formats import labels
from depesche.records import Document

PLAIN_WIDTH = 140
"""Width where there is no terminal to ask."""


def time_record(time: TimeMention, document: str | int) -> dict[str, Any]:
    """A time as plain data: {document, start, end, text, kind, edtf}; ``document`` says whose text it stands in."""
    return {
        "document": document, "start": time.start, "end": time.end, "text": time.text, "kind": time.kind,
        "edtf": time.edtf,
    }  # fmt: skip


def write_jsonl(times: Sequence[TimeMention], document: str | int, stream: TextIO) -> None:
    """Each time as one line of JSON in UTF-8."""
    for time in times:
        stream.write(json.dumps(time_record(time, document), ensure_ascii=False) + "\n")


def write_table(times: Sequence[TimeMention], document: Document, stream: TextIO) -> None:
    """A document's times, one a row: what it is, when, and the words."""
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    published = f" · published {document.published}" if document.published else ""
    count = f"{len(times) or 'no'} time{'' if len(times) == 1 else 's'}"
    console.print(Text(f"{labels.plain(document.id)}{published} · {count}", style="bold"))
    if times:
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for heading in ("kind", "edtf", "the words"):
            table.add_column(heading, overflow="fold")
        for time in times:
            table.add_row(Text(time.kind), Text(time.edtf or "–"), Text(labels.plain(time.text)))
        console.print(table)
    console.print()
