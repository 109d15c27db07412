"""Progress: how a run tells how far it is, without knowing where that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Is told of a run's steps: a named step of ``total`` units begins, units are done, the step ends."""

    def begin(self, step: str, total: int) -> None:
        """Begin a step of ``total`` units."""

    def advance(self, units: int = 1) -> None:
        """Tell that ``units`` more of the current step are done."""

    def end(self) -> None:
        """End the current step."""


class Silent:
    """Progress that shows nothing: for pipes, tests and other programs."""

    def begin(self, step: str, total: int) -> None:
        """Show nothing."""

    def advance(self, units: int = 1) -> None:
        """Show nothing."""

    def end(self) -> None:
        """Show nothing."""


@contextmanager
def step(progress: Progress, name: str, total: int) -> Iterator[Progress]:
    """Run a block as one step of ``progress``."""
    progress.begin(name, total)
    try:
        yield progress
    finally:
        progress.end()
