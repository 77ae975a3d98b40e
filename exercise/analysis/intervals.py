"""How sure a share of many playthroughs is: intervals that hold the true value in 95 of 100 cases.

They stay honest at the edges: a thing that never happened in 100 runs may still happen in 3 of 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""Standard errors on either side, for 95 of 100."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A measured value and the ends of its interval, in the unit of the value."""

    value: float
    low: float
    high: float


def share(count: int, runs: int) -> Interval:
    """Of `runs`, `count` were so: the share from 0 to 1, with its interval after E. B. Wilson (1927).

    Of no runs at all nothing is known: 0, from 0 to 1."""
    if not runs:
        return Interval(0.0, 0.0, 1.0)
    value, weight = count / runs, Z * Z / runs
    middle = (value + weight / 2) / (1 + weight)
    half = Z / (1 + weight) * sqrt(value * (1 - value) / runs + weight / (4 * runs))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == runs else min(1.0, middle + half)
    return Interval(value, low, high)


def gain(only_after: int, only_before: int, pairs: int) -> Interval:
    """How much more often, from -1 to 1, something is so after a change, in pairs that share their luck: `only_after`
    of them have it after the change alone, `only_before` before it alone.

    The interval is that of Bonett and Price, "Adjusted Wald Confidence Interval for a Difference of Binomial
    Proportions Based on Paired Data" (2012): it has a width even where no pair differs."""
    if not pairs:
        return Interval(0.0, -1.0, 1.0)
    after, before = (only_after + 1) / (pairs + 2), (only_before + 1) / (pairs + 2)
    middle = after - before
    half = Z * sqrt((after + before - middle * middle) / (pairs + 2))
    value = (only_after - only_before) / pairs
    return Interval(value, max(-1.0, min(value, middle - half)), min(1.0, max(value, middle + half)))
