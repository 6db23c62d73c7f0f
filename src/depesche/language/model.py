"""The trained network: windows of words in, scores per word out (ONNX Runtime, on the CPU)."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

import depesche.model
from depesche.errors import ModelError
from depesche.language.subwords import Subwords

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_BATCH = 256  # sub-words in a batch, padding included: small batches waste little on padding
_AHEAD = 100  # windows that may run or wait beside the group that is being read
_MOST = 500  # sub-words in a window; the encoder knows 512 positions


def log_probabilities(scores: Floats) -> Floats:
    """Scores [n, classes] as logarithms of probabilities over the classes."""
    shifted = scores - scores.max(1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(1, keepdims=True)), np.float32)


@dataclass(slots=True)
class Scores:
    """What the network says of one window of n words."""

    arc: Floats  # [n, n + 1], column 0 is the root
    rel_dep: Floats  # [n, hidden]
    rel_head: Floats  # [n + 1, hidden]
    upos: Ints  # [n]
    feats: Floats  # [n, values of all attributes]
    lemma: Ints  # [n]
    entity: Floats  # [n, labels]
    sentence: Floats  # [n] logit that a sentence ends after the word
    words: Floats  # [n, width] the words' states


@dataclass(slots=True)
class Window:
    """Words to analyse together: forms, and whether white space stands before each.

    ``style`` names the treebank whose conventions are wanted, "" for none in particular.
    """

    forms: list[str]
    spaced: list[bool]
    style: str = ""


@dataclass(slots=True)
class _Encoded:
    """A window in the network's numbers."""

    ids: list[int]  # sub-words, with the two ends
    lengths: list[int]  # sub-words per word
    style: int


def _batches(lengths: list[int]) -> list[list[int]]:
    """Indices of windows that run together: of similar length, ``_BATCH`` sub-words in all."""
    batches: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and (len(batches[-1]) + 1) * lengths[i] <= _BATCH:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


def _gather(size: int, batches: list[list[int]], jobs: list[Future[list[Scores]]]) -> list[Scores]:
    """The scores of a group's windows in their own order."""
    results: dict[int, Scores] = {}
    for batch, job in zip(batches, jobs, strict=True):
        results.update(zip(batch, job.result(), strict=True))
    return [results[i] for i in range(size)]


class Model:
    """A loaded model folder. Batches run side by side on ``threads`` threads, 0 for as many as there are cores."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        folder = folder or Path(depesche.model.__file__).parent
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two batches side by side are faster than one on two threads
        options.log_severity_level = 3
        # without it int8 products overflow on processors that lack VNNI, and trees differ from machine to machine
        options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf8"))
            rest = np.load(folder / "rest.npz")
            self._rows = np.load(folder / "embedding.npy")
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._subwords = Subwords(folder / "tokenizer.json")
        except (OSError, ValueError, KeyError) as problem:
            raise ModelError(
                f"the language model cannot be loaded: {problem}", where=str(folder),
                expected="encoder.onnx, embedding.npy, rest.npz, labels.json, tokenizer.json",
                hint="install the package again",
            ) from problem  # fmt: skip
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="depesche")
        self._style = {name: i for i, name in enumerate(labels["style"])}
        self.upos: list[str] = labels["upos"]
        self.deprel: list[str] = labels["deprel"]
        self.lemma: list[str] = labels["lemma"]
        self.feats: dict[str, list[str]] = labels["feats"]
        self.entity: list[str] = labels["entity"]
        self.rel: Floats = rest["rel"]
        self.rel_bias: Floats = rest["rel_bias"]

    def score(self, groups: Iterable[list[Window]]) -> Iterator[list[Scores]]:
        """Scores for each group of windows, group by group, as they were given.

        Windows of one group and similar length run together; windows of different groups never do, so that what is
        found in a group does not depend on its neighbours. A few groups run ahead of the one that is handed out.
        """
        ahead: deque[tuple[int, list[list[int]], list[Future[list[Scores]]]]] = deque()
        for group in groups:
            encoded = [self._encode(w) for w in group]
            batches = _batches([len(x.ids) for x in encoded])
            jobs = [self._pool.submit(self._run, [encoded[i] for i in batch]) for batch in batches]
            ahead.append((len(group), batches, jobs))
            while sum(size for size, _, _ in ahead) > _AHEAD and len(ahead) > 1:
                yield _gather(*ahead.popleft())
        while ahead:
            yield _gather(*ahead.popleft())

    def _encode(self, window: Window) -> _Encoded:
        """A word gives up sub-words where the window is too long."""
        pieces = [self._subwords.ids(f, s) for f, s in zip(window.forms, window.spaced, strict=True)]
        limit = 24
        while sum(min(len(p), limit) for p in pieces) > _MOST and limit > 1:
            limit //= 2
        ids = [self._subwords.bos]
        for p in pieces:
            ids += p[:limit]
        ids.append(self._subwords.eos)
        return _Encoded(ids, [min(len(p), limit) for p in pieces], self._style.get(window.style, 0))

    def _run(self, batch: list[_Encoded]) -> list[Scores]:
        t = max(len(x.ids) for x in batch)
        w = max(len(x.lengths) for x in batch)
        ids = np.zeros((len(batch), t), np.int64)
        mask = np.zeros((len(batch), t), np.float32)
        pool = np.zeros((len(batch), w, t), np.float32)
        for i, x in enumerate(batch):
            ids[i, : len(x.ids)] = x.ids
            mask[i, : len(x.ids)] = 1
            counts = np.array(x.lengths)
            word = np.repeat(np.arange(len(counts)), counts)
            pool[i, word, np.arange(1, len(word) + 1)] = (1 / counts)[word]
        style = np.array([x.style for x in batch])
        out = self._session.run(None, {"embedded": self._embed(ids), "mask": mask, "pool": pool, "style": style})
        found = []
        for i, x in enumerate(batch):
            n = len(x.lengths)
            arc, rel_dep, rel_head, upos, feats, lemma, entity, sentence, words = (part[i] for part in out)
            found.append(
                Scores(
                    arc[:n, : n + 1],
                    rel_dep[:n],
                    rel_head[: n + 1],
                    upos[:n],
                    feats[:n],
                    lemma[:n],
                    entity[:n],
                    sentence[:n],
                    words[:n],
                )
            )
        return found

    def _embed(self, ids: Ints) -> Floats:
        """Unpack 4-bit rows (blocks of 32: an fp16 scale, 16 bytes of two weights) for [b, t] ids."""
        unique, inverse = np.unique(ids, return_inverse=True)
        blocks = self._rows[unique].reshape(len(unique), -1, 18)
        scale = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16).astype(np.float32)
        low = (blocks[:, :, 2:] & 15).astype(np.float32) - 8
        high = (blocks[:, :, 2:] >> 4).astype(np.float32) - 8
        table = (np.concatenate([low, high], axis=2) * scale).reshape(len(unique), -1)
        return np.asarray(table[inverse.reshape(ids.shape)], np.float32)
