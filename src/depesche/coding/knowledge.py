"""Knowledge files: YAML read so that every scalar is text.

YAML 1.1 turns ``on``, ``no`` or ``12`` into other things than they look like; in files full of words that is a
trap ("recipient: on"). Here ``on`` stays "on" and whoever wants a number asks for one with ``number``.
Every function takes ``where`` (file and place in it) and raises DataError with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import yaml

from depesche.errors import DataError

DATA = Path(__file__).parents[1] / "data"

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is 10 times faster where it exists


class _TextLoader(_Parser):  # type: ignore[misc]
    """A parser that gives every scalar the tag of text."""

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:
        return "tag:yaml.org,2002:str"


def _build(node: yaml.Node, file: str) -> Value:
    """A parsed node as plain data."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, file) for child in node.value]
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise DataError("a key that is not text", where=_place(file, node), expected="a word")
    built = {key.value: _build(value, file) for key, value in node.value}
    if len(built) != len(node.value):
        raise DataError("a key stands twice in one mapping", where=_place(file, node), expected="each key once")
    return built


def locate(path: Path) -> str:
    """A file as errors name it: "lexicon/de/aid.yaml" for one of ours."""
    return path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else str(path)


def _place(file: str, node: yaml.Node) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def _parse(path: Path) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=_TextLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"cannot be read: {error}", where=locate(path), expected="YAML in UTF-8") from error
    return node


def read_mapping(path: Path) -> dict[str, Value]:
    """The file's data, which must be a mapping. An empty file is an empty mapping."""
    node = _parse(path)
    return {} if node is None else mapping(_build(node, locate(path)), locate(path))


def read_list(path: Path) -> list[tuple[str, Value]]:
    """The file's items, which must be a list, each with the place it stands at. An empty file has none."""
    node = _parse(path)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise DataError("not a list", where=locate(path), expected="a YAML list, one item per entry")
    file = locate(path)
    return [(_place(file, child), _build(child, file)) for child in node.value]


def mapping(value: Value, where: str) -> dict[str, Value]:
    """``value`` if it is a mapping."""
    if isinstance(value, dict):
        return value
    raise DataError(f"{value!r} is not a mapping", where=where, expected="key: value")


def text(value: Value, where: str) -> str:
    """``value`` if it is text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value
    raise DataError(f"{value!r} is not text", where=where, expected="a word or phrase")


def texts(value: Value, where: str) -> tuple[str, ...]:
    """One text or a list of texts, as a tuple."""
    return tuple(text(v, where) for v in (value if isinstance(value, list) else [value]))


def number(value: Value, where: str) -> float:
    """``value`` as a number."""
    try:
        return float(text(value, where))
    except ValueError as error:
        raise DataError(f"{value!r} is not a number", where=where, expected="a number such as -3.5") from error


def flag(value: Value, where: str) -> bool:
    """``value`` as yes or no."""
    if value in ("true", "false"):
        return value == "true"
    raise DataError(f"{value!r} is neither true nor false", where=where, expected="true or false")


def only_keys(data: dict[str, Value], known: tuple[str, ...], where: str) -> None:
    """Raise where ``data`` has a key that is not among ``known``."""
    unknown = [key for key in data if key not in known]
    if unknown:
        raise DataError(f"unknown key {unknown[0]!r}", where=where, expected=", ".join(known))
