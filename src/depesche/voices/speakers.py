"""Who speaks: the phrase that names a speaker, and whom a pronoun in its place means."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.entities import Cast
from depesche.language.trees import Sentence, Token
from depesche.records import Entity, Mention
from depesche.voices.words import Words

PRESS = "JRN"
"""Sector of news outlets."""

_BESIDE = ("acl", "appos", "parataxis", "conj", "cc", "case", "det", "cop", "advcl", "nsubj", "punct", "mark", "advmod")
"""What hangs on a name without being part of it."""


class Speakers:
    """Names the speakers of a document and remembers them in text order, for the pronouns that come later."""

    def __init__(self, cast: Cast, words: Words) -> None:
        self._cast, self._words = cast, words
        self._known: list[tuple[Token, Mention]] = []

    def name(self, sentence: Sentence, token: Token, remember: bool = True) -> list[Mention]:
        """The speakers that a phrase names, one per conjunct; [] where it names nobody ("man", "wer")."""
        found: list[Mention] = []
        for t in sentence.conjuncts(token):
            mention = self._one(sentence, t)
            if mention is not None and mention not in found:
                found.append(mention)
                if remember:
                    self._known.append((t, mention))
        return found

    def _one(self, sentence: Sentence, token: Token) -> Mention | None:
        if self._words.is_in(token.lemma.lower(), "nobody") or token.feats.get("Person") in {"1", "2"}:
            return None
        known = self._cast.mentions(sentence, token)
        if self._words.is_in(token.lemma, "witnesses") and not self._has_country(sentence, token, known):
            return self._own_words(sentence, token, before=True)  # "Augenzeugen der dpa": the agency is whom they told
        name = _own_name(sentence, token) if known and known[0].entity.id.startswith("role:") else None
        if name is not None:  # "die Nachrichtenagentur Reuters" is that agency and not the country's press
            return next(iter(self._cast.mentions(sentence, name)), None) or self._own_words(sentence, token)
        if known:
            return known[0]
        if token.upos in {"NOUN", "PROPN", "NUM", "ADJ", "X"}:
            return self._own_words(sentence, token)
        if token.upos in {"PRON", "DET"} and token.feats.get("PronType", "Prs") != "Int":
            return self._pronoun(token)
        return None

    def _pronoun(self, token: Token) -> Mention:
        """A pronoun that nobody resolved is the last speaker who agrees with it, else it stands for itself."""
        for earlier, mention in reversed(self._known):
            if _agree(earlier, token):
                return Mention(token.text, token.start, token.end, mention.entity)
        return Mention(token.text, token.start, token.end, Entity("", token.text))

    def _has_country(self, sentence: Sentence, token: Token, known: Iterable[Mention]) -> bool:
        """Does the phrase say itself whose people they are: "officials in Kyiv", "syrische Augenzeugen"?"""
        beside = sentence.children(token, "amod", "nmod", "compound", "appos", "flat")
        told = {m.entity.country for t in beside for m in self._cast.mentions(sentence, t)}
        return any(m.entity.sector != PRESS and m.entity.country in told for m in known)

    def may_be_cited(self, sentence: Sentence, token: Token) -> bool:
        """Is it somebody, and no reason: "citing the Pentagon", not "citing safety concerns"?"""
        somebody = token.upos == "PROPN" or self._words.is_in(token.lemma, "witnesses")
        return somebody or bool(self._cast.mentions(sentence, token))

    def _own_words(self, sentence: Sentence, token: Token, before: bool = False) -> Mention:
        """A phrase without a known actor speaks under its own words, or under the name that stands in it.

        ``before`` leaves out what follows the noun.
        """
        phrase = _unbroken(sentence.subtree(token, _BESIDE), token)
        phrase = [t for t in phrase if not before or t.index <= token.index]
        span = sentence.span(phrase)
        name = [t for t in phrase if t.upos == "PROPN" and (t.relation == "flat" or t is token)]
        if token.upos != "PROPN" and not before:
            named = sentence.children(token, "appos", "flat")
            name = next((_name(sentence, t) for t in named if t.upos == "PROPN"), name)
        text = sentence.span(name).text if name else span.text
        return Mention(span.text, span.start, span.end, Entity("", text))


def _own_name(sentence: Sentence, token: Token) -> Token | None:
    """The proper name right behind a noun that says what it is the name of."""
    named = sentence.children(token, "appos", "flat") if token.upos == "NOUN" else []
    return next((t for t in named if t.upos == "PROPN" and t.index == token.index + 1), None)


def _name(sentence: Sentence, token: Token) -> list[Token]:
    """A name's own tokens. In "Minister Ana Ruiz" the second name may hang on the title beside the first."""
    return _unbroken([token, *sentence.children(token, "flat", "compound")], token)


def _unbroken(tokens: list[Token], around: Token) -> list[Token]:
    """Those of the tokens that stand next to each other around one; a gap of hyphens and quotation marks is none."""
    ordered = sorted(tokens, key=lambda t: t.index)
    at = ordered.index(around)
    first = last = at
    while first > 0 and ordered[first].index - ordered[first - 1].index <= 2:
        first -= 1
    while last + 1 < len(ordered) and ordered[last + 1].index - ordered[last].index <= 3:
        last += 1
    return ordered[first : last + 1]


def _agree(earlier: Token, pronoun: Token) -> bool:
    """Number, and gender unless it is that of a name, which trees only guess."""
    for feature in ("Number", "Gender"):
        a, b = earlier.feats.get(feature), pronoun.feats.get(feature)
        if a and b and a != b and not (feature == "Gender" and (earlier.upos == "PROPN" or b == "Neut")):
            return False
    return True
