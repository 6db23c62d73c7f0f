"""Which lexicon entry speaks for a proposition, and who fills its roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from depesche.coding.entries import ACTOR, ANY, NONE, PERSON, Entry
from depesche.coding.lexicon import Lexicon, Support
from depesche.entities import Cast
from depesche.language.trees import Sentence, Token
from depesche.propositions import Proposition, case_lemma
from depesche.records import Mention
from depesche.voices import Voice

# Slots of a support verb that stay its own: whose they are is said by its entry in support.yaml.
_BARE = {"object": "dative", "dative": "object"}
_CORE = {"subject", "object", "dative", "clause", "adverbial"}


@dataclass(slots=True)
class Roles:
    """A proposition with the actors of its document: fills slots with mentions."""

    proposition: Proposition
    cast: Cast
    support: tuple[Proposition, Support] | None = None
    voices: Sequence[Voice] = ()  # whose words "we" and "I" are
    ahead: bool = False  # it is still to come
    about: dict[int, str] = field(default_factory=dict)  # token -> type of the act that its phrase is about

    def tokens(self, slot: str) -> list[Token]:
        """Heads in a slot; for a supported noun also those that stand at its verb ("führte mit X Gespräche")."""
        p = self.proposition
        if slot == "manner":
            return p.sentence.children(p.head, "advmod")
        found = list(p.slots.get(slot, []))
        if self.support is not None:
            verb, how = self.support
            if (slot in _CORE and slot in (*how.actor, *how.recipient)) or slot not in _CORE:
                found += [t for t in verb.slots.get(slot, []) if t is not p.head]
        if not found and slot not in _CORE and slot not in {"of", "possessor"}:
            found = self._attached_low(slot)
        return found

    def _attached_low(self, preposition: str) -> list[Token]:
        """A prepositional phrase that hangs on the object, or on a noun's genitive, and may belong to the predicate:
        "die Festnahme des Aktivisten durch die Polizei"."""
        s = self.proposition.sentence
        p = self.proposition
        holders = list(p.slots.get("of" if p.kind == "noun" else "object", []))
        if p.kind == "verb":  # "s'est entretenu par téléphone avec X"
            holders += [
                t
                for slot, tokens in p.slots.items()
                if slot not in _CORE
                for t in tokens
                if t.upos == "NOUN" and not s.children(t, "det", "nmod:poss")
            ]
        return [t for h in holders for t in s.children(h, "nmod", "obl") if case_lemma(s, t) == preposition]

    def mentions(
        self, slot: str, deep: bool = True, skip: Callable[[Mention], bool] = lambda _: False
    ) -> list[Mention]:
        """Actors in a slot, coordinated ones too, without those to ``skip``. ``deep`` looks inside phrases that are
        no actors themselves: "die Entscheidung der EU" gives the EU."""
        found: list[Mention] = []
        s = self.proposition.sentence
        for token in self.tokens(slot):
            named = False
            for number, part in enumerate(members(s, token)):
                direct = [m for m in self._refers(part) if not skip(m)]
                named = named or bool(direct)
                inside = deep and slot != "possessor" and number < 2 and not named
                found += direct or (self._inside(part, skip, owners_only=bool(found)) if inside else [])
        if slot == "possessor" and self.proposition.kind == "noun":
            prefix = self.cast.inside(s, self.proposition.head)
            if prefix is not None and not found and not skip(prefix):
                found.append(prefix)
        return _unique(found)

    def _refers(self, token: Token) -> Sequence[Mention]:
        """Who is meant by a phrase; in somebody's words "we" and "I" are the speaker."""
        found = self.cast.mentions(self.proposition.sentence, token)
        if found or token.upos not in {"PRON", "DET"} or token.feats.get("Person") != "1":
            return found
        voice = innermost(self.voices, token.start, token.end)
        if voice is None or not voice.speaker.entity.country:
            return ()
        return (Mention(token.text, token.start, token.end, voice.speaker.entity),)

    def _inside(self, token: Token, skip: Callable[[Mention], bool], owners_only: bool = False) -> list[Mention]:
        """Actors that a phrase names below its head, the closest kind of attribute first."""
        s = self.proposition.sentence
        if token.upos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
            return []
        prefix = self.cast.inside(s, token)
        owners = list(s.children(token, "nmod:poss", "det:poss", "amod", "compound"))
        owners += [
            t for t in s.children(token, "nmod") if not case_lemma(s, t) or case_lemma(s, t) in {"von", "of", "de"}
        ]
        others = [t for t in s.children(token, "nmod", "obl") if t not in owners]
        if token.upos == "VERB":  # "exige que l'Irak libère …", "a accepté de libérer des otages"
            owners += s.children(token, "nsubj")
            others = [*s.children(token, "obj"), *others]
        for group in (owners,) if owners_only else (owners, others):
            found = [m for t in group for part in s.conjuncts(t) for m in self.cast.mentions(s, part)]
            if group is owners and prefix is not None:
                found.insert(0, prefix)
            found = [m for m in found if not skip(m)]
            if found:
                return found
        for t in owners:  # "die Entscheidung des Präsidenten der EU"
            found = [m for x in s.children(t, "nmod") for m in self.cast.mentions(s, x) if not skip(m)]
            if found:
                return found
        return []


