"""Writes the real output of ``make demo`` into README.md, between its markers. A test compares.

Run it after every change that moves the ledger of ``examples/``: ``make docs``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=<!-- demo:start -->\n```text\n).*?(?=```\n<!-- demo:end -->)", re.DOTALL)
WIDTH = "120"


def demo() -> str:
    """What ``depesche read examples`` prints, ``WIDTH`` columns wide, without white space at line ends."""
    command = [sys.executable, "-c", "from depesche.cli import main; main()", "read", "examples"]
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf8", check=True)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines()) + "\n"


def shown() -> str:
    """What README.md says is printed."""
    found = BLOCK.search(README.read_text(encoding="utf8"))
    return found[0] if found else ""


if __name__ == "__main__":
    output = demo()
    README.write_text(BLOCK.sub(lambda _: output, README.read_text(encoding="utf8")), encoding="utf8")
