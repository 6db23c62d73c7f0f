"""Train the mode head on frozen word states: which mode of its type an act has.

    python training/train_modes.py

It learns from the written sentences (``training/data/*.jsonl``) and the lexicons' examples, and writes
``src/depesche/model/modes.npz``: a linear layer over three means of states, one softmax per type; Adam with decay,
a few minutes on a processor. A tenth of the sentences is held out for the figure it prints.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
from collect_types import lexicon_modes, written_modes

import depesche.model
from depesche.coding.modehead import ModeHead, features
from depesche.language import Parser

Floats = npt.NDArray[np.float32]

EPOCHS, RATE, DECAY, BATCH = 40, 2e-3, 1e-2, 256
RAREST = 8  # examples: modes that are rarer are not learned
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)


def masks(labels: list[tuple[str, str]]) -> Floats:
    """[labels, labels]: 0 where two belong to one type, else a number that rules the other out."""
    types = np.array([t for t, _ in labels])
    return np.where(types[:, None] == types[None], 0.0, -1e9).astype(np.float32)


def fit(x: Floats, y: npt.NDArray[np.int64], rivals: Floats) -> tuple[Floats, Floats]:
    """Weights [width, labels] and bias [labels]."""
    rng = np.random.default_rng(1)
    w, b = np.zeros((x.shape[1], len(rivals)), np.float32), np.zeros(len(rivals), np.float32)
    moments = [np.zeros_like(w), np.zeros_like(w), np.zeros_like(b), np.zeros_like(b)]
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start : start + BATCH]
            logits = x[rows] @ w + b + rivals[y[rows]]
            p = np.exp(logits - logits.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            p[np.arange(len(rows)), y[rows]] -= 1
            step += 1
            for value, gradient, m, v in (
                (w, x[rows].T @ p / len(rows), moments[0], moments[1]),
                (b, p.mean(0), moments[2], moments[3]),
            ):
                m += 0.1 * (gradient - m)
                v += 0.001 * (gradient**2 - v)
                value -= RATE * (m / (1 - 0.9**step) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8) + DECAY * value)
    return w, b


def main() -> None:
    parser = Parser()
    folder = Path(__file__).parent / "data"
    rows = [
        (features(s, p), (type, mode), crc32(s.text.encode()) % 10 == 0)
        for s, p, type, mode in (*written_modes(folder, parser), *lexicon_modes(parser))
    ]
    known = Counter(label for x, label, _ in rows if x is not None)
    several = Counter(t for t, m in known if known[t, m] >= RAREST)
    labels = sorted(key for key, n in known.items() if n >= RAREST and several[key[0]] > 1)
    kept = [(x, labels.index(label), held) for x, label, held in rows if x is not None and label in labels]
    x = np.stack([r[0] for r in kept])
    y = np.array([r[1] for r in kept])
    held = np.array([r[2] for r in kept])
    mean, scale = x[~held].mean(0), x[~held].std(0) + 1e-3
    rivals = masks(labels)
    w, b = fit((x[~held] - mean) / scale, y[~held], rivals)
    logits = (x[held] - mean) / scale @ w + b + rivals[y[held]]
    p = np.exp(logits - logits.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    best, right = p.max(1), p.argmax(1) == y[held]
    figures = {t: [round(float((best >= t).mean()), 3), round(float(right[best >= t].mean()), 3)] for t in THRESHOLDS}
    print(len(kept), "examples,", len(labels), "modes; held out:", held.sum(), "right:", round(float(right.mean()), 3))
    print("threshold -> share decided, share of them right:", json.dumps(figures))
    path = Path(depesche.model.__file__).parent / "modes.npz"
    weights = w / scale[:, None]
    np.savez_compressed(
        path, types=[t for t, _ in labels], modes=[m for _, m in labels], threshold=np.float32(0.8),
        weights=weights.astype(np.float16), bias=(b - mean @ weights).astype(np.float32),
    )  # fmt: skip
    ModeHead(path)


if __name__ == "__main__":
    main()
