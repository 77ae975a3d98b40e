"""The ground of a map: coast and borders as braille signs, drawn once for each window.

A coast is a whole line, a border a dotted one, so that nobody has to tell them by their colour.
"""

from __future__ import annotations

from functools import lru_cache

from exercise.tui.chart.coast import Stretch, stretches
from exercise.tui.chart.window import DOTS_ACROSS, DOTS_DOWN, Window

DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille sign, by column and row."""

BRAILLE = 0x2800
EVERY = 3
"""Of a border, every so manyth dot is drawn."""

Cells = dict[tuple[int, int], int]
"""The dots of a cell, by its column and row, as bits."""


@lru_cache(maxsize=8)
def ground(window: Window) -> tuple[Cells, Cells]:
    """The coast and the borders in a window."""
    coast, border, dots = Cells(), Cells(), 0
    west, east, south, north = window.box
    for one in stretches():
        left, right, low, high = one.box
        if left <= east and right >= west and low <= north and high >= south:
            if one.border:
                dots = _draw(one, window, border, EVERY, dots)
            else:
                _draw(one, window, coast, 1, 0)
    return coast, border


def _draw(one: Stretch, window: Window, cells: Cells, every: int, count: int) -> int:
    """A stretch, every so manyth dot, after so many dots before it; dots outside are left out, but counted."""
    middle_x, middle_y = window.width * DOTS_ACROSS / 2, window.height * DOTS_DOWN / 2
    narrow, scale = window.narrow / 100, window.scale / 100
    east, north = window.east * 100, window.north * 100
    xs = [int((x - east) * narrow + middle_x) for x in one.easts]
    ys = [int((north - y) * scale + middle_y) for y in one.norths]
    wide, high = window.width * DOTS_ACROSS, window.height * DOTS_DOWN
    for at in range(len(xs) - 1):
        count = _segment((xs[at], ys[at], xs[at + 1], ys[at + 1]), (wide, high), cells, every, count)
    return count


def _segment(ends: tuple[int, int, int, int], size: tuple[int, int], cells: Cells, every: int, count: int) -> int:
    """A straight line of dots without its first; how many dots there have been now."""
    x, y, last_x, last_y = ends
    wide, high = size
    steps = max(abs(last_x - x), abs(last_y - y))
    if not steps:
        return count
    if max(x, last_x) < 0 or min(x, last_x) >= wide or max(y, last_y) < 0 or min(y, last_y) >= high:
        return count + steps
    across, down = (last_x - x) / steps, (last_y - y) / steps
    for step in range(1, steps + 1):
        if (count + step) % every == 0:
            dot_x, dot_y = int(x + across * step + 0.5), int(y + down * step + 0.5)
            if 0 <= dot_x < wide and 0 <= dot_y < high:
                cell = (dot_x >> 1, dot_y >> 2)
                cells[cell] = cells.get(cell, 0) | DOTS[dot_x & 1][dot_y & 3]
    return count + steps
