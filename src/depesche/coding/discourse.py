"""Who is meant though the clause does not say so: parties that a text has named just before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from depesche.coding.acts import Act
from depesche.propositions import Grammar, Proposition
from depesche.records import Entity, Mention

# What a refusal answers.
_ANSWERED = {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "SANCTION", "COERCE"}
# Acts that come in rows, so that a further one needs no new subject.
_GOES_ON = {"ASSAULT", "COERCE", "SANCTION"}
# Acts that others join ("also condemned").
_JOINED = {"ACCUSE", "REJECT", "REQUEST", "SANCTION", "THREATEN"}
# Acts that may be about another act, and so are directed at its doer.
_JUDGED = {"SUPPORT", "ACCUSE", "REJECT"}
# Acts against somebody, which go on against the same one ("Er nannte das Gesetz empörend").
_HOSTILE = {"ACCUSE", "THREATEN"}
_REACH = 3  # sentences back: what was said before that is no longer at hand


def answer_to(act: Act, before: list[Act], grammar: Grammar) -> Act:
    """The act, directed at somebody whom the text named before where it names nobody itself; ``before`` are the acts
    before it in the text, in order.

    A further act of the kind ("… dementierte ebenfalls") is against the same one; a refusal goes to whoever demanded,
    offered or accused last ("Der Iran bestritt dies"), praise or blame of a deed to its doer ("begrüßte den Schritt"),
    an accusation or threat to whom its actor last had to do with."""
    if act.recipient:
        return act
    near = [b for b in reversed(before) if act.proposition.sentence.index - b.proposition.sentence.index <= _REACH]
    for how, earlier, others in _other_sides(act, near, grammar):
        if others and not _share(others, act.actor):
            why = {**act.why, "recipient": f"{how} {earlier.why['type']}"}
            return replace(act, recipient=others, why=why)
    return act


def _other_sides(act: Act, near: list[Act], grammar: Grammar) -> Iterator[tuple[str, Act, tuple[Mention, ...]]]:
    """Who an act may be directed at, best first: (how it relates to an earlier one, that one, who); ``near`` are the
    acts in reach, the last one first."""
    p, verb = act.proposition, act.proposition.kind == "verb"
    if act.type in _JOINED and _is_further(p, grammar):
        yield from (("joins", e, e.recipient) for e in near if e.type == act.type)
    if act.type == "REJECT":
        yield from (("answers", e, e.actor) for e in near if e.type in _ANSWERED)
    if act.type in _JUDGED and _is_about_a_deed(p, grammar):
        yield from (("answers", e, e.actor) for e in near if e.type not in _JUDGED)
    if act.type in _HOSTILE and verb:
        for e in near:
            for own, others in ((e.actor, e.recipient), (e.recipient, e.actor)):
                if _share(own, act.actor):
                    yield "goes on with", e, others


def _is_further(p: Proposition, grammar: Grammar) -> bool:
    """Is it told as one more of its kind ("dementierte ebenfalls")?"""
    return any(grammar.is_in(t.lemma.lower(), "also") for t in p.sentence.children(p.head, "advmod"))


def _is_about_a_deed(p: Proposition, grammar: Grammar) -> bool:
    """Does the object only point to what was reported before ("den Vorstoß", "dies")?"""
    heads = [t for slot in ("object", "dative") for t in p.slots.get(slot, ())]
    return any(
        grammar.is_in(t.lemma.lower(), "this") or (grammar.is_in(t.lemma, "deed") and p.sentence.children(t, "det"))
        for t in heads
    )


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
