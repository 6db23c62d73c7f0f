"""CSV for spreadsheets and statistics: one event a row, lists joined by "; ".

The nested record does not fit a table without loss: spans of actors and voices, cues and reasons are only in JSON
lines. Names, countries and sectors of one event run in parallel: the second country is the second actor's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from depesche.records import Event, Mention

COLUMNS = (
    "id", "document", "type", "modes", "contexts", "quad", "score", "status",
    "actor", "actor_country", "actor_sector", "recipient", "recipient_country", "recipient_sector",
    "according_to", "when", "where", "quote", "quote_start", "quote_end", "trigger", "trigger_start", "trigger_end",
)  # fmt: skip


def write(events: Iterable[Event], stream: TextIO, header: bool = True) -> None:
    """Each event as a row; ``header`` puts the column names in front."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    if header:
        writer.writeheader()
    for event in events:
        writer.writerow(row(event))


def row(event: Event) -> dict[str, str | int | float]:
    """An event as a flat row, keyed by ``COLUMNS``."""
    return {
        "id": event.id,
        "document": event.document,
        "type": event.type,
        "modes": _joined(event.modes),
        "contexts": _joined(event.contexts),
        "quad": event.quad,
        "score": event.score,
        "status": event.status,
        **_party("actor", event.actor),
        **_party("recipient", event.recipient),
        "according_to": _joined(voice.name for voice in event.according_to),
        "when": event.when.edtf,
        "where": event.where.name,
        "quote": event.quote.text,
        "quote_start": event.quote.start,
        "quote_end": event.quote.end,
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
    }


def _party(column: str, mentions: tuple[Mention, ...]) -> dict[str, str]:
    entities = [mention.entity for mention in mentions]
    return {
        column: _joined(entity.name for entity in entities),
        f"{column}_country": _joined(entity.country for entity in entities),
        f"{column}_sector": _joined(entity.sector for entity in entities),
    }


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
