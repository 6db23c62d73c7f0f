"""Lays the gazetteer's hits and the persons' names over the tokens of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.entities.gazetteer import NAMED, Hit
from depesche.entities.tables import Language, Tables
from depesche.language.trees import Parsed, Sentence, Token
from depesche.places import country_of, name_at

NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X", "NUM", "SYM", "ADV", "INTJ"})
NOUN_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "PRON"})
CASE = re.compile(r"[.s]*(?:['’]\w{0,4})?")  # what may follow a name in its token: "U.S.", "Russia's", "İran'ın"
LAST_WORD = re.compile(r"\w+\Z")
ABROAD = frozenset({"JRN", "BUS", "SOC"})  # sectors of bodies that are named in texts about any country
_TITLE = 60  # characters in which the rest of a title stands
GEOGRAPHIC = ("capital", "city", "region", "state")  # kinds of names that are places
Key = tuple[int, int]


def key(sentence: Sentence, token: Token) -> Key:
    return sentence.index, token.index


def _may_name(token: Token) -> bool:
    """Whether a word is spelt as one of a name is; some alphabets have no capitals."""
    return token.text[0].isalpha() and not token.text[0].islower()


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """The tokens ``first`` to ``last`` of a sentence that spell a person's name, without titles."""

    sentence: int
    first: int
    last: int
    name: str
    start: int
    end: int


