"""What the propositions of one sentence share: subjects, passives, modals, and which stands in which."""

from __future__ import annotations

from depesche.language.trees import Sentence, Token
from depesche.propositions.frames import Grammar, Proposition


def relate(found: dict[int, Proposition], grammar: Grammar) -> None:
    """Nest the propositions of a sentence (token index of the head -> proposition) and fill what they leave to each
    other. A modal that only serves another predicate is taken out."""
    if grammar.null_subject:
        for p in found.values():
            _lift_wish(p, found)
    for p in found.values():
        _nest(p, found)
    for p in found.values():
        _lift_finite(p)
    for p in found.values():
        _move_to_conjunct(p, found)
    for p in found.values():
        if p.kind != "noun":
            _share_subject(p, found, grammar, set())
    for p in list(found.values()):
        _lend_modality(p, found, grammar)
        _agent_of_object(p, found, grammar)


def _lift_wish(p: Proposition, found: dict[int, Proposition]) -> None:
    """A clause that the tree hangs on the addressee is what he is told: "pidió a los vecinos que salieran"."""
    s, token = p.sentence, p.head
    mark = s.child(token, "mark")
    if p.kind != "verb" or token.deprel != "acl" or not p.finite or mark is None:
        return
    holder = s.head(token)
    verb = found.get(holder.head) if holder is not None else None
    if holder is None or verb is None or verb.kind != "verb":
        return
    if not any(holder in verb.slots.get(slot, []) for slot in ("object", "dative")):
        return
    verb.add("clause", token)
    noun = found.get(holder.index)
    if noun is not None and token in noun.slots.get("clause", []):
        noun.slots["clause"].remove(token)
    if not p.slots.get("subject"):
        p.add("object" if p.passive else "subject", holder)


_LINKS = {
    "ccomp": "clause", "xcomp": "clause", "csubj": "clause", "acl": "argument", "advcl": "adverbial",
    "conj": "conj", "parataxis": "speech", "obj": "argument", "nsubj": "argument", "iobj": "argument",
    "obl": "argument", "nmod": "argument", "appos": "argument", "amod": "argument", "compound": "argument",
}  # fmt: skip


def _nest(p: Proposition, found: dict[int, Proposition]) -> None:
    """Set the parent: the nearest proposition above, and how this one hangs there."""
    s, token = p.sentence, p.head
    p.link = "relative" if token.deprel == "acl:relcl" else _LINKS.get(token.relation, "")
    mark = s.child(token, "mark")
    p.marker = mark.lemma.lower() if mark is not None else ""
    for above in s.ancestors(token):
        if above.index in found:
            p.parent = found[above.index]
            return


def _lift_finite(p: Proposition) -> None:
    """ "refused to yield and vowed to fight": trees hang the second verb on the infinitive; its tense says that it goes
    with the verb above."""
    other = p.parent
    if p.link != "conj" or other is None or other.kind != "verb" or other.parent is None:
        return
    if p.finite and not other.finite and other.head.feats.get("VerbForm") == "Inf" and other.parent.kind == "verb":
        p.parent = other.parent


def _move_to_conjunct(p: Proposition, found: dict[int, Proposition]) -> None:
    """A bare phrase behind the second of two coordinated verbs is its own, whatever the tree says ("schlug einen Ton an
    und drohte Moskau"); where the first verb has no other, they share it ("visited and praised the city")."""
    above = p.parent
    if p.kind != "verb" or p.link != "conj" or above is None or above.kind != "verb" or above.passive:
        return
    for slot in ("object", "dative"):
        behind = [t for t in above.slots.get(slot, []) if t.index > p.head.index > above.head.index]
        if not behind or p.slots.get("object") or p.slots.get("dative"):
            continue
        for token in behind:
            p.add(slot, token)
        rest = [t for t in above.slots[slot] if t not in behind]
        if rest:
            above.slots[slot] = rest


def _share_subject(p: Proposition, found: dict[int, Proposition], grammar: Grammar, seen: set[int]) -> None:
    """Give a predicate without its own subject the one it shares: coordination, infinitives, participles."""
    if p.head.index in seen:
        return
    seen.add(p.head.index)
    s = p.sentence
    above = found.get(p.head.head) if p.head.head >= 0 else None
    if above is None or (above.kind == "noun" and p.link != "argument"):
        return
    if above.kind != "noun":
        _share_subject(above, found, grammar, seen)
    if p.link == "conj" and above.passive and not p.finite and not s.children(p.head, "aux"):
        _share_passive(p, above)
    slot = "object" if p.passive else "subject"
    if p.link == "conj":
        surface = _surface(above)
        if surface and grammar.verb_second and p.slots.get("subject") and not p.passive and _verb_first(s, p):
            misread = p.slots.pop("subject")
            for token in misread:
                p.add("dative" if p.slots.get("object") else "object", token)
        if surface and not p.slots.get("subject") and not p.slots.get(slot):
            for token in surface:
                p.add(slot, token)
    elif p.slots.get("subject") or p.slots.get(slot):
        return
    elif grammar.null_subject and p.finite and p.mood != "Sub" and p.link in {"clause", "adverbial"}:
        if (not p.passive and not p.reflexive) or p.link == "clause":
            for token in _surface(above):  # "dijo que enviará tropas"
                p.add(slot, token)
    elif p.link == "clause" or (p.link == "adverbial" and not p.finite):
        for token in _controller(p, above, grammar):
            if token is not p.head:
                p.add(slot, token)


