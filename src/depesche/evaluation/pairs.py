"""Score types on pairs: a sentence with its source and target given, what does the one do to the other?

The format is that of PLV (Hu and others, ACL 2024): JSON lines with ``marked_sentence``, in which ``<s>…</s>`` is the
source and ``<t>…</t>`` the target (each may be named several times, or not at all), and ``gold_root``. RETREAT and
CONCEDE are one root there, YIELD.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from depesche.coding.acts import Act
from depesche.coding.code import Coder
from depesche.coding.lexicon import Lexicon, load_lexicon
from depesche.coding.match import Roles, choose
from depesche.coding.ontology import load_ontology
from depesche.coding.typehead import NONE, load_head
from depesche.entities import Cast
from depesche.errors import InputError
from depesche.language import Parsed, Sentence, Token
from depesche.propositions import Proposition, extract, load_grammar
from depesche.records import Document, Entity, Mention

_YIELD = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
# YIELD is half verbal, half material cooperation; PLV counts all of it as material.
_YIELD_QUAD = 2
_MARK = re.compile(r"<(/?)([st])>")

Stretch = tuple[int, int]

SOURCE = Entity("pair:source", "source", "ZZS", "GOV")
TARGET = Entity("pair:target", "target", "ZZT", "GOV")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the offsets of every naming of source and target in it, and the root they were given."""

    text: str
    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    root: str


def root_of(type: str) -> str:
    """The root that counts for a PLOVER type."""
    return _YIELD.get(type, type)


