"""What the ledger knows of PLOVER types: ``data/ledger/acts.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depesche.data import read_yaml

REACH = 365
"""Days within which an act counts as the answer to another."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Acts of ``types`` by somebody (addressee, opener or both) that close a thread with an outcome.

    ``of`` is a mode or a kind of words that the opening must have, "" for one without modes, None for any; ``words`` a
    kind of words that the act must have, ``unless`` a mode that it must not have, "" for none; ``within`` are days.
    """

    by: str
    types: frozenset[str]
    outcome: str
    of: str | None
    words: str
    unless: str
    within: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A type that opens a thread: what it is called, with an addressee and without one ("": it opens none then), the
    kinds of words that it must have (none: any), and its answers, in the order in which they are tried."""

    name: str
    mutual: str
    kinds: frozenset[str]
    answers: tuple[Answer, ...]


@cache
def families() -> dict[str, str]:
    """Type -> the family of types that may tell the same act."""
    return {kind: family for family, kinds in read_yaml("ledger", "acts.yaml")["families"].items() for kind in kinds}


@cache
def powers() -> frozenset[str]:
    """The sectors in which a state acts."""
    return frozenset(read_yaml("ledger", "acts.yaml")["powers"])


@cache
def openings() -> dict[str, Opening]:
    """Type -> how its thread goes on."""
    return {
        kind: Opening(
            data["name"], data.get("mutual", ""), frozenset(data.get("opens", ())), tuple(map(_answer, data["answers"]))
        )
        for kind, data in read_yaml("ledger", "acts.yaml")["threads"].items()
    }


def _answer(data: Mapping[str, Any]) -> Answer:
    return Answer(
        data["by"],
        frozenset(data["types"]),
        data["outcome"],
        data.get("of"),
        data.get("words", ""),
        data.get("not", ""),
        data.get("within", REACH),
    )


@cache
def _words() -> dict[str, dict[str, re.Pattern[str]]]:
    """Language -> kind -> how such words look."""
    found: dict[str, dict[str, re.Pattern[str]]] = {}
    for kind, languages in read_yaml("ledger", "acts.yaml")["words"].items():
        for language, pattern in languages.items():
            found.setdefault(language, {})[kind] = re.compile(pattern, re.IGNORECASE)
    return found


def kinds(words: str, language: str) -> frozenset[str]:
    """What words are about, and whether they accept or take back; nothing in a language that has no patterns.

    >>> sorted(kinds("Oslo promised to withdraw its troops", "en"))
    ['offer', 'retreat', 'withdrawal']
    """
    return frozenset(kind for kind, pattern in _words().get(language, {}).items() if pattern.search(words))
