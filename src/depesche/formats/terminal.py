"""Tables for people, in a terminal or a file."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 140
"""Width where there is no terminal to ask."""
GAP = 2
MIN_WORDS = 24
"""Width that the last column of a glance needs."""

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


def print_glances(
    console: Console, caps: Mapping[str, int], last: str, rows: Collection[Sequence[Text]], first: int
) -> None:
    """Rows of one line each. ``caps`` are headings with the widest that their columns may get, and ``last`` is the
    heading of a last column, which has what room is left.

    Where the terminal is too narrow for that, each row is a block instead: the ``first`` cells, the other ones, and the
    last one, each on its line.
    """
    widths = [
        min(cap, max([cell_len(heading), *(row[n].cell_len for row in rows)]))
        for n, (heading, cap) in enumerate(caps.items())
    ]
    room = console.width - sum(widths) - GAP * len(widths)
    if room < MIN_WORDS:
        for row in rows:
            _print_block(console, row, first)
        return
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    for heading, width in zip([*caps, last], [*widths, room], strict=True):
        table.add_column(heading, width=width, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*row)
    console.print(table, soft_wrap=False)


def _print_block(console: Console, row: Sequence[Text], first: int) -> None:
    console.print(Text(" · ").join(row[:first]), soft_wrap=False)
    console.print(Text("  ") + Text(" · ").join(row[first:-1]), soft_wrap=False)
    console.print(Text("  ") + row[-1], soft_wrap=False, no_wrap=True, overflow="ellipsis")


def counted(number: int, noun: str) -> str:
    """
    >>> counted(0, "voice"), counted(1, "voice"), counted(2, "voice")
    ('no voices', '1 voice', '2 voices')
    """
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
