"""UD trees -> propositions. The rules know relations and features only; words come from ``data/grammar``.

Here each predicate gets its own arguments; ``relate`` then says what it shares with the others of its sentence.
"""

from __future__ import annotations

from depesche.language.trees import Sentence, Token
from depesche.propositions.frames import Grammar, Proposition
from depesche.propositions.relate import is_participle, relate

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"}


def extract(sentence: Sentence, grammar: Grammar) -> list[Proposition]:
    """All propositions of a sentence, in text order: verbs, predicative adjectives and nouns, and nouns."""
    found: dict[int, Proposition] = {}
    for token in sentence.tokens:
        made = _predicate(sentence, token, grammar)
        if made is not None:
            made.compound = compound_lemma(sentence, token)
            found[token.index] = made
    relate(found, grammar)
    return [found[i] for i in sorted(found)]


def compound_lemma(sentence: Sentence, token: Token) -> str:
    """ "cyber-attack" for the last of the words cyber, -, attack that stand together; "" for a simple word."""
    first = token.index
    while first >= 2 and sentence.tokens[first - 1].text == "-" and (
        sentence.tokens[first - 2].end == sentence.tokens[first - 1].start
        and sentence.tokens[first - 1].end == sentence.tokens[first].start
    ):  # fmt: skip
        first -= 2
    if first == token.index:
        return ""
    return "".join(t.text for t in sentence.tokens[first : token.index]).lower() + token.lemma


def _predicate(sentence: Sentence, token: Token, grammar: Grammar) -> Proposition | None:
    copula = sentence.child(token, "cop")
    if token.upos == "VERB" or (token.upos == "AUX" and token.relation not in {"aux", "cop"}):
        return _verb(sentence, token, grammar)
    if token.upos == "ADJ" and token.feats.get("VerbForm") == "Part" and copula is None:
        return _verb(sentence, token, grammar)
    if token.upos == "ADJ" and (copula is not None or token.relation in {"xcomp", "advcl", "root", "acl", "conj"}):
        return _copular(sentence, token, copula, grammar)
    if token.upos == "NOUN" or (
        token.upos == "PROPN" and not token.entity and token.relation not in {"flat", "compound"}
    ):
        return _noun(sentence, token, copula, grammar)
    return None


def _verb(sentence: Sentence, token: Token, grammar: Grammar) -> Proposition:
    particles = sentence.children(token, "compound:prt") or [
        t for t in sentence.children(token, "advmod") if _stray_particle(sentence, token, t, grammar)
    ]
    p = Proposition(sentence, token, "verb", _verb_lemma(token, particles, grammar), [token, *particles])
    _auxiliaries(p, grammar)
    p.passive = _is_passive(p, grammar)
    p.reflexive = _has_enclitic(token, grammar)
    surface = "object" if p.passive else "subject"
    for child in sentence.children(token):
        _verb_argument(p, child, surface, grammar)
    for slot, tokens in p.slots.items():
        p.slots[slot] = [_kernel(sentence, t, grammar) for t in tokens]
    _second_subject(p, grammar)
    _bare_phrases(p, grammar)
    _low_comparison(p, grammar)
    _low_dative(p, grammar)
    _partitive(p, grammar)
    _personal_object(p, grammar)
    if token.deprel == "acl:relcl":
        _antecedent(p, grammar)
    if token.relation in {"acl", "amod"} and token.deprel != "acl:relcl":
        governor = sentence.head(token)
        attribute = not (grammar.null_subject and p.finite)  # not "el país donde fue recibido"
        if governor is not None and not p.slots.get(surface) and is_participle(token) and attribute:
            p.add(surface, governor)
    return p


