"""Exchange formats: laid out as their documentation says, and read back where they can hold a record."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.coding.ontology import load_ontology
from depesche.data import read_yaml
from depesche.errors import InputError
from depesche.formats import cameo, conllu, gdelt, icews, parquet, plover, polecat, web_annotation
from depesche.language.conllu import parse_conllu
from depesche.language.trees import Parsed, Sentence, Token
from depesche.reader import Reader
from depesche.records import Document, Entity, Event, Span, When
from tests.strategies import events as any_event


def test_every_type_has_a_cameo_code_and_every_mode_exists() -> None:
    table, types = read_yaml("formats", "cameo.yaml")["types"], load_ontology().types
    named = read_yaml("formats", "cameo.yaml")["codes"]
    assert {code for codes in table.values() for code in codes.values()} == set(named)
    assert all(-10 <= scale <= 10 for scale, _ in named.values())
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
    assert (rows[0]["QuadClass"], rows[0]["GoldsteinScale"], rows[0]["FractionDate"]) == ("3", "-7", "")
    assert rows[0]["IsRootEvent"] == "1"


# (code, quad class, Goldstein scale), (day, fraction): rows of GDELT 2.0 of July 2017
@pytest.mark.parametrize(
    ("code", "quad", "scale"),
    [("040", 1, 1.0), ("042", 1, 1.9), ("080", 2, 5.0), ("110", 3, -2.0), ("120", 3, -4.0), ("100", 3, -5.0),
     ("172", 4, -5.0), ("173", 4, -5.0), ("190", 4, -10.0)],
)  # fmt: skip
def test_quad_and_scale_are_those_that_gdelt_prints(code: str, quad: int, scale: float) -> None:
    assert (cameo.quad(code), cameo.goldstein(code)) == (quad, scale)


@pytest.mark.parametrize(("edtf", "fraction"), [("2016-07-01", "2016.4959"), ("2007-07-04", "2007.5041")])
def test_fraction_of_a_year_is_that_of_gdelt(events: list[Event], document: Document, edtf: str, fraction: str) -> None:
    assert gdelt.event_row(replace(events[0], when=When(edtf)), document)["FractionDate"] == fraction


@pytest.mark.parametrize(
    ("country", "sector", "codes"),
    [
        ("USA", "GOV", ("USAGOV", "USA", "GOV")),
        ("IGO", "", ("IGO", "", "IGO")),
        ("DEU", "JRN", ("DEUMED", "DEU", "MED")),
    ],
)
def test_cameo_actors(country: str, sector: str, codes: tuple[str, str, str]) -> None:
    who = Entity("x", "X", country, sector)
    assert (cameo.actor(who), cameo.state(who), cameo.sector(who)) == codes


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
    assert (first["Event Text"], first["Intensity"], first["Story ID"]) == (
        "Threaten with military force",
        "-7.0",
        "oslo.txt",
    )
    assert (second["Target Name"], second["City"], second["Country"]) == ("", "Oslo", "Norway")


@given(told=st.lists(any_event(), max_size=3))
def test_icews_rows_hold_whatever_the_words(told: list[Event]) -> None:
    stream = io.StringIO()
    icews.write(told, {e.document: Document(e.document, "text") for e in told}, stream)
    assert len(list(icews.read(io.StringIO(stream.getvalue())))) >= len(told)


@pytest.mark.parametrize("format", [icews, polecat])
@pytest.mark.parametrize("line", [1, 2])
def test_tables_refuse_others(format: ModuleType, line: int) -> None:
    table = ("\t".join(format.COLUMNS) + "\n") * (line - 1) + "a\tb\n"
    with pytest.raises(InputError, match=f"{format.__name__.rsplit('.')[-1]}, line {line}"):
        list(format.read(io.StringIO(table)))


def test_polecat_table(events: list[Event], document: Document) -> None:
    assert len(polecat.COLUMNS) == 40
    both = replace(events[0], actor=(*events[0].actor, *events[1].actor))
    stream = io.StringIO()
    polecat.write([both, events[1]], {document.id: document}, stream)
    first, second = polecat.read(io.StringIO(stream.getvalue()))
    assert (first["Event Type"], first["Event Mode"], first["Quad Code"]) == ("THREATEN", "violence", "VERBAL CONFLICT")
    assert (first["Actor Country"], first["Primary Actor Sector"]) == ("Norway;Belarus", "GOV;GOV")
    assert (first["Wikipedia Actor ID"], first["Actor Name Raw"]) == ("Q20;Q184", "Norwegen;Minsk")
    assert (first["Event Date"], first["Publication Date"], first["Language"]) == ("", "2022-05", "de")
    assert (second["Placename"], second["Country"], second["Contexts"]) == ("Oslo", "Norway", "")


@given(told=st.lists(any_event(), max_size=3))
def test_polecat_rows_read_back(told: list[Event]) -> None:
    stream, documents = io.StringIO(), {e.document: Document(e.document, "text") for e in told}
    polecat.write(told, documents, stream)
    empty = dict.fromkeys(polecat.COLUMNS, "")
    written = [empty | polecat.row(e, documents[e.document]) for e in told]
    assert list(polecat.read(io.StringIO(stream.getvalue()))) == written


@given(event=any_event())
def test_polecat_sides_run_in_parallel(event: Event) -> None:
    row = polecat.row(event, Document(event.document, "text"))
    for side, mentions in (("Actor", event.actor), ("Recipient", event.recipient)):
        for column in ("{} Name", "{} Country", "Primary {} Sector", "{} Title", "{} Name Raw", "Wikipedia {} ID"):
            assert len(row[column.format(side)].split(";")) == max(1, len(mentions))


@given(told=st.lists(any_event(), max_size=3))
def test_plover_reads_back(told: list[Event]) -> None:
    stream = io.StringIO()
    plover.write(told, {e.document: Document(e.document, "text") for e in told}, stream)
    assert list(plover.read(io.StringIO(stream.getvalue()))) == told


# The tables of the PLOVER 2.0 manual, chapter "Data Fields"; "" is the record itself.
MANUAL = {
    "": "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode "
    "context link text text_info cite_info coder coded_date coded_time comment",
    "entity": "code sector entity_text identifier_id identifier_text religion ethnicity office gender age",
    "text_info": "sequence start end text_story",
    "cite_info": "corpus citation url title language publication license copyright coder codebook version",
    "event_loc": "extracted_place resolved_place geonameid lat lon city district province country country_code "
    "feature_class feature_code resolution",
}
REQUIRED = {"id", "date", "actor", "event"}


@given(event=any_event())
def test_plover_names_are_the_manuals_or_said_to_be_our_own(event: Event) -> None:
    record = plover.record(event, Document(event.document, "text"))
    objects = {"": [record], "entity": record["actor"] + record["recipient"]}
    objects |= {name: [record[name]] for name in ("text_info", "cite_info", "event_loc")}
    for name, found in objects.items():
        assert set(plover.FIELDS[name]) <= set(MANUAL[name].split())
        assert all(set(one) == {*plover.FIELDS[name], *plover.OWN[name]} for one in found)
        assert name == "entity" or not set(plover.OWN[name]) & set(MANUAL[name].split())
    assert set(record) >= REQUIRED


def test_plover_own_fields_are_in_the_docs() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "ledger.md").read_text("utf8")
    assert all(f"`{field}`" in page for fields in plover.OWN.values() for field in fields)


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("", ("", "")),
        ("2021-04-13", ("2021-04-13", "")),
        ("2021-04-13/2021-04-15", ("2021-04-13", "2021-04-15")),
        ("2021-04-13/..", ("", "")),
        ("2021-04", ("", "")),
        ("[2021-04-06,2021-04-13]", ("", "")),
    ],
)
def test_plover_dates_only_where_they_are_days(events: list[Event], edtf: str, dates: tuple[str, str]) -> None:
    record = plover.record(replace(events[0], when=When(edtf)), Document("d", ""))
    assert (record["date"], record["enddate"]) == dates


@pytest.mark.parametrize("line", ["", "[]", "{}", "x", '{"id": "e", "event": []}'])
def test_no_plover(line: str) -> None:
    with pytest.raises(InputError, match="plover, line 1"):
        list(plover.read([line]))


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
