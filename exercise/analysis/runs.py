"""Many runs in chunks, on one processor or several: the same totals whatever the chunks and workers.

Run i of a seed has a seed of its own, mixed from both, so that it is the same playthrough wherever and whenever it is
played. Memory does not grow with the number of runs: a chunk is forgotten when it has been added up.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context
from threading import current_thread, main_thread
from typing import Protocol

import numpy as np

from exercise.analysis.luck import Luck, mix
from exercise.analysis.totals import Totals
from exercise.engine import chance
from exercise.errors import ExerciseError, UnusableInput
from exercise.i18n import _
from exercise.scenario.diagnostics import quoted

MOST_RUNS = 10**9

BATCH = 10_000
"""Rows that are played together: fewer cost more for each run, more keep ctrl-c and the progress bar waiting."""

STRETCH = 16
"""So many batches a worker adds up before it hands them over: what is handed over costs as much as playing a batch."""

WORTH_A_WORKER = 100_000
"""So many runs keep a process busy for longer than it takes to start one."""

Play = Callable[[int, int], Totals]
"""Plays a chunk: the number of its first run, and how many."""

Chunk = tuple[int, int]


class Work(Protocol):
    """What is to be played; it travels to the workers."""

    @property
    def plays(self) -> int:
        """How often each run is played."""

    def begin(self) -> Play:
        """Gets ready, once in each process."""


def checked_runs(runs: int | str) -> int:
    """A number of runs that can be played. Raises UnusableInput."""
    found = int(runs) if re.fullmatch("[0-9]{1,12}", str(runs)) else 0
    if 1 <= found <= MOST_RUNS:
        return found
    sentence = _("{runs} is no number of runs. Give one from 1 to {most}: 10000 give a share to within one point.")
    raise UnusableInput(sentence.format(runs=quoted(runs), most=MOST_RUNS))


def run_seed(seed: int, run: int) -> int:
    """The seed of one run, counted from 0: with it `rehearse` plays that very run."""
    return chance.mix(chance.mix(seed) ^ run)


def run_seeds(seed: int, first: int, count: int) -> Luck:
    """The seeds of a chunk of runs."""
    return mix(np.arange(first, first + count, dtype=np.uint64) ^ np.uint64(chance.mix(seed)))


def processors() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def played(work: Work, runs: int, workers: int | None = None, batch: int = BATCH) -> Generator[Totals]:
    """The totals of one chunk after the other, as they are ready; `workers` None is as many as are worth it.

    Raises ExerciseError when a worker is lost; what was yielded before stands."""
    wanted = min(processors(), -(-runs // WORTH_A_WORKER)) if workers is None else workers
    wanted = max(1, min(wanted, runs))
    size = max(1, min(batch, -(-runs // wanted)))
    try:
        yield from _alone(work, _chunks(0, runs, size)) if wanted == 1 else _together(work, runs, size, wanted)
    except (BrokenProcessPool, MemoryError) as error:
        sentence = _("A worker was lost, most likely because memory ran short. Try again with --workers 1.")
        raise ExerciseError(sentence) from error


def _chunks(first: int, end: int, size: int) -> Iterator[Chunk]:
    """The runs from `first` up to `end`, in chunks of a size."""
    return ((start, min(size, end - start)) for start in range(first, end, size))


def _stretches(runs: int, size: int, most: int) -> Iterator[Chunk]:
    """The runs in chunks that grow up to `most`, so that there soon is something to show."""
    first = 0
    while first < runs:
        yield first, min(size, runs - first)
        first, size = first + size, min(2 * size, most)


def _alone(work: Work, chunks: Iterator[Chunk]) -> Iterator[Totals]:
    play = work.begin()
    for first, count in chunks:
        yield play(first, count)


def _together(work: Work, runs: int, size: int, workers: int) -> Iterator[Totals]:
    """Only a few stretches are handed out ahead, however many there are."""
    batches = max(1, min(STRETCH // work.plays, runs // (size * workers * 4)))
    stretches, before = _stretches(runs, size, size * batches), active_children()
    waiting: set[Future[Totals]] = set()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (work,))
    try:
        with _ctrl_c_waits():
            waiting |= {pool.submit(_play, *stretch, size) for stretch in islice(stretches, workers + 1)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            waiting |= {pool.submit(_play, *stretch, size) for stretch in islice(stretches, len(done))}
            yield from (one.result() for one in done)
    finally:
        if waiting:  # nobody wants the rest, which may take long
            for child in set(active_children()) - set(before):
                child.terminate()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """Processes that are started inside never hear of ctrl-c: who started them decides what becomes of their work.
    Pressed meanwhile it is heard at the end."""
    if not hasattr(signal, "pthread_sigmask") or current_thread() is not main_thread():
        yield
        return
    heard: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Another thread, of numpy say, may take the signal that is blocked here; Python would tell this one all the same.
    handler = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if heard:
            signal.raise_signal(signal.SIGINT)


_ready: list[Play] = []
"""In a worker: what it plays."""


def _begin(work: Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _ready.append(work.begin())


def _play(first: int, count: int, size: int) -> Totals:
    return sum((_ready[-1](*chunk) for chunk in _chunks(first, first + count, size)), Totals())
