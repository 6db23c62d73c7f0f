"""The words of an act: its predicate and arguments, without the clauses that hang on them."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.coding.match import Roles
from depesche.language.trees import Token
from depesche.propositions import Grammar, measured

_WITHOUT = ("acl:relcl", "parataxis", "punct")


def words_of(roles: Roles, grammar: Grammar, phrases: Iterable[Token] = ()) -> list[Token]:
    """Tokens of the quote in text order: the predicate, what fills its slots, and ``phrases`` besides (their heads); of
    a clause that goes on with the subject of the one before, its own."""
    p, s = roles.proposition, roles.proposition.sentence
    found = [*p.words, *(roles.support[0].words if roles.support is not None else ())]
    wanted = [*phrases, *(t for slot, tokens in p.slots.items() if slot != "adverbial" for t in tokens)]
    if p.link == "conj" and p.kind == "verb":  # a subject shared with the clause before would bring that clause along
        own = {t.index for t in s.subtree(p.head)}
        wanted = [t for t in wanted if t.index in own]
    for token in wanted:
        found += s.subtree(measured(s, token, grammar), _WITHOUT)
    return sorted({t.index: t for t in found}.values(), key=lambda t: t.index)
