"""A track over the moves as a plot in characters: a braille line, and numbered marks of the decisions on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from textual.content import Content

from exercise.session.history import Level
from exercise.tui.prose import OWN, QUIET, UNSURE, line, lines

DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille sign, by column and row."""

Grid = dict[tuple[int, int], int]


def plot(levels: Sequence[Level], span: tuple[int, int], marks: Mapping[int, str], size: tuple[int, int]) -> Content:
    """Moves from left to right, the track from the lowest of its `span` to the highest, `size` cells wide and high
    with its scale. What is known only to lie between two values is a band. `marks` are written above the moves."""
    label = max(len(str(end)) for end in span) + 1
    width, height = max(size[0] - label - 1, 8), max(size[1] - 1, 3)
    place = _Place(levels, span, width, height)
    grid: Grid = {}
    for pair in pairwise(levels):
        for value in dict.fromkeys(("low", "high")):
            _stroke(grid, *(place.dot(one.turn, getattr(one, value)) for one in pair))
    if len(levels) == 1:
        _stroke(grid, place.dot(levels[0].turn, levels[0].low), place.dot(levels[0].turn, levels[0].high))
    written = _written(levels, marks, place)
    rows = [_row(row, grid, written, width, _scale(row, span, height, label)) for row in range(height)]
    return lines([*rows, _axis(levels, place, label)])


class _Place:
    """Where a move and a value lie."""

    def __init__(self, levels: Sequence[Level], span: tuple[int, int], width: int, height: int) -> None:
        self.first, self.moves = levels[0].turn, max(levels[-1].turn - levels[0].turn, 1)
        self.low, self.range = span[0], max(span[1] - span[0], 1)
        self.width, self.height = width, height

    def dot(self, turn: int, value: int) -> tuple[int, int]:
        """In dots, two to a cell across and four down."""
        x = (turn - self.first) * (2 * self.width - 1) // self.moves
        share = min(max(value - self.low, 0), self.range)
        return x, (self.range - share) * (4 * self.height - 1) // self.range

    def cell(self, turn: int, value: int) -> tuple[int, int]:
        x, y = self.dot(turn, value)
        return x // 2, y // 4


def _stroke(grid: Grid, start: tuple[int, int], end: tuple[int, int]) -> None:
    """A straight line of dots."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    for step in range(steps + 1):
        x, y = (a + round((b - a) * step / steps) for a, b in zip(start, end, strict=True))
        grid[x // 2, y // 4] = grid.get((x // 2, y // 4), 0) | DOTS[x % 2][y % 4]


def _written(levels: Sequence[Level], marks: Mapping[int, str], place: _Place) -> dict[tuple[int, int], str]:
    """The letters of the marks by cell: above the line, or below where it runs along the top."""
    found: dict[tuple[int, int], str] = {}
    for one in levels:
        said = marks.get(one.turn, "")
        x, y = place.cell(one.turn, one.high)
        y = y - 1 if y > 0 else y + 1
        left = min(max(x - len(said) // 2, 0), place.width - len(said))
        found |= {(left + at, y): char for at, char in enumerate(said) if left >= 0}
    return found


def _scale(row: int, span: tuple[int, int], height: int, label: int) -> str:
    """The values of the first, the middle and the last row."""
    values = {0: span[1], height - 1: span[0]}
    if height > 4:
        values[height // 2] = span[1] - (span[1] - span[0]) * (height // 2) // (height - 1)
    return f"{values.get(row, ''):>{label}}"


def _row(row: int, grid: Grid, written: Mapping[tuple[int, int], str], width: int, scale: str) -> Content:
    parts: list[tuple[str, str]] = [(scale, QUIET), ("┤" if scale.strip() else "│", QUIET)]
    for x in range(width):
        if (x, row) in written:
            parts.append((written[x, row], f"bold {UNSURE}"))
        else:
            parts.append((chr(0x2800 + grid[x, row]) if (x, row) in grid else " ", OWN))
    return line(*parts)


def _axis(levels: Sequence[Level], place: _Place, label: int) -> Content:
    """The numbers of the moves below their ends, as far as they do not touch."""
    said = ""
    for one in levels:
        number, at = str(one.turn), place.cell(one.turn, place.low)[0]
        at = min(at, place.width - len(number))
        if at >= len(said) + (1 if said else 0):
            said += " " * (at - len(said)) + number
    return line((" " * (label + 1) + said, QUIET))
