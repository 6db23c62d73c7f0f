"""The words of an act: its predicate and arguments, without the clauses that hang on them."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.coding.match import Roles
from depesche.language.trees import Sentence, Token
from depesche.propositions import Grammar

_WITHOUT = ("acl:relcl", "parataxis", "punct")


def words_of(roles: Roles, grammar: Grammar, phrases: Iterable[Token] = ()) -> list[Token]:
    """Tokens of the quote in text order: the predicate, what fills its slots, and ``phrases`` besides (their heads)."""
    p, s = roles.proposition, roles.proposition.sentence
    found = [*p.words, *(roles.support[0].words if roles.support is not None else ())]
    wanted = [*phrases, *(t for slot, tokens in p.slots.items() if slot != "adverbial" for t in tokens)]
    for token in wanted:
        found += s.subtree(_measured(s, token, grammar), _WITHOUT)
    return sorted({t.index: t for t in found}.values(), key=lambda t: t.index)


def _measured(sentence: Sentence, token: Token, grammar: Grammar) -> Token:
    """The head of a phrase with the quantity it stands in: "dozens of people" for "people"."""
    above = sentence.head(token)
    while above is not None and grammar.is_in(above.lemma.lower(), "quantities"):
        token, above = above, sentence.head(above)
    return token