def _bare_phrases(p: Proposition, grammar: Grammar) -> None:
    """A bare phrase that is no time is a subject or an object that the tree mistook: what is missing is filled.

    Where there is no subject, the first of several bare phrases is it: "Gestern töteten Soldaten neun Kämpfer"; but
    in "Einen Krieg schloss der Kanzler aus" the nominative.
    """
    bare = p.slots.pop("bare", [])
    if not grammar.verb_second and not p.passive and p.slots.get("subject"):
        bare = [t for t in bare if t.index > p.head.index]  # a place in front of the sentence: "Paris, 10 mai - La …"
    phrases = sorted([*bare, *p.slots.get("object", [])], key=lambda t: t.index)
    lacking = p.finite and not p.passive and not p.slots.get("subject") and p.head.relation != "conj"
    if lacking and phrases and (bare or len(phrases) > 1):
        subject = next((t for t in phrases if t.feats.get("Case") == "Nom"), phrases[0])
        phrases.remove(subject)
        p.slots["subject"] = [subject]
    if phrases:
        p.slots["object"] = phrases


def _kernel(sentence: Sentence, token: Token, grammar: Grammar) -> Token:
    """What a quantity is a quantity of: "une partie de son aide", "une série de frappes"."""
    while grammar.is_in(token.lemma, "quantities"):  # "des dizaines de milliers de personnes"
        inner = (t for t in sentence.children(token, "nmod", "obl") if case_lemma(sentence, t) in grammar.of)
        kernel = next(inner, None)
        if kernel is None:
            break
        token = kernel
    return token


def _low_comparison(p: Proposition, grammar: Grammar) -> None:
    """ "stufte Russland als Terrorstaat ein": the tree may coordinate the name with the object."""
    for token in p.slots.get("object", []):
        for child in p.sentence.children(token, "conj", "nmod"):
            comparison = _comparison(p.sentence, child, grammar)
            if comparison and not p.slots.get(comparison):
                p.add(comparison, child)


def _low_dative(p: Proposition, grammar: Grammar) -> None:
    """ "a recommandé des réformes à l'Albanie": the tree may hang the addressee on the object."""
    if p.slots.get("dative"):
        return
    for noun in p.slots.get("object", []):
        for token in p.sentence.children(noun, "nmod", "obl"):
            if case_lemma(p.sentence, token) in grammar.dative_prepositions:
                p.add("dative", token)


def _partitive(p: Proposition, grammar: Grammar) -> None:
    """ "a expulsé des migrants", "des dizaines de migrants": an indefinite plural that the tree takes for a phrase with
    "de"."""
    if p.passive or p.slots.get("object"):
        return
    for case in grammar.of:
        for token in p.slots.get(case, []):
            opener = p.sentence.child(measured(p.sentence, token, grammar), "case")
            if opener is not None and grammar.is_in(opener.text.lower(), "partitive"):
                p.add("object", token)


def measured(sentence: Sentence, token: Token, grammar: Grammar) -> Token:
    """The head of a phrase with the quantity it stands in: "dozens of people" for "people"."""
    above = sentence.head(token)
    while above is not None and grammar.is_in(above.lemma.lower(), "quantities"):
        token, above = above, sentence.head(above)
    return token


def _personal_object(p: Proposition, grammar: Grammar) -> None:
    """Spanish opens persons and states as direct objects by "a", so that trees take many for obliques: where there is
    no other object, such a phrase is it ("detuvo a los manifestantes")."""
    if p.passive or p.slots.get("object"):
        return
    for case in grammar.words.get("personal_object", ()):
        for token in p.slots.get(case, []):
            if token.upos in {"NOUN", "PROPN", "PRON", "NUM"} and not grammar.is_in(token.lemma, "time"):
                p.add("object", token)


def _antecedent(p: Proposition, grammar: Grammar) -> None:
    """Put the noun that a relative clause hangs on in the place of its relative pronoun."""
    noun = p.sentence.head(p.head)
    if noun is None:
        return
    for slot, tokens in p.slots.items():
        p.slots[slot] = [
            noun if t.upos in {"PRON", "DET"} and grammar.is_in(t.lemma.lower(), "relative") else t for t in tokens
        ]


