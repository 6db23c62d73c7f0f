"""Another parser's trees: a spaCy ``Doc`` with Universal Dependencies labels becomes a ``Parsed``.

spaCy is no dependency and never imported here; whatever has its attributes will do. CoNLL-U from any other parser comes
in through ``parse_conllu``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from depesche.errors import InputError
from depesche.language.trees import Parsed, Sentence, Token
from depesche.records import Document


class SpacyToken(Protocol):
    """The attributes of spaCy's token that are read."""

    i: int
    idx: int
    text: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    is_space: bool

    @property
    def head(self) -> SpacyToken: ...
    @property
    def morph(self) -> object: ...


class SpacyDoc(Protocol):
    """The attributes of spaCy's document that are read."""

    text: str
    lang_: str

    @property
    def sents(self) -> Iterable[Iterable[SpacyToken]]: ...


_ENTITIES = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}


def from_spacy(doc: SpacyDoc, document: Document | None = None) -> Parsed:
    """A spaCy document as ours, offsets kept; white-space tokens are left out.

    ``document`` supplies id, date and source; its text must be the doc's. Raises InputError where it is not, or where
    the labels are not Universal Dependencies.
    """
    document = document or Document("spacy", doc.text, language=doc.lang_)
    if document.text != doc.text:
        raise InputError(
            "the document's text is not the one that was parsed", where=document.id, expected="the same text"
        )
    sentences: list[Sentence] = []
    for tokens in doc.sents:
        kept = [t for t in tokens if not t.is_space]
        if kept:
            sentences.append(Sentence(len(sentences), 0, _tokens(kept, document.id), doc.text))
    return Parsed(document, document.language or doc.lang_, sentences)


def _tokens(kept: list[SpacyToken], where: str) -> list[Token]:
    index = {t.i: n for n, t in enumerate(kept)}
    if not any(t.dep_ in {"nsubj", "obj", "obl", "root", "ROOT", "punct"} for t in kept):
        raise InputError(
            f"relations such as {kept[0].dep_!r} are not Universal Dependencies",
            where=where,
            expected="a parser trained on Universal Dependencies",
        )
    found = []
    for n, t in enumerate(kept):
        head = index.get(t.head.i, n)
        kind = _ENTITIES.get(t.ent_type_, "")
        feats = dict(p.split("=", 1) for p in str(t.morph).split("|") if "=" in p)
        found.append(
            Token(
                n, t.text, t.idx, t.idx + len(t.text), t.lemma_, t.pos_, feats, -1 if head == n else head,
                "root" if head == n else t.dep_, f"{t.ent_iob_}-{kind}" if kind else "",
            )
        )  # fmt: skip
    return found
