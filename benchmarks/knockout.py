"""What one thing is worth: the same exercises with and without it, on the same luck, and the difference.

Pairs share a seed and so, since chance is addressed and not streamed, all luck that the missing thing does not touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

CONFIDENCE = 1.96  # standard errors on either side, for 95 of 100


@dataclass(frozen=True)
class Difference:
    """How much more often something happened without than with, in percentage points, and half its 95 % interval."""

    without: float
    present: float
    points: float
    half: float


def difference(pairs: Sequence[tuple[bool, bool]]) -> Difference:
    """Of pairs (happened without, happened with), one for each seed."""
    n = len(pairs)
    gains = [int(without) - int(present) for without, present in pairs]
    mean = sum(gains) / n
    variance = sum((gain - mean) ** 2 for gain in gains) / (n - 1)
    return Difference(
        without=100 * sum(without for without, _present in pairs) / n,
        present=100 * sum(present for _without, present in pairs) / n,
        points=100 * mean,
        half=100 * CONFIDENCE * sqrt(variance / n),
    )
