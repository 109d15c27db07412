"""Rarity: how much a word says about what a text is about, from a table fixed before any article is read.

Weights counted over the articles at hand would let an article about something else change a story (law 3), so
the counts come from a shipped table: hashed stems and the number of stories each was met in. It holds no text.

Source: inverse document frequency, Spärck Jones 1972; counted over the development halves of public news sets,
one vote a story (``quality/learn_rarity.py``, 2026-11).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

SCALE = 28.0
"""Levels a unit of idf (natural logarithm)."""


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint8], int]:
    data = files("stemma.lexicon").joinpath("data/rarity.bin").read_bytes()
    count = int.from_bytes(data[:4], "little")
    codes = np.frombuffer(data, "<u4", count, 5)
    return codes, np.frombuffer(data, np.uint8, count, 5 + 4 * count), data[4]


def level_of(stem_code: int) -> int:
    """Return the rarity of a stem, 1 (in every story) to 255; a stem not in the table is as rare as any.

    Args:
        stem_code: CRC-32 of the stem, as `stemma.lexicon.wording.look_up` gives it.

    Example:
        >>> from stemma.lexicon.wording import look_up
        >>> look_up("zanzibari").level > look_up("officials").level > 0
        True
    """
    codes, levels, rarest = _table()
    at = int(np.searchsorted(codes, np.uint32(stem_code)))
    return int(levels[at]) if at < len(codes) and codes[at] == stem_code else rarest
