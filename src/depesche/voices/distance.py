"""Words by which an outlet keeps its distance: "angebliche", "allegedly", "soll … haben", "aurait …", scare quotes."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.language.trees import Sentence, Token
from depesche.voices.frames import Stretch
from depesche.voices.words import Words

_SCARE = 3
"""Words up to which quotation marks around the predicate doubt the word and quote no utterance."""


def distance(sentence: Sentence, heads: Iterable[Token], marks: Iterable[Stretch], words: Words) -> list[Token]:
    """The words that keep an act at a distance, in text order; [] if it is plainly told.

    ``heads`` are the predicate's own words, ``marks`` the quoted stretches of the document that are nobody's words.
    """
    found: dict[int, Token] = {}
    for head in heads:
        beside = sentence.children(head, "amod", "advmod", "aux", "nmod", "compound", "acl")
        found |= {t.index: t for t in beside if _distancing(sentence, head, t, words)}
        for a, b in marks:
            inside = [t for t in sentence.tokens if a <= t.start and t.end <= b and t.upos != "PUNCT"]
            if head in inside and len(inside) <= _SCARE:
                found |= {t.index: t for t in inside}
    return [found[i] for i in sorted(found)]


def _distancing(sentence: Sentence, head: Token, token: Token, words: Words) -> bool:
    if token.relation == "acl" and token.feats.get("VerbForm") != "Part":  # "une attaque présumée"
        return False
    if words.any_in({token.lemma.lower(), token.text.lower()}, "distancing"):
        return True
    if token.relation == "aux" and words.is_in(token.feats.get("Mood", ""), "rumour_moods"):
        return head.feats.get("VerbForm") == "Part" and not _is_conditional(sentence, head, words)
    perfect = any(t.feats.get("VerbForm") == "Inf" for t in sentence.children(head, "aux") if t is not token)
    return perfect and token.relation == "aux" and words.is_in(token.lemma.lower(), "rumour_modals")


def _is_conditional(sentence: Sentence, head: Token, words: Words) -> bool:
    """Would it have happened under a condition: "si Moscou avait cédé, Paris aurait levé les sanctions"?"""
    clauses = [head, *sentence.children(head, "advcl")]
    marks = [m for c in clauses for m in sentence.children(c, "mark")]
    return any(words.grammar.is_in(m.lemma.lower(), "conditional") for m in marks)
