"""Where signs and names go on a map, so that no name covers a sign or another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from exercise.tui.chart.signs import Mark
from exercise.tui.chart.window import Window
from exercise.tui.prose import one_line, shortened

LONGEST = 26
"""Cells of a name on the map; the list beside it has the whole."""

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """Text on the map: its first cell, and what stands there."""

    column: int
    row: int
    said: Content


def labels(marks: Sequence[Mark], window: Window) -> list[Label]:
    """Signs and names of all marks within the window. Each sign stands at its spot; of those at one spot the place
    keeps it, and the others stand below or above with their names. A name for which there is no room is left out."""
    cells = {number: cell for number, one in enumerate(marks) if (cell := window.cell(one.east, one.north))}
    owners: dict[Cell, int] = {}
    for number in sorted(cells, key=lambda number: marks[number].moves):
        owners.setdefault(cells[number], number)
    board = _Board(window, set(owners))
    found = [Label(*cell, Content.styled(marks[number].sign, marks[number].style)) for cell, number in owners.items()]
    for number, cell in cells.items():
        one = marks[number]
        name = shortened(one_line(one.name), LONGEST).stylize(one.style)
        if owners[cell] == number:
            found += board.placed(name, _beside(cell, name.cell_length, 2 if one.moves else 1), cell)
        else:
            both = Content.assemble((one.sign, one.style), " ", name)
            found += board.placed(both, _below(cell), cell) or board.placed(both[:1], _around(cell), cell)
    return found


class _Board:
    """The cells of a window, and which of them are taken."""

    def __init__(self, window: Window, taken: set[Cell]) -> None:
        self._width, self._height = window.width, window.height
        self._taken = taken

    def placed(self, said: Content, spots: Iterable[Cell], sign: Cell) -> list[Label]:
        """The text at the first of these spots at which it is free, a cell away from all other names and from all signs
        but its own; its cells are taken from now on."""
        long = said.cell_length
        for column, row in spots:
            if not 0 <= row < self._height or column < 0 or column + long > self._width:
                continue
            wide = {(at, row) for at in range(column - 1, column + long + 1)} - {sign}
            own = {(at, row) for at in range(column, column + long)}
            if own and sign not in own and not wide & self._taken:
                self._taken |= own
                return [Label(column, row, said)]
        return []


def _beside(cell: Cell, long: int, rows: int) -> Iterator[Cell]:
    """Right of a sign, left of it, then below and above, up to so many rows away."""
    column, row = cell
    yield column + 2, row
    yield column - 1 - long, row
    for step in (1, -1, 2, -2)[: 2 * rows]:
        for start in (column, column + 1 - long, column - long // 2, column + 2, column - 1 - long):
            yield start, row + step


def _below(cell: Cell) -> Iterator[Cell]:
    column, row = cell
    yield from ((column, row + step) for step in (1, -1, 2, -2, 3, -3))


def _around(cell: Cell) -> Iterator[Cell]:
    column, row = cell
    yield from ((column + across, row + down) for across in (1, -1, 2, -2) for down in (0, 1, -1))
