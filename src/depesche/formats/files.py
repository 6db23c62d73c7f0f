"""Where output goes: standard output, and files that appear only when they are complete."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from depesche.errors import InputError


@contextmanager
def complete(output: str) -> Iterator[Path]:
    """Where to write, so that ``output`` is there whole or not at all; a device is written to directly.

    Raises InputError where it cannot be written.
    """
    target = Path(output).resolve()
    regular = target.is_file() or not target.exists()
    written = target.with_name(f".{target.name}.{os.getpid()}.part") if regular else target
    try:
        yield written
        if regular:
            written.replace(target)
    except OSError as problem:
        raise InputError(
            f"cannot be written ({problem.strerror})", where=output, expected="a file in a folder that exists",
            hint="check the path, your rights to it and the space left",
        ) from problem  # fmt: skip
    finally:
        if regular:
            written.unlink(missing_ok=True)


def standard_output() -> TextIO:
    """Standard output in UTF-8, whatever the terminal is set to."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf8", errors="replace")
    return sys.stdout
