"""Trees from another parser, in the shape of spaCy's documents."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from depesche.errors import InputError
from depesche.language import from_spacy
from depesche.records import Document


@dataclass
class Word:
    i: int
    idx: int
    text: str
    lemma_: str
    pos_: str
    dep_: str
    above: int = 0
    ent_type_: str = ""
    ent_iob_: str = "O"
    morph: str = ""
    is_space: bool = False
    doc: list[Word] = field(default_factory=list, repr=False)

    @property
    def head(self) -> Word:
        return self.doc[self.above]


@dataclass
class Doc:
    text: str
    lang_: str
    words: list[Word]

    @property
    def sents(self) -> list[list[Word]]:
        return [self.words]


def sample(relation: str = "nsubj") -> Doc:
    words = [
        Word(0, 0, "Oslo", "Oslo", "PROPN", relation, 1, "GPE", "B"),
        Word(1, 5, "lobt", "loben", "VERB", "ROOT" if relation == "nsubj" else "x", 1, morph="Mood=Ind|Tense=Pres"),
        Word(2, 9, "\n", "\n", "SPACE", "", 1, is_space=True),
    ]
    for w in words:
        w.doc = words
    return Doc("Oslo lobt\n", "de", words)


def test_words_trees_and_names_come_over() -> None:
    tokens = from_spacy(sample()).sentences[0].tokens
    assert [(t.text, t.start, t.head, t.deprel, t.entity) for t in tokens] == [
        ("Oslo", 0, 1, "nsubj", "B-LOC"),
        ("lobt", 5, -1, "root", ""),
    ]
    assert tokens[1].feats == {"Mood": "Ind", "Tense": "Pres"}


def test_other_labels_and_other_texts_are_refused() -> None:
    with pytest.raises(InputError, match="not Universal Dependencies"):
        from_spacy(sample(relation="sb"))
    with pytest.raises(InputError, match="same text"):
        from_spacy(sample(), Document("a", "Wien schweigt."))
