"""The trained network as an ONNX graph, written node by node, its weights in 8 bits.

Each row of what goes into a matrix gets a scale of its own, and becomes whole numbers that are
multiplied exactly: what stands in the same batch does not matter. MatMulNBits does that in one
node, and takes twice the time. Weights have 7 bits of their 8, so that no processor's pairs of
products overflow. The vectors of pieces are kept in 8 bits with a scale each, and looked up.
"""

from typing import Any

import numpy as np
import onnx
from network import EPSILON, HEADS, WIDTH
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
BYTE, SIGNED, SEVEN = 255, 127, 63  # the greatest numbers of eight bits, with a sign, of seven
EVEN, MOSTLY_ABOVE = 128, 32  # the byte that stands for none, where half is below, where little is
LEAST = 1e-12
Array = np.ndarray[Any, Any]


class Graph:
    """Nodes and constants, as they are added."""

    def __init__(self, eight_bits: bool = True) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._eight_bits = eight_bits
        self._count = 0
        self._bytes: dict[str, tuple[str, str]] = {}  # of what was made bytes: these, the scales

    def constant(self, values: Array) -> str:
        """Add a constant; return its name."""
        self._count += 1
        name = f"c{self._count}"
        self.constants.append(numpy_helper.from_array(np.array(values, order="C"), name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **how: Any) -> str:
        """Add a node; return the name of its first output."""
        self._count += 1
        names = [f"n{self._count}"] + [f"n{self._count}_{i}" for i in range(1, outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **how))
        return names[0]

    def linear(self, x: str, weight: Array, bias: Array | None, zero: int = EVEN) -> str:
        """x [rows, in] times weight [out, in], plus bias; of bytes, `zero` stands for none in x."""
        if self._eight_bits:
            y = self._times(x, weight, zero)
        else:
            y = self.add("MatMul", x, self.constant(weight.T.astype(np.float32)))
        return y if bias is None else self.add("Add", y, self.constant(bias))

    def _times(self, x: str, weight: Array, zero: int) -> str:
        """x [rows, in] times weight, both as whole numbers."""
        if x not in self._bytes:
            self._bytes[x] = self._rows(x, zero)
        whole, scale = self._bytes[x]
        numbers, scales = seven_bits(weight)
        product = self.add(
            "MatMulIntegerToFloat",
            whole,
            self.constant(numbers),
            self.constant(np.float32(1)),
            self.constant(scales),
            self.constant(np.uint8(zero)),
            domain=MICROSOFT,
        )
        return self.add("Mul", product, scale)

    def _rows(self, x: str, zero: int) -> tuple[str, str]:
        """Each row as bytes, and the rows' scales [rows, 1]."""
        most, least = (self.add(f"Reduce{end}", x, axes=[-1], keepdims=1) for end in ("Max", "Min"))
        above = self.add("Mul", most, self.constant(np.float32(1 / (BYTE - zero))))
        below = self.add("Mul", least, self.constant(np.float32(-1 / zero)))
        scale = self.add("Max", above, below, self.constant(np.float32(LEAST)))
        flat = self.add("Squeeze", scale, self.constant(np.array([-1], np.int64)))
        zeros = self.add("Expand", self.constant(np.uint8([zero])), self.add("Shape", flat))
        return self.add("QuantizeLinear", x, flat, zeros, axis=0), scale

    def norm(self, x: str, added: str, weights: dict[str, Array], name: str) -> str:
        """Normalise the sum of two: in one node, SkipLayerNormalization, it takes seven times."""
        return self.add(
            "LayerNormalization",
            self.add("Add", x, added),
            self.constant(weights[f"{name}.weight"]),
            self.constant(weights[f"{name}.bias"]),
            epsilon=EPSILON,
        )

    def gelu(self, x: str, bias: Array) -> str:
        """The activation, its bias added first."""
        return self.add("BiasGelu", x, self.constant(bias), domain=MICROSOFT)


def seven_bits(weight: Array) -> tuple[Array, Array]:
    """Weights [out, in] as signed bytes [in, out] up to 63, and a scale an output."""
    scales = np.maximum(np.abs(weight).max(axis=1), LEAST) / SEVEN
    return np.rint(weight / scales[:, None]).astype(np.int8).T, scales.astype(np.float32)


def table(graph: Graph, ids: str, vectors: Array) -> str:
    """Look ids up in a table whose rows are bytes with a scale each."""
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), LEAST) / SIGNED
    whole = np.rint(vectors / scales).astype(np.int8)
    rows = graph.add("Gather", graph.constant(whole), ids)
    found = graph.add("Cast", rows, to=TensorProto.FLOAT)
    scale = graph.add("Gather", graph.constant(scales.astype(np.float32)), ids)
    return graph.add("Mul", found, scale)


