"""Score a ledger against hand-coded records.

A gold file maps a document's id to its records, each with ``quote`` (words of the text), ``type``, ``modes``,
``actor`` and ``recipient`` (``country`` or ``name`` each), ``status``, ``according_to`` (names), ``when`` (EDTF);
``also`` may list further types that are right, and ``optional`` records cost nothing when missed and earn nothing when
found.

A predicted event matches a gold record when the types agree, the quotes overlap and the actors share a country. It
matches strictly when the sets of actor and recipient countries are the same too; in a CONSULT both sides count as one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from depesche.errors import InputError

Record = Mapping[str, Any]
FIELDS = ("modes", "status", "according_to", "when", "recipient", "actor")


@dataclass(slots=True)
class GoldScore:
    """Counts, and what follows from them. ``fields`` has right and all per field over matched events;
    ``confusion`` counts (gold type or "", predicted type or "")."""

    found: int = 0
    strict: int = 0
    wrong: int = 0
    wanted: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[tuple[str, Record]] = field(default_factory=list)
    extra: list[tuple[str, Record]] = field(default_factory=list)

    def _f1(self, hits: int) -> float:
        precision, recall = hits / max(1, self.found + self.wrong), hits / max(1, self.wanted)
        return 2 * precision * recall / (precision + recall) if hits else 0.0

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return self._f1(self.found)

    @property
    def strict_f1(self) -> float:
        return self._f1(self.strict)

    def accuracy(self, name: str) -> float:
        """The share of matched events with this field right."""
        right, total = self.fields[name]
        return right / total if total else 0.0


def read_gold(path: Path) -> dict[str, list[Record]]:
    """A gold file. Raises InputError where it is not a JSON object of lists of records with the fields above."""
    try:
        data = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError) as problem:
        raise InputError(f"cannot be read as gold: {problem}", where=str(path), expected="JSON") from problem
    needed = {"quote", "type", "actor", "recipient", "status"}
    for document, records in data.items() if isinstance(data, dict) else [("", None)]:
        if not isinstance(records, list) or any(not needed <= set(r) for r in records):
            raise InputError(
                "no gold records",
                where=f"{path}, document {document!r}",
                expected="an object: document id -> list of records with " + ", ".join(sorted(needed)),
            )
    return dict(data)


def score_ledger(
    gold: Mapping[str, list[Record]], predicted: Mapping[str, list[Record]], texts: Mapping[str, str]
) -> GoldScore:
    """Score predicted events (as ``event_record`` gives them, per document id) against gold records.

    Pairs are made greedily, best first; ``texts`` are the documents' texts, where gold quotes are looked up.
    """
    score = GoldScore()
    for document, records in gold.items():
        _score_document(score, document, records, predicted.get(document, []), texts[document])
    return score


def _score_document(score: GoldScore, document: str, gold: list[Record], made: list[Record], text: str) -> None:
    ranked = sorted(
        ((_likeness(g, p, text), i, k) for i, g in enumerate(gold) for k, p in enumerate(made)),
        key=lambda x: -x[0],
    )
    pairs: dict[int, int] = {}
    for value, i, k in ranked:
        if value > 0 and i not in pairs and k not in pairs.values():
            pairs[i] = k
    for i, g in enumerate(gold):
        if g.get("optional"):
            continue
        score.wanted += 1
        if i in pairs:
            score.found += 1
        else:
            score.missed.append((document, g))
            score.confusion[g["type"], _overlapping(g, made, pairs, text)] += 1
    taken = {k: i for i, k in pairs.items()}
    for k, p in enumerate(made):
        if k not in taken:
            score.wrong += 1
            score.extra.append((document, p))
            score.confusion["", p["type"]] += 1
            continue
        g = gold[taken[k]]
        score.strict += _sides(g) == _sides(p) and not g.get("optional")
        score.confusion[g["type"], p["type"]] += 1
        for name, right in _fields(g, p):
            score.fields[name][0] += right
            score.fields[name][1] += 1


def _overlapping(g: Record, made: list[Record], pairs: dict[int, int], text: str) -> str:
    """The type of an unmatched event over the same words, to see what was taken for what."""
    a, b = _span(g, text)
    for k, p in enumerate(made):
        c, d = _span(p, text)
        if k not in pairs.values() and min(b, d) > max(a, c):
            return str(p["type"])
    return ""


def _fields(g: Record, p: Record) -> Iterable[tuple[str, bool]]:
    yield "modes", set(g.get("modes", ())) == set(p.get("modes", ()))
    yield "status", g["status"] == p.get("status")
    yield "according_to", _same_voices(_voices(g), _voices(p))
    yield "recipient", _sides(g)[1] == _sides(p)[1]
    yield "actor", _sides(g)[0] == _sides(p)[0]
    if g.get("when"):
        yield "when", g["when"] == _edtf(p)


def _span(record: Record, text: str) -> tuple[int, int]:
    quote = record["quote"]
    if isinstance(quote, Mapping):
        return quote["start"], quote["end"]
    start = text.find(quote)
    return start, start + len(quote)


def _countries(mentions: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({m.get("country") or m.get("name", "") for m in mentions}))


def _sides(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    actor, recipient = _countries(record["actor"]), _countries(record["recipient"])
    if record["type"] == "CONSULT":
        return tuple(sorted({*actor, *recipient})), ()
    return actor, recipient


def _voices(record: Record) -> list[str]:
    return [v["name"] if isinstance(v, Mapping) else v for v in record.get("according_to") or ()]


def _same_voices(first: list[str], second: list[str]) -> bool:
    def plain(name: str) -> str:
        return "".join(c for c in name.lower() if c.isalnum())

    if not first or not second:
        return not first and not second
    return any(plain(a) in plain(b) or plain(b) in plain(a) for a in first for b in second)


def _edtf(record: Record) -> str:
    when = record.get("when") or ""
    return str(when.get("edtf", "")) if isinstance(when, Mapping) else str(when)


def _likeness(g: Record, p: Record, text: str) -> float:
    """How well a predicted event fits a gold record; 0 where it does not match."""
    if p["type"] != g["type"] and p["type"] not in g.get("also", ()):
        return 0.0
    (a, b), (c, d) = _span(g, text), _span(p, text)
    overlap = min(b, d) - max(a, c)
    gold, made = _sides(g), _sides(p)
    if overlap <= 0 or not set(gold[0]) & set(made[0]):
        return 0.0
    value = 1 + overlap / max(b - a, d - c)
    if gold == made:
        return value + 4
    return value + 2 if gold[0] == made[0] else value
