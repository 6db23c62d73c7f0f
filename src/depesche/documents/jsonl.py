"""JSON lines: one document a line, an object with ``id`` and ``text``.

Optional keys are ``title``, ``published``, ``language``, ``source`` and ``url``; other keys are left alone, since
corpora carry their own. Blank lines are skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from depesche.documents.checks import NO_DEFAULTS, Defaults, checked, decode
from depesche.errors import InputError
from depesche.records import Document

OPTIONAL = ("title", "published", "language", "source", "url")
EXPECTED = 'one object a line, {"id": …, "text": …}, with title, published, language, source, url where known'


def looks_like_jsonl(data: bytes) -> bool:
    """Is the first line that is not blank a JSON object?"""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_jsonl(
    data: bytes, name: str, where: str = "", defaults: Defaults = NO_DEFAULTS
) -> Iterator[tuple[str, Document]]:
    """The documents of a file, each with the words that say where it stands ("news.jsonl, line 3").

    Raises InputError (or its DateError, LanguageError) with the line number where a line is no document.
    """
    where = where or name
    for number, line in enumerate(decode(data, where).split("\n"), 1):
        if line.strip():
            place = f"{where}, line {number}"
            yield place, checked(_document(_parse(line, place), place), place, defaults)


def _parse(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as problem:
        reason = f"{problem.msg}, column {problem.colno}" if isinstance(problem, json.JSONDecodeError) else str(problem)
        raise InputError(
            f"not JSON ({reason})", where=where, expected=EXPECTED, hint="write each document on one line"
        ) from problem
    if not isinstance(record, dict):
        raise InputError(
            "JSON, but not an object", where=where, expected=EXPECTED, hint="write each document as an object"
        )
    return record


def _document(record: dict[str, Any], where: str) -> Document:
    identifier = record.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str) or not identifier.strip():
        raise InputError("no id", where=where, expected='"id": a string or a whole number', hint="give it an id")
    if not isinstance(record.get("text"), str):
        raise InputError("no text", where=where, expected='"text": a string', hint="give it a text or leave it out")
    optional = {key: record.get(key) for key in OPTIONAL}
    for key, value in optional.items():
        if value is not None and not isinstance(value, str):
            raise InputError(f"{key} is not a string", where=where, expected=EXPECTED, hint="quote the value")
    return Document(identifier, record["text"], **{key: value or "" for key, value in optional.items()})