def _second_subject(p: Proposition, grammar: Grammar) -> None:
    """Of two subjects on both sides of the verb the second is an object that the tree mistook; the first one is it
    where its case says so or where it cannot act ("Die Gefahr eines Krieges schloss der Minister aus")."""
    subjects, objects = p.slots.get("subject", []), p.slots.get("object", [])
    if p.passive:
        return
    if len(subjects) == len(objects) == 1 and _swapped(subjects[0], objects[0]):
        p.slots["subject"], p.slots["object"] = objects, subjects
    if len(subjects) != 2 or objects:
        return
    first, second = subjects
    thing = grammar.verb_second and grammar.is_in(first.lemma, "possible_nouns")
    if _swapped(first, second) or (thing and second.feats.get("Case") == "Nom"):
        p.slots["subject"], p.slots["object"] = [second], [first]
        return
    if first.index < p.head.index < second.index and second.feats.get("Case") != "Nom":
        p.slots["subject"] = [first]
        p.add("object", second)


def _swapped(subject: Token, object: Token) -> bool:
    return subject.feats.get("Case") == "Acc" and object.feats.get("Case") == "Nom"


def _stray_particle(sentence: Sentence, verb: Token, token: Token, grammar: Grammar) -> bool:
    """A particle that the tree has as an adverb: "step down"; in verb-second languages only at the clause's end."""
    if not grammar.is_in(token.text.lower(), "particles") or token.index < verb.index or sentence.children(token):
        return False
    following = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if grammar.verb_second:
        return following is None or following.upos in {"PUNCT", "CCONJ"}
    return token.index == verb.index + 1


def _has_enclitic(token: Token, grammar: Grammar) -> bool:
    """Is a reflexive pronoun written onto the verb: "reunirse", "retirándose"?"""
    text = token.text.lower()
    return token.feats.get("VerbForm") in {"Inf", "Ger"} and any(
        text.endswith(end) and text != token.lemma for end in grammar.words.get("enclitics", ())
    )


def _verb_lemma(token: Token, particles: list[Token], grammar: Grammar) -> str:
    """ "auffordern" from "fordert … auf", "pull out" from "pulled … out"."""
    if not particles:
        participle = token.feats.get("VerbForm") == "Part" and token.lemma[:1].islower()
        return grammar.infinitive(token.lemma) if participle else token.lemma  # treebanks leave some as "detenido"
    particle = particles[0].lemma.lower()
    if grammar.verb_second and not grammar.is_in(particle, "particles"):
        return token.lemma  # an adverb that the tree takes for a particle ("offen drohen")
    if grammar.verb_second:
        return particle + token.lemma if not token.lemma.startswith(particle) else token.lemma
    return f"{token.lemma} {particle}"


def _is_passive(p: Proposition, grammar: Grammar) -> bool:
    s, t = p.sentence, p.head
    if grammar.is_in(t.lemma, "intransitive"):  # "sont convenus de": the perfect with the passive's auxiliary
        return False
    if s.child(t, "aux:pass"):
        return True
    if s.child(t, "expl:pv"):  # "se sont rencontrés": the perfect of a reflexive verb looks like a passive
        return False
    if s.child(t, "nsubj:pass") or s.child(t, "csubj:pass"):
        return t.feats.get("VerbForm") != "Inf"
    if t.feats.get("Voice") == "Pass":
        return not _looks_passive_only(s, t)
    if grammar.null_subject and p.finite:
        return False  # a relative clause in the perfect, "que había prometido", that the tree does not call one
    past = t.feats.get("Tense", "Past") == "Past"
    return t.relation in {"acl", "amod"} and t.deprel != "acl:relcl" and is_participle(t) and past and (
        t.feats.get("VerbForm") != "Ger"
    )  # fmt: skip


def _looks_passive_only(sentence: Sentence, token: Token) -> bool:
    """Is a verb active though tagged as a passive participle: it has a subject of its own, or goes on after a finite
    active verb ("voiced concern and called on Russia")? English past and participle look the same."""
    if any(c.deprel == "nsubj" for c in sentence.children(token)):
        return True
    above = sentence.head(token)
    if token.relation != "conj" or above is None or above.upos != "VERB":
        return False
    if sentence.children(above, "aux:pass"):
        return False
    perfect = sentence.child(above, "aux") is not None  # "a libéré deux opposants et expulsé un avocat"
    return above.feats.get("VerbForm") == "Fin" or perfect


