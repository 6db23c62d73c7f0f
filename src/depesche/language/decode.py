"""Scores -> trees: sentence ends, heads that form a tree, relations, features, lemmas, entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from depesche.language.cases import CaseTable, possible_cases
from depesche.language.lemmas import apply_script
from depesche.language.model import Floats, Model, Scores, log_probabilities

Heads = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


_SUBJECT = ("nsubj", "nsubj:pass")
_FAVOURED = 4.0  # what it counts to stand first or in the nominative, in nats; chosen on held-out sentences
_OBLIQUE = ("obj", "iobj", "obl", "obl:agent")  # what no nominative can be


def sentence_ends(scores: Scores) -> list[int]:
    """Indices of the words after which a sentence ends; the window's last word is always one."""
    ends = [int(i) for i in np.flatnonzero(scores.sentence > 0)]
    last = len(scores.sentence) - 1
    return ends if ends and ends[-1] == last else [*ends, last]


def tree_heads(arc: Floats) -> Heads:
    """The best tree with exactly one root. ``arc`` [n, n + 1] (column 0 the root) -> heads 0..n.

    The greedy heads are taken where they are a tree (nearly always); else the maximum spanning tree by Chu
    and Liu (1965) and Edmonds (1967).
    """
    n = len(arc)
    scores = arc.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads: Heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return heads
    root = int((scores[:, 0] - np.where(n > 1, scores[:, 1:].max(1), 0)).argmax())
    scores[:, 0] = -np.inf
    scores[root] = -np.inf
    scores[root, 0] = 0.0
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    spanning: Heads = _spanning(full)[1:]
    return spanning


def _cycle(heads: Heads) -> list[int]:
    """Words of a cycle among heads (1-based words, 0 the root), or []."""
    state = np.zeros(len(heads) + 1, np.int8)
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []


def _spanning(scores: npt.NDArray[np.float64]) -> Heads:
    """Maximum spanning arborescence from node 0. ``scores[dependent, head]``; gives a head for each node."""
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    gain = scores[inside, heads[inside]]
    # contract the cycle into one node, the last of the smaller graph
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(inside, outside)] - gain[:, None]
    entry = into.argmax(0)
    small[-1, :-1] = into[entry, np.arange(len(outside))]
    leaving = scores[np.ix_(outside, inside)]
    exits = leaving.argmax(1)
    small[:-1, -1] = leaving[np.arange(len(outside)), exits]
    small[0] = -np.inf
    chosen = _spanning(small)
    result = heads.copy()
    for k, node in enumerate(outside):
        if node:
            result[node] = inside[exits[k]] if chosen[k] == size - 1 else outside[chosen[k]]
    enter = int(chosen[-1])
    result[inside[entry[enter]]] = outside[enter]
    return result


