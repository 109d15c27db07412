"""Limits: how often one caller may ask, kept in memory of the server that counts."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

import msgspec

MOST_KEYS = 10_000
"""Callers remembered at once; the one that has been silent longest is forgotten first."""


class Rate(msgspec.Struct, frozen=True):
    """At most ``count`` in any ``seconds``."""

    count: int
    seconds: float


SIGN_IN_NAME = Rate(20, 300)
"""Failures to sign in with one name: few enough against guessing, enough that one who guesses cannot lock it for long."""

SIGN_IN_ADDRESS = Rate(30, 300)
"""Failures to sign in from one address, whatever the names."""

READING = Rate(1_200, 60)
WRITING = Rate(120, 60)
"""Requests of one user or token."""


class Limits:
    """Counts what each key did lately; safe to share between threads.

    Example:
        >>> limits = Limits(clock=lambda: 0.0)
        >>> [limits.take("ann", Rate(2, 60)) for _ in range(3)]
        [None, None, 60.0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._met: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, rate: Rate) -> float | None:
        """Count one more, or return the seconds to wait when there were enough already."""
        with self._lock:
            wait = self._wait(key, rate)
            if wait is None:
                self._met[key].append(self._clock())
            return wait

    def wait(self, key: str, rate: Rate) -> float | None:
        """Return the seconds to wait when there were enough already, counting nothing."""
        with self._lock:
            return self._wait(key, rate)

    def forget(self, key: str) -> None:
        """Forget what a key did."""
        with self._lock:
            self._met.pop(key, None)

    def _wait(self, key: str, rate: Rate) -> float | None:
        now, met = self._clock(), self._met.setdefault(key, deque())
        self._met.move_to_end(key)
        while len(self._met) > MOST_KEYS:
            self._met.popitem(last=False)
        while met and met[0] <= now - rate.seconds:
            met.popleft()
        return met[0] + rate.seconds - now if len(met) >= rate.count else None
