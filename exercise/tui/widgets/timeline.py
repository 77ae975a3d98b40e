"""The timeline of a replay: all steps on one bar, the moves below it, and above it what one can jump to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.widgets import Static

from exercise.session.history import Step
from exercise.tui.prose import ILL, OWN, QUIET, UNSURE, line, lines

SIGNS = {"ending": ("■", "bold"), "breach": ("✕", f"bold {ILL}"), "call": ("☎", UNSURE), "decision": ("▾", OWN)}
"""What stands above the bar; of several in one cell the first of these."""


class Timeline(Static):
    """Three rows. A click goes to the step below it."""

    @dataclass
    class Wanted(Message):
        """Somebody clicked on a step; its number."""

        number: int

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._steps: Sequence[Step] = ()
        self._at = 0

    def show(self, steps: Sequence[Step], at: int) -> None:
        """These steps, and the one of them that is looked at."""
        self._steps, self._at = steps, at
        self._draw()

    def on_resize(self, event: Resize) -> None:
        self._draw()

    def on_click(self, event: Click) -> None:
        width = self.content_size.width
        offset = event.get_content_offset(self)
        if self._steps and width > 0 and offset is not None:
            self.post_message(self.Wanted(number_at(offset.x, len(self._steps), width)))

    def _draw(self) -> None:
        width = self.content_size.width
        if self._steps and width > 0:
            self.update(drawn(self._steps, self._at, width))


def column(number: int, steps: int, width: int) -> int:
    """The cell in which a step lies."""
    return number * (width - 1) // max(steps - 1, 1)


def number_at(cell: int, steps: int, width: int) -> int:
    """The first step in a cell, or the nearest before it."""
    found = -(-cell * max(steps - 1, 1) // max(width - 1, 1))
    return min(max(found, 0), steps - 1)


def drawn(steps: Sequence[Step], at: int, width: int) -> Content:
    """Signs, bar and numbers of the moves."""
    here = column(at, len(steps), width)
    signs: dict[int, str] = {}
    moves: dict[int, int] = {}
    for number, one in enumerate(steps):
        cell = column(number, len(steps), width)
        if one.mark == "move":
            moves.setdefault(cell, one.turn)
        elif one.mark and (cell not in signs or _rank(one.mark) < _rank(signs[cell])):
            signs[cell] = one.mark
    return lines([_signs(signs, width), _bar(moves, here, width), _numbers(moves, steps[at].turn, width)])


def _rank(mark: str) -> int:
    return list(SIGNS).index(mark)


def _signs(signs: dict[int, str], width: int) -> Content:
    return line(*(SIGNS[signs[cell]] if cell in signs else " " for cell in range(width)))


def _bar(moves: dict[int, int], here: int, width: int) -> Content:
    """What was is a strong line, what comes a thin one."""
    before = "".join("┿" if cell in moves else "━" for cell in range(here))
    after = "".join("┼" if cell in moves else "─" for cell in range(here + 1, width))
    return line((before, OWN), ("◆", f"bold {UNSURE}"), (after, QUIET))


def _numbers(moves: dict[int, int], now: int, width: int) -> Content:
    """The number of each move where it opens, as far as they do not touch; that of the move looked at is lit."""
    parts: list[tuple[str, str] | str] = []
    end = 0
    for cell, turn in sorted(moves.items()):
        said = str(turn)
        cell = min(cell, width - len(said))
        if cell < end + (end > 0):
            continue
        parts += [" " * (cell - end), (said, f"bold {UNSURE}" if turn == now else QUIET)]
        end = cell + len(said)
    return line(*parts)
