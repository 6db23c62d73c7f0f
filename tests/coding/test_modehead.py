"""The mode head, on sentences of several languages that it has not seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from depesche.coding.modehead import ModeHead, features, load_modes
from depesche.coding.ontology import load_ontology
from depesche.errors import ModelError
from depesche.language.parser import Parser
from depesche.records import Document

CASES = [
    ("en", "Kenya arrested two smugglers near the border.", "arrested", "COERCE", "arrest"),
    ("de", "Das Heer verlegte zwei Brigaden an die Grenze.", "verlegte", "MOBILIZE", "troops"),
    ("de", "Finnland verwies drei Diplomaten des Landes.", "verwies", "SANCTION", "expel"),
    ("it", "La polizia ha arrestato un giornalista.", "arrestato", "COERCE", "arrest"),
]


@pytest.mark.parametrize(("language", "text", "word", "type", "mode"), CASES)
def test_modes(parser: Parser, language: str, text: str, word: str, type: str, mode: str) -> None:
    head = load_modes()
    assert head is not None
    sentence = parser.parse(Document("case", text, language=language)).sentences[0]
    predicate = next(t for t in sentence.tokens if t.text == word)
    found, probability = head.mode(sentence, predicate, type)
    assert (found, 0 < probability <= 1) == (mode, True)
    assert head.mode(sentence, predicate, "AGREE") == ("", 0.0)  # a type without modes


def test_labels_are_modes_of_their_types() -> None:
    head = load_modes()
    assert head is not None
    types = load_ontology().types
    assert all(not mode or mode in types[type].modes for type, mode in head.labels)


def test_a_sentence_without_states_has_no_features(parser: Parser) -> None:
    sentence = parser.parse(Document("case", "Kenya arrested two men.", language="en")).sentences[0]
    assert features(sentence, sentence.tokens[1]) is not None
    sentence.states = None
    assert features(sentence, sentence.tokens[1]) is None


def test_a_faulty_file_is_a_model_error(tmp_path: Path) -> None:
    path = tmp_path / "modes.npz"
    np.savez(path, types=["COERCE"])
    with pytest.raises(ModelError, match="modes"):
        ModeHead(path)