def build(weights: dict[str, Array], layers: int, in_eight_bits: bool = True) -> onnx.ModelProto:
    """The whole graph; inputs and outputs are those of network.Network."""
    graph = Graph(in_eight_bits)
    flat = graph.constant(np.array([-1, WIDTH], np.int64))
    deep = graph.add("Concat", graph.add("Shape", "ids"), graph.constant(np.array([WIDTH])), axis=0)
    x = graph.add("Reshape", _embedded(graph, weights), flat)  # [batch * pieces, width]
    zero = graph.constant(np.array(0, np.int64))
    one = graph.constant(np.array(1, np.int64))
    two = graph.constant(np.array(2, np.int64))
    # MultiHeadAttention takes the lengths of rows, as padding stands at their ends.
    seen = graph.add("Cast", graph.add("Less", "sides", two), to=TensorProto.INT32)
    axis = graph.constant(np.array([1], np.int64))
    lengths = graph.add("ReduceSum", seen, axis, keepdims=0)
    for i in range(layers):
        x = _layer(
            graph,
            x,
            (lengths, flat, deep),
            {
                name.removeprefix(f"layers.{i}."): value
                for name, value in weights.items()
                if name.startswith(f"layers.{i}.")
            },
        )
    x = graph.add("Reshape", x, deep)
    first = graph.add("Gather", x, zero, axis=1)
    means = [_mean(graph, x, side, axis) for side in (zero, one)]
    pooled = graph.add("Concat", first, *means, axis=-1)
    pooled = graph.linear(pooled, weights["pool.weight"], weights["pool.bias"])
    pooled = graph.add("Tanh", pooled)
    full = Graph(False)  # heads are small, and stay as they are
    full.nodes, full.constants, full._count = graph.nodes, graph.constants, graph._count
    outputs = [full.linear(pooled, weights["sentence.weight"], weights["sentence.bias"])]
    words = full.linear(x, weights["word.weight"], None)
    words = full.gelu(words, weights["word.bias"])
    for head in ("words", "tags"):
        outputs.append(full.linear(words, weights[f"{head}.weight"], weights[f"{head}.bias"]))
    return _model(full, outputs)


def _embedded(graph: Graph, weights: dict[str, Array]) -> str:
    x = table(graph, "ids", weights["pieces.weight"])
    length = graph.add("Gather", graph.add("Shape", "ids"), graph.constant(np.array([1])), axis=0)
    positions = graph.add(
        "Slice",
        graph.constant(weights["positions.weight"]),
        graph.constant(np.array([0])),
        length,
        graph.constant(np.array([0])),
    )
    sides = graph.add("Gather", graph.constant(weights["sides.weight"]), "sides")
    return graph.norm(graph.add("Add", x, positions), sides, weights, "norm")


def _layer(graph: Graph, x: str, shapes: tuple[str, str, str], weights: dict[str, Array]) -> str:
    lengths, flat, deep = shapes
    parts = (graph.linear(x, part, None) for part in np.split(weights["qkv.weight"], 3))
    seen = graph.add(
        "MultiHeadAttention",
        *(graph.add("Reshape", part, deep) for part in parts),
        graph.constant(weights["qkv.bias"]),
        lengths,
        domain=MICROSOFT,
        num_heads=HEADS,
    )
    seen = graph.add("Reshape", seen, flat)
    seen = graph.linear(seen, weights["out.weight"], weights["out.bias"])
    x = graph.norm(x, seen, weights, "attention_norm")
    inner = graph.gelu(graph.linear(x, weights["inner.weight"], None), weights["inner.bias"])
    outer = graph.linear(inner, weights["outer.weight"], weights["outer.bias"], MOSTLY_ABOVE)
    return graph.norm(x, outer, weights, "norm")


def _mean(graph: Graph, x: str, side: str, axis: str) -> str:
    """The mean of the pieces of a side; zero where there are none."""
    here = graph.add("Cast", graph.add("Equal", "sides", side), to=TensorProto.FLOAT)
    wide = graph.add("Unsqueeze", here, graph.constant(np.array([2], np.int64)))
    total = graph.add("ReduceSum", graph.add("Mul", x, wide), axis, keepdims=0)
    count = graph.add("ReduceSum", here, axis, keepdims=1)
    return graph.add("Div", total, graph.add("Max", count, graph.constant(np.float32([1]))))


def _model(graph: Graph, outputs: list[str]) -> onnx.ModelProto:
    names = ("sentence", "words", "tags")
    for name, output in zip(names, outputs, strict=True):
        graph.nodes.append(helper.make_node("Identity", [output], [name]))
    whole = helper.make_graph(
        graph.nodes,
        "mtreview",
        [
            helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "pieces"])
            for n in ("ids", "sides")
        ],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in names],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(whole, opset_imports=opsets, ir_version=9)
