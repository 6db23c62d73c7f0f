"""What every document must fulfil, whatever file it came from."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from depesche.dates import valid_published
from depesche.errors import DateError, InputError, LanguageError
from depesche.language.identify import languages
from depesche.records import Document

MAX_LINE = 1_000_000
"""Longest line in characters: a paragraph of news has hundreds, a file without line ends is a mistake."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What to assume of documents that do not say it themselves."""

    published: str = ""
    language: str = ""
    source: str = ""


NO_DEFAULTS = Defaults()


def decode(data: bytes, where: str) -> str:
    """Bytes as text, without a byte order mark. Raises InputError naming the byte where it is not UTF-8 text."""
    if not data.strip():
        raise InputError("empty", where=where, expected="an article", hint="check that the file was written completely")
    try:
        text = data.decode("utf8")
    except UnicodeDecodeError as problem:
        raise InputError(
            f"not UTF-8: byte 0x{data[problem.start]:02x} at offset {problem.start}",
            where=where,
            expected="text in UTF-8",
            hint="if it is text, convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW (or -f UTF-16)",
        ) from problem
    if "\0" in text:
        offset = data.index(b"\0")
        raise InputError(
            f"binary data: a NUL byte at offset {offset}",
            where=where,
            expected="text in UTF-8",
            hint="extract the text first; if it is UTF-16, convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW",
        )
    return text.removeprefix("\ufeff")


def checked(draft: Document, where: str, defaults: Defaults = NO_DEFAULTS) -> Document:
    """A document that can be read: defaults filled in, date and language in normal form.

    ``where`` names the file and line for messages. Raises InputError for a text that is empty, too long in one
    line or not encodable, DateError for an impossible ``published``, LanguageError for an unknown language.
    """
    check_text(draft.text, where)
    for name in ("id", "title", "source", "url"):
        _check_encodable(getattr(draft, name), f"{where}, {name}")
    return dataclasses.replace(
        draft,
        published=check_published(draft.published or defaults.published, where),
        language=check_language(draft.language or defaults.language, f"{where}, language"),
        source=draft.source or defaults.source,
    )


def check_text(text: str, where: str) -> None:
    """Raise InputError where a text is empty, holds NUL or lone surrogates, or has a line over ``MAX_LINE``."""
    if not text.strip():
        raise InputError("no text in it", where=where, expected="an article", hint="leave the document out")
    if "\0" in text:
        raise InputError(
            f"binary data: a NUL character at offset {text.index(chr(0))}",
            where=where,
            expected="plain text",
            hint="extract the text first",
        )
    _check_encodable(text, where)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise InputError(
                f"line {number} of the text is too long: {len(line):,} characters",
                where=where,
                expected=f"at most {MAX_LINE:,} characters in a line",
                hint="put each paragraph on a line of its own, for instance with: fold -s -w 1000 OLD > NEW",
            )


def check_published(published: str, where: str) -> str:
    """A date of publication in normal form, "" stays "". Raises DateError."""
    if not published.strip():
        return ""
    try:
        return valid_published(published.strip())
    except DateError as problem:
        raise DateError(
            problem.what,
            where=f"{where}, {problem.where}" if problem.where else where,
            expected=problem.expected or "YYYY, YYYY-MM or YYYY-MM-DD",
            hint=problem.hint or "write the date as 2021-04-13, or 2021-04 if only the month is known",
        ) from problem


def check_language(language: str, where: str) -> str:
    """A language code in normal form ("de" for "DE" and "de-AT"), "" stays "". Raises LanguageError."""
    code = re.split("[-_]", language.strip().lower())[0]
    if not language.strip() or code in languages():
        return code
    raise LanguageError(
        f"unknown language {language!r}",
        where=where,
        expected=f"one of {', '.join(languages())}",
        hint="leave it out: the language is then found from the text",
    )


def _check_encodable(text: str, where: str) -> None:
    try:
        text.encode("utf8")
    except UnicodeEncodeError as problem:
        raise InputError(
            f"half a character (a lone surrogate) at offset {problem.start}",
            where=where,
            expected="text that can be written as UTF-8",
            hint="mend the program that wrote the file",
        ) from problem
