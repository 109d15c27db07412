"""Read: articles from files, folders, globs, addresses and standard input, in any of the shapes the doors know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from stemma.model import Issue, Raw
from stemma.read.choices import PLAIN, Choices
from stemma.read.doors import DOORS, door_for, doors_with, read_source
from stemma.read.find import find_sources

if TYPE_CHECKING:
    from stemma.read.web import WebOptions

__all__ = ["DOORS", "Choices", "door_for", "doors_with", "open_inputs", "read_source"]


def open_inputs(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None, web: WebOptions | None = None, choices: Choices = PLAIN
) -> Iterator[Raw | Issue]:
    """Yield the articles that the inputs hold and an issue for each thing wrong with them, as a stream.

    Nothing raises: what cannot be read is an issue, and the run goes on. At most one source's article is held.

    Args:
        inputs: files, folders, globs, addresses and ``-``, in any mix.
        stdin: bytes that ``-`` stands for.
        web: how addresses are fetched.
        choices: what finds the body of pages, and which columns of tables hold what.

    Example:
        >>> [issue.code for issue in open_inputs(["no/such/file.txt"])]
        ['no-file']
    """
    given, doors = tuple(inputs), doors_with(choices)
    if not given:
        yield Issue("-", "no-input", "expected files, folders, globs, addresses or -, met none; name what is to be read")
    for item in find_sources(given, stdin, web):
        if isinstance(item, Issue):
            yield item
        else:
            yield from read_source(item, doors)
