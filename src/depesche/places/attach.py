"""The place of an act: a place name in a locative phrase of its own clause."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.entities import Cast
from depesche.language.trees import Sentence, Token
from depesche.places.gazetteer import Gazetteer, Site, name_at
from depesche.propositions import Grammar, Proposition, case_lemma
from depesche.records import Mention, Place, Span

_CORE = ("subject", "object", "of")
_FINEST = ("capital", "town", "region", "", "country")  # "" is a name that the gazetteer does not know


def place_of(p: Proposition, cast: Cast, taken: tuple[Mention, ...], grammar: Grammar) -> Place:
    """The place that the proposition's locative phrases name, the finest of several, or an empty Place.

    ``taken`` are the act's actors and recipients: a state named as an actor is no place.
    """
    spans = {(m.start, m.end) for m in taken if m.entity.id == m.entity.country}
    found = [
        (_FINEST.index(kind), place)
        for token in _locatives(p, grammar)
        for kind, place in _named(p, token, cast)
        if (place.start, place.end) not in spans and (kind != "country" or p.sentence.children(token, "case"))
    ]
    return min(found, key=lambda pair: pair[0], default=(0, Place()))[1]


def _locatives(p: Proposition, grammar: Grammar) -> Iterator[Token]:
    """The nouns after prepositions of place, of the predicate, of the verb that carries it ("fanden in Genf statt") and
    of its parties ("griff Ziele in Gaza an"), and these themselves, with the names beside them ("in der Stadt Bonn").
    """
    carrier = p.parent if p.kind == "noun" and p.parent is not None and _is_core(p.head, p.parent) else None
    for bearer in filter(None, (p, p.support, carrier)):
        for slot, tokens in bearer.slots.items():
            if grammar.is_in(slot, "place"):
                heads = list(tokens)
            elif slot in _CORE or grammar.is_in(slot, "together"):
                yield from (t for o in tokens for t in (o, *p.sentence.children(o, "appos", "flat")))
                heads = [t for o in tokens for t in _phrases(p.sentence, o, grammar)]
            else:
                continue
            yield from (t for head in heads for t in (head, *p.sentence.children(head, "appos", "nmod", "flat")))


def _is_core(token: Token, verb: Proposition) -> bool:
    return any(token in verb.slots.get(slot, ()) for slot in _CORE)


def _phrases(sentence: Sentence, head: Token, grammar: Grammar) -> list[Token]:
    """Nouns of place inside a noun phrase, without the clauses in it."""
    return [
        child
        for child in sentence.subtree(head, ("acl:relcl", "acl", "parataxis", "advcl", "conj"))
        if grammar.is_in(case_lemma(sentence, child), "place")
    ]


def _named(p: Proposition, token: Token, cast: Cast) -> Iterator[tuple[str, Place]]:
    """What the token names as a place, with its kind; nothing for persons, organisations and common nouns."""
    tagged = token.entity.endswith("LOC")
    if token.upos != "PROPN" and not tagged:
        return
    mention = next(iter(cast.mentions(p.sentence, token)), None)
    country = mention.entity.country if mention is not None else ""
    if mention is None and token.entity and not tagged:
        return
    if mention is not None and mention.entity.id != country and not mention.entity.id.startswith(("region:", "body:")):
        return
    span = mention.span if mention is not None else name_at(p.sentence, token)
    if mention is not None and mention.entity.id == country:
        site = Gazetteer.load().country(country)
        name = mention.entity.name
    else:
        site = next(iter(Gazetteer.load().sites(span.text, {country} if country else cast.countries)), None)
        site = site if site and country in ("", site.country) else None
        name = site.name if site else span.text
    # a name that no table knows is a place where it stands like one: "in Xanthor"
    opened = token.upos == "PROPN" and tagged and bool(p.sentence.children(token, "case"))
    if mention is not None or site is not None or opened:
        yield (site.kind if site else "country" if country else ""), _place(name, country, span, site)


def _place(name: str, country: str, span: Span, site: Site | None) -> Place:
    if site is None:
        return Place(name, country, span.text, span.start, span.end)
    return Place(
        name, site.country, span.text, span.start, span.end,
        site.region, site.latitude, site.longitude, site.id,
    )  # fmt: skip
