"""Two lines under the head: a call that rings, and what just happened or what to do first."""

from __future__ import annotations

from textual.widgets import Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, UNSURE, line, one_line
from exercise.tui.table import Table

HINTS = (
    _("First turn: read the situation, choose orders with Enter, talk with F3; ctrl+l ends the turn. F1 helps."),
    _("Enter on an order takes it back. F3 calls or writes to others, F4 is about agreements, ctrl+l ends the turn."),
)
"""What a stranger does first, and then."""


class Ringing(Static):
    """Who calls, while somebody does."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def show(self, table: Table) -> None:
        """The calls that ring now."""
        calls = [
            _("{teams} calls over {channel}").format(teams=table.teams(one.ringing), channel=one.name)
            for one in table.ringing
        ]
        self.display = bool(calls)
        said = _("{calls}. F2: answer, or let it ring.").format(calls="; ".join(calls))
        self.update(line((" ☎ ", f"bold {UNSURE}"), one_line(said, f"bold {UNSURE}")))


class Strip(Static):
    """One line that says what just happened; on the first turn, until something has, what to do."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._said = ""

    def say(self, sentence: str) -> None:
        """What just happened, or why something did not."""
        self._said = sentence

    def show(self, table: Table) -> None:
        """The latest sentence, or the hint of the first turn."""
        first = table.snapshot.turn == 1
        said = self._said or (HINTS[bool(table.given)] if first else "")
        self.display = bool(said)
        self.update(line(" ❯ ", one_line(said, "" if self._said else QUIET)))
