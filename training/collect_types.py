"""Collect what the type head learns from: predicates in their sentences, with actor, recipient and type.

    python training/collect_types.py --corpora CORPORA --out build/types.jsonl

They are

- sentences written for it, ``training/data/*.jsonl``: {language, type, modes, text}, where [ ] mark the actor, { } the
  recipient and < > the predicate;
- the lexicons' own examples;
- predicates of news that the lexicon codes (``texts`` and ``events/ngec_synthetic``), and as NONE those that have an
  actor but no entry; a synthetic report whose label agrees with the lexicon counts more.

PLV and the gold ledgers are no part of it. The output has one example a line: words, the ``groups`` of word indices
that the head looks at, type, weight, source, language, and ``held`` for the tenth that is kept from training. The
model's own ``tree`` goes along: without it, learning types pulled "rejected" towards "not" in the tree, too.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from depesche.coding.code import Coder
from depesche.coding.entries import Entry, unmark
from depesche.coding.languages import coded_languages
from depesche.coding.lexicon import load_lexicon
from depesche.coding.typehead import NONE, groups
from depesche.entities import Tables, read_cast
from depesche.evaluation.pairs import heads
from depesche.language import Parsed, Parser, Sentence, Token
from depesche.propositions import extract, load_grammar
from depesche.records import Document

STEP = 3  # every third document of the news is enough
SHARE_NONE = 0.25  # of the predicates without entry, in news


def example(
    sentence: Sentence, predicate: Token, actors: list[Token], recipients: list[Token], type: str, weight: float,
    source: str, language: str,
) -> dict[str, Any]:  # fmt: skip
    tokens = sentence.tokens
    return {
        "forms": [t.text for t in tokens],
        "spaced": [i == 0 or tokens[i - 1].end < t.start for i, t in enumerate(tokens)],
        "groups": groups(sentence, predicate, actors, recipients),
        "tree": [[t.lemma, t.upos, _feats(t), t.head, t.deprel, t.entity or "O"] for t in tokens],
        "type": type, "weight": weight, "source": source, "language": language,
        "held": crc32(sentence.text.encode()) % 10 == 0,
    }  # fmt: skip


def _feats(token: Token) -> str:
    return "|".join(f"{k}={v}" for k, v in token.feats.items())


MARKS = re.compile(r"[\[\]{}<>]")


def read_marked(path: Path) -> Iterator[tuple[dict[str, Any], str, dict[str, tuple[int, int]]]]:
    """(the line's data, plain text, bracket -> stretch) of each line."""
    for line in path.read_text(encoding="utf8").splitlines():
        data = json.loads(line)
        plain, last, opened, found = "", 0, {}, {}
        for mark in MARKS.finditer(data["text"]):
            plain += data["text"][last : mark.start()]
            last = mark.end()
            if mark.group() in "[{<":
                opened[mark.group()] = len(plain)
            else:
                bracket = {"]": "[", "}": "{", ">": "<"}[mark.group()]
                found[bracket] = (opened[bracket], len(plain))
        yield data, plain + data["text"][last:], found


Marks = dict[str, tuple[int, int]]


def parsed_marked(folder: Path, parser: Parser) -> Iterator[tuple[dict[str, Any], Marks, Sentence, Token]]:
    """(the line's data, marks, sentence, predicate) of the written sentences."""
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in read_marked(path)]
    documents = [Document(str(n), text, language=data["language"]) for n, (data, text, _) in enumerate(rows)]
    for (data, _, marks), parsed in zip(rows, parser.parse_all(documents), strict=True):
        for s in parsed.sentences:
            predicate = heads(s, *marks["<"])
            if predicate:
                yield data, marks, s, predicate[0]


def written(folder: Path, parser: Parser) -> Iterator[dict[str, Any]]:
    for data, marks, s, predicate in parsed_marked(folder, parser):
        actors, recipients = (heads(s, *marks[b]) if b in marks else [] for b in "[{")
        yield example(s, predicate, actors, recipients, data["type"], 1.0, "written", data["language"])


def written_modes(folder: Path, parser: Parser) -> Iterator[tuple[Sentence, Token, str, str]]:
    """(sentence, predicate, type, its first mode or "") of the written sentences."""
    for data, _, s, predicate in parsed_marked(folder, parser):
        yield s, predicate, data["type"], next(iter(data["modes"]), "")


