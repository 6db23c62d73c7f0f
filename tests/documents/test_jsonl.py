from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.documents import read_jsonl
from depesche.documents.jsonl import looks_like_jsonl
from depesche.errors import DateError, DepescheError, InputError, LanguageError
from depesche.records import Document


def read(*lines: str) -> list[Document]:
    return [document for _, document in read_jsonl("\n".join(lines).encode(), "news.jsonl")]


def test_documents() -> None:
    full = {"id": "a", "text": "They met.\n", "title": "T", "published": "2021-04", "language": "en", "source": "Wire"}
    documents = read(
        json.dumps({**full, "url": "file:a", "licence": "CC0"}), "", '{"id": 7, "text": "x", "title": null}'
    )
    assert documents == [Document(**full, url="file:a"), Document("7", "x")]


@pytest.mark.parametrize(
    ("line", "error", "words"),
    [
        ("{", InputError, "not JSON"),
        ("[" * 100_000, InputError, "not JSON"),
        ('["id", "text"]', InputError, "not an object"),
        ('{"text": "x"}', InputError, "no id"),
        ('{"id": " ", "text": "x"}', InputError, "no id"),
        ('{"id": true, "text": "x"}', InputError, "no id"),
        ('{"id": "a"}', InputError, "no text"),
        ('{"id": "a", "text": " "}', InputError, "no text"),
        ('{"id": "a", "text": "x", "title": 3}', InputError, "title is not a string"),
        ('{"id": "a", "text": "x\\u0000"}', InputError, "NUL character at offset 1"),
        ('{"id": "a", "text": "x\\ud800"}', InputError, "surrogate"),
        ('{"id": "a\\ud800", "text": "x"}', InputError, "surrogate"),
        ('{"id": "a", "text": "x", "published": "2021-02-30"}', DateError, "2021-02-30"),
        ('{"id": "a", "text": "x", "language": "tlh"}', LanguageError, "unknown language 'tlh'"),
    ],
)
def test_unreadable_line_is_named(line: str, error: type[DepescheError], words: str) -> None:
    with pytest.raises(error, match=r"^news\.jsonl, line 3") as caught:
        read('{"id": "first", "text": "x"}', "", line)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "answer"),
    [(b'\n{"id": 1}\n', True), (b"{curly} words", False), (b"[1]", False), (b"", False), (b"\xff{}", False)],
)
def test_looks_like_jsonl(data: bytes, answer: bool) -> None:
    assert looks_like_jsonl(data) is answer


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda t: json.dumps({"id": t, "text": t}).encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    looks_like_jsonl(data)
    try:
        documents = list(read_jsonl(data, "news.jsonl"))
    except DepescheError:
        return
    assert all(document.text.strip() for _, document in documents)
