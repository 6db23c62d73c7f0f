"""Score the shipped model on the held-out tenths.

    python training/evaluate.py --corpora ../shared/corpora [--model src/depesche/model] [--out scores.json]

Trees are scored on gold words and gold sentences through the product's own decoder: UAS, LAS (universal
relations, punctuation included), UPOS, FEATS (all attributes equal), lemma (the product's, and the model's before the
dictionary). Sentence ends are scored on the text run together with single spaces, entities as exact spans of PER, ORG
and LOC. Each treebank is read with its own conventions, or with ``--default`` with those the product follows in its
language.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpora import Sentence
from train import load_sources, split

from depesche.language import decode
from depesche.language.dictionary import mend
from depesche.language.model import Model, Scores, Window
from depesche.language.parser import Parser
from depesche.language.words import load_rules
from depesche.records import Document


def scored(sentences: list[Sentence], model: Model, style: str) -> Iterator[tuple[Sentence, Scores]]:
    """Each sentence alone with the network's scores."""
    windows = ([Window([w.form for w in s.words], [w.spaced for w in s.words], style)] for s in sentences)
    for s, (scores,) in zip(sentences, model.score(windows), strict=True):
        yield s, scores


def score_trees(sentences: list[Sentence], model: Model, language: str, style: str) -> dict[str, float]:
    """Accuracies over all words, with the conventions of ``style``."""
    n = Counter[str]()
    rules = load_rules(language)
    for s, scores in scored(sentences, model, style):
        forms = [w.form for w in s.words]
        heads = decode.tree_heads(scores.arc)
        labels = decode.relations(scores, heads, forms, model, rules.cases, rules.infinitive)
        feats = decode.features(scores, model, heads, labels, rules.agreement)
        lemmas = decode.lemmas(scores, forms, model)
        for i, w in enumerate(s.words):
            right = heads[i] == w.head + 1
            n["words"] += 1
            n["uas"] += bool(right)
            n["las"] += bool(right and labels[i].split(":")[0] == w.deprel.split(":")[0])
            upos = model.upos[scores.upos[i]]
            n["upos"] += upos == w.upos
            n["lemma_model"] += lemmas[i] == w.lemma
            n["lemma"] += mend(forms[i], lemmas[i], upos, language) == w.lemma
            n["feats"] += (
                "|".join(f"{k}={v}" for k, v in sorted(feats[i].items(), key=lambda x: x[0].lower())) == w.feats
            )
    return {k: round(100 * n[k] / n["words"], 2) for k in ("uas", "las", "upos", "feats", "lemma", "lemma_model")} | {
        "words": n["words"]
    }


def score_entities(sentences: list[Sentence], model: Model, style: str) -> dict[str, float]:
    """Precision, recall and F1 over exact spans."""

    def spans(labels: list[str]) -> set[tuple[int, int, str]]:
        found, start = set(), -1
        for i, label in enumerate([*labels, ""]):
            if start >= 0 and not label.startswith("I-"):
                found.add((start, i, labels[start][2:]))
                start = -1
            if label.startswith("B-"):
                start = i
        return found

    hit = made = wanted = 0
    for s, scores in scored(sentences, model, style):
        gold = spans(["" if w.entity == "O" else w.entity for w in s.words])
        got = spans(decode.entities(scores, model))
        hit, made, wanted = hit + len(gold & got), made + len(got), wanted + len(gold)
    p, r = hit / max(1, made), hit / max(1, wanted)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / max(1e-9, p + r), 4), "entities": wanted}


def score_sentences(sentences: list[Sentence], parser: Parser, language: str) -> dict[str, float]:
    """F1 of sentence ends (character offsets) on running text without line breaks."""
    text, ends = "", set()
    for s in sentences:
        for i, w in enumerate(s.words):
            text += (" " if text and (w.spaced or i == 0) else "") + w.form
        ends.add(len(text))
    parsed = parser.parse(Document("text", text, language=language))
    got = {s.end for s in parsed.sentences}
    hit = len(ends & got)
    return {"f1": round(2 * hit / (len(ends) + len(got)), 4), "sentences": len(ends)}


LANGUAGE = {
    "German": "de",
    "English": "en",
    "French": "fr",
    "Spanish": "es",
    "Portuguese": "pt",
    "Italian": "it",
    "Dutch": "nl",
    "Polish": "pl",
    "Czech": "cs",
    "Russian": "ru",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--model", type=Path, default=None)
    arguments.add_argument("--default", action="store_true", help="with the conventions that the product follows")
    arguments.add_argument("--only", nargs="+", default=(), help="names of corpora")
    arguments.add_argument("--out", type=Path)
    args = arguments.parse_args()
    parser, model = Parser(args.model), Model(args.model)
    _, held = split(load_sources(args.corpora))
    report: dict[str, dict[str, float]] = {}
    for name, sentences in held.items():
        if args.only and name not in args.only:
            continue
        trees = [s for s in sentences if s.tree]
        named = [s for s in sentences if s.entities]
        language = LANGUAGE.get(name.removeprefix("UD_").split("-")[0], "")
        style = load_rules(language or "de").convention if args.default else name
        if trees and language:
            report[name] = score_trees(trees, model, language, style)
            report[name] |= {"sentence_f1": score_sentences(trees, parser, language)["f1"]}
        if named:
            report.setdefault(name, {})
            report[name] |= {f"entity_{k}": v for k, v in score_entities(named, model, style).items()}
        if name not in report:
            continue
        print(name, json.dumps(report[name]), flush=True)
    german = [report[n]["las"] for n in ("UD_German-PUD", "UD_German-GSD") if n in report]
    if german:
        print("German LAS, mean of PUD and GSD:", round(float(np.mean(german)), 2))
    if args.out:
        args.out.write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
