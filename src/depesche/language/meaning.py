"""What words are about, as a vector that translations share.

The mean of the states of a stretch's content words, in the directions in which translations of one sentence agree and
different sentences differ (linear discriminant analysis over the nine Parallel UD treebanks whose languages the model
knows; ``training/align.py``). The directions in which languages as such differ are left out, so no language has to be
named. Of 500 held-out English sentences the nearest to a German one is its translation in 96 of 100 cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import depesche.model
from depesche.errors import ModelError
from depesche.language.trees import Sentence, Token

Floats = npt.NDArray[np.float32]

WIDTH = 96
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}


def content_state(sentence: Sentence, tokens: Sequence[Token]) -> Floats | None:
    """The mean state [states' width] of the content words among ``tokens``, of all of them where there are none.

    None for a sentence without states (trees of another parser) and for no tokens.
    """
    if sentence.states is None or not tokens:
        return None
    rows = [t.index for t in tokens if t.upos in CONTENT] or [t.index for t in tokens]
    return np.asarray(sentence.states[rows].astype(np.float32).mean(0))


def meaning(sentence: Sentence, words: Sequence[Token]) -> Floats | None:
    """What some words of a sentence are about: a vector of ``WIDTH`` and length 1, or None."""
    state = content_state(sentence, words)
    if state is None:
        return None
    mean, directions = _alignment()
    vector = (state - mean) @ directions
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


@cache
def _alignment() -> tuple[Floats, Floats]:
    """The mean state [width] and the directions [width, WIDTH]. Raises ModelError where the file is missing."""
    path = Path(depesche.model.__file__).parent / "meaning.npz"
    try:
        data = np.load(path)
        return data["mean"].astype(np.float32), data["directions"].astype(np.float32)
    except (OSError, ValueError, KeyError) as problem:
        raise ModelError(
            f"cannot be loaded: {problem}", where=str(path), expected="meaning.npz", hint="install the package again"
        ) from problem
