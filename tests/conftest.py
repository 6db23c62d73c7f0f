"""The real parser and reader, loaded once; and a small article with its events, built by hand, for tests of
everything around the reading itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import settings

from depesche.language.parser import Parser
from depesche.language.trees import Parsed, Sentence, Token
from depesche.reader import Reader
from depesche.records import Attribution, Document, Entity, Event, Mention, Place, Span, When

# How long an example takes says nothing about the code on a machine that has other work.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

TEXT = "Norwegen warnte Belarus am Freitag. Laut Minsk bleibt ein Besuch\nin Oslo [noch] möglich."
NORWAY = Entity("Q20", "Norway", "NOR", "GOV")
BELARUS = Entity("Q184", "Belarus", "BLR", "GOV")


def span(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(words, start, start + len(words))


def mention(text: str, words: str, entity: Entity) -> Mention:
    found = span(text, words)
    return Mention(found.text, found.start, found.end, entity)


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The shipped language model."""
    return Parser()


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The whole road."""
    return Reader()


@pytest.fixture
def document() -> Document:
    return Document("oslo.txt", TEXT, title="Besuch offen", published="2022-05", language="de", source="Probe")


@pytest.fixture
def events(document: Document) -> list[Event]:
    """A threat in the outlet's voice, dated; and a visit on the word of Minsk, undated."""
    text = document.text
    friday = span(text, "am Freitag")
    minsk = span(text, "Minsk")
    return [
        Event(
            "e1", document.id, "THREATEN", ("violence",), ("military",), 3, -3.5,
            (mention(text, "Norwegen", NORWAY),), (mention(text, "Belarus", BELARUS),), "actual", (),
            When("[2022-05-06,2022-05-13]", friday.text, friday.start, friday.end), Place(),
            span(text, "Norwegen warnte Belarus"), span(text, "warnte"), {"type": "de/threaten: warnen"},
        ),
        Event(
            "e2", document.id, "CONSULT", ("visit",), (), 1, 4.0,
            (mention(text, "Minsk", BELARUS),), (), "possible",
            (Attribution("Belarus", "BLR", "GOV", "according-to", span(text, "Laut"),
                         minsk.text, minsk.start, minsk.end),),
            When(), Place("Oslo", "NOR", *_triple(span(text, "Oslo"))),
            span(text, "ein Besuch\nin Oslo [noch] möglich"), span(text, "Besuch"),
        ),
    ]  # fmt: skip


def _triple(found: Span) -> tuple[str, int, int]:
    return found.text, found.start, found.end


class HandReader:
    """Stands where the reader stands, and knows one article by heart."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events

    def read_all(self, documents: Iterable[Document]) -> Iterator[list[Event]]:
        return (self.events if d.text == TEXT else [] for d in documents)

    def parse_all(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        for document in documents:
            word = document.text.split()[0]
            token = Token(0, word, 0, len(word), lemma=word, upos="X", deprel="root")
            yield Parsed(document, document.language, [Sentence(0, 0, [token], document.text)])


@pytest.fixture
def hand_reader(events: list[Event]) -> HandReader:
    return HandReader(events)
