"""The least Textual program with a list and so many other widgets: what a key press on the team screen is measured
against.

`python -m benchmarks.minimal_board WIDGETS`
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

READY = "Ready to be measured"
COLUMNS = 3


class MinimalBoard(App[None]):
    """Three columns of lines of text, and a list beneath them that has the focus."""

    CSS = "Horizontal { height: 1fr; } Vertical { width: 1fr; } OptionList { height: 12; }"

    def __init__(self, widgets: int) -> None:
        super().__init__()
        self._texts = max(widgets - COLUMNS - 2, COLUMNS)

    def compose(self) -> ComposeResult:
        with Horizontal():
            for column in range(COLUMNS):
                with Vertical():
                    for place in range(column, self._texts, COLUMNS):
                        yield Static(f"Line {place} of the board, as long as such lines are")
        yield OptionList(READY, *(f"An order with the number {number}" for number in range(2, 10)))

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()


if __name__ == "__main__":
    MinimalBoard(int(sys.argv[1])).run()
