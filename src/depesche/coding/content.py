"""Predicates that are no acts of their own: what another act is about, a part of it, or what its law says."""

from __future__ import annotations

from depesche.coding.acts import SPEECH, SPOKEN, Act
from depesche.coding.entries import Entry
from depesche.coding.match import Roles
from depesche.language.trees import Sentence, Token
from depesche.propositions import Grammar, Proposition

RULED = "whose rule it is"  # why an act has the actor who made the law or order that it stands in


def belonging(
    roles: dict[int, Roles], chosen: dict[int, Entry | None], acts: dict[int, Act], grammar: Grammar
) -> set[int]:
    """Heads of the predicates of a sentence that belong to one of its acts; ``roles``, ``chosen`` and ``acts`` are
    keyed by head."""
    gone = _Content(roles, {i: chosen[i] for i in acts}, grammar).consumed()
    gone -= {i for i in gone if i in acts and _stands_alone(acts[i], acts, roles)}
    return gone | {above.head.index for a in acts.values() if (above := _signing(a)) is not None}


def _signing(act: Act) -> Proposition | None:
    """The predicate above an act that is what a law or order says: to sign that is no act beside it."""
    above = act.proposition.parent if act.why.get("actor") == RULED else None
    while above is not None and above.kind == "noun":
        above = above.parent
    return above


def _stands_alone(act: Act, acts: dict[int, Act], roles: dict[int, Roles]) -> bool:
    """Does a noun inside another act's phrase report what somebody else said ("gingen auf Irans Forderung ein")?"""
    if act.proposition.kind != "noun" or act.type not in SPEECH or roles[act.proposition.head.index].support:
        return False
    own = {m.entity.country or m.entity.name for m in act.actor}
    others = [a for a in acts.values() if a is not act]
    return all(own.isdisjoint({m.entity.country or m.entity.name for m in a.actor}) for a in others)


class _Content:
    """The predicates of one sentence with the entries chosen for those that are acts."""

    def __init__(self, roles: dict[int, Roles], chosen: dict[int, Entry | None], grammar: Grammar) -> None:
        self._roles, self._chosen, self._grammar = roles, chosen, grammar

    def consumed(self) -> set[int]:
        """Predicates that are only the content or a part of another coded one."""
        gone: set[int] = set()
        for i, entry in self._chosen.items():
            if entry is None:
                continue
            p = self._roles[i].proposition
            conditioned = {slot for slot, fillers in entry.when if fillers[0] not in {"any", "none", "actor"}}
            for slot in conditioned:  # "brachte seine Bedenken hervor": the noun belongs to the predicate
                gone |= {t.index for t in self._roles[i].tokens(slot)}
            if entry.type in SPOKEN:
                for slot in self._content_slots(p):
                    gone |= {t.index for h in p.slots.get(slot, []) for t in self._content(p.sentence, h, slot)}
            if entry.type == "REQUEST":  # "called on Mali to release …", where the tree has a purpose
                asked = [t for t in p.slots.get("adverbial", []) if t.feats.get("VerbForm") == "Inf"]
                gone |= {t.index for h in asked for t in self._content(p.sentence, h, "clause")}
            support = self._roles[i].support
            if support is not None and not self._takes(support[0], p):
                gone.add(support[0].head.index)
            if entry.type in {"CONSULT", "AGREE"}:  # "met to discuss trade", "proposed a summit to talk": one meeting
                gone |= {j for j, r in self._roles.items() if self._talks_for(r, self._chosen.get(j), p)}
            # what goes on with the predicate itself is none of its content, wherever the tree hangs it
            gone -= {j for j, r in self._roles.items() if r.proposition.parent is p and r.proposition.link == "conj"}
        return gone

    def _talks_for(self, roles: Roles, entry: Entry | None, above: Proposition) -> bool:
        """Is it the purpose of what the predicate above reports, to talk?"""
        p = roles.proposition
        purpose = p.link == "adverbial" and not p.finite and self._grammar.is_in(p.marker, "purpose")
        return p.parent is above and purpose and entry is not None and entry.type == "CONSULT"

    def _takes(self, verb: Proposition, noun: Proposition) -> bool:
        """Is the noun what the verb's own entry asks for, or what is said by it ("einigten sich auf eine
        Waffenruhe")? Then the verb reports the act, and the noun belongs to it."""
        entry = self._chosen.get(verb.head.index)
        if entry is None:
            return False
        slots = {slot for slot, fillers in entry.when if fillers[0] not in {"any", "none", "actor"}}
        if entry.type in SPOKEN:
            slots |= self._content_slots(verb)
        return any(noun.head in self._roles[verb.head.index].tokens(slot) for slot in slots)

    def _content_slots(self, p: Proposition) -> set[str]:
        """Where the content of a spoken act stands."""
        return {"clause", "object", *(s for s in p.slots if self._grammar.is_in(s, "content"))}

    def _content(self, sentence: Sentence, head: Token, slot: str) -> list[Token]:
        """Predicates inside the content of a spoken act, down to the next finite clause of its own."""
        without = ("acl:relcl", "parataxis", "advcl")
        if slot != "clause":
            return list(sentence.conjuncts(head))
        return sentence.subtree(head, without)
