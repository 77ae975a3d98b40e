"""What a simulation costs as it grows: memory with many more runs, time with a second process.

`python -m benchmarks.scale RUNS` simulates so many runs of the reference scenario in one process and prints the most
memory that it ever held, in KiB.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reference.compiled import Compiled
from benchmarks.reference.engine import REFERENCE
from exercise.analysis.runs import played
from exercise.analysis.simulate import playable, seated
from exercise.analysis.tally import Simulation
from exercise.analysis.totals import Totals
from exercise.scenario.loader import load_file

PLAYERS = "random"
BATCH, SAMPLE = 20_000, 40_000
LONG = 20.0
"""So many seconds of work make the start of a process a small matter."""


@cache
def yardstick() -> Compiled:
    """The reference scenario in C, built once in each process."""
    with TemporaryDirectory() as folder:  # what is loaded stays, the file may go
        return Compiled(Path(folder))


def play(runs: int, workers: int) -> None:
    """A simulation, as `exercise simulate` does it with numpy, however many runs."""
    loaded = load_file(REFERENCE)
    work = Simulation(playable(loaded), seated(PLAYERS, loaded.model), 0)
    sum(played(work, runs, workers), Totals())


def play_in_c(runs: int, workers: int) -> None:
    """The same in C, which shares nothing: what two processes gain at best."""
    yardstick()  # built before the processes fork
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_share_in_c, [runs // workers] * workers))


def _share_in_c(runs: int) -> None:
    for first in range(0, runs, BATCH):
        yardstick().play(first, BATCH)


def peak() -> int:
    """The most memory that this program held so far, in KiB. (What `getrusage` says may be the parent's.)"""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def memory(runs: int) -> int:
    """The peak of a process of its own that simulates so many, in KiB."""
    command = [sys.executable, "-m", "benchmarks.scale", str(runs)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def second_process(work: Callable[[int, int], None], repeats: int) -> float:
    """How many times faster two processes do the same long work than one; both in turn, the least of each."""
    work(SAMPLE, 1)  # to warm up
    runs = int(SAMPLE * LONG / _seconds(work, SAMPLE, 1))
    pairs = [(_seconds(work, runs, 1), _seconds(work, runs, 2)) for _ in range(repeats)]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)


def _seconds(work: Callable[[int, int], None], runs: int, workers: int) -> float:
    start = time.perf_counter()
    work(runs, workers)
    return time.perf_counter() - start


if __name__ == "__main__":
    play(int(sys.argv[1]), 1)
    print(peak())
