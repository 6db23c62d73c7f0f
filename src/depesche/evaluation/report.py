"""A score as people read it."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from depesche.evaluation.gold import FIELDS, GoldScore
from depesche.evaluation.pairs import PairScore, macro


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


def write_pairs(score: PairScore, stream: TextIO) -> None:
    """Macro-F1 over roots and quad classes, each root's figures, and what was taken for what."""
    roots, quads = score.roots, score.quads
    pairs = sum(score.confusion.values())
    stream.write(f"pairs {pairs}   root macro-F1 {macro(roots):.3f}   quad macro-F1 {macro(quads):.3f}\n\n")
    stream.write(f"{'root':<11}{'pairs':>6}{'P':>7}{'R':>7}{'F1':>7}   taken for\n")
    for name, (precision, recall, f1, count) in (roots | quads).items():
        others = sorted(((n, m) for (g, m), n in score.confusion.items() if g == name and m != name), reverse=True)
        taken = ", ".join(f"{m or 'nothing'} {n}" for n, m in others)
        shown = f"quad {name}" if name in quads else name
        stream.write(f"{shown:<11}{count:>6}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}   {taken}\n")
