"""Who says something in a sentence: its verbs and nouns of speaking, with the speaker and what is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from depesche.language.trees import Sentence, Token
from depesche.propositions import Proposition
from depesche.voices.words import Words

Stretch = tuple[int, int]
"""Offsets into the document."""


@dataclass(slots=True)
class Frame:
    """A place where somebody is said to speak.

    ``speakers`` are the heads of the phrases that name them; none means whoever spoke last. ``cue`` are the words
    that say so, ``content`` what is said as far as the tree tells, ``head`` the predicate or phrase itself.
    """

    sentence: Sentence
    head: Token
    speakers: list[Token]
    cue: list[Token]
    content: list[Stretch] = field(default_factory=list)
    kind: str = "indirect"
    stance: str = "asserts"
    says: bool = True  # False for a verb of anything else, which can frame a quote but says nothing alone
    about_before: bool = False  # "Das teilte die Polizei mit": what is said is the sentence before
    finite: bool = True
    reported: bool = False  # is the predicate itself in the mood of reported speech?
    cites: bool = False  # "citing officials": the cited say what the one who cites them says
    aside: list[Token] = field(default_factory=list)  # the one spoken to, and where: no words of the speaker

    @property
    def own(self) -> list[Token]:
        """The words of the frame itself: cue and speakers."""
        return sorted({t.index: t for t in [*self.cue, *self.speakers]}.values(), key=lambda t: t.index)


def speech_frames(sentence: Sentence, found: list[Proposition], words: Words) -> list[Frame]:
    """The frames that verbs, adjectives and nouns open in a sentence."""
    frames = [f for p in found if p.kind != "noun" and (f := _verb_frame(sentence, p, words)) is not None]
    nouns = [f for p in found if p.kind == "noun" and (f := _noun_frame(sentence, p, words)) is not None]
    telling = {f.head.index for f in nouns}  # in "a statement saying that …" the statement itself is no speaker
    frames = [f for f in frames if not (f.head.relation == "acl" and f.head.head in telling and not f.finite)]
    return sorted(frames + nouns, key=lambda f: f.head.index)


def share_content(frames: list[Frame]) -> list[Frame]:
    """The frames of a sentence, those who are cited last, with what the frame around them says as their content:
    "Reuters reported, citing officials"."""
    for frame in frames:
        if not frame.cites:
            continue
        above = [t.index for t in frame.sentence.ancestors(frame.head)]
        hosts = [f for f in frames if f.says and f.content and f is not frame and f.head.index in above]
        host = min(hosts, key=lambda f: above.index(f.head.index), default=None)
        frame.content = list(host.content) if host is not None else frame.content
        frame.says = bool(frame.content)
    return sorted(frames, key=lambda f: f.cites)


def _verb_frame(sentence: Sentence, p: Proposition, words: Words) -> Frame | None:
    lemmas = _lemmas(sentence, p)
    says = words.any_in(lemmas, "say" if p.kind == "verb" else "say_adjectives")
    content = _content(sentence, p, words, says, says or words.any_in(lemmas, "think"))
    reported = not says and bool(content)
    if not says and not reported and p.kind != "verb":
        return None
    subjects = _subjects(p, lemmas, words)
    if subjects is None:
        return None
    frame = Frame(sentence, p.head, subjects, list(p.words), content, says=says or reported)
    frame.finite = p.finite
    frame.reported = _reported(sentence, p.head, words)
    frame.stance = _stance(p, lemmas, words)
    frame.aside = [t for slot, tokens in p.slots.items() if _aside(slot, words) for t in tokens]
    if says and not content and not p.finite and words.any_in(lemmas, "quoted") and p.slots.get("object"):
        frame.cites, frame.speakers = True, p.slots["object"][:1]
        return frame
    if says and not content:
        frame.content = _objects(sentence, p, lemmas, words)
        frame.about_before = any(_is_anaphor(t, words) for slot in ("object", "subject") for t in p.slots.get(slot, []))
    return frame


def _aside(slot: str, words: Words) -> bool:
    return slot in {"subject", "dative"} or words.is_in(slot, "aside")


def _lemmas(sentence: Sentence, p: Proposition) -> list[str]:
    """The predicate's lemma, alone and with a word that makes another verb of it: "bekannt" + "geben"."""
    besides = sentence.children(p.head, "advmod", "xcomp", "obl", "compound", "obj")
    head = p.head.lemma
    return [p.lemma, p.lemma.lower(), *(f"{t.text.lower()}{x}" for t in besides for x in {p.lemma, head})]


