"""Every knowledge file of every language holds together."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from depesche.coding.contexts import read_triggers
from depesche.coding.entries import unmark
from depesche.coding.languages import LEXICONS, read_language
from depesche.coding.lexicon import Lexicon, load_lexicon, read_class_names, type_file
from depesche.coding.ontology import load_ontology

LANGUAGES = sorted(folder.name for folder in LEXICONS.iterdir() if folder.is_dir())


@pytest.fixture(params=LANGUAGES)
def lexicon(request: pytest.FixtureRequest) -> Lexicon:
    return load_lexicon(request.param)


def test_every_language_has_the_same_files(lexicon: Lexicon) -> None:
    folder = LEXICONS / lexicon.language.code
    expected = [type_file(folder, type) for type in load_ontology().types]
    expected += [folder / f"{name}.yaml" for name in ("language", "classes", "modes", "support", "contexts")]
    assert [path.name for path in expected if not path.is_file()] == []


def test_every_type_has_entries(lexicon: Lexicon) -> None:
    assert {e.type for e in lexicon.all} == set(load_ontology().types)


def test_ids_are_unique(lexicon: Lexicon) -> None:
    ids = [e.id for e in lexicon.all]
    assert len(set(ids)) == len(ids)


def test_no_two_entries_claim_the_same_case(lexicon: Lexicon) -> None:
    """Within a file the loader sees to it; between the files of two types nobody could tell which one holds."""
    cases: defaultdict[tuple[str, str, frozenset[tuple[str, frozenset[str]]]], list[str]] = defaultdict(list)
    for e in lexicon.all:
        cases[e.kind, e.lemma, frozenset((slot, frozenset(fillers)) for slot, fillers in e.when)].append(e.id)
    assert [ids for ids in cases.values() if len(ids) > 1] == []


def test_examples_are_sentences_with_marks(lexicon: Lexicon) -> None:
    for e in lexicon.all:
        plain, actors, _ = unmark(e.example)
        assert actors, e.id
        assert plain[:1].isupper() or not plain[:1].isalpha(), f"{e.id}: {plain}"
        assert plain.rstrip("\"'“”»«’").endswith((".", "!", "?")), f"{e.id}: {plain}"


def test_examples_are_told_once(lexicon: Lexicon) -> None:
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for e in lexicon.all:
        by_text[e.example].append(e.id)
    assert [ids for ids in by_text.values() if len(ids) > 1] == []


def test_classes_that_conditions_name_have_words(lexicon: Lexicon) -> None:
    named = {f[1:] for e in lexicon.all for _, fillers in e.when for f in fillers if f.startswith("@")}
    assert named - {name for name, words in lexicon.classes.items() if words} == set()
    assert set(lexicon.classes) <= set(read_class_names())


def test_support_only_nouns_have_support_verbs(lexicon: Lexicon) -> None:
    if any(e.support_only for e in lexicon.all):
        assert len(lexicon.support) >= 40


def test_the_actor_has_somewhere_to_stand(lexicon: Lexicon) -> None:
    for e in lexicon.all:
        empty = {slot for slot, fillers in e.when if fillers == ("none",)}
        assert set(e.actor) - empty, e.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_context_has_triggers(language: str) -> None:
    folder: Path = LEXICONS / language
    triggers = read_triggers(folder / "contexts.yaml", read_language(folder))
    found = {c for table in (triggers.words, triggers.starts, triggers.ends) for cs in table.values() for c in cs}
    found |= {context for phrases in triggers.phrases.values() for _, context in phrases}
    assert found == set(load_ontology().contexts)
