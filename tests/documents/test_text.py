from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.documents import read_text
from depesche.documents.checks import MAX_LINE, Defaults
from depesche.documents.text import split_header
from depesche.errors import DateError, DepescheError, InputError
from depesche.records import Document


def read(data: bytes, **defaults: str) -> Document:
    [(_, document)] = read_text(data, "a.txt", defaults=Defaults(**defaults))
    return document


@pytest.mark.parametrize(
    ("content", "published", "title", "text"),
    [
        ("They met.", "", "", "They met."),
        ("date 2021-04-13 Talks in Oslo\nThey met.\n", "2021-04-13", "Talks in Oslo", "They met.\n"),
        (" date 2021-04 Talks\n\n  They met.", "2021-04", "Talks", "  They met."),
        ("\r\ndate 2021\r\n\r\nThey met.\r\nTwice.", "2021", "", "They met.\r\nTwice."),
        ("date palms grow there.", "", "", "date palms grow there."),
        ("Up to date 2021-04 news.", "", "", "Up to date 2021-04 news."),
    ],
)
def test_header(content: str, published: str, title: str, text: str) -> None:
    assert split_header(content) == (published, title, text)
    assert read(content.encode()) == Document("a.txt", text, title=title, published=published)


def test_byte_order_mark_is_no_text() -> None:
    assert read(b"\xef\xbb\xbfdate 2021-04 Talks\nThey met.").text == "They met."


def test_defaults_fill_gaps_only() -> None:
    document = read(b"date 2021-04 Talks\nThey met.", published="2020", language="EN-gb", source="Wire")
    assert (document.published, document.language, document.source) == ("2021-04", "en", "Wire")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"date 2021-04 Only a title\n", "no text"),
        ("Männer".encode("latin-1"), "byte 0xe4 at offset 1"),
        ("Sie trafen sich.".encode("utf-16"), "byte 0xff at offset 0"),
        (b"They\0met.", "NUL byte at offset 4"),
        (b"\x89PNG\r\n\x1a\n\0\0", "byte 0x89 at offset 0"),
        (b"x" * 10_000_000, "line 1 of the text is too long: 10,000,000 characters"),
    ],
)
def test_unreadable(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert words in str(caught.value)
    assert str(caught.value).startswith("a.txt")
    assert "expected:" in str(caught.value)
    assert "try:" in str(caught.value)


@pytest.mark.parametrize("date", ["2021-13", "2021-02-30", "2021-4-31", "13/04/2021"])
def test_impossible_date(date: str) -> None:
    with pytest.raises(DateError, match=r"a\.txt"):
        read(f"date {date} Talks\nThey met.".encode())


def test_longest_line() -> None:
    assert len(read(b"a" * MAX_LINE + b"\nb").text) == MAX_LINE + 2


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read(data)
    except DepescheError:
        return
    assert data.decode("utf8").endswith(document.text)


@given(st.text(st.characters(codec="utf8", exclude_characters="\0"), max_size=100), st.sampled_from(["\n", "\r\n"]))
def test_text_after_a_header_is_unchanged(text: str, end: str) -> None:
    body = "Oslo: " + text
    assert read(f"date 2021-04 Talks{end}{end}{body}".encode()).text == body