def _verb_argument(p: Proposition, child: Token, surface: str, grammar: Grammar) -> None:
    relation = child.relation
    late = relation == "nsubj" and child.start > p.head.start and p.sentence.child(p.head, "obj") is not None
    if late and grammar.strict_order and not p.passive:
        p.add("dative", child)  # "offered President Putin a summit": no subject comes between verb and object
        return
    if grammar.is_in(child.text.lower(), "reflexive") and relation in {"obj", "iobj", "expl", "obl"}:
        p.reflexive = True
        return
    comparison = _comparison(p.sentence, child, grammar)
    if comparison:
        p.add(comparison, child)
    elif relation in {"nsubj", "csubj"}:
        p.add(surface, child)
    elif child.deprel == "obl:agent" and case_lemma(p.sentence, child) in grammar.agent:
        p.add("subject", child)
    elif relation == "iobj" or (relation == "obj" and child.feats.get("Case") == "Dat"):
        p.add("dative", child)
    elif child.deprel == "expl:pv":
        p.reflexive = True
    elif relation == "obj" and _is_bare(p.sentence, child, grammar) and not _adverb_of(p.sentence, child):
        p.add("object", child)
    elif relation == "obj" and grammar.is_in(case_lemma(p.sentence, child), "personal_object"):
        p.add("object", child)
        p.add(case_lemma(p.sentence, child), child)
    elif relation in {"ccomp", "xcomp"}:
        p.add("clause", child)
    elif relation in {"advmod", "obl"} and child.text.lower() in grammar.pronominal:
        p.add(grammar.pronominal[child.text.lower()], child)  # "darüber, dass …"
    elif relation in {"advmod", "obj", "obl"} and (inner := _adverb_of(p.sentence, child)):
        slot = child.lemma.lower()
        if grammar.is_in(slot, "quantities"):  # "a accueilli plus de 300 réfugiés"
            slot = "object" if relation == "obj" else surface
        for token in inner:
            p.add(slot, token)
    elif relation in {"obl", "nmod", "obj"} and child.upos in _NOMINAL:
        _prepositional(p, child, grammar)
    elif relation == "advmod" and child.upos == "ADJ" and grammar.verb_second:
        p.add("clause", child)  # "zeigte sich besorgt"
    elif relation == "advcl" and _is_complement(p.sentence, child, grammar):
        p.add("clause", child)
    elif relation == "advcl" and (mark := p.sentence.child(child, "mark")) is not None:
        if mark.lemma.lower() in grammar.infinitive_marks and child.feats.get("VerbForm") == "Inf":
            p.add("clause", child)  # "s'est engagé à surveiller"
            return
        p.add("adverbial", child)
        if child.upos == "VERB" and child.feats.get("VerbForm") in {"Ger", "Part"}:
            p.add(mark.lemma.lower(), child)  # "accused of selling", "warned against crossing"


def _is_complement(sentence: Sentence, child: Token, grammar: Grammar) -> bool:
    """An infinitive whose preposition makes it a complement: "alentó a Japón a gastar más", "amenazó con atacar"."""
    mark = sentence.child(child, "mark")
    return mark is not None and child.feats.get("VerbForm") == "Inf" and grammar.is_in(mark.text.lower(), "complement")


def _comparison(sentence: Sentence, child: Token, grammar: Grammar) -> str:
    """ "als", "as": the word that opens what somebody is called or taken for, which trees attach in many ways."""
    if child.relation not in {"obl", "xcomp", "advcl", "conj", "nmod", "advmod", "ccomp"}:
        return ""
    opener = next(
        (t for t in sentence.children(child, "case", "mark", "cc") if grammar.is_in(t.lemma.lower(), "as")), None
    )
    return opener.lemma.lower() if opener is not None else ""


def case_lemma(sentence: Sentence, token: Token) -> str:
    """The preposition of a phrase, lower case, as lemma; "" if it has none."""
    case = sentence.child(token, "case")
    if case is None:
        return ""
    fixed = sentence.child(case, "fixed")
    return (case.lemma or case.text).lower() if fixed is None else f"{case.text} {fixed.text}".lower()


