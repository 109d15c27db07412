"""Find: the sources that files, folders, globs and ``-`` name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from stemma.model import Issue
from stemma.read.source import Source, source_of_stream

if TYPE_CHECKING:
    from stemma.read.web import WebOptions

_MAGIC = frozenset("*?[")


def find_sources(
    inputs: Sequence[str], stdin: BinaryIO | None = None, web: WebOptions | None = None
) -> Iterator[Source | Issue]:
    """Yield the sources the inputs name, each once: first what lies here, then what lies on the web.

    Args:
        inputs: files, folders (recursively, in the order of names), globs (``**`` for any depth), ``-`` and addresses.
        stdin: the stream that ``-`` names.
        web: how addresses are fetched.
    """
    yield from _lying_here([name for name in inputs if not is_address(name)], stdin)
    addresses = tuple(dict.fromkeys(name for name in inputs if is_address(name)))
    if addresses:
        from stemma.read.web import Fetcher

        with Fetcher(web) as fetcher:
            yield from map(fetcher.fetch, addresses)


def _lying_here(inputs: Sequence[str], stdin: BinaryIO | None) -> Iterator[Source | Issue]:
    """Yield the sources of files, folders, globs and ``-``."""
    seen: set[str] = set()
    for given in inputs:
        if given == "-":
            yield from _standard_input(stdin, seen)
            continue
        found = False
        for item in _named(given):
            found = True
            if isinstance(item, Issue) or _is_new(item.name, seen):
                yield item
        if not found:
            yield Issue(given, "no-file", "expected a file or folder, met none of that name or pattern; check the spelling")


def _standard_input(stdin: BinaryIO | None, seen: set[str]) -> Iterator[Source | Issue]:
    if stdin is None:
        yield Issue("-", "no-file", "expected standard input, met none; pipe something into the program")
    elif "-" not in seen:
        seen.add("-")
        yield source_of_stream("-", stdin)


def _is_new(name: str, seen: set[str]) -> bool:
    try:
        real = os.path.realpath(name)
    except (OSError, ValueError):
        real = name
    if real in seen:
        return False
    seen.add(real)
    return True


def _named(given: str) -> Iterator[Source | Issue]:
    try:
        if os.path.lexists(given):
            yield from _path(Path(given), ())
        elif _MAGIC & set(given):
            for name in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207 - given may be absolute
                if not Path(name).is_dir():
                    yield from _path(Path(name), ())
    except ValueError:
        yield Issue(repr(given), "no-file", "expected a file name, met one with a NUL character; give another")


def _path(path: Path, above: tuple[str, ...]) -> Iterator[Source | Issue]:
    """Yield what lies at a path; ``above`` are the real paths of the folders it lies in."""
    if path.is_dir():
        yield from _folder(path, above)
    elif path.is_file():
        yield Source(str(path), lambda: path.open("rb"))
    elif path.is_symlink():
        yield Issue(str(path), "no-file", "expected a file, met a link that leads nowhere; mend or remove the link")
    else:
        yield Issue(str(path), "not-a-file", "expected a file or folder, met a device, pipe or socket; give a file")


def _folder(path: Path, above: tuple[str, ...]) -> Iterator[Source | Issue]:
    real = os.path.realpath(path)
    if real in above:
        yield Issue(str(path), "folder-loop", "expected a folder, met a link back to a folder it lies in; not followed again")
        return
    try:
        names = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith("."))
    except OSError as error:
        yield Issue(str(path), "unreadable", f"expected a folder that can be read, met: {error.strerror}; change its permissions")
        return
    if not names and not above:
        yield Issue(str(path), "empty-folder", "expected files in the folder, met none; give another folder")
    for name in names:
        yield from _path(path / name, (*above, real))


def is_address(given: str) -> bool:
    """Return whether an input names something on the web."""
    return given[:8].lower().startswith(("http://", "https://"))
