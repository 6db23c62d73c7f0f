"""Label sets, windows of sentences, and tensors."""

from __future__ import annotations

import dataclasses
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from corpora import Sentence
from torch import Tensor

from depesche.coding.ontology import load_ontology
from depesche.coding.typehead import NONE
from depesche.language.lemmas import make_script
from depesche.language.subwords import Subwords

ENTITY = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
IGNORE = -100
EVENTS = [*load_ontology().types, NONE]
GROUPS = 4  # of words that the type head looks at


@dataclasses.dataclass
class Labels:
    """The label sets; ``feats`` maps an attribute to its values, "" (absent) first."""

    upos: list[str]
    deprel: list[str]
    lemma: list[str]
    feats: dict[str, list[str]]
    entity: list[str]
    style: list[str]  # names of treebanks, "" first
    event: list[str]  # PLOVER types and NONE

    def __post_init__(self) -> None:
        self.index = {
            name: {label: i for i, label in enumerate(getattr(self, name))}
            for name in ("upos", "deprel", "lemma", "entity", "style")
        }
        self.feats_index = {a: {v: i for i, v in enumerate(vs)} for a, vs in self.feats.items()}

    @property
    def sizes(self) -> dict[str, int]:
        return {
            "upos": len(self.upos),
            "deprel": len(self.deprel),
            "lemma": len(self.lemma),
            "feats": sum(len(v) for v in self.feats.values()),
            "entity": len(self.entity),
            "style": len(self.style),
            "event": len(self.event),
        }

    def save(self, path: Path) -> None:
        names = ("upos", "deprel", "lemma", "feats", "entity", "style", "event")
        path.write_text(json.dumps({n: getattr(self, n) for n in names}, ensure_ascii=False), encoding="utf8")

    @classmethod
    def load(cls, path: Path, styles: Iterable[str] = ()) -> Labels:
        """Read label sets; ``styles`` that the file does not know are added to it."""
        known = {"style": [""], "event": EVENTS, **json.loads(path.read_text(encoding="utf8"))}
        known["style"] += [s for s in styles if s not in known["style"]]
        return cls(**known)


def collect_labels(sentences: list[Sentence], styles: list[str]) -> Labels:
    """The labels that occur often enough to be learned; ``styles`` names the treebanks."""
    upos, deprel, lemma = Counter[str](), Counter[str](), Counter[str]()
    feats: dict[str, Counter[str]] = {}
    for s in sentences:
        if not s.tree:
            continue
        for w in s.words:
            upos[w.upos] += 1
            deprel[w.deprel] += 1
            lemma[make_script(w.form, w.lemma)] += 1
            for pair in w.feats.split("|") if w.feats else ():
                name, value = pair.split("=", 1)
                feats.setdefault(name, Counter())[value] += 1
    kept = {
        name: ["", *(v for v, n in values.most_common() if n >= 40)]
        for name, values in sorted(feats.items())
        if sum(values.values()) >= 150
    }
    return Labels(
        [x for x, _ in upos.most_common()],
        [x for x, n in deprel.most_common() if n >= 20],
        [x for x, n in lemma.most_common() if n >= 4],
        {k: v for k, v in kept.items() if len(v) > 1},
        ENTITY,
        ["", *styles],
        EVENTS,
    )


@dataclasses.dataclass
class Event:
    """A predicate for the type head: word indices of predicate, dependents, actors, recipients; its type."""

    groups: list[list[int]]
    type: int
    weight: float


@dataclasses.dataclass
class Window:
    """Some consecutive sentences, ready for the network."""

    ids: list[int]
    word_of: list[int]  # per sub-word, -1 for the two ends
    words: int
    style: int
    targets: dict[str, np.ndarray]
    event: Event | None = None


