"""Decoding always gives one tree, and the best one."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language.decode import features, relations, tree_heads
from depesche.language.model import Scores


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen, node = set(), word
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def best(arc: np.ndarray) -> float:
    n = len(arc)
    trees = (h for h in itertools.product(range(n + 1), repeat=n) if is_tree(list(h)))
    return max(sum(arc[i, h[i]] for i in range(n)) for h in trees)


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_heads_form_one_tree(n: int, seed: int) -> None:
    arc = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(tree_heads(arc).tolist())


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4), st.integers(0, 2**32 - 1))
def test_given_its_root_the_tree_is_the_best(n: int, seed: int) -> None:
    arc = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = tree_heads(arc)
    root = int(np.flatnonzero(heads == 0)[0])
    fixed = arc.copy()
    fixed[:, 0] = -50
    fixed[root, 0] = 0
    total = sum(fixed[i, heads[i]] for i in range(n))
    assert abs(total - best(fixed)) < 1e-4


class Labels:
    """The part of a model that names features."""

    feats = {"Case": ["", "Nom", "Acc"], "Number": ["", "Sing", "Plur"]}  # noqa: RUF012


def feats_of(rows: list[list[float]], heads: list[int], labels: list[str], agreement: tuple[str, ...]) -> list[dict]:
    n = len(rows)
    scores = Scores(
        np.zeros((n, n + 1), np.float32), np.zeros((n, 2), np.float32), np.zeros((n + 1, 2), np.float32),
        np.zeros(n, np.int64), np.array(rows, np.float32), np.zeros(n, np.int64), np.zeros((n, 1), np.float32),
        np.zeros(n, np.float32), np.zeros((n, 2), np.float32),
    )  # fmt: skip
    return features(scores, Labels(), np.array(heads), labels, agreement)  # type: ignore[arg-type]


# an article that is sure of its case, an adjective without case, a noun that is not sure
ROWS = [[0, 0, 5, 0, 3, 0], [5, 0, 0, 0, 3, 0], [0, 2.0, 1.9, 0, 3, 0]]
HEADS, LABELS = [3, 3, 0], ["det", "amod", "root"]


def test_a_noun_takes_the_case_of_its_article() -> None:
    article, adjective, noun = feats_of(ROWS, HEADS, LABELS, ("Case",))
    assert article["Case"] == noun["Case"] == "Acc"
    assert "Case" not in adjective  # nobody votes a feature onto a word that has none


def test_without_agreement_each_word_decides_alone() -> None:
    assert feats_of(ROWS, HEADS, LABELS, ())[2]["Case"] == "Nom"
    assert feats_of(ROWS, HEADS, ["case", "advmod", "root"], ("Case",))[2]["Case"] == "Nom"


class Relations:
    """The part of a model that names relations."""

    upos = ("NOUN", "VERB")
    deprel = ("root", "nsubj", "nsubj:pass", "obj", "iobj", "obl")
    rel = np.random.default_rng(0).normal(size=(6, 8)).astype(np.float32)
    rel_bias = np.zeros(6, np.float32)


@given(st.integers(1, 25), st.integers(0, 2**32 - 1))
def test_a_head_has_one_subject_and_one_object(n: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    parts = numbers.normal(size=(2 * n + 1, 8)).astype(np.float32) * 3
    heads = tree_heads(numbers.normal(size=(n, n + 1)).astype(np.float32))
    empty = np.zeros((n, 0), np.float32)
    upos = numbers.integers(0, 2, n)
    scores = Scores(empty, parts[:n], parts[n:], upos, empty, upos, empty, empty, empty)
    found = relations(scores, heads, ["x"] * n, Relations(), {})  # type: ignore[arg-type]
    claims = [(int(head), label.split(":")[0]) for head, label in zip(heads, found, strict=True) if label != "obl"]
    assert len(set(claims)) == len(claims)
    assert all((label == "root") == (head == 0) for head, label in zip(heads, found, strict=True))
