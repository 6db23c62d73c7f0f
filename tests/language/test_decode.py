"""Decoding always gives one tree, and the best one."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language.decode import tree_heads


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
