"""Files that appear only when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
