"""Accounts for people: what several voices tell side by side, then what only one tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from depesche.formats.labels import plain
from depesche.formats.terminal import console_for
from depesche.ledger.accounts import Account
from depesche.ledger.contrary import Telling
from depesche.ledger.report import sides

NARROWEST = 32
"""Columns of the terminal that a voice needs; with fewer for each, voices stand one below the other."""


def write_accounts(accounts: list[Account], stream: TextIO) -> None:
    """Write one JSON object a line: an account, what contradicts in it, and all its tellings."""
    for account in accounts:
        record = asdict(account)
        record["tellings"] = [{**asdict(t), "parties": sorted(t.parties)} for t in account.tellings]
        record["contradictions"] = [asdict(c) for c in account.contradictions]
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def print_accounts(accounts: list[Account], names: Mapping[str, str], stream: TextIO) -> None:
    """Print accounts, as wide as the terminal. ``names`` are those of parties without a country."""
    console = console_for(stream)
    several = [a for a in accounts if len(a.voices) > 1]
    single = sorted((a for a in accounts if len(a.voices) == 1), key=lambda a: a.voices)
    if several:
        console.print(Text("told by several", "bold"))
    for account in several:
        _print(console, account, names)
    for voice, told in groupby(single, key=lambda a: a.voices[0]):
        console.print(Text(f"told by {plain(voice)} only", "bold"))
        for account in told:
            _print(console, account, names)
    for why in dict.fromkeys(a.time_why for a in accounts if a.time_why):
        console.print(Text(f"time: {plain(why)}", "dim"))


def _print(console: Console, account: Account, names: Mapping[str, str]) -> None:
    """A line that says what the act is, the words of each voice, and what differs."""
    what = " ".join((account.type, *dict.fromkeys(m for t in account.tellings for m in t.modes)))
    parties = {"actors": dict.fromkeys(account.actors), "recipients": dict.fromkeys(account.recipients)}
    head = Text("  ".join(filter(None, (what, sides(parties, names), account.edtf))))
    console.print(head.append(f"  {account.event}", "dim"))
    for contradiction in account.contradictions:
        console.print(Padding(Text(f"! {plain(str(contradiction))}", "red"), (0, 0, 0, 2)))
    for event, why in account.also:
        console.print(Padding(Text(f"with {event}: {why}", "dim"), (0, 0, 0, 2)))
    console.print(Padding(_words(account, console.width - 2), (0, 0, 1, 2)))


def _words(account: Account, width: int) -> Table | Text:
    """A column a voice, or where they would be too narrow a row a voice."""
    cells = {voice: _cell([t for t in account.tellings if t.voice == voice]) for voice in account.voices}
    if len(cells) == 1:
        return next(iter(cells.values()))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    if width // len(cells) < NARROWEST:
        table.show_header = False
        table.add_column(max_width=width // 3, overflow="fold", style="dim")
        table.add_column(overflow="fold")
        for voice, cell in cells.items():
            table.add_row(plain(voice), cell)
    else:
        for voice in cells:
            table.add_column(plain(voice), width=width // len(cells) - 2, overflow="fold")
        table.add_row(*cells.values())
    return table


def _cell(tellings: list[Telling]) -> Text:
    """The words, each with its document unless that is the voice itself, and what they say of the act's status."""
    text = Text()
    for t in tellings:
        status = "denied: " if t.denies else "" if t.status == "actual" else f"{t.status}: "
        text.append("\n" if text else "").append(status, "bold").append(plain(t.words))
        text.append("" if t.document == t.voice else f" ({plain(t.document)})", "dim")
    return text
