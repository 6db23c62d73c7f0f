"""Read the weights of a shipped model back, to train on from where it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

PREFIX = "network."


def read_weights(folder: Path) -> dict[str, Tensor]:
    """Name of a parameter of ``Network`` -> float32 weights, from ``encoder.onnx`` (int8) and ``rest.npz``.

    A matrix has lost its name in the export; it is found from the bias that is added to its product.
    """
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    maker = {name: node for node in graph.node for name in node.output}

    def matrix(name: str) -> np.ndarray | None:
        """The weight of the product that ``name`` comes from."""
        while name in maker:
            node = maker[name]
            if node.op_type in {"MatMulInteger", "MatMul"}:
                weight = node.input[1]
                if not weight.endswith("_quantized"):
                    return arrays.get(weight)
                base = weight.removesuffix("_quantized")
                zero = arrays[base + "_zero_point"].astype(np.float32)
                return (arrays[weight].astype(np.float32) - zero) * arrays[base + "_scale"]
            name = node.input[0]
        return None

    found = {name: a for name, a in arrays.items() if name.startswith(PREFIX) and a.dtype == np.float32}
    found = {name: a for name, a in found.items() if not name.endswith(("_scale", "_zero_point"))}
    for node in graph.node:
        biases = [x for x in node.input if x.endswith(".bias") and x in arrays]
        if node.op_type == "Add" and biases:
            other = next(x for x in node.input if x not in biases)
            weight = matrix(other)
            if weight is not None:
                found[biases[0].removesuffix("bias") + "weight"] = weight.T
    base = PREFIX + "arc"
    if base + "_quantized" in arrays:
        zero = arrays[base + "_zero_point"].astype(np.float32)
        found[base] = (arrays[base + "_quantized"].astype(np.float32) - zero) * arrays[base + "_scale"]
    scalars = {
        node.output[0]: numpy_helper.to_array(node.attribute[0].t) for node in graph.node if node.op_type == "Constant"
    } | arrays
    mix = [
        float(scalars[x])
        for node in graph.node
        if node.op_type == "Mul" and any(y in maker and maker[y].op_type == "LayerNormalization" for y in node.input)
        for x in node.input
        if x in scalars and scalars[x].size == 1
    ]  # the shares of the layers, in order, after their softmax
    found[PREFIX + "encoder.mix"] = np.log(np.array(mix, np.float32))
    rest = np.load(folder / "rest.npz")
    found |= {PREFIX + "rel.weight": rest["rel"], PREFIX + "rel.bias": rest["rel_bias"]}
    return {
        name.removeprefix(PREFIX): torch.from_numpy(np.array(a, np.float32, order="C")) for name, a in found.items()
    }
