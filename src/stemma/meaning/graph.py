"""Graph: the sentence model as an ONNX graph, built from its weights; BERT, mean over tokens, unit length.

Source: Devlin et al. 2019, "BERT", NAACL; Reimers and Gurevych 2019, "Sentence-BERT", EMNLP, section 3 (mean pooling).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from stemma.meaning.weights import Floats

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = 1e-12
OPSET = 20
IR_VERSION = 9


class _Builder:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        out = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))  # type: ignore[arg-type]
        return out

    def dense(self, x: str, name: str) -> str:
        weight = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("Add", self.node("MatMul", x, weight), bias)

    def norm(self, x: str, name: str) -> str:
        scale = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)

    def heads(self, x: str, order: tuple[int, ...]) -> str:
        shape = self.constant("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        return self.node("Transpose", self.node("Reshape", x, shape), perm=order)


def build_graph(weights: Mapping[str, Floats]) -> ModelProto:
    """Return the model: ``ids`` and ``mask`` (int64, batch × tokens) to ``vector`` (float32, batch × 384)."""
    b = _Builder(weights)
    mask = b.node("Cast", "mask", to=TensorProto.FLOAT)
    hidden = _embed(b)
    bias = _attention_bias(b, mask)
    for k in range(LAYERS):
        hidden = _layer(b, hidden, bias, f"encoder.layer.{k}")
    _pool(b, hidden, mask)
    shape = ["batch", "tokens"]
    graph = helper.make_graph(
        b.nodes,
        "minilm",
        [helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n in ("ids", "mask")],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", WIDTH])],
        list(b.constants.values()),
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)


def _embed(b: _Builder) -> str:
    words = b.node("Gather", b.constant("words", b.weights["embeddings.word_embeddings.weight"]), "ids")
    # Segment 0 is the only one used, so its vector is added to the positions once.
    places = b.weights["embeddings.position_embeddings.weight"] + b.weights["embeddings.token_type_embeddings.weight"][0]
    length = b.node("Shape", "ids", start=1, end=2)
    zero, first = b.constant("zero", np.array([0], np.int64)), b.constant("axis0", np.array([0], np.int64))
    used = b.node("Slice", b.constant("places", places), zero, length, first)
    return b.norm(b.node("Add", words, used), "embeddings.LayerNorm")


def _attention_bias(b: _Builder, mask: str) -> str:
    absent = b.node("Sub", b.constant("one", np.array(1, np.float32)), mask)
    bias = b.node("Mul", absent, b.constant("far", np.array(-1e9, np.float32)))
    return b.node("Unsqueeze", bias, b.constant("axes12", np.array([1, 2], np.int64)))


def _layer(b: _Builder, x: str, bias: str, name: str) -> str:
    query = b.heads(b.dense(x, f"{name}.attention.self.query"), (0, 2, 1, 3))
    key = b.heads(b.dense(x, f"{name}.attention.self.key"), (0, 2, 3, 1))
    value = b.heads(b.dense(x, f"{name}.attention.self.value"), (0, 2, 1, 3))
    scale = b.constant("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    scores = b.node("Add", b.node("Mul", b.node("MatMul", query, key), scale), bias)
    mixed = b.node("MatMul", b.node("Softmax", scores, axis=-1), value)
    joined = b.constant("join", np.array([0, 0, WIDTH], np.int64))
    flat = b.node("Reshape", b.node("Transpose", mixed, perm=(0, 2, 1, 3)), joined)
    x = b.norm(b.node("Add", b.dense(flat, f"{name}.attention.output.dense"), x), f"{name}.attention.output.LayerNorm")
    inner = b.node("Gelu", b.dense(x, f"{name}.intermediate.dense"))
    return b.norm(b.node("Add", b.dense(inner, f"{name}.output.dense"), x), f"{name}.output.LayerNorm")


def _pool(b: _Builder, hidden: str, mask: str) -> None:
    last, middle = b.constant("axis2", np.array([2], np.int64)), b.constant("axis1", np.array([1], np.int64))
    weight = b.node("Unsqueeze", mask, last)
    total = b.node("ReduceSum", b.node("Mul", hidden, weight), middle, keepdims=0)
    mean = b.node("Div", total, b.node("ReduceSum", weight, middle, keepdims=0))
    length = b.node("ReduceL2", mean, middle, keepdims=1)
    b.nodes.append(helper.make_node("Div", [mean, length], ["vector"]))
