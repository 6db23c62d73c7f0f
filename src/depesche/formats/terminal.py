"""Tables for people, in a terminal or a file."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 140
"""Width where there is no terminal to ask."""


Columns = dict[str, dict[str, Any]]
"""Headings with options for ``rich.table.Table.add_column``."""


def console_for(stream: TextIO, **options: Any) -> Console:
    """A console that prints what it is given as it stands, as wide as the terminal."""
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False, **options)


def print_listing(stream: TextIO, title: str, columns: Columns, rows: Collection[tuple[str, ...]]) -> None:
    """A heading, a table where there are rows, and an empty line."""
    console = console_for(stream)
    console.print(Text(title, style="bold"))
    if rows:
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for heading, options in columns.items():
            table.add_column(heading, **{"overflow": "fold", **options})
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)
    console.print()


def counted(number: int, noun: str) -> str:
    """
    >>> counted(0, "voice"), counted(1, "voice"), counted(2, "voice")
    ('no voices', '1 voice', '2 voices')
    """
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
