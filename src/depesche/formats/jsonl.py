"""JSON lines: one event a line, as ``schema/event.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from depesche.records import Event, event_record


def write(events: Iterable[Event], stream: TextIO) -> None:
    """Each event as one line of JSON in UTF-8, characters unescaped."""
    for event in events:
        stream.write(json.dumps(event_record(event), ensure_ascii=False) + "\n")
