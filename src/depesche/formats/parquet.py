"""Parquet: the columns of the CSV with lists as lists, and the whole record as JSON, which reads back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from depesche.errors import InputError
from depesche.formats import csv
from depesche.ledger.database import engine
from depesche.records import Event, event_from_record, event_record


def write(events: Iterable[Event], path: Path) -> None:
    """All events into a file; needs the ledger extra (LedgerError says so). Raises OSError where it cannot be."""
    engine()
    import pyarrow as pa
    import pyarrow.parquet as pq

    strings = pa.list_(pa.string())
    lists = ("modes", "contexts", *(f"{side}{part}" for side in ("actor", "recipient") for part in
             ("", "_country", "_sector")), "according_to")  # fmt: skip
    numbers = {"quad": pa.int8(), "score": pa.float64(), **dict.fromkeys(
        ("quote_start", "quote_end", "trigger_start", "trigger_end"), pa.int64())}  # fmt: skip
    schema = pa.schema(
        [(c, strings if c in lists else numbers.get(c, pa.string())) for c in csv.COLUMNS] + [("record", pa.string())]
    )
    rows = [{**csv.row(e), **_lists(e), "record": json.dumps(event_record(e), ensure_ascii=False)} for e in events]
    pq.write_table(pa.Table.from_pylist(rows, schema), path)


def _lists(event: Event) -> dict[str, list[str]]:
    found = {
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "according_to": [a.name for a in event.according_to],
    }
    for side, mentions in (("actor", event.actor), ("recipient", event.recipient)):
        found |= {
            side: [m.entity.name for m in mentions],
            f"{side}_country": [m.entity.country for m in mentions],
            f"{side}_sector": [m.entity.sector for m in mentions],
        }
    return found


def read(path: Path) -> list[Event]:
    """The events of a file that ``write`` made. Raises InputError where it is none."""
    engine()
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        records = pq.read_table(path, columns=["record"]).column("record").to_pylist()
        return [event_from_record(json.loads(record)) for record in records]
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as problem:
        raise InputError(
            f"no events in Parquet ({problem})", where=str(path), expected="a file that Depesche wrote",
            hint="export it again",
        ) from problem  # fmt: skip
