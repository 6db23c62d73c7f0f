"""A user's own actors: read, checked, and put before ours."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.entities import Tables, read_cast
from depesche.entities.own import read_own
from depesche.errors import InputError
from depesche.language.parser import Parser
from depesche.records import Document

OFFICES = frozenset(Tables.load().offices)
BODY = "Harbour Council\tMLT\tSOC\tbody\ten:Harbour Council|de:Hafenrat"
PERSON = "\tRosa Vella\tf\tR. Vella|=Vella\tspokesperson@MLT:2020-01-01/"


def test_both_kinds_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"# ours\n\n{BODY}\n{PERSON}\n", encoding="utf8")
    own = read_own(path, OFFICES)
    assert (own.bodies[0][0], own.people[0][1]) == ("Harbour Council", "Rosa Vella")


def test_yaml_says_the_same(tmp_path: Path) -> None:
    tsv, yaml = tmp_path / "own.tsv", tmp_path / "own.yaml"
    tsv.write_text(f"{BODY}\n{PERSON}\n", encoding="utf8")
    yaml.write_text(
        "- {name: Harbour Council, country: MLT, sector: SOC, kind: body, names: 'en:Harbour Council|de:Hafenrat'}\n"
        "- {name: Rosa Vella, gender: f, aliases: [R. Vella, =Vella], terms: ['spokesperson@MLT:2020-01-01/']}\n",
        encoding="utf8",
    )
    assert read_own(tsv, OFFICES) == read_own(yaml, OFFICES)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Harbour Council\tMLT", "2 columns"),
        ("Harbour Council\tMalta\tSOC\tbody\t", "unknown country 'Malta'"),
        ("Harbour Council\t\tSOC\tbody\t", "no country"),
        ("Harbour Council\tMLT\tXXX\tbody\t", "unknown sector 'XXX'"),
        ("Harbour Council\tMLT\tSOC\tclub\t", "unknown kind 'club'"),
        ("\tMLT\tSOC\tbody\t", "no name"),
        ("\tRosa Vella\tw\t\tmayor@MLT:2020/", "unknown gender 'w'"),
        ("\tRosa Vella\tf\t\tqueen-of-hearts@MLT:2020/", "unknown office 'queen-of-hearts'"),
        ("\tRosa Vella\tf\t\tmayor@MLT 2020", "no term of office"),
        ("\tRosa Vella\tf\t\tmayor@QQQ:2020/", "unknown country or organisation 'QQQ'"),
        ("\tRosa Vella\tf\t\tmayor@Nowhere:2020/", "unknown country or organisation 'Nowhere'"),
        ("\tRosa Vella\tf\t\tmayor@MLT:2020-13/", "no term of office"),
        ("\tRosa Vella\tf\t\tmayor@MLT:2021-05/2020", "ends before it starts"),
        ("\tRosa Vella\tf\t\t", "neither a body nor a person"),
        ("Harbour Council\tMLT\tSOC\tbody\tDE:Hafenrat", "unknown language 'DE'"),
    ],
)
def test_a_faulty_row_is_named(tmp_path: Path, row: str, what: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"{BODY}\n{row}\n", encoding="utf8")
    with pytest.raises(InputError, match=f"line 2: .*{re.escape(what)}") as caught:
        read_own(path, OFFICES)
    assert "docs/entities.md" in str(caught.value)


def test_a_yaml_value_of_another_shape_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {name: Harbour Council, country: MLT, kind: body, names: {de: Hafenrat}}\n", encoding="utf8")
    with pytest.raises(InputError, match="entry 1: names is no text"):
        read_own(path, OFFICES)


def test_windows_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xef\xbb\xbf# ours\r\n" + f"{BODY}\r\n{PERSON}\r\n".encode())
    assert read_own(path, OFFICES).bodies[0][-1] == "en:Harbour Council|de:Hafenrat"


@given(st.binary(max_size=200))
@pytest.mark.parametrize("name", ["own.tsv", "own.yaml"])
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    own = None
    with contextlib.suppress(InputError):
        own = read_own(path, OFFICES)
    assert own is None or own.bodies or own.people


def test_own_actors_are_found(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"{BODY}\n{PERSON}\nRiga Circle\tEST\tOPP\tbody\tRiga\n", encoding="utf8")
    text = "The Harbour Council criticised Norway. Rosa Vella praised Riga."
    cast = read_cast(parser.parse(Document("t", text, published="2022-03-01", language="en")), Tables.load(path))
    found = {m.text: (m.entity.country, m.entity.sector) for m in cast.found}
    assert found["Harbour Council"] == ("MLT", "SOC")
    assert found["Rosa Vella"] == ("MLT", "GOV")
    assert found["Riga"] == ("EST", "OPP")
    assert found["Norway"] == ("NOR", "GOV")


def test_own_actors_go_before_ours_and_before_what_the_text_says(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"Gazprom\tRUS\tGOV\tbody\tGazprom\n{PERSON}\n", encoding="utf8")
    text = "Gazprom criticised Norway. The Norwegian minister Rosa Vella praised Chile."
    cast = read_cast(parser.parse(Document("t", text, published="2022-03-01", language="en")), Tables.load(path))
    found = {m.text: (m.entity.country, m.entity.sector) for m in cast.found}
    assert found["Gazprom"] == ("RUS", "GOV")
    assert found["Rosa Vella"] == ("MLT", "GOV")