def _lend_modality(p: Proposition, found: dict[int, Proposition], grammar: Grammar) -> None:
    """Where the tree has a modal or the verb of the future as the governing verb ("veut négocier", "va envoyer", "il
    faut que …"), the verb it governs is the predicate: it takes over mood, tense, negation and place in the sentence.
    """
    modal, soon = p.lemma in grammar.modals, p.lemma in grammar.future
    if p.kind != "verb" or p.reflexive or not (modal or soon):
        return
    governed = [q for q in found.values() if q.parent is p and q.link == "clause" and q.kind != "noun"]
    if not governed or (soon and (p.tense == "past" and p.head.feats.get("VerbForm") == "Part")):
        return
    modality = (grammar.modals.get(p.head.text.lower()) or grammar.modals[p.lemma]) if modal else ""
    if modality in {"able", "necessary", "intended"} and p.head.feats.get("VerbForm") == "Part":
        modality = ""  # "a pu", "a dû": it happened
    for q in governed:
        shared = [c for c in found.values() if c.parent is q and c.link == "conj" and c.kind == "verb" and not c.finite]
        for infinitive in (q, *shared):
            infinitive.modality = infinitive.modality or modality
            infinitive.tense = "future" if soon else p.tense
            infinitive.negated = infinitive.negated or p.negated
            infinitive.finite = True
            if not modality:
                infinitive.mood = p.mood
        q.parent, q.link, q.marker = p.parent, p.link, p.marker
        for slot, tokens in p.slots.items():
            if slot not in {"subject", "object", "clause"}:
                for token in tokens:
                    q.add(slot, token)
    if modal and not p.negated and not p.slots.get("object"):
        found.pop(p.head.index, None)
    for other in found.values():
        if other.parent is p and governed and other not in governed:
            other.parent = governed[0]


def _agent_of_object(p: Proposition, found: dict[int, Proposition], grammar: Grammar) -> None:
    """ "a dénoncé l'arrestation d'un opposant par la police": the tree may hang the noun's agent on the verb."""
    if p.kind != "verb" or p.passive:
        return
    for case in grammar.agent:
        for token in p.slots.get(case, []):
            nouns = [n for n in p.slots.get("object", []) if n.index < token.index and n.index in found]
            if len(nouns) == 1 and not found[nouns[0].index].slots.get(case):
                found[nouns[0].index].add(case, token)


def _share_passive(p: Proposition, above: Proposition) -> None:
    """ "wurde von der Polizei gefunden und verhaftet": the auxiliary and the agent hold for both participles."""
    if not is_participle(p.head) and p.head.feats.get("Tense") != "Past":
        return
    agents = [t for t in p.slots.get("subject", []) if t.deprel == "obl:agent"]
    if "subject" in p.slots and "object" not in p.slots and not agents:
        p.slots["object"] = p.slots.pop("subject")
    if not above.slots.get("subject"):
        for token in agents:
            above.add("subject", token)
    p.passive, p.tense, p.mood, p.finite = True, above.tense, above.mood, above.finite
    for token in above.slots.get("subject", []):
        p.add("subject", token)
    for token in above.slots.get("object", []) if not p.slots.get("object") else []:
        p.add("object", token)


def _surface(p: Proposition) -> list[Token]:
    return p.slots.get("object" if p.passive else "subject", [])


def _verb_first(sentence: Sentence, p: Proposition) -> bool:
    """Does the finite verb follow its conjunction at once ("und schlug Putin … vor")?"""
    conjunction = sentence.child(p.head, "cc")
    finite = next((t for t in [*sentence.children(p.head, "aux"), p.head] if t.feats.get("VerbForm") == "Fin"), p.head)
    first = min(finite.index, p.head.index)
    return conjunction is not None and first == conjunction.index + 1


def _controller(p: Proposition, above: Proposition, grammar: Grammar) -> list[Token]:
    blamed = grammar.is_in(p.marker, "blame")  # "detuvo a dos hombres por arrojar piedras": they threw them
    if (p.link == "adverbial" and not blamed) or grammar.is_in(above.lemma, "subject_control"):
        return _surface(above)
    for slot in ("object", "dative"):
        controllers = [t for t in above.slots.get(slot, []) if not grammar.is_in(t.lemma, "possible_nouns")]
        controllers = [t for t in controllers if t.upos != "ADJ"]  # "stopped short of expelling"
        if controllers:
            return controllers
    if above.kind == "adjective":
        return above.slots.get("subject", [])
    return _surface(above)


def is_participle(token: Token) -> bool:
    """A participle, also one that the tags have as an adjective."""
    return token.feats.get("VerbForm") in {"Part", "Ger"} or token.upos == "ADJ"