def _prepositional(p: Proposition, child: Token, grammar: Grammar) -> None:
    case = case_lemma(p.sentence, child)
    case = grammar.long_cases.get(case, case)
    if not case and grammar.agent_case and p.kind != "noun" and child.feats.get("Case") == grammar.agent_case:
        if p.passive:
            p.add("subject", child)  # else it is the means
        return
    if not case:
        if p.kind == "noun":
            if child.deprel != "nmod:unmarked":
                p.add("of", child)
        elif child.feats.get("Case") == "Dat":
            p.add("dative", child)
        elif (
            child.deprel == "obl" and child.upos in {"NOUN", "PROPN", "PRON"} and not grammar.is_in(child.lemma, "time")
        ):
            p.add("bare", child)
        return
    inner = _phrasal(p.sentence, child, grammar)
    if inner:
        case, child = grammar.phrasal[child.lemma.lower()], inner[0]
        for token in inner[1:]:
            p.add(case, token)
    p.add(case, child)
    if p.kind != "noun" and p.passive and case in grammar.agent and not p.slots.get("subject"):
        p.add("subject", child)
    if p.kind == "noun" and case in grammar.of:
        p.add("of", child)
    if p.kind == "verb" and case in grammar.dative_prepositions:
        p.add("dative", child)


def _is_bare(sentence: Sentence, token: Token, grammar: Grammar) -> bool:
    """Is there no preposition? A partitive article ("des", "du") that the tree took for one does not count."""
    case = sentence.child(token, "case")
    return case is None or grammar.is_in(case.text.lower(), "partitive")


def _adverb_of(sentence: Sentence, adverb: Token) -> list[Token]:
    """The phrases of an adverb that works as a preposition ("auprès du FMI")."""
    return sentence.children(adverb, "obl", "nmod") if adverb.upos == "ADV" else []


def _phrasal(sentence: Sentence, noun: Token, grammar: Grammar) -> list[Token]:
    """What a phrasal preposition ("à l'encontre de", "de la part de") introduces; nothing where there is none."""
    if noun.lemma.lower() not in grammar.phrasal or noun.feats.get("Number") == "Plur":
        return []
    return [t for t in sentence.children(noun, "nmod", "obl") if case_lemma(sentence, t) in grammar.of]


def _copular(sentence: Sentence, token: Token, copula: Token | None, grammar: Grammar) -> Proposition:
    p = Proposition(sentence, token, "adjective", token.lemma, [token, *([copula] if copula else [])])
    _auxiliaries(p, grammar)
    for child in sentence.children(token):
        _verb_argument(p, child, "subject", grammar)
        if child.relation in {"acl", "advcl"} and not any(
            grammar.is_in(m.lemma.lower(), "conditional") for m in sentence.children(child, "mark")
        ):
            p.add("clause", child)
    return p


def _noun(sentence: Sentence, token: Token, copula: Token | None, grammar: Grammar) -> Proposition:
    p = Proposition(sentence, token, "noun", token.lemma, [token])
    for child in sentence.children(token):
        relation = child.relation
        if child.deprel in {"nmod:poss", "det:poss"}:
            p.add("possessor", child)
        elif relation == "nmod":
            before = child.index < token.index and not case_lemma(sentence, child)
            if before:
                p.add("possessor", child)
            else:
                _prepositional(p, child, grammar)
        elif relation == "advmod":
            for inner in _adverb_of(sentence, child):
                p.add(child.lemma.lower(), inner)
        elif relation in {"amod", "compound", "det"}:
            p.add("possessor", child)
        elif relation in {"acl", "ccomp", "xcomp"} and child.deprel != "acl:relcl":
            p.add("clause", child)
        elif copula is not None and relation == "nsubj":
            p.add("subject", child)
    if any(
        c.lemma in grammar.negation or c.text.lower() in grammar.negation
        for c in sentence.children(token, "det", "advmod")
    ):
        p.negated = True
    if copula is not None:
        _auxiliaries(p, grammar)
    return p


