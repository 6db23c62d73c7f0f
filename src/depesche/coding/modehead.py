"""Which mode an act has whose type the type head told, since no entry speaks for its predicate.

A linear layer over the language model's word states, trained on written sentences and the lexicons' examples
(``training/train_modes.py``). It works in every language that is parsed, since the states share one space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import depesche.model
from depesche.errors import ModelError
from depesche.language.trees import Sentence, Token

Floats = npt.NDArray[np.float32]

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}


def features(sentence: Sentence, predicate: Token) -> Floats | None:
    """What the head looks at [3 * width]: the mean states of the predicate, of its children, and of the content words
    below it. None for a sentence without states."""
    if sentence.states is None:
        return None
    states = np.asarray(sentence.states, np.float32)
    below = [t.index for t in sentence.subtree(predicate, ("parataxis",)) if t.upos in _CONTENT]
    children = [t.index for t in sentence.children(predicate) if t.upos != "PUNCT"]
    return np.concatenate([states[rows or [predicate.index]].mean(0) for rows in ([predicate.index], children, below)])


class ModeHead:
    """The trained head. ``threshold`` is the probability from which on a mode is believed."""

    def __init__(self, path: Path) -> None:
        try:
            data = np.load(path)
            self.labels = list(zip(map(str, data["types"]), map(str, data["modes"]), strict=True))
            self.threshold = float(data["threshold"])
            self._weights, self._bias = (np.asarray(data[k], np.float32) for k in ("weights", "bias"))
        except (OSError, ValueError, KeyError) as problem:
            raise ModelError(
                f"the mode head cannot be loaded: {problem}", where=str(path), expected="modes.npz",
                hint="install the package again",
            ) from problem  # fmt: skip

    def mode(self, sentence: Sentence, predicate: Token, type: str) -> tuple[str, float]:
        """The likeliest mode of the type and its probability; "" where that is to have none, or nothing is known."""
        own = [i for i, (t, _) in enumerate(self.labels) if t == type]
        x = features(sentence, predicate)
        if not own or x is None:
            return "", 0.0
        logits = (x @ self._weights + self._bias)[own]
        p = np.exp(logits - logits.max())
        p /= p.sum()
        best = int(p.argmax())
        return self.labels[own[best]][1], float(p[best])


@cache
def load_modes() -> ModeHead | None:
    """The shipped head, read once; None where the model folder has none."""
    path = Path(depesche.model.__file__).parent / "modes.npz"
    return ModeHead(path) if path.is_file() else None
