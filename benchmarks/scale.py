"""What the batch engine costs as it grows: memory with many more runs, time with a second process.

`python -m benchmarks.scale RUNS` plays so many runs and prints the most memory that its process ever held, in KiB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reference.compiled import Compiled
from benchmarks.reference.engine import REFERENCE, Engine, uniform

BATCH = 20_000
ENGINE_RUNS, C_RUNS = 200_000, 6_000_000


@cache
def engine() -> Engine:
    """The reference scenario, once in each process."""
    with uniform():
        return Engine.of(REFERENCE, "random")


@cache
def yardstick() -> Compiled:
    """The same in C, built once in each process."""
    with TemporaryDirectory() as folder:  # what is loaded stays, the file may go
        return Compiled(Path(folder))


def play(runs: int) -> int:
    """Plays so many by the batch engine; the sum of their turns."""
    starts = range(0, runs, BATCH)
    return sum(int(engine().together(first, min(BATCH, runs - first))[1].sum()) for first in starts)


def play_in_c(runs: int) -> int:
    """Plays so many in C; the sum of their turns."""
    return sum(int(yardstick().play(first, BATCH)[1].sum()) for first in range(0, runs, BATCH))


def memory(runs: int) -> int:
    """The peak of a process of its own that plays so many, in KiB."""
    command = [sys.executable, "-m", "benchmarks.scale", str(runs)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def second_process(work: Callable[[int], int], runs: int, repeats: int) -> float:
    """How many times faster two processes do the same work than one; both in turn, the first time to warm up, and the
    least of each."""
    work(BATCH)  # what is built once is built before the processes fork
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        pairs = [(_wall(one, work, runs, 1), _wall(two, work, runs, 2)) for _ in range(repeats + 1)][1:]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)


def _wall(pool: ProcessPoolExecutor, work: Callable[[int], int], runs: int, workers: int) -> float:
    start = time.perf_counter()
    list(pool.map(work, [runs // workers] * workers))
    return time.perf_counter() - start


if __name__ == "__main__":
    play(int(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
