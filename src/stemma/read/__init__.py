"""Read: articles from files, folders, globs and standard input, in any of the shapes the doors know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from stemma.model import Issue, Raw
from stemma.read.doors import DOORS, door_for, read_source
from stemma.read.find import find_sources

__all__ = ["DOORS", "door_for", "open_inputs", "read_source"]


def open_inputs(inputs: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Raw | Issue]:
    """Yield the articles that the inputs hold and an issue for each thing wrong with them, as a stream.

    Nothing raises: what cannot be read is an issue, and the run goes on. At most one source's article is held.

    Args:
        inputs: files, folders, globs and ``-``, in any mix.
        stdin: bytes that ``-`` stands for.

    Example:
        >>> [issue.code for issue in open_inputs(["no/such/file.txt"])]
        ['no-file']
    """
    given = tuple(inputs)
    if not given:
        yield Issue("-", "no-input", "expected files, folders, globs or -, met none; name what is to be read")
    for item in find_sources(given, stdin):
        if isinstance(item, Issue):
            yield item
        else:
            yield from read_source(item)
