"""Tables with a header and tabs between values, unquoted: tabs and line ends within a value become blanks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from depesche.errors import InputError
from depesche.formats.labels import plain


def write(rows: Iterable[Mapping[str, str]], columns: tuple[str, ...], stream: TextIO) -> None:
    """The header, then each row."""
    stream.write("\t".join(columns) + "\n")
    write_rows(rows, columns, stream)


def write_rows(rows: Iterable[Mapping[str, str]], columns: tuple[str, ...], stream: TextIO) -> None:
    """Each row without a header; a column that a row lacks stays empty."""
    for row in rows:
        stream.write("\t".join(plain(row.get(column, "")) for column in columns) + "\n")


def read(stream: Iterable[str], columns: tuple[str, ...], name: str) -> Iterator[dict[str, str]]:
    """Rows as {column: value}. Raises InputError naming the line where the header or a row has other columns."""
    for number, values in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if (number == 1 and tuple(values) != columns) or len(values) != len(columns):
            raise InputError(
                "another header" if number == 1 else f"{len(values)} columns", where=f"{name}, line {number}",
                expected="tabs between " + ", ".join(columns), hint="check that it is a table of this format",
            )  # fmt: skip
        if number > 1:
            yield dict(zip(columns, values, strict=True))
