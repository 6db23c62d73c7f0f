"""The place of an act: a place name in a locative phrase of its own clause."""

from __future__ import annotations

from depesche.entities import Cast
from depesche.language.trees import Token
from depesche.propositions import Proposition
from depesche.records import Mention, Place

_LOCATIVE = frozenset({"in", "at", "bei", "near", "nahe", "à", "en", "dans", "a", "auf", "on", "vor"})


def place_of(p: Proposition, cast: Cast, taken: tuple[Mention, ...]) -> Place:
    """The place that the proposition's locative phrases name, or an empty Place.

    ``taken`` are the act's actors and recipients: a state named as an actor is no place.
    """
    spans = {(m.start, m.end) for m in taken}
    for slot, tokens in p.slots.items():
        if slot not in _LOCATIVE:
            continue
        for token in tokens:
            for t in [token, *p.sentence.children(token, "appos", "nmod")]:
                place = _named(p, t, cast)
                if place is not None and (place.start, place.end) not in spans:
                    return place
    return Place()


def _named(p: Proposition, token: Token, cast: Cast) -> Place | None:
    if token.upos != "PROPN" and not token.entity.endswith("LOC"):
        return None
    mention = next(iter(cast.mentions(p.sentence, token)), None)
    if not token.entity.endswith("LOC") and mention is None:
        return None
    words = [token, *p.sentence.children(token, "flat")]
    span = p.sentence.span(words)
    country = mention.entity.country if mention is not None else ""
    name = mention.entity.name if mention is not None and mention.entity.sector == "GOV" else span.text
    return Place(name, country, span.text, span.start, span.end)
