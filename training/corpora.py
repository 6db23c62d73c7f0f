"""Readers for the training material: treebanks (CoNLL-U) and entity corpora, one word per surface token.

Multi-word tokens ("zum", "du") become one word with the analysis of the part that governs the rest, or
of the first part ("zu"). Where the parts simply follow each other with an apostrophe between them
("don't", "it's"), they stay apart, as the product's tokenizer keeps them apart.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

KEPT_SUBTYPES = {
    "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "compound:prt", "acl:relcl", "nmod:poss",
    "det:poss", "expl:pv", "expl:pass", "obl:tmod", "nsubj:outer", "nmod:tmod", "obl:npmod", "nmod:npmod",
    "obl:unmarked", "nmod:unmarked", "compound:lvc", "cc:preconj", "det:predet",
}  # fmt: skip


@dataclasses.dataclass
class Word:
    form: str
    lemma: str = ""
    upos: str = ""
    feats: str = ""
    head: int = -1  # index into the sentence, -1 = root
    deprel: str = ""
    spaced: bool = True  # white space before
    entity: str = ""


@dataclasses.dataclass
class Sentence:
    words: list[Word]
    document: str
    tree: bool  # has UPOS, lemma, heads
    entities: bool  # has an entity layer
    tags: bool = True  # UPOS and the rest can be trusted though the tree cannot
    attributes: frozenset[str] | None = None  # the FEATS attributes that can be trusted; None for all


def relation(label: str) -> str:
    return label if label in KEPT_SUBTYPES else label.split(":")[0]


def _spans(text: str, forms: list[str]) -> list[bool]:
    """For each form: does white space stand before it in ``text``?"""
    spaced, at = [], 0
    for form in forms:
        start = at
        while start < len(text) and text[start].isspace():
            start += 1
        if text.startswith(form, start):
            spaced.append(start > at or at == 0)
            at = start + len(form)
        else:  # a form the text does not show as such: assume a space
            spaced.append(True)
            at = min(len(text), start + len(form))
    return spaced


def _merge(rows: list[list[str]], ranges: list[tuple[int, int, str]]) -> tuple[list[list[str]], dict[int, int]]:
    """Join multi-word tokens. Rows are CoNLL-U columns; gives rows and old id -> new id."""
    groups = {first: (last, form) for first, last, form in ranges}
    out: list[list[str]] = []
    new_id: dict[int, int] = {0: 0}
    i = 0
    while i < len(rows):
        number = int(rows[i][0])
        if number not in groups:
            out.append(rows[i])
            new_id[number] = len(out)
            i += 1
            continue
        last, form = groups[number]
        parts = rows[i : i + last - number + 1]
        if "".join(p[1] for p in parts) == form and any(c in form for c in "'’"):
            for p in parts:
                out.append(p)
                new_id[int(p[0])] = len(out)
        else:
            inside = {int(p[0]) for p in parts}
            chosen = next((p for p in parts if int(p[6]) not in inside), parts[0])
            row = list(chosen)
            row[1] = form
            out.append(row)
            for p in parts:
                new_id[int(p[0])] = len(out)
        i += len(parts)
    return out, new_id


# how news sets the quotation marks that some treebanks write as `` and ''
QUOTES = {"de": ("„“", '""', "»«"), "en": ("“”", '""'), "nl": ("‘’", "“”", '""'), "ru": ("«»", '""')}


def _real_quotes(words: list[Word], pairs: tuple[str, ...], number: int) -> None:
    """Set the marks of news in place of `` and ''; sentence ``number`` chooses which."""
    pair = pairs[number % len(pairs)]
    for word in words:
        mark = {"``": pair[0], "''": pair[1]}.get(word.form)
        if mark:
            word.form = word.lemma = mark


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a treebank file. Empty nodes are left out."""
    document, text, rows, ranges, number = "", "", [], [], 0
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            document = line.split("=")[-1].strip() if "=" in line else f"{path.stem}-{number}"
        elif line.startswith("# text ="):
            text = line[8:].strip()
        elif line.startswith("#"):
            continue
        elif line:
            columns = line.split("\t")
            if "-" in columns[0]:
                a, b = columns[0].split("-")
                ranges.append((int(a), int(b), columns[1]))
            elif "." not in columns[0]:
                rows.append(columns)
        elif rows:
            number += 1
            merged, new_id = _merge(rows, ranges)
            spaced = _spans(text, [r[1] for r in merged])
            words = [
                Word(r[1], r[2], r[3], "" if r[5] == "_" else r[5], new_id[int(r[6])] - 1, relation(r[7]), s)
                for r, s in zip(merged, spaced, strict=True)
            ]
            _real_quotes(words, QUOTES.get(path.name[:2], ('""',)), number)
            if sum(w.head < 0 for w in words) == 1:
                yield Sentence(words, document, tree=True, entities=False)
            rows, ranges, text = [], [], ""


