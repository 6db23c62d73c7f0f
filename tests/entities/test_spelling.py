from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.entities.spelling import Inflection, fold, variants


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sergei Lawrow", "Sergey Lavrov", "Sergej Lavrov", "Сергей Лавров"),
        ("Wladimir Putin", "Vladimir Putin", "Владимир Путин"),
        ("Mahmud Ahmadinedschad", "Mahmoud Ahmadinejad"),
        ("Benjamin Netanjahu", "Benjamin Netanyahu"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_transliterations_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({fold(s) for s in spellings}) == 1


@given(st.text(max_size=40))
def test_fold_takes_anything_and_is_plain(text: str) -> None:
    key = fold(text)
    assert key == key.strip()
    assert "  " not in key


def test_variants_take_endings_away_and_exchange_them() -> None:
    found = variants("russischen", ["en", "n"], [["e", "er", "es", "en"]], 3)
    assert found[0] == "russischen"
    assert {"russisch", "russische", "russischer"} <= set(found)


def test_variants_keep_a_stem() -> None:
    assert variants("USs", ["s", "Ss"], [], 2) == ("USs", "US")


def test_a_case_ending_behind_an_apostrophe_is_no_part_of_a_name() -> None:
    assert "Erdoğan" in Inflection({}).names("Erdoğan'la")
    assert Inflection({}).names("O'Neill") == ["O'Neill"]


def test_prefixes_letters_and_articles() -> None:
    rules = {"prefixes": ["wa", "lil=al"], "letters": {"á": "a"}, "articles": ["al"], "endings": ["ya"], "stem": 3}
    inflection = Inflection(rules)
    assert {"misr", "wamisr"} <= set(inflection.forms("wamisr"))
    assert "alqudsa" in inflection.forms("lilqudsá")
    assert inflection.adjectives("misri") == ["misri", "misriya", "almisri", "almisriya"]
