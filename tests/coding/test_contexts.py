"""Contexts follow from the words around an act."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.coding.contexts import document_contexts, find_contexts, read_triggers
from depesche.coding.languages import Language
from depesche.coding.ontology import load_ontology
from depesche.errors import DataError
from depesche.language.trees import Sentence, Token


def sentence(words: str, index: int = 0, paragraph: int = 0) -> Sentence:
    """A sentence of words split at spaces; "Wahlen/Wahl" gives a lemma."""
    tokens = []
    for i, word in enumerate(words.split(" ")):
        text, _, lemma = word.partition("/")
        tokens.append(Token(i, text, 0, len(text), lemma or text))
    return Sentence(index, paragraph, tokens, "")


def article(*paragraphs: list[str]) -> list[Sentence]:
    texts = [(words, p) for p, paragraph in enumerate(paragraphs) for words in paragraph]
    return [sentence(words, i, p) for i, (words, p) in enumerate(texts)]


def contexts(language: str, words: str) -> set[str]:
    one = sentence(words)
    return set(find_contexts([one], language, one))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vor den Wahlen/Wahl warnte Oslo", {"election"}),
        ("Die Präsidentschaftswahl endete", {"election"}),
        ("Die Auswahl/Auswahl fiel schwer", set()),
        ("Der Klimagipfel begann", {"environment", "diplomatic"}),
        ("Der Cyber-Angriff traf Wien", {"cyber"}),
        ("Die WHO warnte", {"health"}),
        ("Alle politischen/politisch Gefangenen/Gefangener kamen frei", {"repression"}),
        ("Sie fordern Pressefreiheit", {"rights_freedoms"}),
        ("Der Präsident/Präsident reiste ab", set()),
    ],
)
def test_german_triggers(words: str, expected: set[str]) -> None:
    assert contexts("de", words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Oslo called for free elections/election", {"election", "pro_democracy"}),
        ("the pro-democracy camp", {"pro_democracy"}),
        ("the pro - democracy camp", {"pro_democracy"}),
        ("who called whom", set()),
        ("the WHO called", {"health"}),
        ("a cyberattack on the ministry", {"cyber"}),
        ("drug traffickers/trafficker and criminals/criminal", {"illegal_drugs", "trafficking"}),  # crime gives way
        ("criminals/criminal in custody", {"crime"}),
        ("Bill left the building", set()),
    ],
)
def test_english_triggers(words: str, expected: set[str]) -> None:
    assert contexts("en", words) == expected


def test_the_own_sentence_counts_at_once_and_others_when_they_agree() -> None:
    text = article(
        ["Oslo warnte Wien", "Die Armee rückte vor", "Die Armee blieb"],
        ["Rom schwieg", "Ein Asylantrag wurde gestellt", "Bern schwieg", "Paris schwieg", "London schwieg"],
    )
    found = document_contexts(text, "de")
    assert found.around(text[1]) == ("military",)
    assert found.around(text[0]) == ("military",)  # two other sentences of the paragraph
    assert found.around(text[3]) == ()  # one sentence of another matter is not enough
    assert found.around(text[4]) == ("asylum",)


def test_a_matter_that_runs_through_the_document_counts_everywhere() -> None:
    text = article(
        ["Das Erdbeben war stark"], ["Das Erdbeben kam nachts"], ["Nach dem Erdbeben"], ["Oslo bat um Hilfe"]
    )
    assert find_contexts(text, "de", text[3]) == ("disasters",)


def test_the_strongest_comes_first_and_ties_follow_the_ontology() -> None:
    text = article(["Asyl und Cholera und Armee", "Cholera"])
    assert find_contexts(text, "de", text[0]) == ("health", "military", "asylum")


def test_a_language_without_triggers_has_no_contexts() -> None:
    assert contexts("xx", "election war court") == set()


@given(st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8), min_size=1, max_size=5))
def test_any_words_give_known_contexts_once(texts: list[list[str]]) -> None:
    sentences = [
        Sentence(i, 0, [Token(k, word, 0, len(word), word) for k, word in enumerate(words)], "")
        for i, words in enumerate(texts)
    ]
    found = find_contexts(sentences, "de", sentences[0])
    assert set(found) <= set(load_ontology().contexts)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "message"), [("wars: [Krieg]", "no context 'wars'"), ("crime: ['-']", "'-' has no letters")]
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "contexts.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        read_triggers(path, Language("de"))
    assert "contexts.yaml" in caught.value.where