def _subjects(p: Proposition, lemmas: list[str], words: Words) -> list[Token] | None:
    """Who speaks: None where nobody does, [] where it is whoever spoke last ("Es hieß: …")."""
    subjects = _possible_subjects(p, words)
    if words.any_in(lemmas, "quoted") and p.slots.get("object"):  # "Er wird mit den Worten zitiert: …"
        return [*p.slots["object"][:1], *([] if p.passive else subjects[:1])]
    bare = not subjects or words.is_in(subjects[0].lemma.lower(), "impersonal")
    if not bare:
        nominative = [t for t in subjects if t.feats.get("Case", "Nom") == "Nom"]
        return (nominative or subjects)[:1]
    held = [t for case in words.lists.get("containers", ()) for t in p.slots.get(case, [])]
    if words.any_in(lemmas, "impersonal_say"):
        held = [t for t in held if not words.grammar.is_in(t.lemma, "time") and t.upos in {"NOUN", "PROPN", "PRON"}]
        return [_author(p.sentence, t, words) for t in held[:1]]
    if p.passive and words.any_in(lemmas, "say"):
        return [t for t in held if words.is_source(t.lemma) or words.is_in(t.lemma, "nouns")][:1] or None
    return None


def _author(sentence: Sentence, token: Token, words: Words) -> Token:
    """Whose document it is: "in der Mitteilung des Ministeriums heißt es"; else the words themselves."""
    if not (words.is_source(token.lemma) or words.is_in(token.lemma, "nouns")):
        return token
    owners = sentence.children(token, "nmod", "nmod:poss", "det:poss")
    bare = (t for t in owners if t.upos in {"NOUN", "PROPN"} and sentence.child(t, "case") is None)
    return next(bare, token)


def _possible_subjects(p: Proposition, words: Words) -> list[Token]:
    """Subjects that can speak. In "Das berichtete die Zeitung" the tree may take either for the subject."""
    pronouns = p.sentence.children(p.head, "nsubj", "obj", "iobj", "obl", "expl")
    sure = [t for t in pronouns if t.upos == "PRON" and words.is_in(t.text.lower(), "nominative")]
    if sure and not p.passive:
        return sure
    agents = [t for case in words.grammar.agent for t in p.slots.get(case, [])] if p.passive else []
    subjects = p.slots.get("subject") or agents
    if not subjects and p.finite and words.grammar.verb_second:  # "…, sagte Anna Berg": right after the verb
        following = p.sentence.tokens[p.head.index + 1 : p.head.index + 3]
        subjects = [t for t in following if t.relation == "nsubj"]
    if not subjects and not p.finite and p.parent is not None and p.parent.kind != "noun":
        slots = p.parent.slots
        subjects = slots.get("object" if p.parent.passive else "subject", [])  # "was quoted as saying"
    if subjects and _is_anaphor(subjects[0], words):
        subjects = subjects[1:] or [t for t in p.slots.get("object", []) if t.upos in {"NOUN", "PROPN"}]
    return [t for t in subjects if t.upos not in {"VERB", "AUX"}]


def _is_anaphor(token: Token, words: Words) -> bool:
    """Is it "das", "this", standing for what was said before?"""
    return token.upos in {"PRON", "DET"} and words.is_in(token.text.lower(), "anaphors")


