"""A user's own actors: a TSV or YAML file in the format of our tables, checked line by line.

A row of a TSV file is one of ``bodies.tsv`` (name, country, sector, kind, names) or one of ``people_curated.tsv``
(id, name, gender, aliases, terms); the first has a kind in its fourth column. A YAML file is a list of mappings with
these columns as keys. See docs/entities.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from depesche.data import read_yaml
from depesche.entities.spelling import rows
from depesche.errors import InputError

KINDS = ("metonym", "body", "local", "organisation")
BODY = ("name", "country", "sector", "kind", "names")
PERSON = ("id", "name", "gender", "aliases", "terms")
LANGUAGES = ("ar", "cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr")
_DATE = r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?"
TERM = re.compile(rf"([\w-]+)@([^:@;]+):{_DATE}/{_DATE}")
TAG = re.compile(r"([A-Za-z]{2,3}):")


@dataclass(frozen=True, slots=True)
class Own:
    """The rows of a user's file, with the columns of ``bodies.tsv`` and ``people_curated.tsv``."""

    bodies: list[list[str]] = field(default_factory=list)
    people: list[list[str]] = field(default_factory=list)


def read_own(path: Path, offices: frozenset[str]) -> Own:
    """The actors of a file. Raises InputError, which names the line, where a row is not as docs/entities.md says."""
    try:
        text = path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as problem:
        raise _error(f"cannot be read: {problem}", str(path), "a TSV or YAML file in UTF-8") from problem
    own = Own()
    sectors = frozenset(read_yaml("plover.yaml")["sectors"])
    records = _mappings(text, path) if path.suffix.lower() in (".yaml", ".yml") else _lines(text, path)
    for where, record in records:
        if "terms" in record:
            _check_person(record, where, offices)
            own.people.append([record.get(c, "") for c in PERSON])
        else:
            _check_body(record, where, sectors)
            own.bodies.append([record.get(c, "") for c in BODY])
    if not own.bodies and not own.people:
        raise _error("no actor in it", str(path), "one actor a line: " + ", ".join(BODY))
    return own


def _lines(text: str, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where, columns = f"{path}, line {number}", [c.strip() for c in line.split("\t")]
        if len(columns) != len(BODY):
            expected = "five columns with tabs between them: " + ", ".join(BODY) + "; or " + ", ".join(PERSON)
            raise _error(f"{len(columns)} column{'s' * (len(columns) != 1)}", where, expected)
        person = columns[3] not in KINDS and "@" in columns[4]
        if not person and not columns[3]:
            kinds = f"a kind in the fourth column ({', '.join(KINDS)}) or terms of office in the fifth"
            raise _error("neither a body nor a person", where, kinds)
        yield where, dict(zip(PERSON if person else BODY, columns, strict=True))


def _mappings(text: str, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        loaded: Any = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise _error(f"not YAML: {problem}", str(path), "a list of actors") from problem
    if not isinstance(loaded, list):
        raise _error("no list", str(path), "a list of actors: - {name: …, country: …, kind: …}")
    for number, entry in enumerate(loaded, 1):
        where = f"{path}, entry {number}"
        if not isinstance(entry, Mapping) or not set(entry) <= {*BODY, *PERSON}:
            keys = ", ".join(BODY) + "; or " + ", ".join(PERSON)
            raise _error("not an actor", where, f"a mapping with keys among {keys}")
        yield where, {str(key): _joined(str(key), value, where) for key, value in entry.items()}


def _joined(key: str, value: object, where: str) -> str:
    """A YAML value as a column: lists are joined as in our tables."""
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, (Mapping, list)) for part in parts):
        raise _error(f"{key} is no text", where, "a text or a list of texts")
    if isinstance(value, list):
        return (";" if key == "terms" else "|").join(str(v) for v in value)
    return "" if value is None else str(value)


def _check_body(record: Mapping[str, str], where: str, sectors: frozenset[str]) -> None:
    _check_name(record, where)
    country, sector, kind = (record.get(c, "") for c in ("country", "sector", "kind"))
    if country and country not in _countries():
        raise _error(f"unknown country {country!r}", where, "an ISO 3166-1 alpha-3 code, KOS, IGO or nothing")
    if not country and sector != "REB":
        raise _error("no country", where, "a country; only armed groups (sector REB) may go without one")
    if sector and sector not in sectors:
        raise _error(f"unknown sector {sector!r}", where, "one of " + ", ".join(sorted(sectors)) + ", or nothing")
    if kind not in KINDS:
        raise _error(f"unknown kind {kind!r}", where, "one of " + ", ".join(KINDS))
    for name in record.get("names", "").split("|"):
        tag = TAG.match(name)
        if tag is not None and tag[1] not in LANGUAGES:
            raise _error(f"unknown language {tag[1]!r}", where, "one of " + ", ".join(LANGUAGES) + ", or no language")


def _check_person(record: Mapping[str, str], where: str, offices: frozenset[str]) -> None:
    _check_name(record, where)
    if record.get("gender", "") not in ("m", "f", ""):
        raise _error(f"unknown gender {record['gender']!r}", where, "m, f or nothing")
    for text in record["terms"].split(";"):
        term = TERM.fullmatch(text)
        if term is None:
            raise _error(f"{text!r} is no term of office", where, "office@COUNTRY:2019-05-20/2024-05-20")
        if term[1] not in offices:
            raise _error(f"unknown office {term[1]!r}", where, "one of " + ", ".join(sorted(offices)))
        if term[2] not in _countries() | _organisations():
            expected = "an ISO 3166-1 alpha-3 code or an organisation's name as in organisations.tsv"
            raise _error(f"unknown country or organisation {term[2]!r}", where, expected)
        if term[3] and term[4] and term[4] < term[3][: len(term[4])]:
            raise _error(f"{text!r} ends before it starts", where, "office@COUNTRY:2019-05-20/2024-05-20")


def _check_name(record: Mapping[str, str], where: str) -> None:
    if not re.search(r"\w", record.get("name", "")):
        raise _error("no name", where, "a name in English")


@cache
def _countries() -> frozenset[str]:
    return frozenset({row[1] for row in rows("states.tsv", "en")} | {"IGO"})


@cache
def _organisations() -> frozenset[str]:
    return frozenset([row[1] for row in rows("organisations.tsv")] + [row[0] for row in rows("organisation_names.tsv")])


def _error(what: str, where: str, expected: str) -> InputError:
    return InputError(what, where=where, expected=expected, hint="see docs/entities.md for the format")
