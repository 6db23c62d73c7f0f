"""Who is who, printed for people and for programs."""

from __future__ import annotations

import io
import json
import re

import pytest

from depesche.entities import Tables, read_cast
from depesche.entities.report import kind, write_jsonl, write_table
from depesche.language.parser import Parser
from depesche.records import Document, Entity

TEXT = "Kenyan police arrested protesters. The European Union and Angela Merkel asked Nairobi for restraint."


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (Entity("KEN", "Kenya", "KEN", "GOV"), "LOC"),
        (Entity("region:crimea", "Crimea", "UKR"), "LOC"),
        (Entity("role:KEN:police", "Kenyan police", "KEN", "COP"), "GRP"),
        (Entity("people:KEN", "Kenya", "KEN"), "GRP"),
        (Entity("Q458", "European Union", "IGO"), "ORG"),
        (Entity("body:kremlin", "Kremlin", "RUS", "GOV"), "ORG"),
        (Entity("Q567", "Angela Merkel", "DEU", "GOV", "chancellor"), "PER"),
        (Entity("person:jane-doe", "Jane Doe", "MLT"), "PER"),
        (Entity("Q458", "Secretary-General", "IGO", "", "secretary-general"), "PER"),
    ],
)
def test_kinds(entity: Entity, expected: str) -> None:
    assert kind(entity) == expected


def test_a_mention_a_line(parser: Parser) -> None:
    document = Document("t", TEXT, published="2020-05-01", language="en")
    cast, stream = read_cast(parser.parse(document), Tables.load()), io.StringIO()
    write_jsonl(cast, document, stream)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert list(lines[0]) == ["document", "start", "end", "text", "kind", "id", "name", "country", "sector", "office"]
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in lines)
    assert {(m["kind"], m["country"]) for m in lines} >= {("GRP", "KEN"), ("ORG", "IGO"), ("PER", "DEU")}


def test_table_names_each_actor_once(parser: Parser) -> None:
    document = Document("t", TEXT, published="2020-05-01", language="en")
    cast, stream = read_cast(parser.parse(document), Tables.load()), io.StringIO()
    write_table(cast, document, stream)
    assert re.search(r"Angela Merkel +PER +DEU +GOV", stream.getvalue())
    assert f"{len({m.entity.id for m in cast.found})} actors" in stream.getvalue()
