"""The type head: shipped, sure of plain cases, silent without states, and asked only where no entry speaks."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from depesche.coding.ontology import load_ontology
from depesche.coding.typehead import NONE, TypeHead, groups, load_head
from depesche.errors import ModelError
from depesche.language import Sentence, Token
from depesche.language.conllu import format_conllu, parse_conllu
from depesche.reader import Reader
from depesche.records import Document


def parse(reader: Reader, text: str, language: str) -> Sentence:
    return reader.parse(Document("t", text, language=language)).sentences[0]


def word(sentence: Sentence, text: str) -> Token:
    return next(t for t in sentence.tokens if t.text == text)


def test_it_knows_every_type_and_none() -> None:
    head = load_head()
    assert head is not None
    assert set(head.types) == {*load_ontology().types, NONE}
    assert 0.4 <= head.threshold < 1


@pytest.mark.parametrize(
    ("language", "text", "actor", "predicate", "recipient", "type"),
    [
        ("en", "The rebels bombed the village.", "rebels", "bombed", "village", "ASSAULT"),
        ("de", "Die Rebellen bombardierten das Dorf.", "Rebellen", "bombardierten", "Dorf", "ASSAULT"),
        ("fr", "Les rebelles ont bombardé le village.", "rebelles", "bombardé", "village", "ASSAULT"),
        ("es", "Los rebeldes bombardearon el pueblo.", "rebeldes", "bombardearon", "pueblo", "ASSAULT"),
        ("en", "The minister condemned the rebels.", "minister", "condemned", "rebels", "ACCUSE"),
        ("pt", "Os rebeldes atacaram a aldeia.", "rebeldes", "atacaram", "aldeia", "ASSAULT"),
    ],
)
def test_plain_cases_in_any_language(
    reader: Reader, language: str, text: str, actor: str, predicate: str, recipient: str, type: str
) -> None:
    head = load_head()
    assert head is not None
    s = parse(reader, text, language)
    found = head.probabilities(s, word(s, predicate), [word(s, actor)], [word(s, recipient)])
    assert sum(found.values()) == pytest.approx(1, abs=1e-4)
    assert max(found, key=lambda t: found[t]) == type


def test_trees_of_another_parser_have_no_states(reader: Reader) -> None:
    parsed = reader.parse(Document("t", "The rebels bombed the village.", language="en"))
    (other,) = parse_conllu(format_conllu(parsed).splitlines(), "t", "en")
    head = load_head()
    assert head is not None
    assert head.probabilities(other.sentences[0], other.sentences[0].root, [], []) == {}
    assert [e.type for e in reader.read_parsed(other)] == ["ASSAULT"]  # the lexicon needs none


def test_parties_are_not_counted_among_the_dependents(reader: Reader) -> None:
    s = parse(reader, "The rebels bombed the village.", "en")
    bombed, rebels, village = (word(s, w) for w in ("bombed", "rebels", "village"))
    assert groups(s, bombed, [rebels], [village]) == [[bombed.index], [], [rebels.index], [village.index]]
    assert village.index in groups(s, bombed, [rebels], [])[1]


def test_a_sentence_keeps_as_many_states_as_tokens(reader: Reader) -> None:
    for s in reader.parse(Document("t", "Oslo schwieg. Minsk schwieg auch. Wien sprach.", language="de")).sentences:
        assert s.states is not None
        assert s.states.shape[0] == len(s.tokens)
        assert replace(s, states=None) == s  # what a sentence says does not hang on them


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "typing.npz"
    np.savez(path, types=np.array(["ACCUSE"]))
    with pytest.raises(ModelError, match="type head cannot be loaded"):
        TypeHead(path)
