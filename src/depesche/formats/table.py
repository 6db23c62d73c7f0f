"""The table a person reads in a terminal: one document, one event a row.

Where the terminal is too narrow for rows, each event is a short block instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.text import Text

from depesche.formats import labels
from depesche.formats.terminal import console_for, counted, print_glances
from depesche.records import Document, Event, Mention

CAPS = {"when": 20, "who → whom": 44, "what": 28, "status": 8, "on whose word": 28}
"""Columns before the words, and the widest that they may get."""
QUAD_STYLES = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
STATUS_STYLES = {"actual": "", "planned": "blue", "possible": "magenta", "negated": "bold"}


def write(events: Iterable[Event], stream: TextIO, document: Document) -> None:
    """The heading of a document and its events, as wide as the terminal, with colour where it has it."""
    rows = [_row(event, document) for event in events]
    console = console_for(stream, soft_wrap=True)
    console.print(Text(heading(document, len(rows)), style="bold"))
    if rows:
        console.print()
        print_glances(console, CAPS, "the words", rows, first=2)
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
    """The cells of an event: those of ``CAPS``, and the words."""
    who, whom = _names(event.actor), _names(event.recipient)
    voices = ", ".join(dict.fromkeys(labels.plain(voice.name or voice.text) for voice in event.according_to))
    return (
        Text(labels.when(event.when.edtf, document.published[:4])),
        Text(f"{who} → {whom}" if whom else who),
        what(event.type, event.modes, event.quad),
        status(event.status),
        Text(voices) if voices else Text("the outlet", "dim"),
        Text(labels.plain(event.quote.text)),
    )


def what(kind: str, modes: Iterable[str], quad: int) -> Text:
    """A type with its modes, in the colour of its quad class."""
    return Text.assemble((kind, QUAD_STYLES.get(quad, "")), *(f" {mode}" for mode in modes))


def status(name: str) -> Text:
    """A status in its colour."""
    return Text(name, STATUS_STYLES.get(name, ""))


def _names(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(dict.fromkeys(labels.entity(mention.entity, mention.text) for mention in mentions))
