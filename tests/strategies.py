"""Hypothesis strategies shared by the tests."""

from __future__ import annotations

from hypothesis import strategies as st

from depesche.coding.ontology import load_ontology
from depesche.records import Attribution, Entity, Event, Mention, Place, Span, When

ONTOLOGY = load_ontology()
TEXTS = st.text(st.characters(codec="utf8"), max_size=40)
COUNTRIES = st.sampled_from(["", "DEU", "KOS", "IGO"])
SECTORS = st.sampled_from(["", *ONTOLOGY.sectors])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    text, start = draw(TEXTS), draw(st.integers(0, 9999))
    return Span(text, start, start + len(text))


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    found = draw(spans())
    entity = Entity(draw(TEXTS), draw(TEXTS), draw(COUNTRIES), draw(SECTORS), draw(TEXTS))
    return Mention(found.text, found.start, found.end, entity)


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    kind = draw(st.sampled_from(["direct", "indirect", "according-to"]))
    return Attribution(draw(TEXTS), draw(COUNTRIES), draw(SECTORS), kind, draw(st.none() | spans()), draw(TEXTS))


@st.composite
def places(draw: st.DrawFn) -> Place:
    at = draw(st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.just((None, None)))
    identifier = draw(st.none() | st.integers(1, 10**8))
    return Place(draw(TEXTS), draw(COUNTRIES), "", -1, -1, draw(st.sampled_from(["", "DE-NW"])), *at, identifier)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that the ontology allows, with any words in it."""
    kind = draw(st.sampled_from(sorted(ONTOLOGY.types)))
    allowed = sorted(ONTOLOGY.types[kind].modes)
    modes = tuple(draw(st.lists(st.sampled_from(allowed), unique=True, max_size=2))) if allowed else ()
    return Event(
        id=draw(TEXTS.filter(bool)),
        document=draw(TEXTS.filter(bool)),
        type=kind,
        modes=modes,
        contexts=tuple(draw(st.lists(st.sampled_from(sorted(ONTOLOGY.contexts)), unique=True, max_size=2))),
        quad=ONTOLOGY.quad(kind),
        score=ONTOLOGY.score(kind, modes),
        actor=tuple(draw(st.lists(mentions(), max_size=2))),
        recipient=tuple(draw(st.lists(mentions(), max_size=2))),
        status=draw(st.sampled_from(["actual", "planned", "possible", "negated"])),
        according_to=tuple(draw(st.lists(attributions(), max_size=2))),
        when=When(draw(st.sampled_from(["", "2021-04", "[2021-04-06,2021-04-13]", "2021-04~"])), draw(TEXTS)),
        where=draw(places()),
        quote=draw(spans()),
        trigger=draw(spans()),
        why={"type": draw(TEXTS)},
    )
