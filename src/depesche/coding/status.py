"""Did it happen? The status of an act from tense, modality, negation and what it is embedded under."""

from __future__ import annotations

from depesche.language.trees import Token
from depesche.propositions import Grammar, Proposition

# Cooperative acts that lie ahead are promises; retreats that lie ahead are concessions (codebook, "What an event is").
# Who means to agree or to concede has done so by saying it: neither is ever planned.
PROMISED = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE",
    "AGREE": "AGREE", "CONCEDE": "CONCEDE",
}  # fmt: skip


def status_of(p: Proposition, grammar: Grammar, support: Proposition | None = None) -> str:
    """actual, planned, possible or negated, for the act that the proposition reports."""
    status = own_status(support or p, grammar)
    if support is not None and p.negated:
        status = "negated"
    if p.kind == "noun":
        status = _worse(status, _attributes(p, grammar))
    link, child = (support or p).link, support or p
    above = child.parent
    for _ in range(6):
        if above is None or (child.kind == "noun" and not _is_said_of(child, above, grammar)):
            break  # what a noun reports beside the point is taken for granted
        status = _worse(status, _under(child, above, link, grammar))
        link, child, above = above.link, above, above.parent
        if link in {"conj", "relative", "speech"}:
            break
    return status


def _is_said_of(noun: Proposition, above: Proposition, grammar: Grammar) -> bool:
    """Is the noun what the predicate above is about: its object, "of" it ("die Möglichkeit eines Krieges"), or what
    there is no evidence for?"""
    slots = ["object", "clause", "of"]
    if _is_unproven(above, grammar):
        slots += [slot for slot in above.slots if grammar.is_in(slot, "evidence_for")]
    return any(noun.head in above.slots.get(slot, ()) for slot in slots)


_ORDER = ("actual", "planned", "possible", "negated")


def _worse(first: str, second: str) -> str:
    """The one further from having happened."""
    return first if _ORDER.index(first) >= _ORDER.index(second) else second


def own_status(p: Proposition, grammar: Grammar) -> str:
    """What the predicate's own verb group says."""
    if p.negated:
        return "negated"
    if p.modality == "conditional" and p.link == "clause" and p.parent is not None and p.parent.tense == "past":
        return "planned"  # "said it would": the future seen from the past
    if grammar.is_in(p.marker, "conditional") or p.modality in {"possible", "conditional"}:
        return "possible"
    if p.mood == "Cnd":  # in reported speech the conditional is the future seen from the past
        reported = p.link == "clause" and p.parent is not None and p.parent.tense == "past"
        return "planned" if reported else "possible"
    if p.tense == "future" or p.modality in {"intended", "willed", "necessary"}:
        return "planned"
    s = p.sentence
    if any(grammar.is_in(t.lemma.lower(), "hedges") for t in s.children(p.head, "advmod")):
        return "possible"
    if p.link == "adverbial" and not p.finite and grammar.is_in(p.marker, "purpose"):
        # "called him to congratulate him": what is done in talking is done, other purposes lie ahead
        above = p.parent
        done = grammar.is_in(p.lemma, "performed") and above is not None and own_status(above, grammar) == "actual"
        return "actual" if done else "planned"
    return "actual"


def _attributes(p: Proposition, grammar: Grammar) -> str:
    """What the adjectives and participles of a noun say: "geplante Gespräche", "une attaque présumée"."""
    beside = p.sentence.children(p.head, "amod", "acl")
    beside = [t for t in beside if t.relation == "amod" or (t.feats.get("VerbForm") == "Part" and t.deprel == "acl")]
    lemmas = [x for t in beside for x in (t.lemma.lower(), t.text.lower())]
    if any(grammar.is_in(x, "possible_adjectives") for x in lemmas):
        return "possible"
    return "planned" if any(grammar.is_in(x, "planned_adjectives") for x in lemmas) else "actual"


def _under(child: Proposition, above: Proposition, link: str, grammar: Grammar) -> str:
    """What a governing predicate makes of an act in its clause or argument."""
    if link in {"clause", "argument"}:
        if _is_rumoured(child, above, grammar) or _is_unproven(above, grammar):
            return "possible"
        if grammar.is_in(above.lemma, "prevent"):
            return "negated" if not above.negated else "actual"
        if grammar.is_in(above.lemma, "possible_verbs") or grammar.is_in(above.lemma, "possible_nouns"):
            return "possible"
        if grammar.is_in(above.lemma, "plan"):
            return "planned"
        if grammar.is_in(above.lemma, "attempt"):
            return "possible"
        if above.kind != "noun" and child.kind != "noun" and link == "clause" and not child.finite:
            open_ = child.head.feats.get("VerbForm") == "Inf" and not grammar.is_in(above.lemma, "implicative")
            return _worse(own_status(above, grammar), "planned" if open_ else "actual")
        if child.kind == "noun" and above.kind == "verb":
            return own_status(above, grammar)
    if link == "adverbial" and grammar.is_in(f"{above.lemma} {_degree(above)}", "prevent"):
        return "actual" if above.negated else "negated"
    if link == "adverbial" and (
        grammar.is_in(child.marker, "unrealised") or grammar.is_in(child.marker, "conditional")
    ):
        return "possible"
    return "actual"


def _is_rumoured(child: Proposition, above: Proposition, grammar: Grammar) -> bool:
    """ "is said to have left", "is believed to be arming": nobody says who says so."""
    return above.passive and not child.finite and child.kind != "noun" and grammar.is_in(above.lemma, "rumoured")


def _degree(verb: Proposition) -> str:
    """The adjective that completes a verb: "stopped short of expelling"."""
    beside = verb.sentence.children(verb.head, "obj", "xcomp", "advmod")
    return next((t.lemma.lower() for t in beside if t.upos in {"ADJ", "ADV"}), "")


def _is_unproven(above: Proposition, grammar: Grammar) -> bool:
    """Does it say that there is no evidence: as a noun itself, or as a verb whose object or subject is one?"""
    if above.kind == "noun":
        governed = above.parent is not None and above.parent.negated
        return grammar.is_in(above.lemma, "evidence") and _is_denied(above, above.head, governed, grammar)
    nouns = [t for slot in ("object", "subject") for t in above.slots.get(slot, ())]
    return any(grammar.is_in(t.lemma, "evidence") and _is_denied(above, t, above.negated, grammar) for t in nouns)


def _is_denied(p: Proposition, noun: Token, governed: bool, grammar: Grammar) -> bool:
    """ "keine Belege", "no evidence", "no hay pruebas": by a word of its own, or ``governed`` by what is negated."""
    own = p.sentence.children(noun, "det", "amod", "advmod")
    return governed or any(grammar.negation & {t.lemma.lower(), t.text.lower()} for t in own)