def _hyphenated(form: str, tag: str) -> list[Word]:
    """Cut "EU-Budget" into three words, as the German and English treebanks do.

    GermEval marks a name inside a compound as ``ORGpart``: there the first part is the name.
    """
    prefix, _, kind = tag.partition("-")
    inner = kind.removesuffix("part") if kind.endswith("part") else ""
    kind = inner or kind
    parts = re.split(r"(?<=[^\W_])(-)(?=[^\W_])", form) if re.search(r"[^\W\d_]-[^\W\d_]", form) else [form]
    if kind not in {"PER", "ORG", "LOC"} or (inner and len(parts) == 1):
        return [Word(p, entity="O", spaced=i == 0) for i, p in enumerate(parts)]
    if inner:
        return [Word(p, entity=f"B-{kind}" if i == 0 else "O", spaced=i == 0) for i, p in enumerate(parts)]
    return [Word(p, entity=f"{prefix if i == 0 else 'I'}-{kind}", spaced=i == 0) for i, p in enumerate(parts)]


def read_iob(path: Path, form_column: int = 1, tag_column: int = 2) -> Iterator[Sentence]:
    """Sentences of an IOB file (UNER, GermEval): only PER, ORG and LOC are kept, the rest is O."""
    words: list[Word] = []
    document, text = "", ""
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            document = line.split("=")[-1].strip()
        elif line.startswith("#\t"):
            document = line.split("\t")[1]
        elif line.startswith("# text ="):
            text = line[8:].strip()
        elif line.strip() and not line.startswith("#"):
            columns = line.split("\t")
            tag = columns[tag_column] if len(columns) > tag_column else "O"
            words += _hyphenated(columns[form_column], tag)
        elif words:
            guess_spacing(words, text)
            yield Sentence(words, document, tree=False, entities=True, tags=False)
            words, text = [], ""


def guess_spacing(words: list[Word], text: str) -> None:
    """Set ``spaced`` from the text, or by the usual rules of punctuation where there is no text."""
    if text:
        for word, spaced in zip(words, _spans(text, [w.form for w in words]), strict=True):
            word.spaced = spaced
        return
    opened = False
    glue = False
    for word in words:
        if not word.spaced:  # cut from the word before
            glue = False
            continue
        closing = word.form in {".", ",", ";", ":", "!", "?", ")", "]", "“", "»", "%"}
        if word.form == '"':
            closing, opened = opened, not opened
            word.spaced = not closing and not glue
            glue = not closing
            continue
        word.spaced = not closing and not glue
        glue = word.form in {"(", "[", "„", "«"}


SMARTDATA = {"location": "LOC", "organization": "ORG", "person": "PER"}


def read_smartdata(path: Path) -> Iterator[Sentence]:
    """Sentences of the DFKI SmartData corpus (JSON documents one after the other)."""
    decoder = json.JSONDecoder()
    text = gzip.decompress(path.read_bytes()).decode("utf8")
    at = 0
    while at < len(text):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return
        document, at = decoder.raw_decode(text, at)
        body = document["text"]["string"] if isinstance(document["text"], dict) else document["text"]
        tokens = document["tokens"]
        tokens = tokens["array"] if isinstance(tokens, dict) else tokens
        words = []
        last = 0
        for token in tokens:
            span = token["span"]
            tag = token["ner"]
            tag = (tag["string"] if isinstance(tag, dict) else tag) or "O"
            kind = SMARTDATA.get(tag[2:].lower().split("-")[0], "")
            word = Word(body[span["start"] : span["end"]], entity=f"{tag[0]}-{kind}" if kind else "O")
            parts = _hyphenated(word.form, word.entity)
            parts[0].spaced = span["start"] > last or last == 0
            words += [(span["start"], part) for part in parts]
            last = span["end"]
        sentences = document["sentences"]
        sentences = sentences["array"] if isinstance(sentences, dict) else sentences
        for sentence in sentences:
            span = sentence["span"]
            chosen = [w for start, w in words if span["start"] <= start < span["end"]]
            if chosen:
                yield Sentence(chosen, document["id"], tree=False, entities=True, tags=False)


def held_out(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(training, held-out tenth): by document where documents are named, else the last tenth."""
    names = {s.document for s in sentences}
    if len(names) < 20:
        cut = len(sentences) * 9 // 10
        return sentences[:cut], sentences[cut:]
    test = [s for s in sentences if crc32(s.document.encode()) % 10 == 0]
    return [s for s in sentences if crc32(s.document.encode()) % 10 != 0], test


def add_entities(sentences: list[Sentence], layer: Iterator[Sentence]) -> None:
    """Lay the UNER entity layer over a treebank's sentences with the same words."""
    table = {}
    for s in layer:
        table["".join(w.form for w in s.words)] = s
    for s in sentences:
        other = table.get("".join(w.form for w in s.words))
        if other is None:
            continue
        starts, at = {}, 0
        for w in other.words:
            starts[at] = w.entity
            at += len(w.form)
        at = 0
        for w in s.words:
            w.entity = starts.get(at, "O")
            at += len(w.form)
        s.entities = True