def _stance(p: Proposition, lemmas: list[str], words: Words) -> str:
    """How the words of a cue stand to what is said; a negated denial admits, any other negation keeps away."""
    stance = next((words.stances[x] for x in lemmas if x in words.stances), "asserts")
    if not p.negated:
        return stance
    return "confirms" if stance == "denies" else "distances"


def _content(sentence: Sentence, p: Proposition, words: Words, says: bool, thinks: bool) -> list[Stretch]:
    """What a predicate governs, or what stands around it where it is put in.

    A verb of speaking reports any clause, one of thinking a clause with a conjunction, any other verb a clause in
    the mood of reported speech.
    """
    stretches = []
    if not (says or thinks) and _reported(sentence, p.head, words):
        return []
    for clause in _clauses(sentence, p, words):
        reported = _reported(sentence, clause, words)
        mark = sentence.child(clause, "mark")
        joint = mark.lemma.lower() if mark is not None else ""
        adverbial = clause.relation == "advcl" and mark is not None
        if adverbial and words.grammar.is_in(joint, "conditional"):
            continue
        joined = words.is_in(joint, "that")
        told = says or thinks or not adverbial  # "…, weil dies keine Gefahr sei" is nobody's word because of its verb
        if (reported and told) or (not adverbial and (says or (thinks and joined))):
            stretches += stretch_of(sentence.subtree(clause))
    governor = sentence.head(p.head)
    inserted = p.head.relation == "parataxis" and not stretches and not _has_object(p)
    if says and governor is not None and (inserted or _is_as_clause(sentence, p, words)):
        stretches += around(sentence, p.head, governor)
    return stretches


def _clauses(sentence: Sentence, p: Proposition, words: Words) -> list[Token]:
    """The clauses that hang on a predicate; a lone word is none."""
    hanging = sentence.children(p.head, "ccomp", "xcomp", "csubj", "parataxis", "acl", "advcl")
    hanging += [c for t in hanging if t.deprel == "xcomp" and t.upos == "ADJ" for c in sentence.children(t, "ccomp")]
    clauses = {c.index: c for c in [*p.slots.get("clause", []), *hanging]}.values()
    return [
        c
        for c in clauses
        if c not in p.words
        and c.deprel != "acl:relcl"
        and _is_clause(sentence, c)
        and len(sentence.subtree(c)) > 1
        and not _goes_on(sentence, c)
        and not (c.deprel == "xcomp" and words.is_in(p.lemma, "phasal"))
        and not _beside(sentence, c, words)
    ]


def _describes(sentence: Sentence, clause: Token) -> bool:
    """Is it a participle that says what was done with the word: "concerns raised by the press"?"""
    past = clause.feats.get("VerbForm") == "Part" and clause.feats.get("Tense") == "Past"
    bare = not sentence.children(clause, "nsubj", "csubj", "expl", "aux", "cop", "mark")
    return clause.deprel == "acl" and past and bare


def _beside(sentence: Sentence, clause: Token, words: Words) -> bool:
    """Is it what the speaker does meanwhile: "citing officials", "citant des témoins"?"""
    participle = clause.upos == "VERB" and clause.feats.get("VerbForm") in {"Part", "Ger"}
    bare = not sentence.children(clause, "nsubj", "csubj", "expl", "aux", "cop", "mark")
    return (clause.deprel == "advcl" or words.is_in(clause.lemma, "quoted")) and participle and bare


def _goes_on(sentence: Sentence, clause: Token) -> bool:
    """Is it the speaker's next act and nothing said: "schloss einen Krieg aus, verwies jedoch auf …"?"""
    finite = clause.upos == "VERB" and clause.feats.get("Mood") == "Ind"
    return clause.relation == "parataxis" and finite and not sentence.children(clause, "nsubj", "csubj", "expl")


