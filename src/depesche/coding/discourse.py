"""Who is meant though the clause does not say so: parties that a text has named just before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from depesche.coding.acts import Act
from depesche.propositions import Proposition
from depesche.records import Entity, Mention

# What a refusal answers.
_ANSWERED = {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "SANCTION", "COERCE"}
# Acts that come in rows, so that a further one needs no new subject.
_GOES_ON = {"ASSAULT", "COERCE", "SANCTION"}
# Acts against somebody, which go on against the same one ("Er nannte das Gesetz empörend").
_HOSTILE = {"ACCUSE", "THREATEN"}
_REACH = 3  # sentences back: what was said before that is no longer at hand


def answer_to(act: Act, before: list[Act]) -> Act:
    """A refusal without an addressee goes to whoever demanded, offered or accused last before ("Der Iran bestritt
    dies"), an accusation or threat to whom its actor last had to do with; other acts come back as they are.
    ``before`` are the acts before it in the text, in order."""
    if act.recipient:
        return act
    if act.type in _HOSTILE and act.proposition.kind == "verb":
        return _goes_on(act, before)
    if act.type != "REJECT":
        return act
    here = act.proposition.sentence.index
    for earlier in reversed(before):
        if here - earlier.proposition.sentence.index > _REACH:
            break
        if earlier.type in _ANSWERED and not _share(earlier.actor, act.actor):
            to = f"answers {earlier.why['type']}"
            return replace(act, recipient=earlier.actor, why={**act.why, "recipient": to})
    return act


def _goes_on(act: Act, before: list[Act]) -> Act:
    """The act, directed at the other side of the last act in reach that its actor took part in."""
    for earlier in reversed(before):
        if act.proposition.sentence.index - earlier.proposition.sentence.index > _REACH:
            break
        for own, others in ((earlier.actor, earlier.recipient), (earlier.recipient, earlier.actor)):
            if others and _share(own, act.actor) and not _share(others, act.actor):
                to = f"goes on with {earlier.why['type']}"
                return replace(act, recipient=others, why={**act.why, "recipient": to})
    return act


def implied_actor(type: str, p: Proposition, status: str, before: list[Act]) -> tuple[Mention, ...]:
    """Who did what a passive reports without naming anybody: whoever did the like last before in the text
    ("Am Sonntag waren noch hundert Ziele angegriffen worden")."""
    if type not in _GOES_ON or p.kind != "verb" or not p.passive or status != "actual":
        return ()
    for earlier in reversed(before):
        if p.sentence.index - earlier.proposition.sentence.index > _REACH:
            break
        if earlier.type == type and earlier.status == "actual" and "actor" not in earlier.why:
            return earlier.actor
    return ()


def at_home(p: Proposition, before: list[Act], role: Callable[[str], Entity]) -> Mention | None:
    """Who does what a passive reports without naming anybody, where the last act in reach was one inside a single
    state: its ``role`` ("Der Sprecher wurde festgenommen", after a protest in Belarus)."""
    if not before or p.sentence.index - before[-1].proposition.sentence.index > _REACH:
        return None
    last = before[-1]
    countries = {m.entity.country for m in (*last.actor, *last.recipient)}
    if len(countries) != 1 or not countries.isdisjoint({"", "IGO"}):
        return None
    named = last.actor[0]
    return Mention(named.text, named.start, named.end, role(countries.pop()))


def same_addressee(speaker: Mention, p: Proposition, before: list[Act]) -> tuple[Mention, ...]:
    """Who a speaker's further demand goes to: whoever his last one went to, if that was just before."""
    for earlier in reversed(before):
        if p.sentence.index - earlier.proposition.sentence.index > _REACH:
            break
        if earlier.type == "REQUEST" and any(m.entity.country == speaker.entity.country for m in earlier.actor):
            return earlier.recipient
    return ()


def _share(first: tuple[Mention, ...], second: tuple[Mention, ...]) -> bool:
    return bool(
        {m.entity.country or m.entity.name for m in first} & {m.entity.country or m.entity.name for m in second}
    )
