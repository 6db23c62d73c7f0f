"""The record that scoring tools read: schema, code and codebook say the same."""

from __future__ import annotations

import dataclasses
import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from depesche.coding.ontology import load_ontology
from depesche.records import Event, Place, When, event_record
from tests.strategies import events as any_event

SCHEMA: dict[str, Any] = json.loads(files("depesche").joinpath("schema", "event.schema.json").read_text("utf8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def printed(event: Event) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(event_record(event)))
    return record


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_fields_are_pinned() -> None:
    assert list(SCHEMA["properties"]) == [field.name for field in dataclasses.fields(Event)]
    assert SCHEMA["required"] == list(SCHEMA["properties"])
    definitions = SCHEMA["$defs"]
    assert list(definitions["span"]["properties"]) == ["text", "start", "end"]
    assert list(definitions["mention"]["properties"]) == [
        "text", "start", "end", "id", "name", "country", "sector", "office",
    ]  # fmt: skip
    assert list(definitions["attribution"]["properties"]) == [
        "name", "country", "sector", "kind", "cue", "text", "start", "end", "stance",
    ]  # fmt: skip
    assert list(SCHEMA["properties"]["when"]["properties"]) == ["edtf", "text", "start", "end"]
    assert list(SCHEMA["properties"]["where"]["properties"]) == [
        "name", "country", "text", "start", "end", "region", "latitude", "longitude", "geonames",
    ]  # fmt: skip


def test_codes_are_those_of_the_ontology() -> None:
    ontology = load_ontology()
    assert SCHEMA["properties"]["type"]["enum"] == list(ontology.types)
    assert SCHEMA["properties"]["contexts"]["items"]["enum"] == list(ontology.contexts)
    assert SCHEMA["$defs"]["sector"]["enum"] == ["", *ontology.sectors]
    rules = {rule["if"]["properties"]["type"]["const"]: rule["then"]["properties"] for rule in SCHEMA["allOf"]}
    for name, kind in ontology.types.items():
        assert rules[name]["quad"] == {"const": kind.quad}
        assert rules[name]["modes"] == ({"items": {"enum": list(kind.modes)}} if kind.modes else {"maxItems": 0})


def test_events_conform(events: list[Event]) -> None:
    assert [list(VALIDATOR.iter_errors(printed(event))) for event in events] == [[] for _ in events]


@given(any_event())
def test_every_lawful_event_conforms_and_keeps_its_fields(event: Event) -> None:
    record = printed(event)
    assert list(VALIDATOR.iter_errors(record)) == []
    assert list(record) == list(SCHEMA["properties"])
    assert Place(**record["where"]) == event.where
    assert When(**record["when"]) == event.when
    assert [mention["text"] for mention in record["actor"]] == [mention.text for mention in event.actor]


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"type": "FIGHT"},
        {"type": "AGREE"},
        {"modes": ["phone"]},
        {"contexts": ["elections"]},
        {"quad": 5},
        {"quad": 1},
        {"status": "likely"},
        {"score": 11},
        {"when": {"edtf": "2021"}},
        {"actor": [{"text": "Oslo", "start": 0, "end": 4}]},
        {"quote": {"text": "", "start": -1, "end": -1}},
        {"why": None},
    ],
)
def test_what_is_no_record_is_refused(events: list[Event], change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**printed(events[0]), **change})
