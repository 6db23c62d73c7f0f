"""Words that refer back: pronouns, "the latter", "both sides", relative pronouns, "our" in an official text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.entities.memory import OBJECT, Referent
from depesche.language.trees import Sentence, Token
from depesche.records import Entity, Mention

if TYPE_CHECKING:
    from depesche.entities.scene import Scene


def refer(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """The mentions of a referring word, each with the word's (or phrase's) own span; () if it is none."""
    form = token.text.lower()
    words = scene.words
    if form in words.publisher and scene.publisher is not None:
        return _spoken(scene, token, [scene.publisher])
    if form in words.latter or token.text in words.latter:
        return _spoken(scene, token, scene.memory.latest(token.start)[:1])
    if form in words.first or token.text in words.first:
        return _spoken(scene, token, scene.memory.latest(token.start)[1:2])
    if pair := _pair(scene, sentence, token):
        return pair
    if token.upos not in ("PRON", "DET", "ADJ"):
        return ()
    if relative := _relative(scene, sentence, token):
        return relative
    genders = words.pronouns.get(form)
    possessive = token.feats.get("Poss") == "Yes" or token.deprel.endswith(":poss")
    if genders is None or token.relation == "expl" or (token.relation == "det" and not possessive):
        return ()
    genders = _number(sentence, token, genders, possessive)
    if genders == {"n"} and not possessive and _is_empty(sentence, token):
        return ()
    referent = scene.memory.pronoun(sentence, token, genders, possessive, near=form in words.near)
    found = referent.mentions if referent is not None else ()
    if possessive and form not in words.near and (referent is None or referent.sentence < sentence.index):
        found = _ahead(scene, sentence, token, genders) or found
    aside = _is_aside(referent, token)
    if genders == {"p"} and (not found or aside):
        found = tuple(scene.memory.together(sentence.index - 1, token.start, acting=aside)) or found
    if not found and sentence.index == 0:
        found = _ahead(scene, sentence, token, genders)
    return _spoken(scene, token, [m.entity for m in found])


def _is_aside(referent: Referent | None, token: Token) -> bool:
    """Whether a plural subject would mean a group that was only spoken of beside the persons who act."""
    return token.relation == "nsubj" and referent is not None and referent.salience < OBJECT and not referent.person


def _is_empty(sentence: Sentence, token: Token) -> bool:
    """Whether "it" may refer to nothing: the subject of a noun or adjective ("it is time")."""
    head = sentence.head(token)
    return head is None or bool(sentence.children(head, "cop", "expl", "csubj"))


def _spoken(scene: Scene, token: Token, entities: list[Entity]) -> tuple[Mention, ...]:
    return tuple(scene.mention(token.start, token.end, e) for e in entities)


def _number(sentence: Sentence, token: Token, genders: frozenset[str], possessive: bool) -> frozenset[str]:
    """Narrows "sie" and "ihr" by the number that the word or its verb shows."""
    number = token.feats.get("Number[psor]", "") if possessive else token.feats.get("Number", "")
    head = sentence.head(token)
    if not possessive and token.relation == "nsubj" and head is not None:
        verbs = [*sentence.children(head, "aux", "cop"), head]
        number = next((v.feats["Number"] for v in verbs if "Number" in v.feats), number)
    if len(genders) < 2 or not number:
        return genders
    narrowed = genders - {"p"} if number == "Sing" else genders & {"p"}
    return narrowed or genders


def _ahead(scene: Scene, sentence: Sentence, token: Token, genders: frozenset[str]) -> tuple[Mention, ...]:
    """A pronoun before its noun ("In his speech, the minister …"): the subject of a governing clause."""
    for governor in sentence.ancestors(token):
        subject = sentence.child(governor, "nsubj")
        if subject is None or subject.start < token.start or subject.upos == "PRON":
            continue
        found = scene.resolve(sentence, subject)
        if found and scene.memory.fits(subject.start, genders):
            return found
    return ()


def _relative(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """A relative pronoun stands for the noun that its clause hangs on."""
    if token.feats.get("PronType") not in ("Rel", "Int,Rel", "Int", "Dem", "Art", None) or token.upos == "ADJ":
        return ()
    if token.feats.get("PronType") in ("Dem", "Art") and token.relation == "det":
        return ()
    clause = next((a for a in sentence.ancestors(token) if a.relation in ("acl", "advcl", "ccomp", "root")), None)
    if clause is None or clause.relation != "acl":
        return ()
    noun = sentence.head(clause)
    if noun is None or noun.start >= token.start or token.feats.get("PronType") is None:
        return ()
    if any(noun.start < t.start < token.start and t.relation in ("nsubj", "obj") for t in sentence.children(clause)):
        return ()
    return _spoken(scene, token, [m.entity for t in [noun] for m in scene.resolve(sentence, t)])


def _pair(scene: Scene, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """ "both sides", "the two countries", "beide": the two that were spoken of last."""
    words = scene.words
    sort = _pair_noun(scene, token) if token.relation not in ("compound", "amod") else None  # "two-state solution"
    marker = next((c for c in sentence.children(token, "det", "nummod", "amod")
                   if c.text.lower() in words.pair_determiners or c.lemma in words.pair_determiners), None)  # fmt: skip
    alone = token.text.lower() in words.pair_alone and token.relation not in ("det", "amod", "nummod", "cc", "advmod")
    if not alone and (marker is None or sort is None):
        return ()
    start = min(marker.start, token.start) if marker else token.start
    return tuple(scene.mention(start, token.end, e) for e in _two(scene, start, sort or "any"))


def _pair_noun(scene: Scene, token: Token) -> str | None:
    nouns = scene.words.pair_nouns
    candidates = (token.lemma, token.text, *scene.language.forms.forms(token.text))
    return next((nouns[c] for c in candidates if c in nouns), None)


def _two(scene: Scene, before: int, sort: str) -> list[Entity]:
    group = [m.entity for m in scene.memory.group(before)]
    people = scene.memory.leading(before) if sort == "person" or scene.publisher is not None else []
    entities = [*group, *people, *scene.memory.latest(before, "person" if sort == "person" else "any")]
    found: dict[str, Entity] = {}
    for entity in entities:
        if sort == "state" and entity.country not in ("", "IGO"):
            entity = scene.tables.state(entity.country)
        if sort == "person" and not entity.office:
            continue
        found.setdefault(entity.country or entity.id, entity)
    return list(found.values())[:2] if len(found) > 1 else []
