"""What the ledger knows of PLOVER types: ``data/ledger/acts.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from depesche.data import read_yaml


@dataclass(frozen=True, slots=True)
class Answer:
    """Acts of ``types`` by somebody (addressee, opener or both) that close a thread with an outcome."""

    by: str
    types: frozenset[str]
    outcome: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A type that opens a thread: what it is called, and its answers, in the order in which they are tried."""

    name: str
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
            data["name"], tuple(Answer(a["by"], frozenset(a["types"]), a["outcome"]) for a in data["answers"])
        )
        for kind, data in read_yaml("ledger", "acts.yaml")["threads"].items()
    }
