from __future__ import annotations

import csv as csv_module
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given

from depesche.formats import csv, jsonl, table
from depesche.records import Document, Event, Span, event_record
from tests.strategies import events as any_event


def lines(events: list[Event], document: Document) -> list[str]:
    stream = io.StringIO()
    table.write(events, stream, document)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def test_table_is_one_row_an_event(events: list[Event], document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert lines(events, document) == [
        "oslo.txt · German · published 2022-05 · 2 events",
        "",
        "when       who → whom        what               status    on whose word  the words",
        "06|13 May  Norway → Belarus  THREATEN violence  actual    the outlet     Norwegen warnte Belarus",
        "–          Belarus           CONSULT visit      possible  Belarus        ein Besuch in Oslo [noch] möglich",
        "",
    ]


def test_narrow_table_is_blocks(events: list[Event], document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert lines(events, document)[2:6] == [
        "06|13 May · Norway → Belarus",
        "  THREATEN violence · actual · the outlet",
        "  Norwegen warnte Belarus",
        "– · Belarus",
    ]


@pytest.mark.parametrize("width", [1, 20, 60, 80, 100, 300])
def test_table_fits(events: list[Event], document: Document, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = Span("wort " * 200, 0, 1000)
    shown = lines([replace(events[0], quote=long)], document)
    assert all(len(line) <= max(width, 20) for line in shown[1:]) or width < 20


def test_table_of_nothing(document: Document) -> None:
    assert lines([], replace(document, language="", published="")) == ["oslo.txt · no events", ""]


def test_table_has_colour_in_a_terminal(
    events: list[Event], document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    table.write(events, stream, document)
    assert "\x1b[33mTHREATEN" in stream.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    table.write(events, plain, document)
    assert "\x1b[33m" not in plain.getvalue()


def test_text_cannot_command_the_terminal(events: list[Event], document: Document) -> None:
    evil = replace(events[0], quote=Span("\x1b[2Jgone\x07 \x9b31m", 0, 12))
    shown = "\n".join(lines([evil], replace(document, id="\x1b]0;owned\x07")))
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}


def test_jsonl_is_the_record(events: list[Event]) -> None:
    stream = io.StringIO()
    jsonl.write(events, stream)
    assert "möglich" in stream.getvalue()
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        json.loads(json.dumps(event_record(event))) for event in events
    ]


def test_csv(events: list[Event]) -> None:
    stream = io.StringIO()
    csv.write(events, stream)
    csv.write(events, stream, header=False)
    rows = list(csv_module.DictReader(io.StringIO(stream.getvalue())))
    assert len(rows) == 4
    assert tuple(rows[0]) == csv.COLUMNS
    assert (rows[0]["actor"], rows[0]["actor_country"], rows[0]["when"]) == ("Norway", "NOR", "[2022-05-06,2022-05-13]")
    assert (rows[1]["according_to"], rows[1]["quote"]) == ("Belarus", "ein Besuch\nin Oslo [noch] möglich")


@given(any_event())
def test_every_event_can_be_written(event: Event) -> None:
    for write in (jsonl.write, csv.write):
        write([event], io.StringIO())
    stream = io.StringIO()
    table.write([event], stream, Document(event.document, "x", published="2021-04"))
    assert event.type in stream.getvalue()
