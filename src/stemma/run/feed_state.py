"""Feed state: what is remembered of each feed between rounds, in a JSON file that is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from stemma.errors import UsageError
from stemma.read.web import Validators

LONGEST = 24 * 3600.0
"""Seconds after which a failing feed is asked again at the latest."""


class FeedState(msgspec.Struct, frozen=True):
    """What is known of one feed.

    Attributes:
        validators: what its server gave with its last answer, so that an unchanged feed is not sent again.
        asked: when it was last asked, Unix seconds; ``next_try``: when it may be asked again.
        changed: when it last had something else to say than before, Unix seconds, or None.
        failures: how often in a row it could not be read; ``error``: why, the last time.
        entries: number of articles in its last answer.
    """

    validators: Validators = Validators()
    asked: float | None = None
    next_try: float = 0.0
    changed: float | None = None
    failures: int = 0
    error: str | None = None
    entries: int = 0

    def answered(self, now: float, every: float, validators: Validators, entries: int | None) -> FeedState:
        """Return the state after an answer; ``entries`` is None when nothing had changed."""
        same = entries is None
        return FeedState(
            validators=validators, asked=now, next_try=now + every, changed=self.changed if same else now,
            entries=self.entries if entries is None else entries,
        )  # fmt: skip

    def failed(self, now: float, every: float, error: str) -> FeedState:
        """Return the state after a failure: the next try waits twice as long as the last, at most a day."""
        wait = max(every, min(LONGEST, every * 2 ** min(self.failures, 20)))
        return msgspec.structs.replace(
            self, asked=now, next_try=now + wait, failures=self.failures + 1, error=error[:300]
        )


class WatchState(msgspec.Struct, frozen=True):
    """What a watch remembers.

    Attributes:
        settled: whether the stories of the store are up to date with its articles.
        feeds: state by address.
    """

    settled: bool = False
    feeds: Mapping[str, FeedState] = {}


def read_state(path: Path) -> WatchState:
    """Return what was remembered; nothing when the file is not there.

    Raises:
        UsageError: when the file holds something else.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=WatchState)
    except FileNotFoundError:
        return WatchState()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"expected the state of feeds in {path}, met something else ({error}); move the file away") from error


def write_state(path: Path, state: WatchState) -> None:
    """Write what is to be remembered, so that a kill at any moment leaves the old or the new."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(state, order="sorted")))
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
