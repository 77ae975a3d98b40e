"""Coasts and borders of Europe and its neighbours, read when somebody first looks at a map.

Where they come from stands at the head of `coast.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

STRETCH = 24
"""Points in a stretch of a line: short ones, so that most of what lies outside a window is passed over at once."""

REGION = (-1500, 7000, 3000, 7400)
"""West, east, south and north of what the data holds, in hundredths of a degree."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line, in hundredths of a degree: its points, and the box around them."""

    border: bool
    easts: tuple[int, ...]
    norths: tuple[int, ...]
    box: tuple[int, int, int, int]


@lru_cache(maxsize=1)
def stretches() -> tuple[Stretch, ...]:
    """All lines of the data in short stretches, each beginning where the one before it ends."""
    text = (files("exercise.tui.chart") / "coast.txt").read_text(encoding="ascii")
    return tuple(one for row in text.splitlines() if not row.startswith("#") for one in _cut(*row.split(" ", 1)))


def _cut(kind: str, numbers: str) -> list[Stretch]:
    steps = [int(number) for number in numbers.split()]
    easts, norths = list(accumulate(steps[::2])), list(accumulate(steps[1::2]))
    found = []
    for start in range(0, len(easts) - 1, STRETCH - 1):
        xs, ys = tuple(easts[start : start + STRETCH]), tuple(norths[start : start + STRETCH])
        found.append(Stretch(kind == "border", xs, ys, (min(xs), max(xs), min(ys), max(ys))))
    return found