def lexicon_modes(parser: Parser) -> Iterator[tuple[Sentence, Token, str, str]]:
    """The same of the lexicons' examples, where the entry says the mode."""
    for entry, _, _, s, predicate in parsed_examples(parser):
        if entry.modes:
            yield s, predicate, entry.type, entry.modes[0]


Stretches = tuple[tuple[int, int], ...]


def parsed_examples(parser: Parser) -> Iterator[tuple[Entry, Stretches, Stretches, Sentence, Token]]:
    """(entry, actors, recipients, sentence, predicate) of the lexicons' examples."""
    for language in coded_languages():
        entries = load_lexicon(language).all
        plain = [unmark(e.example) for e in entries]
        documents = [Document(e.id, text, language=language) for e, (text, _, _) in zip(entries, plain, strict=True)]
        for entry, (_, actors, recipients), parsed in zip(entries, plain, parser.parse_all(documents), strict=True):
            words = entry.lemma.casefold().split()
            for s in parsed.sentences:
                predicate = next((t for w in reversed(words) for t in s.tokens if t.lemma.casefold() == w), None)
                predicate = predicate or next(
                    (t for t in s.tokens if any(t.lemma.casefold().endswith(w) for w in words)), None
                )
                if predicate is not None:
                    yield entry, tuple(actors), tuple(recipients), s, predicate


def lexicon_examples(parser: Parser) -> Iterator[dict[str, Any]]:
    for entry, actors, recipients, s, predicate in parsed_examples(parser):
        a, r = ([t for span in spans for t in heads(s, *span)] for spans in (actors, recipients))
        yield example(s, predicate, a, r, entry.type, 1.0, "lexicon", entry.id.split("/")[0])


def coded(parsed: Parsed, tables: Tables, label: str, rng: random.Random) -> Iterator[dict[str, Any]]:
    """What the lexicon says of news; ``label`` is a synthetic report's type."""
    lexicon, grammar = load_lexicon(parsed.language), load_grammar(parsed.language)
    cast = read_cast(parsed, tables)
    coder = Coder(lexicon, grammar, cast)
    before: list = []
    for s in parsed.sentences:
        propositions = extract(s, grammar)
        decisions = coder.decide(propositions, before)
        known = {d.proposition.head.index for d in decisions}
        for d in decisions:
            if d.act is not None:
                before.append(d.act)
                a, r = ([t for m in ms for t in heads(s, m.start, m.end)] for ms in (d.act.actor, d.act.recipient))
                weight = 1.0 if d.act.type == label else 0.3
                yield example(s, d.proposition.head, a, r, d.act.type, weight, "news", parsed.language)
        for p in propositions:
            subjects = [t for t in p.slots.get("subject", []) if cast.mentions(s, t)]
            if subjects and p.head.index not in known and p.kind == "verb" and rng.random() < SHARE_NONE:
                objects = [t for t in p.slots.get("object", []) if cast.mentions(s, t)]
                yield example(s, p.head, subjects, objects, NONE, 0.3, "news", parsed.language)


def news(corpora: Path, parser: Parser, rng: random.Random) -> Iterator[dict[str, Any]]:
    tables = Tables.load()
    rows: list[tuple[Document, str]] = []
    for path in sorted((corpora / "texts").glob("*.jsonl")):
        found = {d["id"]: d for d in map(json.loads, path.read_text(encoding="utf8").splitlines())}
        for d in list(found.values())[::STEP]:
            rows.append((Document(d["id"], d["text"][:1500], published=d["published"], language=d["language"]), ""))
    for n, line in enumerate((corpora / "events/ngec_synthetic/synthetic_events.jsonl").open(encoding="utf8")):
        d = json.loads(line)
        rows.append((Document(f"s{n}", f"{d['title']}.\n\n{d['text'][:160]}", language="en"), d["type"]))
    for (_, label), parsed in zip(rows, parser.parse_all(d for d, _ in rows), strict=True):
        yield from coded(parsed, tables, label, rng)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--model", type=Path)
    args = arguments.parse_args()
    parser = Parser(args.model)
    found = [
        *written(Path(__file__).parent / "data", parser),
        *lexicon_examples(parser),
        *news(args.corpora, parser, random.Random(1)),
    ]
    args.out.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in found), encoding="utf8")
    print(Counter(x["source"] for x in found), Counter(x["type"] for x in found))


if __name__ == "__main__":
    main()
