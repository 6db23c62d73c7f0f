from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.formats import labels
from depesche.records import Entity


@pytest.mark.parametrize(
    ("edtf", "year", "words"),
    [
        ("", "2021", "–"),
        ("2021-04-13", "2021", "13 Apr"),
        ("2021-04-13", "2022", "13 Apr 2021"),
        ("2021-04", "", "Apr 2021"),
        ("2021", "2021", "2021"),
        ("[2021-04-06,2021-04-13,2021-04-20]", "2021", "06|13|20 Apr"),
        ("{2021-04-22,2021-04-23}", "2021", "22+23 Apr"),
        ("2006-05-30/2006-05-31", "", "30–31 May 2006"),
        ("2006-05-31/2006-06-01", "", "31 May–01 Jun 2006"),
        ("2006-12-31/2007-01-01", "", "31 Dec 2006–01 Jan 2007"),
        ("2021-04~", "2021", "2021-04~"),
        ("2021-04-01/..", "2021", "2021-04-01/.."),
    ],
)
def test_when(edtf: str, year: str, words: str) -> None:
    assert labels.when(edtf, year) == words


@given(st.text(max_size=30))
def test_when_takes_anything(edtf: str) -> None:
    assert labels.when(edtf)


@pytest.mark.parametrize(
    ("code", "name"), [("USA", "United States"), ("KOS", "Kosovo"), ("IGO", ""), ("", ""), ("XXX", "")]
)
def test_country(code: str, name: str) -> None:
    assert labels.country(code) == name


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        (Entity("Q1", "A President", "NOR", "GOV", "president"), "Norway"),
        (Entity("Q2", "NATO", "IGO", "MIL"), "NATO"),
        (Entity("Q3", "A Judge", "NOR", "JUD"), "A Judge"),
        (Entity("", "", "", ""), "they"),
    ],
)
def test_entity(entity: Entity, name: str) -> None:
    assert labels.entity(entity, "they") == name


def test_language() -> None:
    assert [labels.language(code) for code in ("de", "en", "q", "xx")] == ["German", "English", "q", "xx"]


@given(st.text(max_size=50))
def test_plain_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in labels.plain(text))