def window(sentences: list[Sentence], labels: Labels, subwords: Subwords, style: str = "") -> Window:
    """Join sentences of one treebank, whose name is the ``style``."""
    ids, word_of = [subwords.bos], [-1]
    count = sum(len(s.words) for s in sentences)
    one = {n: np.full(count, IGNORE) for n in ("upos", "deprel", "lemma", "head", "entity", "sentence")}
    feats = np.full((count, len(labels.feats)), IGNORE)
    group = np.zeros(count, dtype=np.int64)
    at = 0
    for number, s in enumerate(sentences):
        base = at
        for w in s.words:
            pieces = subwords.ids(w.form, w.spaced)
            ids += pieces
            word_of += [at] * len(pieces)
            group[at] = number
            if s.tree:
                one["head"][at] = 0 if w.head < 0 else base + w.head + 1
                one["deprel"][at] = labels.index["deprel"].get(w.deprel, IGNORE)
            if s.tree and s.tags:
                one["upos"][at] = labels.index["upos"].get(w.upos, IGNORE)
                one["lemma"][at] = labels.index["lemma"].get(make_script(w.form, w.lemma), IGNORE)
                have = dict(p.split("=", 1) for p in w.feats.split("|")) if w.feats else {}
                for j, (name, values) in enumerate(labels.feats_index.items()):
                    if s.attributes is not None and name not in s.attributes:
                        continue
                    feats[at, j] = values.get(have.get(name, ""), IGNORE)
            if s.entities:
                one["entity"][at] = labels.index["entity"].get(w.entity, 0)
            one["sentence"][at] = int(w is s.words[-1])
            at += 1
    ids.append(subwords.eos)
    word_of.append(-1)
    return Window(ids, word_of, count, labels.index["style"].get(style, 0), {**one, "feats": feats, "group": group})


def tensors(windows: list[Window], table: Tensor) -> tuple[tuple[Tensor, ...], dict[str, Tensor]]:
    """Pad windows: (embedded [b, t, width], mask [b, t], pool [b, w, t], style [b]), targets."""
    t, w, b = max(len(x.ids) for x in windows), max(x.words for x in windows), len(windows)
    ids = torch.zeros(b, t, dtype=torch.long)
    mask = torch.zeros(b, t)
    pool = torch.zeros(b, w, t)
    targets = {
        k: torch.full((b, w, *v.shape[1:]), IGNORE if k != "group" else -1) for k, v in windows[0].targets.items()
    }
    for i, x in enumerate(windows):
        ids[i, : len(x.ids)] = torch.tensor(x.ids)
        mask[i, : len(x.ids)] = 1
        where = torch.tensor(x.word_of)
        columns = torch.arange(len(x.ids))[where >= 0]
        pool[i, where[where >= 0], columns] = 1
        for k, v in x.targets.items():
            targets[k][i, : x.words] = torch.from_numpy(v)
    pool = pool / pool.sum(-1, keepdim=True).clamp(min=1)
    spread = torch.zeros(b, GROUPS, w)
    targets["event"] = torch.full((b,), IGNORE)
    targets["event_weight"] = torch.zeros(b)
    for i, x in enumerate(windows):
        if x.event is None:
            continue
        targets["event"][i], targets["event_weight"][i] = x.event.type, x.event.weight
        for g, members in enumerate(x.event.groups):
            if members:
                spread[i, g, members] = 1 / len(members)
    targets["event_groups"] = spread
    return (table[ids], mask, pool, torch.tensor([x.style for x in windows])), targets


def sample(corpus: list[Sentence], most_words: int, rng: random.Random) -> list[Sentence]:
    """One to four consecutive sentences, about ``most_words`` words at most."""
    start = rng.randrange(len(corpus))
    wanted = rng.choice((1, 1, 2, 2, 3, 4))
    chosen = [corpus[start]]
    total = len(corpus[start].words)
    while len(chosen) < wanted and start + len(chosen) < len(corpus):
        following = corpus[start + len(chosen)]
        total += len(following.words)
        if total > most_words:
            break
        chosen.append(following)
    return chosen


def batches(draw: Callable[[], Window], most: int, rng: random.Random, ahead: int = 600) -> Iterator[list[Window]]:
    """Endless batches of ``most`` sub-words, padding included.

    ``ahead`` windows are drawn at a time and sorted by length, so that little of a batch is padding; the batches come
    in random order.
    """
    while True:
        drawn = sorted((draw() for _ in range(ahead)), key=lambda x: (len(x.ids), x.words))
        cut: list[list[Window]] = [[]]
        for x in drawn:
            if cut[-1] and (len(cut[-1]) + 1) * len(x.ids) > most:
                cut.append([])
            cut[-1].append(x)
        rng.shuffle(cut)
        yield from cut