def quad_of(root: str) -> int:
    """The quad of a root, 0 for none."""
    return _YIELD_QUAD if root == "YIELD" else load_ontology().quad(root) if root else 0


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file. Raises InputError with its line where one is not as the module says."""
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"cannot be read: {problem}", where=str(path), expected="JSON lines in UTF-8") from problem
    return [_pair(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def _pair(line: str, where: str) -> Pair:
    try:
        data = json.loads(line)
        marked, root = data["marked_sentence"], root_of(data["gold_root"])
    except (ValueError, KeyError, TypeError) as problem:
        raise InputError(
            f"no pair: {problem}", where=where, expected='{"marked_sentence": "<s>…</s> … <t>…</t> …", "gold_root": …}'
        ) from problem
    if root not in {root_of(t) for t in load_ontology().types}:
        raise InputError(f"no PLOVER type {root!r}", where=where, expected=", ".join(load_ontology().types))
    found: dict[str, list[Stretch]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    text, last = "", 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if not mark[1]:
            opened[mark[2]] = len(text)
        elif mark[2] in opened:
            found[mark[2]].append((opened.pop(mark[2]), len(text)))
        else:
            opened["/"] = 0
    text += marked[last:]
    if opened or not (found["s"] or found["t"]):
        raise InputError("marks that do not pair", where=where, expected="<s>source</s> and <t>target</t>")
    return Pair(text, tuple(found["s"]), tuple(found["t"]), root)


class PairCast(Cast):
    """Only the source and the target of a pair are actors, whoever they are."""

    def __init__(self, parsed: Parsed, pair: Pair) -> None:
        self._at: dict[tuple[int, int], Mention] = {}
        self.publisher = None
        named = [(s, SOURCE) for s in pair.source] + [(t, TARGET) for t in pair.target]
        for (start, end), entity in named:
            mention = Mention(pair.text[start:end], start, end, entity)
            for sentence in parsed.sentences:
                for head in heads(sentence, start, end):
                    self._at[sentence.index, head.index] = mention
        self.found = sorted(set(self._at.values()), key=lambda m: m.start)

    def mentions(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        found = self._at.get((sentence.index, token.index))
        return (found,) if found else ()

    def inside(self, sentence: Sentence, token: Token) -> Mention | None:
        """The source or target that is the first part of a compound headed by ``token``."""
        children = sentence.children(token, "compound")
        return next((m for c in children for m in self.mentions(sentence, c)), None)

    def named(self, sentence: Sentence, token: Token) -> bool:
        return bool(self.mentions(sentence, token))

    def unnamed(self, sentence: Sentence, places: Sequence[Token], role: str) -> Mention | None:
        """The source, where the sentence does not name it."""
        return None if SOURCE in {m.entity for m in self.found} else Mention("", sentence.start, sentence.start, SOURCE)

    def at(self, sentence: Sentence, places: Sequence[Token], role: str) -> Mention | None:
        """None: a place is neither source nor target."""
        return None

    def role(self, key: str, country: str) -> Entity:
        """The source, which is the only one to act."""
        return SOURCE


def heads(sentence: Sentence, start: int, end: int) -> list[Token]:
    """The words of a stretch whose own head lies outside it."""
    inside = {t.index for t in sentence.within(start, end) if t.upos not in {"PUNCT", "ADP", "DET"}}
    return [sentence.tokens[i] for i in sorted(inside) if sentence.tokens[i].head not in inside]


def predict(parsed: Parsed, pair: Pair) -> str:
    """The root of what the source does to the target, "" where nothing is found."""
    lexicon, grammar = load_lexicon(parsed.language), load_grammar(parsed.language)
    cast = PairCast(parsed, pair)
    coder = Coder(lexicon, grammar, cast)
    propositions = [extract(s, grammar) for s in parsed.sentences]
    acts: list[Act] = []
    for found in propositions:
        acts += [d.act for d in coder.decide(found, acts) if d.act is not None]
    best = max(acts, key=_fit, default=None)
    if best is not None and _fit(best) > 1:
        return root_of(best.type)
    everything = [p for found in propositions for p in found]
    near = _nearest(everything, cast, lexicon) or (best.type if best else "")
    return root_of(near or _guessed(everything, parsed, pair))


def _fit(act: Act) -> int:
    """How well the roles of an act fit the pair."""
    actors, recipients = {m.entity for m in act.actor}, {m.entity for m in act.recipient}
    if SOURCE in actors and TARGET in actors | recipients:
        return 4
    if SOURCE in actors:
        return 3
    if TARGET in actors and SOURCE in recipients:
        return 2
    return 1


def _nearest(propositions: Sequence[Proposition], cast: PairCast, lexicon: Lexicon) -> str:
    """The type of the predicate the lexicon knows that has the source among its arguments, else of one above it."""
    ranked: list[tuple[int, int, str]] = []
    for n, p in enumerate(propositions):
        roles = Roles(p, cast)
        entry = choose(roles, lexicon, with_actors=False)
        if entry is None:
            continue
        below = {m.entity for t in p.sentence.subtree(p.head) for m in cast.mentions(p.sentence, t)}
        direct = {m.entity for slot in p.slots for m in roles.mentions(slot)}
        ranked.append((2 * len(direct) + len(below), -n, entry.type))
    return max(ranked)[2] if ranked and max(ranked)[0] else ""


def _guessed(propositions: Sequence[Proposition], parsed: Parsed, pair: Pair) -> str:
    """The type head's choice for the predicate closest to the source, then to the target; never NONE, since a pair
    always stands for something."""
    head = load_head()
    if head is None:
        return ""
    best: tuple[float, str] = (0.0, "")
    for p in propositions:
        s = p.sentence
        below = {t.index for t in s.subtree(p.head)}
        sources, targets = ([t for span in spans for t in heads(s, *span)] for spans in (pair.source, pair.target))
        fit = sum(t.head == p.head.index for t in (*sources, *targets)) + 0.5 * sum(
            t.index in below for t in (*sources, *targets)
        )
        known = head.probabilities(s, p.head, sources, targets)
        for type, probability in known.items():
            if type != NONE:
                best = max(best, (probability * (0.2 + fit), type))
    return best[1]


@dataclass(slots=True)
class PairScore:
    """Counts of (given, predicted) roots."""

    confusion: Counter[tuple[str, str]]

    @property
    def roots(self) -> dict[str, tuple[float, float, float, int]]:
        """Root -> precision, recall, F1, number of pairs."""
        return _figures(self.confusion)

    @property
    def quads(self) -> dict[str, tuple[float, float, float, int]]:
        """Quad class -> the same."""
        merged = Counter[tuple[str, str]]()
        for (gold, made), n in self.confusion.items():
            merged[str(quad_of(gold)), str(quad_of(made) or "")] += n
        return _figures(merged)


def macro(figures: dict[str, tuple[float, float, float, int]]) -> float:
    """Mean F1 over the classes that occur."""
    return sum(f[2] for f in figures.values()) / len(figures) if figures else 0.0


def _figures(confusion: Counter[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    found = {}
    for name in sorted({gold for gold, _ in confusion}):
        hits = confusion[name, name]
        gold = sum(n for (g, _), n in confusion.items() if g == name)
        made = sum(n for (_, m), n in confusion.items() if m == name)
        found[name] = (hits / made if made else 0.0, hits / gold, 2 * hits / (gold + made), gold)
    return found


def score_pairs(parsed: Iterable[Parsed], pairs: Sequence[Pair]) -> tuple[PairScore, list[str]]:
    """The score, and the predicted root of each pair. ``parsed`` has each pair's text with its trees, in order."""
    made = [predict(p, pair) for p, pair in zip(parsed, pairs, strict=True)]
    return PairScore(Counter(zip((pair.root for pair in pairs), made, strict=True))), made


def documents(pairs: Iterable[Pair], language: str) -> Iterator[Document]:
    """The pairs' sentences as documents."""
    return (Document(f"pair-{n}", pair.text, language=language) for n, pair in enumerate(pairs, 1))
