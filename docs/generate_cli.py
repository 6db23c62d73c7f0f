"""Writes docs/cli.md, the reference of the command line, from the commands' own ``--help``.

Run it after every change to a command: ``make docs``. A test compares.
"""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from depesche.cli import app

TARGET = Path(__file__).with_name("cli.md")
INTRODUCTION = """# The command line

This page is generated from `depesche --help` by `docs/generate_cli.py`.

Exit codes: 0 done, 2 something about the input or the options is wrong (said on stderr), 130 interrupted.
"""


def command_names() -> list[tuple[str, ...]]:
    """Every command there is, in the order of the help, each group before its own: ("ledger",), ("ledger", "add")."""
    groups = getattr(get_command(app), "commands", {})
    return [(name, *own) for name, group in groups.items() for own in ((), *zip(getattr(group, "commands", {})))]


def help_text(*command: str) -> str:
    """What ``depesche COMMAND --help`` prints."""
    result = CliRunner().invoke(app, [*command, "--help"], prog_name="depesche", env={"NO_COLOR": "1"})
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def reference() -> str:
    """The whole page."""
    parts = [INTRODUCTION, f"```text\n{help_text()}\n```\n"]
    for name in command_names():
        heading = "#" * (1 + len(name)) + " depesche " + " ".join(name)
        parts.append(f"{heading}\n\n```text\n{help_text(*name)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf8")
