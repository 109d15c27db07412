"""Packing: sketches and digests as bytes, and back; five kilobytes and three for a report of 400 words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemma.group.digest import Digest
from stemma.group.terms import Terms
from stemma.reuse.sketch import Sketch

_SKETCH = {"codes": "<u4", "stems": "<u2", "starts": "<i4", "lengths": "<u1", "levels": "<u1", "flags": "<u1"}
_DIGEST = ("<u4", "<f4", "<u4", "<u4")


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A record's texts, hashes and numbers beside the bytes of its arrays."""

    texts: tuple[str | None, ...]
    hashes: tuple[bytes, ...]
    numbers: tuple[int | None, ...]
    arrays: tuple[bytes, ...]


_DECODER = msgspec.msgpack.Decoder(_Packed)


def pack_sketch(sketch: Sketch) -> bytes:
    """Return a sketch as bytes."""
    texts = (sketch.id, sketch.outlet, sketch.published, sketch.credit, sketch.title)
    arrays = tuple(getattr(sketch, name).astype(kind).tobytes() for name, kind in _SKETCH.items())
    return msgspec.msgpack.encode(_Packed(texts, (sketch.opening, sketch.digest), (), arrays))


def unpack_sketch(body: bytes) -> Sketch:
    """Return the sketch that `pack_sketch` packed."""
    packed = _DECODER.decode(body)
    key, outlet, published, credit, title = packed.texts
    opening, digest = packed.hashes
    codes, stems, starts, lengths, levels, flags = (
        np.frombuffer(part, kind) for part, kind in zip(packed.arrays, _SKETCH.values(), strict=True)
    )
    return Sketch(
        id=key or "", outlet=outlet, published=published, credit=credit, title=title, opening=opening, digest=digest,
        codes=codes, stems=stems, starts=starts, lengths=lengths, levels=levels, flags=flags,
    )  # fmt: skip


def pack_digest(digest: Digest) -> bytes:
    """Return a digest as bytes."""
    values = (digest.terms.codes, digest.terms.weights, digest.top, digest.heading)
    arrays = tuple(value.astype(kind).tobytes() for value, kind in zip(values, _DIGEST, strict=True))
    texts = (digest.id, digest.outlet, digest.published)
    return msgspec.msgpack.encode(_Packed(texts, (digest.content,), (digest.day, digest.words), arrays))


def unpack_digest(body: bytes) -> Digest:
    """Return the digest that `pack_digest` packed."""
    packed = _DECODER.decode(body)
    key, outlet, published = packed.texts
    day, words = packed.numbers
    codes, weights, top, heading = (np.frombuffer(part, kind) for part, kind in zip(packed.arrays, _DIGEST, strict=True))
    return Digest(
        id=key or "", content=packed.hashes[0], outlet=outlet, published=published, day=day, terms=Terms(codes, weights),
        top=top, heading=heading, words=words or 0,
    )  # fmt: skip


def pack_keys(keys: Iterable[int]) -> bytes:
    """Return 32-bit keys as bytes, in their order.

    Example:
        >>> unpack_keys(pack_keys([3, 1, 3]))
        [3, 1, 3]
    """
    return np.array(list(keys), "<u4").tobytes()


def unpack_keys(body: bytes) -> list[int]:
    """Return the keys that `pack_keys` packed."""
    found: list[int] = np.frombuffer(body, "<u4").tolist()
    return found


def signed(keys: NDArray[np.uint64]) -> list[int]:
    """Return 64-bit keys as a database keeps them, with a sign."""
    found: list[int] = keys.view(np.int64).tolist()
    return found