def _has_object(p: Proposition) -> bool:
    return any(t.upos in {"NOUN", "PROPN"} for t in p.slots.get("object", []))


def _is_clause(sentence: Sentence, token: Token) -> bool:
    """Has the clause a verb, or a subject of its own?"""
    if token.upos in {"VERB", "AUX"} or token.feats.get("VerbForm"):
        return True
    return bool(sentence.children(token, "cop", "aux", "nsubj", "csubj"))


def _reported(sentence: Sentence, clause: Token, words: Words) -> bool:
    """Is the clause in a mood that only reported speech has?"""
    return any(words.is_reported(t) for t in [clause, *sentence.children(clause, "aux", "cop")])


def _is_as_clause(sentence: Sentence, p: Proposition, words: Words) -> bool:
    """Is it "wie die Polizei mitteilte", "as police said"?"""
    if p.head.relation not in {"advcl", "acl", "ccomp", "parataxis", "appos", "conj", "nmod", "obl"}:
        return False
    if p.head.feats.get("VerbForm") in {"Ger", "Inf"}:  # "as saying"
        return False
    opened = min(sentence.subtree(p.head), key=lambda t: (t.upos == "PUNCT", t.index))
    return words.is_in(opened.lemma.lower(), "as")


def around(sentence: Sentence, inserted: Token, governor: Token) -> list[Stretch]:
    """The sentence around words put into it: the governor's subtree before and after them."""
    own = {t.index for t in sentence.subtree(inserted)}
    rest = [t for t in sentence.subtree(governor) if t.index not in own]
    before, after = [t for t in rest if t.index < min(own)], [t for t in rest if t.index > max(own)]
    return [*stretch_of(before), *stretch_of(after)]


def stretch_of(tokens: Iterable[Token]) -> list[Stretch]:
    """From the first to the last word of the tokens, without punctuation at either end; [] if there is no word."""
    inner = [t for t in tokens if t.upos != "PUNCT"]
    return [(min(t.start for t in inner), max(t.end for t in inner))] if inner else []


def _objects(sentence: Sentence, p: Proposition, lemmas: list[str], words: Words) -> list[Stretch]:
    """What is said in a phrase and not in a clause: "meldete den Abschuss", "sprach von einem Angriff"."""
    if not words.any_in(lemmas, "nominal"):
        return []
    phrases = p.slots.get("object", []) + [t for case in words.lists.get("topics", ()) for t in p.slots.get(case, [])]
    nouns = [t for t in phrases if t.upos in {"NOUN", "PROPN"} and t not in p.slots.get("subject", [])]
    return [s for t in nouns for s in stretch_of(sentence.subtree(t))]


def _noun_frame(sentence: Sentence, p: Proposition, words: Words) -> Frame | None:
    """ "der Vorwurf der Opposition, die Regierung habe …", "äußerte Zweifel, ob …"."""
    if not words.is_in(p.lemma, "nouns"):
        return None
    clauses = p.slots.get("clause", []) + sentence.children(p.head, "acl", "ccomp", "appos", "parataxis", "advcl")
    content = [
        s
        for c in {c.index: c for c in clauses}.values()
        if c.deprel != "acl:relcl"
        and c.index > p.head.index
        and _is_clause(sentence, c)
        and not _describes(sentence, c)
        for s in stretch_of(sentence.subtree(c))
    ]
    if not content:
        return None
    owners = [t for slot in ("of", "possessor") for t in p.slots.get(slot, []) if t.upos in {"NOUN", "PROPN", "PRON"}]
    owners += [t for t in p.slots.get("possessor", []) if t.deprel == "det:poss"]
    governor = p.parent
    if not owners and governor is not None and governor.kind == "verb":
        owners = [t for t in governor.slots.get("subject", []) if t is not p.head]
    if not owners:
        return None
    cue = [*(governor.words if governor is not None and governor.kind == "verb" else []), p.head]
    return Frame(sentence, p.head, owners[:1], cue, content)