def _auxiliaries(p: Proposition, grammar: Grammar) -> None:
    """Negation, modality, tense and mood from the predicate's own verb group."""
    s, head = p.sentence, p.head
    group = [head, *s.children(head, "aux", "cop")]
    for t in group:
        if _is_finite(t):
            p.finite = True
            p.mood = t.feats.get("Mood", p.mood)
            tense = t.feats.get("Tense", "")
            p.tense = {"Past": "past", "Imp": "past", "Pqp": "past", "Pres": "present", "Fut": "future"}.get(tense, "")
    for t in s.children(head, "aux"):
        if t.lemma in grammar.modals:
            p.modality = grammar.modals.get(t.text.lower()) or grammar.modals[t.lemma]
            if p.modality == "intended" and any(_is_infinitive(x) for x in s.children(head, "aux") if x is not t):
                p.modality = "possible" if _past_participle(head) else p.modality  # "soll … eingesetzt haben"
            if p.modality == "able" and t.feats.get("Mood") == "Sub":
                p.modality = "possible"
        elif t.lemma in grammar.future and t.deprel != "aux:pass" and _governs_infinitive(s, head, t):
            p.tense = "future"
            if t.feats.get("Mood") == "Sub" and t.feats.get("Tense") == "Past" and _has_condition(p, grammar):
                p.modality = p.modality or "conditional"  # without a condition "würde" is the future of reported speech
        elif p.tense == "present" and t.deprel != "aux:pass" and _past_participle(head):
            p.tense = "past"  # the perfect
    if grammar.perfective_future and p.tense == "present" and head.feats.get("Aspect") == "Perf" and _is_finite(head):
        p.tense = "future"
    if not p.finite and head.feats.get("VerbForm") == "Part":
        p.tense = p.tense or "past"
    prefix = grammar.negative_prefix
    if prefix and any(t.feats.get("Polarity") == "Neg" and t.text.lower().startswith(prefix) for t in group):
        p.negated = True
    if any(_negates(s, t, grammar) for t in s.children(head, "advmod", "det", "obj", "nsubj", "obl", "cc", "aux")):
        p.negated = True


def _is_finite(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Fin" or "Mood" in token.feats


def _negates(sentence: Sentence, part: Token, grammar: Grammar) -> bool:
    """Does a part of the clause deny it: "nicht", "niemand", "kein Land", "weder A noch B"?"""
    if part.relation in {"advmod", "det", "cc", "aux"} or part.upos in {"PRON", "DET"}:
        return _negative(part, grammar)
    words = [
        d
        for d in sentence.children(part, "det", "advmod", "cc", "case", "mark")
        if d.upos in {"DET", "PRON"} or d.relation in {"cc", "case", "mark"}  # trees waver on "weder"
    ]
    return any(_negative(d, grammar) for d in words)


def _has_condition(p: Proposition, grammar: Grammar) -> bool:
    marks = [m for c in p.sentence.children(p.head, "advcl") for m in p.sentence.children(c, "mark")]
    return any(grammar.is_in(m.lemma.lower(), "conditional") for m in marks)


def _is_infinitive(token: Token) -> bool:
    plain = token.text.lower() == token.lemma.lower() and "Mood" not in token.feats
    return token.deprel == "aux" and (plain or token.feats.get("VerbForm") == "Inf")


def _governs_infinitive(sentence: Sentence, head: Token, auxiliary: Token) -> bool:
    """Is it the future, "will meet", "will be met", and not the passive "wird getroffen"?"""
    others = [t for t in sentence.children(head, "aux", "cop") if t is not auxiliary]
    return head.feats.get("VerbForm", "Inf") == "Inf" or bool(others)


def _past_participle(token: Token) -> bool:
    """Some treebanks mark the participle of the perfect by VerbForm, some by Tense alone."""
    if token.feats.get("Tense") == "Pres":
        return False
    return token.feats.get("VerbForm") == "Part" or (token.feats.get("Tense") == "Past" and "Mood" not in token.feats)


def _negative(token: Token, grammar: Grammar) -> bool:
    return token.lemma.lower() in grammar.negation or token.text.lower() in grammar.negation
