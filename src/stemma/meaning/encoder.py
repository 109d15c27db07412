"""Encoder: runs the sentence model on onnxruntime, so that a text's vector is the same in whatever company."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stemma.meaning.weights import Floats, load_weights, model_folder

LENGTHS = (8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256)
"""Lengths, in word pieces, that texts are padded to. 256 is the model's own limit: what is beyond is not read."""

BATCH_PIECES = 256
"""Word pieces run at once (chosen 2026-11 on two cores: 230 sentences a second; 1024 gives 110, its intermediate results leave the cache)."""

MAX_CHARACTERS = 4_000
"""More characters than 256 word pieces of prose ever have; the tokenizer need not read beyond."""


class Encoder:
    """The loaded model.

    Args:
        threads: threads of the arithmetic; 0 lets the runtime choose. The result does not depend on it.

    Raises:
        MissingPart: when the package with the weights is not installed.
        DamagedPart: when the weights are not the known ones.
    """

    def __init__(self, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        from stemma.meaning.graph import build_graph

        folder = model_folder()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(max_length=LENGTHS[-1])
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Threads that wait by spinning halve the speed as soon as another process wants a core.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        body = build_graph(load_weights(folder)).SerializeToString()
        self._session = onnxruntime.InferenceSession(body, options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of unit length a text, in order."""
        plain = [_printable(text) for text in texts]
        encodings = self._tokenizer.encode_batch_fast(plain)
        groups: dict[int, list[int]] = {}
        for row, encoding in enumerate(encodings):
            groups.setdefault(_padded(len(encoding.ids)), []).append(row)
        out = np.empty((len(texts), 384), np.float32)
        for length, rows in groups.items():
            size = max(1, BATCH_PIECES // length)
            for i in range(0, len(rows), size):
                part = rows[i : i + size]
                out[part] = self._run([encodings[row].ids for row in part], length, size)[: len(part)]
        return out

    def _run(self, ids: list[list[int]], length: int, size: int) -> Floats:
        # Always `size` rows: the arithmetic of a row may depend on the shape, never on the other rows.
        table = np.zeros((size, length), np.int64)
        mask = np.zeros((size, length), np.int64)
        mask[:, 0] = 1
        for row, pieces in enumerate(ids):
            table[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        (vectors,) = self._session.run(["vector"], {"ids": table, "mask": mask})
        return np.asarray(vectors, np.float32)


def _padded(pieces: int) -> int:
    return next(length for length in LENGTHS if length >= pieces)


def _printable(text: str) -> str:
    """Return the beginning of ``text`` as the tokenizer can take it (lone surrogates have no UTF-8)."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