def _gelu(x: Floats) -> Floats:
    """x · Φ(x), with erf after Abramowitz & Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)


def relations(
    scores: Scores, heads: Heads, forms: Sequence[str], model: Model, cases: CaseTable, infinitive: str = ""
) -> list[str]:
    """The relation of each word to its head (0 = root, else word + 1, over the window).

    No word is what its form cannot be by ``cases``, and an infinitive with the word ``infinitive`` has no subject. A
    head has one subject, one object and one indirect object: where more are as such the likeliest, the surest stays. Of
    would-be subjects that are about as sure it is the one that can be nothing else, or the first.
    """
    logits = _gelu(scores.rel_dep + scores.rel_head[heads]) @ model.rel.T + model.rel_bias
    labels = np.array(model.deprel)
    logits[heads != 0, model.deprel.index("root")] = -np.inf
    logits[heads == 0] = np.where(labels == "root", 0, -np.inf)
    likely = labels[logits.argmax(1)]
    subject = np.isin(labels, _SUBJECT)
    logits[np.ix_(_under_infinitive(heads, forms, likely, infinitive), subject)] = -np.inf
    allowed = possible_cases(forms, _determiners(heads, likely), scores, model, cases)
    beside_verb = np.array([bool(h) and model.upos[scores.upos[h - 1]] == "VERB" for h in heads])
    nominative = np.array([only == {"Nom"} for only in allowed])
    oblique = np.array([bool(some) and "Nom" not in some for some in allowed])
    logits[np.ix_(oblique, subject)] = -np.inf
    logits[np.ix_(nominative, np.isin(labels, _OBLIQUE))] = -np.inf
    logits[np.ix_(nominative & beside_verb, labels == "nmod")] = -np.inf
    families = (subject, labels == "obj", labels == "iobj")
    best = logits.argmax(1)
    for head in {h for family in families for h, n in Counter(heads[family[best]].tolist()).items() if n > 1}:
        rows = np.flatnonzero(heads == head)
        logits[rows] = _one_each(logits[rows], families, nominative[rows])
    return [str(label) for label in labels[logits.argmax(1)]]


def _one_each(logits: Floats, families: tuple[Mask, ...], nominative: Mask) -> Floats:
    """The scores of the dependents of one head with one left in each family of relations, subjects first."""
    for family in families * 3:  # who loses one may turn to another, twice at most
        lead = logits[:, family].max(1) - logits[:, ~family].max(1)
        rivals = np.flatnonzero(lead > 0)
        if len(rivals) == 0:
            continue
        if family is families[0]:
            sure = rivals[nominative[rivals]]
            lead[sure[0] if len(sure) else rivals[0]] += _FAVOURED
        rest = np.arange(len(logits)) != rivals[lead[rivals].argmax()]
        logits[np.ix_(rest, family)] = -np.inf
    return logits


def _under_infinitive(heads: Heads, forms: Sequence[str], labels: npt.NDArray[np.str_], mark: str) -> Mask:
    """Which words hang on an infinitive with ``mark`` that is no predicate with an auxiliary ("ist zu lesen")."""
    marked = [label == "mark" and form.lower() == mark for label, form in zip(labels, forms, strict=True)]
    return np.isin(heads, heads[marked]) & ~np.isin(heads, heads[np.isin(labels, ("aux", "cop"))])


def _determiners(heads: Heads, labels: npt.NDArray[np.str_]) -> dict[int, int]:
    """Word -> its first determiner, counted from 0."""
    found: dict[int, int] = {}
    for i in np.flatnonzero(labels == "det"):
        found.setdefault(int(heads[i]) - 1, int(i))
    return found


def features(
    scores: Scores, model: Model, heads: Heads, labels: list[str], agreement: tuple[str, ...]
) -> list[dict[str, str]]:
    """UD features of each word, from the best value of each attribute ("" first: absent).

    In the attributes of ``agreement`` a noun, its determiners and its adjectives vote for one value: where the
    noun alone may be any case, its article often shows which.
    """
    found: list[dict[str, str]] = [{} for _ in range(len(scores.upos))]
    groups = _agreeing(heads, labels) if agreement else []
    at = 0
    for name, values in model.feats.items():
        part = scores.feats[:, at : at + len(values)]
        best = part.argmax(1)
        if name in agreement:
            logs = log_probabilities(part)
            for group in groups:
                marked = [i for i in group if best[i]]
                if len(marked) > 1:
                    best[marked] = 1 + logs[marked, 1:].sum(0).argmax()
        for i in np.flatnonzero(best):
            found[i][name] = values[best[i]]
        at += len(values)
    return found


def _agreeing(heads: Heads, labels: list[str]) -> list[list[int]]:
    """Groups of words that agree: a head with its determiners and adjectives (heads as in ``relations``)."""
    groups: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        if label.split(":", 1)[0] in {"det", "amod"} and heads[i]:
            head = int(heads[i]) - 1
            groups.setdefault(head, [head]).append(i)
    return list(groups.values())


def entities(scores: Scores, model: Model) -> list[str]:
    """Entity labels ("" or B-/I-) of each word; an I without its B becomes a B."""
    found: list[str] = []
    for i in scores.entity.argmax(1):
        label = model.entity[i]
        if label == "O":
            label = ""
        elif label.startswith("I-") and (not found or found[-1][2:] != label[2:]):
            label = "B" + label[1:]
        found.append(label)
    return found


def lemmas(scores: Scores, forms: list[str], model: Model) -> list[str]:
    return [apply_script(form, model.lemma[i]) for form, i in zip(forms, scores.lemma, strict=True)]
