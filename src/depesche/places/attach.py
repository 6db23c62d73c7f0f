"""The place of an act: a place name in a locative phrase of its own clause."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.coding.acts import SPEECH, Act
from depesche.entities import Cast
from depesche.language.trees import Sentence, Token
from depesche.places.gazetteer import Gazetteer, Site, name_at
from depesche.propositions import Grammar, Proposition, case_lemma
from depesche.records import Place, Span

_CORE = ("subject", "object", "of")
_FINEST = ("capital", "town", "region", "", "country")  # "" is a name that the gazetteer does not know


def place_of(act: Act, cast: Cast, grammar: Grammar) -> Place:
    """The place that the act's locative phrases name, the finest of several, or an empty Place.

    A state named as an actor or recipient is no place, but who is attacked or visited in Syria, is there, and who
    withdraws from it, was. What is said about a place is not said there: "condemned the attack in Kabul".
    """
    p, end = act.proposition, "goal" if "visit" in act.modes else "origin" if act.type == "RETREAT" else ""
    taken = act.actor if end or act.type == "ASSAULT" else (*act.actor, *act.recipient)
    spans = {(m.start, m.end) for m in taken if m.entity.id == m.entity.country or m.entity.id.startswith("body:")}
    spoken = act.type in SPEECH
    parties = [] if spoken else _of_parties(p, grammar)
    for tokens in ([*_scene(p, end, spoken, grammar), *parties], *_scenes_before(p, spoken, grammar)):
        found = [
            (_FINEST.index(kind), place)
            for token in tokens
            for kind, place in _named(p, token, cast)
            if (place.start, place.end) not in spans and (kind != "country" or _is_opened(p.sentence, token, grammar))
        ]
        if found:
            return min(found, key=lambda pair: pair[0])[1]
    return Place()


def _scenes_before(p: Proposition, spoken: bool, grammar: Grammar) -> Iterator[list[Token]]:
    """The scenes of clauses before it of the same doer: "fired on demonstrators in Cali and killed five people"."""
    while p.kind == "verb" and p.link == "conj" and p.parent is not None and p.parent.kind == "verb":
        if not any(t in p.parent.slots.get(slot, ()) for slot in ("subject", "object") for t in p.slots.get(slot, ())):
            break
        p = p.parent
        yield _scene(p, "", spoken, grammar)


def _bearers(p: Proposition) -> Iterator[Proposition]:
    """The predicate and the verb that carries it ("fanden in Genf statt")."""
    yield p
    if p.support is not None:
        yield p.support
    if p.kind == "noun" and p.parent is not None and _is_core(p.head, p.parent):
        yield p.parent


def _scene(p: Proposition, end: str, spoken: bool, grammar: Grammar) -> list[Token]:
    """The nouns after prepositions of place with the names beside them ("in der Stadt Bonn"), also inside what goes on
    around the act ("during a raid in Kabul"), and after those that the grammar lists under ``end``.

    Of something spoken only a name after the preposition is its place: in "spoke on the raid in Kabul" there is none.
    """
    found: list[Token] = []
    for slot, tokens in ((slot, tokens) for bearer in _bearers(p) for slot, tokens in bearer.slots.items()):
        if grammar.is_in(slot, "place") or grammar.is_in(slot, end):
            places = [t for t in tokens if t.upos == "PROPN" or grammar.is_in(t.lemma, "area")] if spoken else tokens
            found += _beside(p.sentence, places, grammar)
        if grammar.is_in(slot, "during"):
            found += _beside(p.sentence, [t for o in tokens for t in _phrases(p.sentence, o, grammar)], grammar)
    return found


def _of_parties(p: Proposition, grammar: Grammar) -> list[Token]:
    """The parties themselves and the nouns of place in them ("griff Ziele in Gaza an")."""
    found: list[Token] = []
    for slot, tokens in ((slot, tokens) for bearer in _bearers(p) for slot, tokens in bearer.slots.items()):
        if slot in _CORE or grammar.is_in(slot, "together"):
            found += [t for o in tokens for t in (o, *p.sentence.children(o, "appos", "flat"))]
            found += _beside(p.sentence, [t for o in tokens for t in _phrases(p.sentence, o, grammar)], grammar)
    return found


def _is_opened(sentence: Sentence, token: Token, grammar: Grammar) -> bool:
    """Does a preposition open the name, or is it that of which a part is named: "im Osten Afghanistans"?"""
    above = sentence.head(token)
    return bool(sentence.children(token, "case")) or (above is not None and grammar.is_in(above.lemma, "area"))


def _beside(sentence: Sentence, heads: list[Token], grammar: Grammar) -> list[Token]:
    """The nouns and the names beside them: "in the town of Homs", but not "before the tribunal for Rwanda"."""
    found: list[Token] = []
    areas = (t for h in heads if grammar.is_in(h.lemma, "area") for t in sentence.children(h, "nmod"))
    for head in [*heads, *areas]:  # "near his town of Corleone"
        found += (head, *sentence.children(head, "appos", "flat", "compound"))
        for t in sentence.children(head, "nmod"):
            case = case_lemma(sentence, t)
            if not case or case in grammar.of or grammar.is_in(case, "place"):
                found.append(t)
    return found


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
    mention = next(iter(cast.mentions(p.sentence, token)), None)
    is_region = mention is not None and mention.entity.id.startswith("region:")
    if token.upos != "PROPN" and not tagged and not is_region:
        return
    country = mention.entity.country if mention is not None else ""
    if mention is None and not tagged:
        return  # "at the NATO Summit" is not in New Jersey
    if mention is not None and not (is_region or mention.entity.id == country or mention.entity.id.startswith("body:")):
        return
    span = mention.span if mention is not None else name_at(p.sentence, token)
    around = next((name_at(p.sentence, t).text for t in p.sentence.children(token, "appos")), "")
    site = next(iter(Gazetteer.load().sites(span.text, {country} if country else cast.countries, around)), None)
    site = site if site and country in ("", site.country) else None
    name = site.name if site else span.text
    is_state = mention is not None and mention.entity.id == country
    if mention is not None and is_state and (site is None or name == mention.entity.name or site.kind == "region"):
        site, name = Gazetteer.load().country(country), mention.entity.name
    # a name that no table knows is a place where it stands like one: "in Xanthor"
    opened = token.upos == "PROPN" and bool(p.sentence.children(token, "case"))
    if mention is not None or site is not None or opened:
        yield (site.kind if site else "country" if country else ""), _place(name, country, span, site)


def _place(name: str, country: str, span: Span, site: Site | None) -> Place:
    if site is None:
        return Place(name, country, span.text, span.start, span.end)
    return Place(
        name, site.country, span.text, span.start, span.end,
        site.region, site.latitude, site.longitude, site.id,
    )  # fmt: skip
