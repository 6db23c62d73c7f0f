"""One document being read for who is who: resolves any token to the political actors it stands for."""

from __future__ import annotations

from depesche.entities import persons, phrases, references
from depesche.entities.gazetteer import Hit
from depesche.entities.marks import GEOGRAPHIC, Key, Marks, key
from depesche.entities.memory import Memory, Referent, salience
from depesche.entities.people import period
from depesche.entities.tables import Tables
from depesche.language.trees import Parsed, Sentence, Token
from depesche.places import country_of, name_at
from depesche.records import Entity, Mention

NOMINAL, PRONOMINAL = ("NOUN", "PROPN", "ADJ", "X", "NUM"), ("PRON", "DET")
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}


def _anchor(sentence: Sentence, token: Token) -> Token:
    """The noun whose role in the sentence an apposition or a part of a name shares."""
    while token.relation in ("appos", "flat") and token.head >= 0:
        token = sentence.tokens[token.head]
    return token


class Scene:
    """The state of reading one document. ``resolve`` may be asked for any token at any time."""

    def __init__(self, parsed: Parsed, tables: Tables) -> None:
        self.parsed, self.tables = parsed, tables
        self.language = tables.language(parsed.language or parsed.document.language)
        self.words = self.language.words
        self.when = period(parsed.document.published)
        self.marks = Marks(parsed, tables, self.language)
        self.memory = Memory(self.words.grammatical)
        document = parsed.document
        self.publisher = tables.publisher(f"{document.source} {document.url}")
        self.known = persons.Known()
        self._resolved: dict[Key, tuple[Mention, ...]] = {}
        self._open: set[Key] = set()

    def read(self) -> dict[Key, tuple[Mention, ...]]:
        """Resolves all tokens in text order, sentence by sentence: first nouns and names, then pronouns."""
        for sentence in self.parsed.sentences:
            persons.introduce(self, sentence)
        for sentence in self.parsed.sentences:
            referring = []  # pronouns, and nouns with a possessive, which they wait for
            for token in sentence.tokens:
                owners = sentence.children(token, "nmod:poss", "det:poss", "det")
                if token.upos in PRONOMINAL or any(o.feats.get("Poss") == "Yes" for o in owners):
                    referring.append(token)
                elif token.upos in NOMINAL:
                    self._remember(sentence, token, self.resolve(sentence, token))
            self._remember_groups(sentence)
            for token in referring:
                mentions = self.resolve(sentence, token)
                if token.upos in NOMINAL or (mentions and token.text.lower() not in self.words.publisher):
                    self._remember(sentence, token, mentions)
        return self._resolved

    def resolve(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        place = key(sentence, token)
        if place in self._resolved:
            return self._resolved[place]
        if place in self._open:
            return ()
        self._open.add(place)
        found = self._resolve(sentence, token)
        self._open.discard(place)
        self._resolved[place] = found
        return found

    def _resolve(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        place = key(sentence, token)
        if span := self.marks.person.get(place):
            return persons.mention(self, span)
        if found := references.refer(self, sentence, token):
            return found
        hit = self.marks.cover.get(place)
        if hit is not None and hit.named:
            return phrases.name(self, sentence, token, hit)
        if hit is not None:
            return phrases.noun(self, sentence, token, hit)
        return persons.unlisted(self, sentence, token)

    def mention(self, start: int, end: int, entity: Entity) -> Mention:
        return Mention(self.parsed.document.text[start:end], start, end, entity)

    def hit(self, sentence: Sentence, token: Token) -> Hit | None:
        return self.marks.cover.get(key(sentence, token))

    def focus(self, sentence: Sentence, skip: frozenset[str] = frozenset()) -> str:
        """The country a sentence is about when it names none: that of a place in it, else of its surroundings.

        ``skip`` are countries that it cannot be."""
        for token in sentence.tokens:
            hit = self.hit(sentence, token)
            entity = hit.entity if hit and hit.kind in GEOGRAPHIC else None
            if entity and self.is_place(sentence, token):
                return entity.country
        total: dict[str, float] = {}
        for number, counts in enumerate(self.marks.countries):
            weight = 3.0 if number == sentence.paragraph else 1.0
            for country, count in counts.items():
                if country not in skip:
                    total[country] = total.get(country, 0.0) + weight * count
        return max(total, key=lambda c: total[c]) if total else ""

    def town(self, sentence: Sentence, token: Token) -> str:
        """The country of a town or region that only the gazetteer of places knows ("police in Lyon"), else ""."""
        if not token.entity.endswith("LOC") or self.hit(sentence, token) is not None:
            return ""
        if token.relation == "compound":  # "Zamfara state" is no state
            return ""
        named = {country for counts in self.marks.countries for country in counts}
        return country_of(name_at(sentence, token).text, named)

    def local(self, sentence: Sentence) -> str:
        """The country of the one state whose bodies act in a sentence: "Kenyan police arrested protesters"."""
        found = {m.entity.country for place, mentions in self._resolved.items() if place[0] == sentence.index
                 for m in mentions if m.entity.id.startswith("role:")}  # fmt: skip
        return found.pop() if len(found) == 1 else ""

    def is_place(self, sentence: Sentence, token: Token) -> bool:
        """Whether a preposition makes the phrase a place ("in Moscow"); "à Moscou" is none of somebody addressed."""
        head = sentence.head(token)
        above = sentence.head(head) if head is not None and head.relation == "obj" else head
        addressed = any(t is not None and t.lemma.lower() in self.words.addressing for t in (head, above))
        if (
            addressed
            and sentence.children(token, "case")
            and sentence.children(token, "case")[0].lemma == self.words.to
        ):
            return False
        return any(c.lemma in self.words.places or c.text.lower() in self.words.places
                   for c in sentence.children(token, "case"))  # fmt: skip

    def _remember(self, sentence: Sentence, token: Token, mentions: tuple[Mention, ...]) -> None:
        """Puts a phrase into memory; what is no actor only as far as it can take a pronoun away from one."""
        modifier = token.relation in ("flat", "amod", "compound") or (token.upos == "ADJ" and not mentions)
        span = self.marks.person.get(key(sentence, token))
        if (modifier and span is None) or (not mentions and token.upos not in ("NOUN", "PROPN")):
            return
        if span is not None and token.index != span.first:
            return
        gender = GENDERS.get(token.feats.get("Gender", ""), "")
        person = span is not None or any(m.entity.office for m in mentions)
        if person and mentions:
            gender = self.memory.genders.get(mentions[0].entity.id, "") or gender
        state = bool(mentions) and mentions[0].entity.id == mentions[0].entity.country
        if state and not sentence.children(token, "det"):
            gender = "n"
        several = token.feats.get("Number") == "Plur" and not person and not (state and not self.words.grammatical)
        plural = len(mentions) > 1 or several
        top = _anchor(sentence, token)
        referent = Referent(mentions, person, plural, gender, salience(top), sentence.index, top.head, token.start)
        self.memory.add(referent)

    def _remember_groups(self, sentence: Sentence) -> None:
        for token in sentence.tokens:
            if token.relation == "conj" or not sentence.children(token, "conj"):
                continue
            members = sentence.conjuncts(token)
            mentions = tuple(m for t in members for m in self.resolve(sentence, t))
            if len({m.entity.id for m in mentions}) > 1 and token.upos in ("NOUN", "PROPN", "PRON"):
                self.memory.add(Referent(mentions, False, True, "", salience(token) + 0.5, sentence.index, token.head,
                                         members[-1].start))  # fmt: skip
