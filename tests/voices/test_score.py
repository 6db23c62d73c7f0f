"""The measure itself, on a document whose voices are made by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from depesche.entities import Tables
from depesche.errors import InputError
from depesche.language.parser import Parser
from depesche.records import Document
from depesche.voices import Heard, hear
from depesche.voices.score import Quotation, read_quotations, score

TEXT = "Der Richter sagte, dass das Gesetz ungültig sei."
CONTENT, JUDGE, LAW = ((19, 47),), ((0, 11),), ((24, 34),)


@pytest.fixture(scope="module")
def heard(parser: Parser) -> Heard:
    return hear(parser.parse(Document("d", TEXT, language="de")), Tables.load())


def test_right_content_and_speaker(heard: Heard) -> None:
    scores = score([(heard, [Quotation("indirect", CONTENT, JUDGE)])])
    assert (scores["indirect"].precision, scores["indirect"].recall, scores["indirect"].f1) == (1, 1, 1)
    assert scores["direct"].f1 == 0


def test_another_speaker_is_wrong(heard: Heard) -> None:
    result = score([(heard, [Quotation("indirect", CONTENT, LAW)])])["indirect"]
    assert (result.found, result.right, result.asked, result.hit) == (1, 0, 1, 0)


def test_nothing_found(heard: Heard) -> None:
    result = score([(replace(heard, voices=[]), [Quotation("indirect", CONTENT, JUDGE)])])["indirect"]
    assert (result.asked, result.recall, result.f1) == (1, 0, 0)


@pytest.mark.parametrize("quotation", [Quotation("", CONTENT, JUDGE), Quotation("indirect", CONTENT, ())])
def test_what_cannot_be_judged_does_not_count(heard: Heard, quotation: Quotation) -> None:
    result = score([(heard, [quotation])])["indirect"]
    assert (result.found, result.asked) == (0, 0)


def test_read_quotations(tmp_path: Path) -> None:
    spans = [{"charBegin": 0, "charEnd": 11}]
    said = {"type": "Direct", "quote": {"spans": [{"charBegin": 19, "charEnd": 47}]}, "speaker": {"spans": spans}}
    file = tmp_path / "quotes.jsonl"
    file.write_text(json.dumps({"documentName": "d", "text": TEXT, "annotations": [said]}), encoding="utf8")
    assert list(read_quotations(file)) == [
        (Document("d", TEXT, language="de"), [Quotation("direct", CONTENT, JUDGE)])
    ]  # fmt: skip


def test_a_line_that_is_something_else(tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text('{"words": "none"}', encoding="utf8")
    with pytest.raises(InputError, match=r"other\.jsonl:1"):
        list(read_quotations(file))
