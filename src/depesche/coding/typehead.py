"""The second opinion on types: what does a predicate report that no entry of the lexicon speaks for?

A small network over the language model's word states: those of the predicate, of what depends on it, of the actor and
of the recipient, each a mean. It knows the PLOVER types and NONE and is trained with the model (``training/``). It
works in every language that is parsed, since the states share one space.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import depesche.model
from depesche.data import read_yaml
from depesche.errors import ModelError
from depesche.language.trees import Sentence, Token

Floats = npt.NDArray[np.float32]

NONE = "NONE"
_ARGUMENTS = ("obj", "iobj", "obl", "nsubj", "nmod", "xcomp", "ccomp", "compound", "amod", "advmod", "case", "acl")


class TypeHead:
    """The trained head. ``threshold`` is the probability from which on a type is believed beside a lexicon, ``alone``
    that in a language without one (``data/typing.yaml``)."""

    def __init__(self, path: Path) -> None:
        try:
            data = np.load(path)
            self.types: list[str] = [str(t) for t in data["types"]]
            self.threshold = float(data["threshold"])
            self._project, self._hidden, self._bias, self._out, self._out_bias = (
                np.asarray(data[k], np.float32) for k in ("project", "hidden", "hidden_bias", "out", "out_bias")
            )
        except (OSError, ValueError, KeyError) as problem:
            raise ModelError(
                f"the type head cannot be loaded: {problem}", where=str(path), expected="typing.npz",
                hint="install the package again",
            ) from problem  # fmt: skip
        self.alone = float(read_yaml("typing.yaml")["alone"])

    def probabilities(
        self, sentence: Sentence, predicate: Token, actors: Sequence[Token], recipients: Sequence[Token]
    ) -> dict[str, float]:
        """Type or NONE -> probability; empty for a sentence without states (trees of another parser)."""
        if sentence.states is None:
            return {}
        states = sentence.states.astype(np.float32)
        parts = [
            states[rows].mean(0) @ self._project if rows else np.zeros(self._project.shape[1], np.float32)
            for rows in groups(sentence, predicate, actors, recipients)
        ]
        x = np.concatenate([*parts, np.array([bool(actors), bool(recipients)], np.float32)])
        logits = np.maximum(x @ self._hidden + self._bias, 0) @ self._out + self._out_bias
        exp = np.exp(logits - logits.max())
        return dict(zip(self.types, (exp / exp.sum()).tolist(), strict=True))


def groups(
    sentence: Sentence, predicate: Token, actors: Sequence[Token], recipients: Sequence[Token]
) -> list[list[int]]:
    """The words the head looks at: the predicate, what depends on it beside the parties, actors, recipients."""
    taken = {t.index for t in (*actors, *recipients)}
    below = [t.index for t in sentence.children(predicate, *_ARGUMENTS) if t.index not in taken]
    return [[predicate.index], below, [t.index for t in actors], [t.index for t in recipients]]


@cache
def load_head() -> TypeHead | None:
    """The shipped head, read once; None where the model folder has none."""
    path = Path(depesche.model.__file__).parent / "typing.npz"
    return TypeHead(path) if path.is_file() else None
