"""Edit scripts turn forms into lemmas and back into nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.lemmas import apply_script, make_script

WORDS = st.text(alphabet="abcdefgäöüßABCÉé-'", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma", "other", "expected"),
    [
        ("abgelehnt", "ablehnen", "angesagt", "ansagen"),
        ("Verträge", "Vertrag", "Aufträge", "Auftrag"),
        ("Merkels", "Merkel", "Obamas", "Obama"),
        ("US-Truppen", "US-Truppe", "EU-Gruppen", "EU-Gruppe"),
        ("met", "meet", "met", "meet"),
    ],
)
def test_a_script_carries_over(form: str, lemma: str, other: str, expected: str) -> None:
    assert apply_script(other, make_script(form, lemma)) == expected


@given(WORDS, WORDS)
def test_a_script_gives_back_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form, make_script(form, lemma)) == lemma


@given(WORDS, WORDS, st.text(max_size=20))
def test_a_script_never_fails_on_another_form(form: str, lemma: str, other: str) -> None:
    result = apply_script(other, make_script(form, lemma))
    assert isinstance(result, str)
    assert result or not other
