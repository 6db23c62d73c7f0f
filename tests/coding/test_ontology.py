"""The ontology is PLOVER 2.0, whole, with the manual's contradictions settled as the codebook settles them."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.coding.ontology import load_ontology, read_ontology
from depesche.errors import DataError

MODES = {
    "CONSULT": 4, "RETREAT": 6, "REQUEST": 4, "ACCUSE": 3, "REJECT": 4, "THREATEN": 6, "PROTEST": 7, "SANCTION": 4,
    "MOBILIZE": 4, "COERCE": 10, "ASSAULT": 15, "AGREE": 0, "SUPPORT": 0, "CONCEDE": 0, "COOPERATE": 0, "AID": 0,
}  # fmt: skip


def test_counts_are_the_manuals() -> None:
    ontology = load_ontology()
    assert {name: len(t.modes) for name, t in ontology.types.items()} == MODES
    assert sum(MODES.values()) == 67
    assert (len(ontology.types), len(ontology.contexts), len(ontology.sectors)) == (16, 37, 25)


def test_quads_follow_the_codebook() -> None:
    ontology = load_ontology()
    quads: dict[int, set[str]] = {1: set(), 2: set(), 3: set(), 4: set()}
    for name in ontology.types:
        quads[ontology.quad(name)].add(name)
    assert quads == {
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }


@pytest.mark.parametrize(
    ("type", "modes", "score"),
    [
        ("ACCUSE", (), -3.0),  # the table lost the sign
        ("PROTEST", ("vandalize",), -5.0),  # the table has no score: that of the type
        ("CONSULT", ("visit",), 4.0),
        ("RETREAT", ("disarm",), 10.0),
        ("ASSAULT", ("beat", "unconventional"), -10.0),  # the gravest of several
        ("CONSULT", ("third-party", "multilateral"), 4.0),
        ("REQUEST", ("assist", "change"), -1.0),
        ("REQUEST", ("change", "assist"), -1.0),
    ],
)
def test_scores(type: str, modes: tuple[str, ...], score: float) -> None:
    assert load_ontology().score(type, modes) == score


def test_scores_agree_with_quads() -> None:
    ontology = load_ontology()
    for name, event_type in ontology.types.items():
        for score in (event_type.score, *(m.score for m in event_type.modes.values())):
            assert -10 <= score <= 10
            if name != "REQUEST":  # asking for help is the one friendly act among the verbal conflicts
                assert (score > 0) == (event_type.quad <= 2)


def test_some_modes_bring_their_context() -> None:
    ontology = load_ontology()
    assert ontology.implied_contexts("COERCE", ("arrest", "cyber", "misinformation")) == ("cyber", "misinformation")
    assert ontology.implied_contexts("ASSAULT", ()) == ()


def test_codes_that_no_table_defines_do_not_exist() -> None:
    ontology = load_ontology()
    for type in ("FIGHT", "THREAT", "DEMAND", "INVESTIGATE", ""):
        with pytest.raises(DataError, match="expected: AGREE, CONSULT"):
            ontology.quad(type)
    with pytest.raises(DataError, match="no mode 'sideAB' of ASSAULT"):
        ontology.score("ASSAULT", ("sideAB",))
    with pytest.raises(DataError, match="AID has none"):
        ontology.score("AID", ("release",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("types: {AID: {quad: 5, score: 1, meaning: gives}}", "no quad 5"),
        ("types: {AID: {quad: 2, score: much, meaning: gives}}", "'much' is not a number"),
        ("types: {AID: {quad: 2, meaning: gives}}", "is not text"),
        ("types: {AID: {quad: 2, score: 1, meaning: gives, mods: {}}}", "unknown key 'mods'"),
        ("types: {AID: {quad: 2, score: 1, meaning: gives, needs_recipient: perhaps}}", "neither true nor false"),
        ("contexts: {crime: {meaning: m, yields_to: [graft]}}", "no context 'graft'"),
        ("types: []", "is not a mapping"),
        ("sectors: {COP: a, COP: b}", "a key stands twice"),
        ("sectors: {COP: [", "cannot be read"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "plover.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        read_ontology(path)
    assert str(path) in str(caught.value)
    assert caught.value.expected


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.yaml"):
        read_ontology(tmp_path / "none.yaml")
