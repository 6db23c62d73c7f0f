"""Label news with a model's own trees, to train the next one on (self-training).

    python training/label_news.py --corpora CORPORA --nouns nouns.csv --model src/depesche/model --out build/news

Every document is parsed twice, in windows of different length. A sentence is kept where both parses agree on its ends,
heads, relations and UPOS: what a model says only in one context is more often wrong. In German, a noun dictionary
(``nouns.csv`` of the PyPI package german-nouns, CC BY-SA 4.0, from the German Wiktionary) then corrects what little
training text cannot teach: Gender, Number and Case of nouns, together with the determiners and adjectives that agree.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from depesche.language import parser as product
from depesche.language.conllu import format_conllu
from depesche.language.model import Model, Window
from depesche.language.parser import Parser
from depesche.language.trees import Parsed, Sentence, Token
from depesche.records import Document

Analysis = tuple[str, str, str]  # Case, Gender, Number
CASES = {"nominativ": "Nom", "genitiv": "Gen", "dativ": "Dat", "akkusativ": "Acc"}
GENDERS = {"m": "Masc", "f": "Fem", "n": "Neut"}
AGREEING = ("Case", "Gender", "Number")
LONGEST = 60  # words of a sentence that is kept


def read_nouns(path: Path) -> dict[str, set[Analysis]]:
    """Inflected form -> its analyses."""
    forms: dict[str, set[Analysis]] = defaultdict(set)
    with path.open(encoding="utf8", newline="") as stream:
        for row in csv.DictReader(stream):
            if not row["pos"].startswith("Substantiv") or "deklination" in row["pos"].lower():
                continue
            genders = {GENDERS[row[k]] for k in row if k.startswith("genus") and row[k] in GENDERS}
            for column, form in row.items():
                case, _, number = column.partition(" ")
                if case in CASES and form:
                    count = "Sing" if number.startswith("singular") else "Plur"
                    forms[form] |= {(CASES[case], gender, count) for gender in genders}
    return dict(forms)


def analyses(form: str, nouns: dict[str, set[Analysis]]) -> set[Analysis]:
    """What a form may be; a compound is what its last part is."""
    if form in nouns:
        return nouns[form]
    for at in range(2, len(form) - 3):
        tail = form[at:].capitalize()
        if tail in nouns:
            return nouns[tail]
    return set()


def agree(sentence: Sentence, model: Model, nouns: dict[str, set[Analysis]]) -> None:
    """Set Case, Gender and Number of nouns and what agrees with them to the likeliest analysis the form allows."""
    tokens = sentence.tokens
    forms = [t.text for t in tokens]
    spaced = [i == 0 or tokens[i - 1].end < t.start for i, t in enumerate(tokens)]
    (scores,) = next(model.score([[Window(forms, spaced)]]))
    logs: dict[str, tuple[list[str], np.ndarray]] = {}
    at = 0
    for name, values in model.feats.items():
        part = scores.feats[:, at : at + len(values)].astype(np.float64)
        logs[name] = values, part - np.logaddexp.reduce(part, axis=1, keepdims=True)
        at += len(values)
    for noun in tokens:
        possible = analyses(noun.text, nouns) if noun.upos == "NOUN" else set()
        if not possible:
            continue
        group = [noun] + [
            t for t in tokens
            if t.head == noun.index and t.index < noun.index and t.upos in {"DET", "ADJ"} and "Case" in t.feats
        ]  # fmt: skip

        def fit(analysis: Analysis, group: list[Token] = group) -> float:
            return sum(
                logs[name][1][t.index, logs[name][0].index(value)]
                for name, value in zip(AGREEING, analysis, strict=True)
                for t in group
            )

        best = max(sorted(possible), key=fit)
        for token in group:
            token.feats.update(zip(AGREEING, best, strict=True))


def parse(path: Path, parser: Parser, window: int) -> list[Parsed]:
    product._WINDOW = window
    documents = {d["id"]: d for d in map(json.loads, path.read_text(encoding="utf8").splitlines())}
    return [parser.parse(Document(d["id"], d["text"], language=d["language"])) for d in documents.values()]


def same(a: Sentence, b: Sentence) -> bool:
    return all(
        (x.upos, x.head, x.deprel) == (y.upos, y.head, y.deprel) for x, y in zip(a.tokens, b.tokens, strict=True)
    )


def label(path: Path, parser: Parser, model: Model, nouns: dict[str, set[Analysis]]) -> tuple[str, int, int]:
    """(CoNLL-U, sentences kept, sentences read) of one file of documents."""
    out, kept, total = [], 0, 0
    for long, short in zip(parse(path, parser, 60), parse(path, parser, 25), strict=True):
        other = {(s.start, s.end, len(s.tokens)): s for s in short.sentences}
        chosen = []
        for s in long.sentences:
            twin = other.get((s.start, s.end, len(s.tokens)))
            if twin and 3 < len(s.tokens) <= LONGEST and same(s, twin):
                if long.language == "de":
                    agree(s, model, nouns)
                chosen.append(s)
        total += len(long.sentences)
        kept += len(chosen)
        out.append(format_conllu(Parsed(long.document, long.language, chosen)))
    return "\n".join(out), kept, total


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--nouns", type=Path, required=True)
    arguments.add_argument("--model", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    args = arguments.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    parser, model, nouns = Parser(args.model), Model(args.model), read_nouns(args.nouns)
    for path in sorted((args.corpora / "texts").glob("*.jsonl")):
        language = path.name[:2]
        text, kept, total = label(path, parser, model, nouns)
        (args.out / f"news_{language}.conllu").write_text(text, encoding="utf8")
        print(path.name, "kept", kept, "of", total, "sentences", flush=True)


if __name__ == "__main__":
    main()
