"""The act: what coding makes of a proposition, before voices, time and place are added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from depesche.coding.entries import Entry
from depesche.language.trees import Token
from depesche.propositions import Proposition
from depesche.records import Mention

# Acts that consist in saying something: what they are about is no second act.
SPOKEN = {"AGREE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "CONCEDE"}
SPEECH = SPOKEN | {"ACCUSE"}  # whose own speaker is no voice to name
DIPLOMATS = {"ambassador", "un-ambassador"}  # offices (offices.yaml)


@dataclass(frozen=True, slots=True)
class Act:
    """A coded proposition, before voices, time and place are added. ``words`` are tokens for the quote."""

    proposition: Proposition
    type: str
    modes: tuple[str, ...]
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    status: str
    words: tuple[Token, ...]
    trigger: tuple[Token, ...]
    why: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a predicate that the lexicon knows: the entries considered, the one chosen, and the act or the
    reason why there is none."""

    proposition: Proposition
    considered: tuple[Entry, ...]
    entry: Entry | None
    act: Act | None
    reason: str


def same_act(first: Act, second: Act) -> bool:
    """Do two acts of one document report the same deed?"""
    if first.type != second.type or (first.modes and second.modes and set(first.modes).isdisjoint(second.modes)):
        return False
    a, b = _ids(first.actor), _ids(second.actor)
    c, d = _ids(first.recipient), _ids(second.recipient)
    if first.type == "CONSULT":
        return bool((a | c) & (b | d)) and (a | c <= b | d or b | d <= a | c)
    if first.type in SPEECH:  # much can be said by the same people in one text
        bare = second.proposition.kind == "noun" and len(second.trigger) == 1
        echo = bare or first.why["type"] == second.why["type"]
        return echo and a == b and (c == d or not d)
    if first.proposition.kind == second.proposition.kind == "verb":
        return a == b and c == d and (bool(c) or first.why["type"] == second.why["type"])
    return bool(a & b) and (c <= d or d <= c)


def _ids(mentions: tuple[Mention, ...]) -> set[str]:
    return {m.entity.id or m.entity.name for m in mentions}


def is_same_side(mention: Mention, taken: tuple[Mention, ...]) -> bool:
    """Is the mention somebody in ``taken``, or the state that one of them acts for?"""
    return any(
        mention.entity.id == t.entity.id if mention.entity.id else mention.entity.name == t.entity.name for t in taken
    ) or any(mention.entity.id == t.entity.country for t in taken if t.entity.country and t.entity.sector == "GOV")


def are_own_forces(mention: Mention, taken: tuple[Mention, ...]) -> bool:
    """Is the mention the military or a diplomat of a state that acts ("withdrew its troops", "recalled its
    ambassador"): a means of the act, not a party?"""
    means = mention.entity.sector == "MIL" or mention.entity.office in DIPLOMATS
    return means and any(t.entity.sector == "GOV" and t.entity.country == mention.entity.country for t in taken)
