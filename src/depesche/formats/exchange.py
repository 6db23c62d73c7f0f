"""The formats of exchange that are text, by name: each writes events with their documents to a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from depesche.formats import csv, gdelt, icews, jsonl, plover, polecat, web_annotation
from depesche.records import Document, Event

Writer = Callable[[Iterable[Event], Mapping[str, Document], TextIO], None]

WRITERS: dict[str, Writer] = {
    "jsonl": lambda events, _, stream: jsonl.write(events, stream),
    "csv": lambda events, _, stream: csv.write(events, stream),
    "gdelt": gdelt.write_events,
    "gdelt-mentions": gdelt.write_mentions,
    "icews": icews.write,
    "plover": plover.write,
    "polecat": polecat.write,
    "web-annotation": web_annotation.write,
}
