"""Measuring a ratio so that a shared, noisy machine does not decide it: both in turn, many times, the least of each.

The least of several repeats is the time that the work itself takes; everything above it is the machine's other company.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Timed = Callable[[], float]
"""Does the work once and returns the seconds that it took."""


@dataclass(frozen=True)
class Ratio:
    """One row of the table: how many times longer `ours` takes than `bare` (both in seconds), and how many it may.
    What is no time is in millions of the thousandths that `unit` names."""

    name: str
    ours: float
    bare: float
    limit: float
    unit: str = "ms"

    @property
    def value(self) -> float:
        return self.ours / self.bare

    @property
    def holds(self) -> bool:
        return self.value <= self.limit


def ratio(name: str, ours: Timed, bare: Timed, limit: float, repeats: int) -> Ratio:
    """Both in turn, once to warm up and then `repeats` times, and the least of each."""
    ours(), bare()
    pairs = [(ours(), bare()) for _turn in range(repeats)]
    return Ratio(name, min(pair[0] for pair in pairs), min(pair[1] for pair in pairs), limit)


def timed(work: Callable[[], object], times: int = 1) -> Timed:
    """The processor's seconds of one call, over `times` calls in a row: other programs on the machine do not count."""

    def once() -> float:
        start = time.process_time()
        for _call in range(times):
            work()
        return (time.process_time() - start) / times

    return once
