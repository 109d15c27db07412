"""Options that several commands share, and what they do at the end of a run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from stemma.errors import StrictIssues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemma.model import Issue, Record
    from stemma.run.collect import Collected
    from stemma.run.local import Options
    from stemma.run.progress import Progress

F = TypeVar("F", bound=Callable[..., Any])

SHOWN_ISSUES = 5
"""Issues told one by one at the end of a run; the rest are counted (``--issues`` keeps all)."""


def inputs(function: F) -> F:
    """Add the inputs and the options every verb takes: ``--output``, ``--issues``, ``--strict``, ``--quiet``."""
    for decorate in (
        click.option("-q", "--quiet", is_flag=True, help="No progress and no count of issues."),
        click.option("--strict", is_flag=True, help="Fail (exit 1) when any issue was met."),
        click.option("--issues", type=click.Path(dir_okay=False, path_type=Path), help="Write issues here, JSON Lines."),
        click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to standard output."),
        click.argument("sources", metavar="IN...", nargs=-1),
    ):
        function = decorate(function)
    return function


def work(function: F) -> F:
    """Add the options of verbs that annotate: ``--processes`` and ``--cache``."""
    for decorate in (
        click.option("--cache", type=click.Path(dir_okay=False, path_type=Path), envvar="STEMMA_CACHE", help="Keep parses of paragraphs in this file between runs."),
        click.option("-p", "--processes", type=click.IntRange(0), default=0, show_default="one a core", help="Worker processes."),
    ):
        function = decorate(function)
    return function


def guards(function: F) -> F:
    """Add the options that bound a worker: ``--limit`` and ``--memory``."""
    for decorate in (
        click.option("--memory", type=click.IntRange(0), default=0, show_default="no limit", help="Most megabytes of one worker."),
        click.option("--limit", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds after which a worker hangs: the article to blame is kept unmarked."),
    ):
        function = decorate(function)
    return function


def run_options(processes: int, cache: Path | None) -> Options:
    """Return the driver's options."""
    from stemma.run.local import Options

    return Options(processes=processes, cache=cache)


def collected(sources: Sequence[str]) -> Collected:
    """Return the distinct articles of the inputs and the issues met.

    Raises:
        UsageError: when nothing is named to read.
    """
    given = needed(sources)
    from stemma.read import open_inputs
    from stemma.run.collect import collect

    return collect(open_inputs(given, stdin=sys.stdin.buffer))


def size_of(sources: Sequence[str]) -> int:
    """Return about how many characters are about to be read, as far as files tell by their size."""
    paths = [Path(source) for source in sources if source != "-"]
    inside = (file for path in paths for file in (path.iterdir() if path.is_dir() else [path]))
    return sum(file.stat().st_size for file in inside if file.is_file())


def needed(sources: Sequence[str]) -> Sequence[str]:
    """Return the inputs, or explain that none were given."""
    if not sources:
        message = "expected files, folders, globs or - to read, met none. Try: stemma record reports/*.txt"
        raise click.UsageError(message)
    return sources


def known_record(source: Path) -> Record | None:
    """Return the record that a file holds, or None when it holds something else."""
    import msgspec

    from stemma.model import Record

    if source.suffix != ".json" or not source.is_file():
        return None
    try:
        return msgspec.json.decode(source.read_bytes(), type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Open the output for bytes: a file written whole or not at all, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def write_lines(lines: Iterable[bytes], output: Path | None) -> None:
    """Write one JSON object a line."""
    with opened(output) as stream:
        for line in lines:
            stream.write(line + b"\n")


@contextmanager
def shown(quiet: bool) -> Iterator[Progress]:
    """Show progress on a terminal; nothing when standard error is none, or when quiet."""
    from stemma.run.progress import Silent

    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from stemma.cli.bar import Bar

    with Bar() as bar:
        yield bar


def close(issues: Sequence[Issue], where: Path | None, *, strict: bool, quiet: bool) -> None:
    """Keep and count the issues at the end of a run.

    Raises:
        StrictIssues: when there are any and ``strict``.
    """
    from stemma.run.local import encode

    if where is not None:
        write_lines((encode(issue) for issue in issues), where)
    if issues and not quiet:
        _tell(issues)
    if issues and strict:
        raise StrictIssues(f"{len(issues)} issue(s) met, and --strict was given")


def _tell(issues: Sequence[Issue]) -> None:
    for issue in issues[:SHOWN_ISSUES]:
        click.echo(f"issue {issue.code}: {issue.article}: {issue.message}", err=True)
    if len(issues) > SHOWN_ISSUES:
        click.echo(f"... and {len(issues) - SHOWN_ISSUES} more issues; --issues FILE keeps all", err=True)
