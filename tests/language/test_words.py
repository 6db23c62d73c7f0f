"""Words and paragraphs: offsets are exact whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.words import first_cut, paragraphs, words


def cut(text: str, language: str) -> list[str]:
    return [text[p.start : p.end] for p in words(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am 22. und 23. April tagt die US-Delegation.", "Am 22. und 23. April tagt die US - Delegation ."),
        ("de", "Das war 1998. Der Minister ging.", "Das war 1998 . Der Minister ging ."),
        ("de", "Dr. Huber sagte: „Nein.“", "Dr. Huber sagte : „ Nein . “"),
        ("en", "He doesn't know what they can't do.", "He does n't know what they ca n't do ."),
        ("en", "U.S.-led forces left Kabul's airport.", "U.S. - led forces left Kabul 's airport ."),
        ("en", "The states' pro-Western bloc", "The states ' pro-Western bloc"),
        ("fr", "L’accord qu'il a signé aujourd'hui", "L’ accord qu' il a signé aujourd'hui"),
        ("fr", "A-t-il parlé ?", "A -t-il parlé ?"),
        ("it", "L'incontro dell'ONU", "L' incontro dell' ONU"),
        ("de", "siehe https://example.org/a-b?c=1, und a@b.de.", "siehe https://example.org/a-b?c=1 , und a@b.de ."),
    ],
)
def test_words(language: str, text: str, expected: str) -> None:
    assert cut(text, language) == expected.split(" ")


@given(st.text(max_size=300), st.sampled_from(["de", "en", "fr", "it", "xx"]))
def test_words_hold_all_but_white_space_and_never_overlap(text: str, language: str) -> None:
    found = words(text, 0, len(text), language)
    at = 0
    for piece in found:
        assert at <= piece.start < piece.end
        assert not text[at : piece.start].strip()
        assert piece.spaced or piece.start == at
        at = piece.end
    assert not text[at:].strip()


@given(st.text(alphabet="ab .\n", max_size=200))
def test_paragraphs_cover_the_text(text: str) -> None:
    found = paragraphs(text)
    covered = "".join(text[a:b] for a, b in found)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


def test_a_wrapped_line_goes_on_and_a_headline_does_not() -> None:
    wrapped = "Der Sprecher des Ministeriums teilte am Abend in der Stadt\nmit, dass nichts geschehen sei."
    assert len(paragraphs(wrapped)) == 1
    assert len(paragraphs("Treffen in Wien\nDie Minister kamen zusammen.")) == 2


def test_windows_end_where_sentences_end() -> None:
    text = "Eins zwei drei vier. Fünf sechs sieben acht. Neun zehn."
    pieces = words(text, 0, len(text), "de")
    cuts = first_cut(text, pieces, 5)
    assert [text[w[0].start : w[-1].end] for w in cuts] == [
        "Eins zwei drei vier.", "Fünf sechs sieben acht.", "Neun zehn.",
    ]  # fmt: skip
    assert sum(map(len, cuts)) == len(pieces)
