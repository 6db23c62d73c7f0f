"""The whole layer: any text gives trees whose words reproduce it, alone or among others."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import LanguageError
from depesche.language import Parser
from depesche.language.trees import Parsed
from depesche.records import Document

TEXT = "Oslo und Wien einigten sich am 3. Mai auf einen Vertrag. Der Kanzler sprach von einem „guten Tag“."


def check(parsed: Parsed, text: str) -> None:
    """Words stand in text order, never overlap, hold all but white space; every sentence is a tree."""
    at = 0
    for sentence in parsed.sentences:
        assert sum(t.head < 0 for t in sentence.tokens) == 1
        for token in sentence.tokens:
            assert at <= token.start < token.end
            assert text[token.start : token.end] == token.text
            assert not text[at : token.start].strip()
            assert len(list(sentence.ancestors(token))) < len(sentence.tokens)
            at = token.end
    assert not text[at:].strip()


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=400), language=st.sampled_from(["de", "en", "fr", "ru"]))
def test_any_text_gives_trees_over_its_words(parser: Parser, text: str, language: str) -> None:
    check(parser.parse(Document("t", text, language=language)), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "😀🎉👩‍👩‍👧‍👦🏳️‍🌈",
        "1 22 333 4.444 55,5 %",
        "\x00NUL\x00 im\x00Text\x00",
        "مرحبا بالعالم، التقى الوزيران أمس.",
        "\u202eRechts nach links\u202c und zurück.",
        "e\u0301te\u0301 na\u00efve \ufb01nden",
        "." * 3000,
        "x" * 20_000,
        "=" * 500 + "\n" + "-" * 500,
    ],
)
def test_odd_texts(parser: Parser, text: str) -> None:
    check(parser.parse(Document("t", text, language="de")), text)


def test_a_sentence_of_three_thousand_words(parser: Parser) -> None:
    text = "Der Minister nannte " + ", ".join(f"Ort{i}" for i in range(1500)) + "."
    parsed = parser.parse(Document("t", text, language="de"))
    check(parsed, text)
    assert sum(len(s.tokens) for s in parsed.sentences) > 3000


def test_a_long_text_is_not_held_as_scores(parser: Parser) -> None:
    def peak(copies: int) -> int:
        text = (TEXT + " ") * copies
        tracemalloc.start()
        words = sum(len(s.tokens) for s in parser.parse(Document("t", text, language="de")).sentences)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used // words

    assert peak(400) < 4000  # bytes a word, trees included; the scores alone would take more


def test_a_document_is_parsed_the_same_alone_and_among_others(parser: Parser) -> None:
    documents = [Document(str(i), TEXT * (1 + i % 3), language="de") for i in range(9)]
    documents.insert(4, Document("empty", "", language="de"))
    together = list(parser.parse_all(documents))
    assert [p.document for p in together] == documents
    assert together == [parser.parse(d) for d in documents]


def test_documents_before_one_that_cannot_be_parsed_are_handed_out(parser: Parser) -> None:
    road = parser.parse_all([Document("a", TEXT), Document("b", "12 34"), Document("c", TEXT)])
    assert next(road).language == "de"
    with pytest.raises(LanguageError, match="cannot be told"):
        next(road)
