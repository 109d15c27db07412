"""Crew: worker processes that do jobs; one that dies or hangs over a job is replaced, and the job is told of as lost.

Each worker is an independent process with a pipe of its own, so that it is known which job it was at. Neither the
number of workers nor who does what may show in a result: that is up to the jobs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Protocol, Self

import msgspec

from stemma.errors import StoreFailed, UsageError

LOOK = 0.1
"""Seconds between two looks for jobs that another thread may have made ready."""

Hands = Mapping[str, Callable[[Any], object]]
"""What a worker can do: functions of one argument by name."""


class Job(msgspec.Struct, frozen=True):
    """One piece of work.

    Attributes:
        work: name of the function in the worker's `Hands`.
        load: its argument; anything that can be pickled.
        seconds: time after which the worker is thought to hang.
        mark: what the giver of the job knows it by.
    """

    work: str
    load: Any
    seconds: float
    mark: object = None


class Jobs(Protocol):
    """Gives jobs and takes what became of them."""

    def next(self) -> Job | None:
        """Return a job that can be done now, or None when there is none at present."""

    def open(self) -> bool:
        """Return whether a job has not been given yet, be it that it cannot be done at present."""

    def done(self, job: Job, result: Any) -> None:  # noqa: ANN401 - what the worker's function returned
        """Take the result of a job."""

    def lost(self, job: Job, reason: str) -> None:
        """Be told that a worker died or was stopped over a job."""


class _Worker:
    """One process, its pipe, and what it is at."""

    def __init__(self, make: Callable[[], Hands], memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, make, memory), daemon=True)
        with _one_thread_each():
            self._process.start()
        theirs.close()
        self.ready = False
        self.job: Job | None = None
        self.until = 0.0

    def give(self, job: Job) -> None:
        """Hand over a job; a worker that has just died is found out by whoever waits for its answer."""
        self.job, self.until = job, time.monotonic() + job.seconds
        with suppress(BrokenPipeError):
            self.pipe.send((job.work, job.load))

    def stop(self) -> str:
        """End the process, and return how it had ended by itself, "" when it had not."""
        self.pipe.close()
        self._process.join(0.2)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join()
            return ""
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


class Crew:
    """Some workers; a context that ends them.

    Args:
        processes: how many.
        make: called once in each worker, gives what it can do.
        memory: most address space of a worker, bytes; 0 for no limit.
    """

    def __init__(self, processes: int, make: Callable[[], Hands], memory: int = 0) -> None:
        self._make, self._memory = make, memory
        self._workers = [_Worker(make, memory) for _ in range(processes)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, jobs: Jobs) -> None:
        """Do jobs until there are none left.

        Raises:
            StoreFailed: when a worker cannot write, as on a full disk.
            UsageError: when workers cannot start.
        """
        while self._share(jobs):
            busy = [worker for worker in self._workers if worker.job or not worker.ready]
            answered = wait([worker.pipe for worker in busy], LOOK)
            for worker in busy:
                if worker.pipe in answered:
                    self._take(worker, jobs)
                elif worker.job and worker.until < time.monotonic():
                    self._replace(worker, jobs, f"no answer within {worker.job.seconds:.0f} seconds")

    def _share(self, jobs: Jobs) -> bool:
        """Give jobs to idle workers; return whether anything is left to wait for."""
        for worker in self._workers:
            if worker.ready and worker.job is None and (job := jobs.next()) is not None:
                worker.give(job)
        return any(worker.job for worker in self._workers) or jobs.open()

    def _take(self, worker: _Worker, jobs: Jobs) -> None:
        try:
            sound, result = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._replace(worker, jobs, "")
            return
        job, worker.job = worker.job, None
        if job is None:
            worker.ready = True
            return
        if not sound:
            raise StoreFailed(f"expected to keep work in progress, met: {result}; make room on the disk and run again")
        jobs.done(job, result)

    def _replace(self, worker: _Worker, jobs: Jobs, reason: str) -> None:
        ended, job = worker.stop(), worker.job
        if job is None:
            raise UsageError(f"expected a worker to start, met its end ({ended}); with --memory, give it more")
        self._workers[self._workers.index(worker)] = _Worker(self._make, self._memory)
        jobs.lost(job, reason or f"the worker ended ({ended or 'its pipe closed'})")


def _serve(pipe: Connection, make: Callable[[], Hands], memory: int) -> None:
    """Do jobs until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    hands = make()
    pipe.send((True, None))
    while True:
        try:
            work, load = pipe.recv()
        except EOFError:
            return
        try:
            answer = (True, hands[work](load))
        except (sqlite3.Error, OSError) as error:
            answer = (False, f"{type(error).__name__} ({error})")
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Keep linear algebra in the children to one thread: processes, not threads, use the cores."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
