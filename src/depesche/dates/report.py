"""The times of a document, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from depesche.dates.find import TimeMention
from depesche.formats import labels
from depesche.formats.terminal import counted, print_listing
from depesche.records import Document


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
    published = f" · published {document.published}" if document.published else ""
    title = f"{labels.plain(document.id)}{published} · {counted(len(times), 'time')}"
    rows = [(time.kind, time.edtf or "–", labels.plain(time.text)) for time in times]
    print_listing(stream, title, {"kind": {}, "edtf": {}, "the words": {}}, rows)
