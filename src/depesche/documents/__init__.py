"""From paths to documents: text files, JSON lines, folders and standard input.

One file per format; this one only decides which of them reads what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG
from typing import BinaryIO

from depesche.documents.checks import NO_DEFAULTS, Defaults, check_language, check_published, checked
from depesche.documents.jsonl import looks_like_jsonl, read_jsonl
from depesche.documents.text import read_text
from depesche.errors import InputError
from depesche.records import Document

__all__ = [
    "Defaults", "check_language", "check_published", "checked", "id_taken", "locate_documents",
    "read_documents", "read_jsonl", "read_text",
]  # fmt: skip

FORMATS = {".txt": read_text, ".jsonl": read_jsonl}
EXPECTED = "a .txt file, a .jsonl file, a folder of such files, or - for standard input"


def read_documents(
    paths: Iterable[str | Path], defaults: Defaults = NO_DEFAULTS, stdin: BinaryIO | None = None
) -> list[Document]:
    """All documents under ``paths``, in the order given, folders in the order of their file names.

    Everything is checked before anything is returned, so a fault in the last line is reported at once and not
    after an hour of reading. ``stdin`` is read where a path is "-". Raises InputError (or its DateError,
    LanguageError) naming file and line; so do two documents with one id.
    """
    documents: list[Document] = []
    origins: dict[str, str] = {}
    for where, document in locate_documents(paths, defaults, stdin):
        if document.id in origins:
            raise id_taken(document.id, origins[document.id], where)
        origins[document.id] = where
        documents.append(document)
    return documents


def locate_documents(
    paths: Iterable[str | Path], defaults: Defaults = NO_DEFAULTS, stdin: BinaryIO | None = None
) -> Iterator[tuple[str, Document]]:
    """As ``read_documents``, each with the words that say where it stands ("news.jsonl, line 3"); ids may repeat."""
    for path in paths:
        yield from _read_path(str(path), defaults, stdin)


def id_taken(identifier: str, origin: str, where: str) -> InputError:
    """The error for a second document with the id of the one at ``origin``."""
    return InputError(
        f"the id {identifier!r} is taken by another document ({origin})",
        where=where,
        expected="one id per document",
        hint="change the id, or put the files into one folder and name the folder: ids are then the paths inside it",
    )


def _read_path(path: str, defaults: Defaults, stdin: BinaryIO | None) -> Iterator[tuple[str, Document]]:
    if path != "-":
        reader = _read_folder if S_ISDIR(_mode(Path(path))) else _read_file
        yield from reader(Path(path), Path(path).name, defaults)
    elif stdin is not None:
        yield from _read_unnamed(stdin.read(), "stdin", defaults)
    else:
        raise InputError("there is no standard input here", where="-", expected=EXPECTED, hint="name a file")


def _read_folder(folder: Path, _: str, defaults: Defaults) -> Iterator[tuple[str, Document]]:
    """Every .txt and .jsonl file in a folder and below it; hidden files and folders are left out."""
    found = []
    try:
        next(folder.iterdir(), None)  # rglob would pass over a folder that may not be listed
    except OSError as problem:
        raise _unreadable(folder, problem) from problem
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix.lower() in FORMATS and path.is_file() and not hidden:
            found.append((path, inside.as_posix()))
    if not found:
        raise InputError(
            "no article in this folder",
            where=str(folder),
            expected="files ending in .txt or .jsonl, here or in folders below",
            hint="check the path and the file endings",
        )
    for path, name in found:
        yield from _read_file(path, name, defaults)


def _read_file(path: Path, name: str, defaults: Defaults) -> Iterator[tuple[str, Document]]:
    """The documents of one file; ``name`` becomes the id of a text file."""
    mode, suffix = _mode(path), path.suffix.lower()
    if not (S_ISREG(mode) or S_ISFIFO(mode)):
        raise InputError("a device, not a file", where=str(path), expected=EXPECTED, hint="use - for standard input")
    if suffix and suffix not in FORMATS:
        raise InputError(
            f"files ending in {path.suffix} are not known",
            where=str(path),
            expected=EXPECTED,
            hint=f"if it holds plain text: depesche read - < {path}",
        )
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    if suffix:
        yield from FORMATS[suffix](data, _printable(name), _printable(str(path)), defaults)
    else:
        yield from _read_unnamed(data, _printable(name), defaults)


def _mode(path: Path) -> int:
    """What kind of thing a path names, for the ``stat`` module. Raises InputError where there is nothing."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        raise _unreadable(path, problem) from problem


def _unreadable(path: Path, problem: OSError | ValueError) -> InputError:
    reason = getattr(problem, "strerror", None) or str(problem)
    hint = "check the path and your rights to it"
    return InputError(f"cannot be read ({reason})", where=str(path), expected=EXPECTED, hint=hint)


def _read_unnamed(data: bytes, name: str, defaults: Defaults) -> Iterator[tuple[str, Document]]:
    """What has no file ending is JSON lines if it looks like it, else text."""
    reader = read_jsonl if looks_like_jsonl(data) else read_text
    yield from reader(data, name, name, defaults)


def _printable(name: str) -> str:
    """A file name with bytes that are not UTF-8 replaced, since ids must be printable."""
    return name.encode("utf8", "surrogateescape").decode("utf8", "replace")