class Marks:
    """What is known of each token by its form alone, before any phrase is looked at."""

    def __init__(self, parsed: Parsed, tables: Tables, language: Language) -> None:
        self._tables, self._language = tables, language
        self._text = parsed.document.text
        self.cover: dict[Key, Hit] = {}
        self.inner: dict[Key, list[Hit]] = {}
        self.person: dict[Key, PersonSpan] = {}
        self.tagged = any(t.entity for s in parsed.sentences for t in s.tokens)
        hits = tables.meant(language.gazetteer.find(self._text), self._text)
        position = 0
        for sentence in parsed.sentences:
            position = self._lay(sentence, hits, position)
            for token in sentence.tokens:
                self._split(sentence, token)
                self._rejoin(sentence, token)
            self._mark_persons(sentence)
        self._mark_surnames(parsed)
        self.countries = self._count(parsed)

    def _lay(self, sentence: Sentence, hits: list[Hit], position: int) -> int:
        """Spreads the hits from ``position`` on over a sentence; returns where the next sentence goes on."""
        for token in sentence.tokens:
            while position < len(hits) and hits[position].end <= token.start:
                position += 1
            for hit in hits[position:]:
                if hit.start >= token.end:
                    break
                if self._estranged(hit):
                    continue
                if hit.end < token.end and not CASE.fullmatch(token.text, hit.end - token.start):
                    self.inner.setdefault(key(sentence, token), []).append(hit)
                elif self._fits(token, hit) and not self._inside_name(sentence, token, hit):
                    self.cover[key(sentence, token)] = hit
        return position

    def _fits(self, token: Token, hit: Hit) -> bool:
        """Whether a word of this class can be part of the entry; a noun's entry does not fit an adjective."""
        if token.upos == "ADJ" and token.relation == "amod" and not hit.named and token.start <= hit.start:
            adjectival = any(n.key in self._language.words.adjectival for n in hit.names)  # "une attaque djihadiste"
            return hit.end > token.end or adjectival
        ending = (
            hit.named and token.start <= hit.start < hit.end < token.end
        )  # taggers may not know the case: "Ankara'da"
        return token.upos in (NAME_TAGS if hit.named else NOUN_TAGS) or token.deprel == "flat" or ending

    def _inside_name(self, sentence: Sentence, token: Token, hit: Hit) -> bool:
        """Whether a state or town only ends a name that the tables do not know: "Fraser Island", "Michael Jordan"."""
        before = sentence.tokens[token.index - 1]
        continued = hit.kind in GEOGRAPHIC and token.start <= hit.start and token.entity.startswith("I-")
        return continued and before.upos == "PROPN" and key(sentence, before) not in self.cover

    def _estranged(self, hit: Hit) -> bool:
        """Whether what it is joined to makes the name another's: "pro-Russian", "Iranian-backed", "türkischstämmig"."""
        if self._text[hit.end : hit.end + 16].lstrip("-‐–").lower().startswith(self._language.words.estranged):
            return True
        if self._text[hit.start - 1 : hit.start] not in tuple("-‐–"):
            return False
        before = LAST_WORD.search(self._text, max(0, hit.start - 16), hit.start - 1)
        return before is not None and before[0].lower() in self._language.words.estranging

    def _split(self, sentence: Sentence, token: Token) -> None:
        """Closed compounds that no entry covers."""
        place = key(sentence, token)
        if place in self.cover or token.upos not in ("NOUN", "PROPN") or len(token.text) < 8:
            return
        last = max((h.end for h in self.inner.get(place, ())), default=token.start) - token.start
        rest = token.text[last:].lstrip("-–")
        offset = token.end - len(rest)
        cut, front, behind = self._language.gazetteer.split(rest)
        nouns = tuple(n for n in behind if n.kind not in NAMED)
        if front and (nouns or token.upos == "NOUN"):  # a name is not made of others: no Bern in "Berninger"
            self.inner.setdefault(place, []).append(Hit(offset, offset + cut, front))
        if nouns:
            self.cover[place] = Hit(offset + cut, token.end, nouns)

    def _rejoin(self, sentence: Sentence, token: Token) -> None:
        """A title that its country divides: "le ministre français de la Défense"."""
        hit, after = self.cover.get(key(sentence, token)), token.index + 1
        if hit is None or hit.named or hit.end != token.end or after >= len(sentence.tokens):
            return
        adjective = sentence.tokens[after]
        country = self.cover.get(key(sentence, adjective))
        if country is None or country.kind != "adjective" or country.end != adjective.end:
            return
        title = self._text[hit.start : hit.end] + self._text[adjective.end : adjective.end + _TITLE]
        whole = next(iter(self._language.gazetteer.find(title)), None)
        if whole is not None and whole.start == 0 and whole.end > len(token.text) and not whole.named:
            self.cover[key(sentence, token)] = Hit(hit.start, hit.end, whole.names)

    def _mark_surnames(self, parsed: Parsed) -> None:
        """A lone name that ends a full one of the document is that person, whatever its own tag says ("Biden" taken for
        a place); a word that the gazetteer knows by name is only if the tag says so, too."""
        full = {(s.sentence, s.last): s for s in self.person.values() if s.last > s.first}
        surnames = {parsed.sentences[n].tokens[last].text for n, last in full}
        for sentence in parsed.sentences:
            for t in sentence.tokens:
                place = key(sentence, t)
                known = self.cover.get(place)
                bare = t.lemma if self._language.words.genitive and t.text == f"{t.lemma}s" else t.text
                lone = t.upos == "PROPN" and bare in surnames and place not in self.person
                other = known is not None and known.named and not t.entity.endswith("PER")
                if lone and t.relation not in {"flat", "compound"} and not other:
                    self.person[place] = PersonSpan(sentence.index, t.index, t.index, t.text, t.start, t.end)

    def _mark_persons(self, sentence: Sentence) -> None:
        for first, last in [*self._tagged_persons(sentence), *self._listed_persons(sentence)]:
            tokens = sentence.tokens[first : last + 1]
            span = sentence.span(tokens)
            for t in tokens:
                place = key(sentence, t)
                old = self.person.get(place)
                if old is None or old.last - old.first < last - first:
                    self.person[place] = PersonSpan(sentence.index, first, last, span.text, span.start, span.end)

    def _tagged_persons(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Runs of person tags, without titles and office words in front."""
        tokens = sentence.tokens
        first = 0
        while first < len(tokens):
            if not tokens[first].entity.endswith("PER"):
                first += 1
                continue
            last = first
            while last + 1 < len(tokens) and tokens[last + 1].entity == "I-PER":
                last += 1
            after = last + 1
            if self._is_body(sentence, tokens[first], tokens[last]):
                first = after
                continue
            commas = [n for n in range(first, last) if tokens[n].text == ","]
            last = commas[0] - 1 if commas else last
            while first < last and self._is_title(sentence, tokens[first]):
                first += 1
            alone = self.cover.get(key(sentence, tokens[first])) if first == last else None
            word = alone is not None and (alone.named or alone.sense("office") or tokens[first].upos != "PROPN")
            spelt = any(t.text[0].isalpha() for t in tokens[first : last + 1])  # taggers name a lone dash, too
            if tokens[first].upos in ("PROPN", "NOUN", "X", "ADJ") and spelt and not word:
                yield first, last
            first = after

    def _is_body(self, sentence: Sentence, first: Token, last: Token) -> bool:
        """Whether the gazetteer knows the whole stretch as a body: it is surer than a tag."""
        hit = self.cover.get(key(sentence, first))
        kinds = ("body", "organisation", "metonym", "local")
        known = hit is not None and hit.kind in kinds and first is not last
        return known and hit is self.cover.get(key(sentence, last))

    def _is_title(self, sentence: Sentence, token: Token) -> bool:
        hit = self.cover.get(key(sentence, token))
        return token.text.rstrip(".") in self._language.words.titles or (hit is not None and not hit.named)

    def _listed_persons(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Full names of the table of persons, longest first."""
        tokens, people = sentence.tokens, self._tables.people
        first = 0
        while first < len(tokens) - 1:
            step = 1
            if _may_name(tokens[first]) and any(map(people.starts_name, self.endings(tokens[first].text))):
                for last in range(min(first + 5, len(tokens) - 1), first, -1):
                    if _may_name(tokens[last]) and self._listed(tokens[first : last + 1]):
                        yield first, last
                        step = last - first + 1
                        break
            first += step

    def _listed(self, tokens: list[Token]) -> bool:
        words = [t.text for t in tokens if t.text != "-"]
        if any(t.upos == "PUNCT" and t.text not in "-." for t in tokens):
            return False
        return any(self._tables.people.named(name) for name in self.spellings(words))

    def endings(self, word: str) -> list[str]:
        """A name as it stands and without a case ending."""
        return self._language.forms.names(word)

    def spellings(self, words: list[str]) -> list[str]:
        """A name of several words as it stands and without the case endings of its first and its last word."""
        if len(words) == 1:
            return self.endings(words[0])
        middle, lasts = words[1:-1], self.endings(words[-1])
        return [" ".join([first, *middle, last]) for first in self.endings(words[0]) for last in lasts]

    def _count(self, parsed: Parsed) -> list[Counter[str]]:
        """How often each country is named, by paragraph."""
        counts: list[Counter[str]] = []
        for sentence in parsed.sentences:
            while len(counts) <= sentence.paragraph:
                counts.append(Counter())
            for token in sentence.tokens:
                place = key(sentence, token)
                for hit in (self.cover.get(place), *self.inner.get(place, ())):
                    entity = hit.entity if hit and hit.end <= token.end and hit.kind != "local" else None
                    if entity and entity.country not in ("", "IGO") and entity.sector not in ABROAD:
                        counts[sentence.paragraph][entity.country] += 1
        if not any(counts):
            self._count_towns(parsed, counts)
        return counts

    def _count_towns(self, parsed: Parsed, counts: list[Counter[str]]) -> None:
        """Where no country is named, the towns tell which one a text is about."""
        for sentence in parsed.sentences:
            for token in sentence.tokens:
                if token.entity == "B-LOC" and (country := country_of(name_at(sentence, token).text)):
                    counts[sentence.paragraph][country] += 1
