"""A score as people read it."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from depesche.evaluation.gold import FIELDS, GoldScore


def write(score: GoldScore, stream: TextIO) -> None:
    """Precision, recall and F1, the fields of matched events, per type, and what was taken for what."""
    stream.write(
        f"events {score.wanted}   P {score.precision:.3f}   R {score.recall:.3f}   F1 {score.f1:.3f}   "
        f"strict F1 {score.strict_f1:.3f}\n"
    )
    shown = (f"{name} {score.accuracy(name):.3f} of {score.fields[name][1]}" for name in FIELDS)
    stream.write("fields of matched events: " + ", ".join(shown) + "\n\n")
    wanted, made, right = Counter[str](), Counter[str](), Counter[str]()
    for (g, p), n in score.confusion.items():
        wanted[g] += n
        made[p] += n
        right[g] += n if g == p else 0
    stream.write(f"{'type':<11}{'gold':>6}{'made':>6}{'right':>7}   taken for\n")
    for name in sorted(t for t in wanted if t):
        others = sorted(((n, p) for (g, p), n in score.confusion.items() if g == name and p != name), reverse=True)
        taken = ", ".join(f"{p or 'nothing'} {n}" for n, p in others)
        stream.write(f"{name:<11}{wanted[name]:>6}{made[name]:>6}{right[name]:>7}   {taken}\n")
