"""What the ledger knows of types holds together, and with the ontology."""

from __future__ import annotations

import pytest

from depesche.coding.ontology import load_ontology
from depesche.data import read_yaml
from depesche.ledger.acts import families, kinds, openings

TYPES = load_ontology().types
KINDS = set(read_yaml("ledger", "acts.yaml")["words"])
OUTCOMES = {"accepted", "rejected", "withdrawn", "carried out", "overtaken"}


def test_every_type_is_of_a_family() -> None:
    assert set(families()) == set(TYPES)


@pytest.mark.parametrize("kind", openings())
def test_answers_are_of_types_modes_and_words_that_exist(kind: str) -> None:
    opening = openings()[kind]
    assert opening.kinds <= KINDS
    assert {answer.outcome for answer in opening.answers} <= OUTCOMES
    for answer in opening.answers:
        assert answer.types <= set(TYPES)
        assert answer.of in {None, "", *TYPES[kind].modes, *KINDS}
        assert answer.words in {"", *KINDS}
        assert answer.unless in {"", *(mode for name in answer.types for mode in TYPES[name].modes)}


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "Oslo looks forward to welcoming and hosting the next summit", {"meeting"}),
        ("en", "Oslo reaffirmed its strong ties with Sweden", set()),
        ("en", "they discussed supply chains", set()),
        ("en", "Sweden agreed to the proposal", {"offer", "acceptance"}),
        ("en", "Sweden agreed to deepen cooperation", set()),
        ("de", "Oslo lud den Minister zu Gesprächen ein", {"offer", "meeting"}),
        ("de", "Schweden stimmte dem Vorschlag zu", {"offer", "acceptance"}),
        ("de", "die Beziehungen seien eng", set()),
        ("fr", "Oslo a promis de livrer des chars", {"offer", "help"}),
        ("es", "Oslo retiró su oferta de ayuda", {"offer", "help", "retreat", "withdrawal"}),
        ("xx", "invited", set()),
    ],
)
def test_kinds_of_words(language: str, words: str, found: set[str]) -> None:
    assert kinds(words, language) == found
