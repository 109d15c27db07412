"""The ONNX graph against a plain numpy forward pass of the same weights."""

import numpy as np
import pytest
from scipy.special import erf
from tokenizers import Tokenizer

from stemma.meaning import encode, load_weights, model_folder

SENTENCES = (
    "The harbour master closed the eastern quay.",
    "No one was hurt.",
    "Officials in the valley said on Monday that the dam, built in 1931, would be drained before winter begins.",
)


def norm(x, w, name):
    mean, var = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return (x - mean) / np.sqrt(var + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]


def dense(x, w, name):
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def attention(x, w, name):
    q, k, v = (dense(x, w, f"{name}.self.{part}") for part in ("query", "key", "value"))
    out = np.empty_like(q)
    for h in range(12):
        part = slice(h * 32, h * 32 + 32)
        scores = q[:, part] @ k[:, part].T / np.sqrt(32)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        out[:, part] = scores / scores.sum(-1, keepdims=True) @ v[:, part]
    return norm(dense(out, w, f"{name}.output.dense") + x, w, f"{name}.output.LayerNorm")


def forward(text, w, tokenizer):
    ids = tokenizer.encode(text).ids
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], w, "embeddings.LayerNorm")
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        x = attention(x, w, f"{name}.attention")
        inner = dense(x, w, f"{name}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        x = norm(dense(inner, w, f"{name}.output.dense") + x, w, f"{name}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("text", SENTENCES)
def test_vector_equals_the_plain_forward_pass(text):
    """A sentence's vector is that of the published architecture with the published weights."""
    folder = model_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    weights = {name: tensor.astype(np.float64) for name, tensor in load_weights(folder).items()}
    assert np.abs(encode([text])[0] - forward(text, weights, tokenizer)).max() < 1e-5
