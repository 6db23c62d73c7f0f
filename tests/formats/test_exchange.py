"""Exchange formats: laid out as their documentation says, and read back where they can hold a record."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.coding.ontology import load_ontology
from depesche.data import read_yaml
from depesche.errors import InputError
from depesche.formats import cameo, conllu, gdelt, icews, parquet, web_annotation
from depesche.language.conllu import parse_conllu
from depesche.language.trees import Parsed, Sentence, Token
from depesche.reader import Reader
from depesche.records import Document, Event, Span
from tests.strategies import events as any_event


def test_every_type_has_a_cameo_code_and_every_mode_exists() -> None:
    table, types = read_yaml("formats", "cameo.yaml"), load_ontology().types
    assert set(table) == set(types)
    for kind, codes in table.items():
        assert set(codes) - {"code"} <= set(types[kind].modes)
        assert all(code.isdigit() and 3 <= len(code) <= 4 and 1 <= int(code[:2]) <= 20 for code in codes.values())


def test_gdelt_columns(events: list[Event], document: Document) -> None:
    assert (len(gdelt.EVENT_COLUMNS), len(gdelt.MENTION_COLUMNS)) == (61, 16)
    stream = io.StringIO()
    gdelt.write_events(events, {document.id: document}, stream)
    rows = list(gdelt.read(io.StringIO(stream.getvalue()), gdelt.EVENT_COLUMNS))
    assert [r["EventCode"] for r in rows] == ["138", "042"]
    assert [r["EventRootCode"] for r in rows] == ["13", "04"]
    assert (rows[0]["Actor1Code"], rows[0]["Actor2Code"], rows[0]["Actor2Name"]) == ("NORGOV", "BLRGOV", "BELARUS")
    assert rows[0]["Day"] == ""  # one of two Fridays: no day
    assert rows[0]["QuadClass"] == "3"


def test_gdelt_mentions_point_into_the_text(events: list[Event], document: Document) -> None:
    stream = io.StringIO()
    gdelt.write_mentions(events, {document.id: document}, stream)
    row = next(gdelt.read(io.StringIO(stream.getvalue()), gdelt.MENTION_COLUMNS))
    assert document.text[int(row["ActionCharOffset"]) :].startswith("warnte")
    assert document.text[int(row["Actor2CharOffset"]) :].startswith("Belarus")
    assert row["MentionDocLen"] == str(len(document.text))


def test_gdelt_refuses_other_tables() -> None:
    with pytest.raises(InputError, match="gdelt, line 1: 2 columns"):
        list(gdelt.read(["a\tb\n"], gdelt.EVENT_COLUMNS))


@given(told=st.lists(any_event(), max_size=3))
def test_gdelt_rows_hold_whatever_the_words(told: list[Event]) -> None:
    stream = io.StringIO()
    gdelt.write_events(told, {e.document: Document(e.document, "text") for e in told}, stream)
    assert len(list(gdelt.read(io.StringIO(stream.getvalue()), gdelt.EVENT_COLUMNS))) == len(told)


def test_conllu_carries_events_and_is_still_conllu(reader: Reader) -> None:
    parsed = reader.parse(Document("n", "Norwegen drohte Schweden. Oslo kritisierte Minsk.", language="de"))
    told = reader.read_parsed(parsed)
    text = conllu.format_events(parsed, told)
    found = list(conllu.read_events(text.splitlines()))
    assert [row["Event"].split(":") for row in found] == [[e.type, *e.modes] for e in told]
    assert [row["EventId"] for row in found] == [e.id for e in told]
    assert found[0]["EventActor"] == "NOR:0-8"
    assert [len(p.sentences) for p in parse_conllu(text.splitlines(), "n", "de")] == [2]


@given(told=st.lists(any_event(), max_size=4))
def test_conllu_holds_whatever_the_words(told: list[Event]) -> None:
    token = Token(0, "drohte", 0, 6, deprel="root")
    parsed = Parsed(Document("d", "drohte"), "de", [Sentence(0, 0, [token], "drohte")])
    placed = [replace(e, trigger=Span("drohte", 0, 6)) for e in told]
    found = list(conllu.read_events(conllu.format_events(parsed, placed).splitlines()))
    assert [row["Event"] for row in found] == [":".join((e.type, *e.modes)) for e in told]


def test_icews_table(events: list[Event], document: Document) -> None:
    assert len(icews.COLUMNS) == 20
    stream = io.StringIO()
    icews.write(events, {document.id: document}, stream)
    first, second = icews.read(io.StringIO(stream.getvalue()))
    assert (first["Source Country"], first["Target Name"], first["CAMEO Code"]) == ("Norway", "Belarus", "138")
    assert (first["Event Text"], first["Intensity"], first["Story ID"]) == ("THREATEN violence", "-3.5", "oslo.txt")
    assert (second["Target Name"], second["City"], second["Country"]) == ("", "Oslo", "Norway")


@given(told=st.lists(any_event(), max_size=3))
def test_icews_rows_hold_whatever_the_words(told: list[Event]) -> None:
    stream = io.StringIO()
    icews.write(told, {e.document: Document(e.document, "text") for e in told}, stream)
    assert len(list(icews.read(io.StringIO(stream.getvalue())))) >= len(told)


@pytest.mark.parametrize("table", ["a\tb\n", "\t".join(icews.COLUMNS) + "\nx\n"])
def test_icews_refuses_other_tables(table: str) -> None:
    with pytest.raises(InputError, match="icews, line"):
        list(icews.read(io.StringIO(table)))


@given(told=st.lists(any_event(), max_size=3))
def test_web_annotations_read_back(told: list[Event]) -> None:
    stream = io.StringIO()
    web_annotation.write(told, {e.document: Document(e.document, "text") for e in told}, stream)
    assert web_annotation.read(io.StringIO(stream.getvalue())) == told


def test_web_annotation_selectors(events: list[Event], document: Document) -> None:
    position, quote = web_annotation.annotation(events[0], document)["target"]["selector"]
    assert document.text[position["start"] : position["end"]] == quote["exact"] == "Norwegen warnte Belarus"
    assert (quote["prefix"], quote["suffix"][:11]) == ("", " am Freitag")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"items": [1]}'])
def test_no_annotations(content: str) -> None:
    with pytest.raises(InputError, match="no annotation page"):
        web_annotation.read(io.StringIO(content))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(any_event(), max_size=3))
def test_parquet_reads_back(told: list[Event], tmp_path: Path) -> None:
    parquet.write(told, tmp_path / "e.parquet")
    assert parquet.read(tmp_path / "e.parquet") == told


def test_no_parquet(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("They met.")
    with pytest.raises(InputError, match="no events in Parquet"):
        parquet.read(tmp_path / "x")


def test_cameo_day_only_where_it_is_one(events: list[Event]) -> None:
    assert [cameo.day(e) for e in events] == ["", ""]
