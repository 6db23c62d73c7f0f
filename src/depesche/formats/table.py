"""The table a person reads in a terminal: one document, one event a row.

Where the terminal is too narrow for rows, each event is a short block instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from depesche.formats import labels
from depesche.formats.terminal import console_for, counted
from depesche.records import Document, Event, Mention

HEADINGS = ("when", "who → whom", "what", "status", "on whose word", "the words")
CAPS = (20, 44, 28, 8, 28)
"""Widest that the columns before the words may get."""
GAP = 2
MIN_WORDS = 24
QUAD_STYLES = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
STATUS_STYLES = {"actual": "", "planned": "blue", "possible": "magenta", "negated": "bold"}


def write(events: Iterable[Event], stream: TextIO, document: Document) -> None:
    """The heading of a document and its events, as wide as the terminal, with colour where it has it."""
    rows = [_row(event, document) for event in events]
    console = console_for(stream, soft_wrap=True)
    console.print(Text(heading(document, len(rows)), style="bold"))
    if rows:
        console.print()
        _print_rows(console, rows)
    console.print()


def heading(document: Document, count: int) -> str:
    """What the document is, on one line; what is not known is left out.

    >>> heading(Document("a.txt", "…", published="2021-04", language="de"), 1)
    'a.txt · German · published 2021-04 · 1 event'
    """
    parts = (
        labels.plain(document.id),
        labels.language(document.language) if document.language else "",
        f"published {document.published}" if document.published else "",
        counted(count, "event"),
    )
    return " · ".join(filter(None, parts))


def _row(event: Event, document: Document) -> tuple[Text, ...]:
    """The cells of an event, in the order of ``HEADINGS``."""
    who, whom = _names(event.actor), _names(event.recipient)
    voices = ", ".join(dict.fromkeys(labels.plain(voice.name or voice.text) for voice in event.according_to))
    what = Text.assemble((event.type, QUAD_STYLES.get(event.quad, "")), *(f" {mode}" for mode in event.modes))
    return (
        Text(labels.when(event.when.edtf, document.published[:4])),
        Text(f"{who} → {whom}" if whom else who),
        what,
        Text(event.status, STATUS_STYLES.get(event.status, "")),
        Text(voices) if voices else Text("the outlet", "dim"),
        Text(labels.plain(event.quote.text)),
    )


def _names(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(dict.fromkeys(labels.entity(mention.entity, mention.text) for mention in mentions))


def _print_rows(console: Console, rows: list[tuple[Text, ...]]) -> None:
    widths = [
        min(cap, max(cell_len(heading), *(row[n].cell_len for row in rows)))
        for n, (cap, heading) in enumerate(zip(CAPS, HEADINGS, strict=False))
    ]
    words = console.width - sum(widths) - GAP * len(widths)
    if words < MIN_WORDS:
        _print_blocks(console, rows)
        return
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    for heading, width in zip(HEADINGS, [*widths, words], strict=True):
        table.add_column(heading, width=width, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*row)
    console.print(table, soft_wrap=False)


def _print_blocks(console: Console, rows: list[tuple[Text, ...]]) -> None:
    """Each event as who and when, what and on whose word, and the words, each on its line."""
    for when, parties, what, status, voice, words in rows:
        console.print(Text(" · ").join((when, parties)), soft_wrap=False)
        console.print(Text("  ") + Text(" · ").join((what, status, voice)), soft_wrap=False)
        console.print(Text("  ") + words, soft_wrap=False, no_wrap=True, overflow="ellipsis")