def members(sentence: Sentence, token: Token) -> list[Token]:
    """The token and what is coordinated with it, also by way of its name: in "dem Präsidenten A und dem Kanzler B"
    the tree may hang B on A and A on "Präsidenten"."""
    found = []
    for part in sentence.conjuncts(token):
        found.append(part)
        for name in sentence.children(part, "appos", "flat"):
            found += sentence.conjuncts(name)[1:]
    return found


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    """Each entity once, in the order of mention."""
    found: dict[str, Mention] = {}
    for m in mentions:
        found.setdefault(m.entity.id or m.entity.name, m)
    return list(found.values())


def innermost(voices: Sequence[Voice], start: int, end: int) -> Voice | None:
    """The voice with the shortest content around a stretch of the text."""
    around = [v for v in voices if v.covers(start, end)]
    return min(around, key=lambda v: sum(b - a for a, b in v.content), default=None)


def find_support(
    p: Proposition, by_head: dict[int, Proposition], lexicon: Lexicon
) -> tuple[Proposition, Support] | None:
    """The support verb of a noun, if one governs it in the right role."""
    if p.kind != "noun":
        return None
    for verb in by_head.values():
        if verb.kind != "verb":
            continue
        for how in lexicon.support_of(verb.lemma):
            if how.reflexive and not verb.reflexive:
                continue
            if any(p.head in verb.sentence.conjuncts(t) for t in verb.slots.get(how.role, [])):
                return verb, how
    return None


def candidates(p: Proposition, lexicon: Lexicon) -> tuple[Entry, ...]:
    """Entries of the predicate's word, the hyphenated whole ("cyber-attack") before its last part."""
    if p.kind == "noun":
        return (lexicon.entries("noun", p.compound) if p.compound else ()) or lexicon.compound_entry(p.lemma)
    found = (lexicon.entries(p.kind, p.compound) if p.compound else ()) or lexicon.entries(p.kind, p.lemma)
    if p.kind == "verb" and p.passive and not p.slots.get("subject"):  # "is prepared to", "zeigte sich besorgt"
        found = (*found, *lexicon.entries("adjective", p.head.text))
    return found


def choose(roles: Roles, lexicon: Lexicon, with_actors: bool = True) -> Entry | None:
    """The most specific entry whose conditions hold. ``with_actors`` False leaves conditions on actors out,
    to ask what kind of act a phrase is about."""
    for entry in candidates(roles.proposition, lexicon):
        if (entry.support_only and roles.support is None) or (entry.ahead and not roles.ahead):
            continue
        if entry.reflexive and not roles.proposition.reflexive:
            continue
        if all(_holds(roles, slot, fillers, lexicon, with_actors) for slot, fillers in entry.when):
            return entry
    return None


def _holds(roles: Roles, slot: str, fillers: tuple[str, ...], lexicon: Lexicon, with_actors: bool) -> bool:
    tokens = roles.tokens(slot)
    if fillers == (NONE,):
        return not tokens
    if fillers == (ANY,):
        return bool(tokens) or (slot in _BARE and bool(roles.tokens(_BARE[slot])))
    if fillers == (PERSON,):
        found = roles.mentions(slot, deep=False) or (roles.mentions(_BARE[slot], deep=False) if slot in _BARE else [])
        return any(m.entity.office or m.entity.id.startswith("person:") for m in found)
    if ACTOR in fillers and (roles.mentions(slot, deep=False) or (not with_actors and tokens)):
        return True
    if fillers == (ACTOR,):
        return slot in _BARE and not tokens and bool(roles.mentions(_BARE[slot], deep=False))
    sentence = roles.proposition.sentence
    if slot in _BARE:  # trees often mistake a bare object for the other kind
        tokens = [*tokens, *(t for t in roles.tokens(_BARE[slot]) if not case_lemma(sentence, t))]
    heads = [t for token in tokens for t in members(sentence, token)]
    return any(_is(t, filler, lexicon, roles.about) for t in heads for filler in fillers)


def _is(token: Token, filler: str, lexicon: Lexicon, about: dict[int, str]) -> bool:
    if filler.startswith("#"):
        return about.get(token.index) == filler[1:]
    if filler.startswith("@"):
        return lexicon.in_class(token.lemma, filler[1:])
    return lexicon.matches(token.lemma, frozenset((filler.casefold(),)))
