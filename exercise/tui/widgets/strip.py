"""Two lines under the head: a call that rings, and what just happened or what to do first."""

from __future__ import annotations

from textual.widgets import Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, UNSURE, hanging, line, one_line
from exercise.tui.table import Table

HINTS = (
    _("First turn: read, then order with Enter, talk with F3; ctrl+l ends it. F1 helps."),
    _("First turn: read, then press Tab for your orders; F3 talks, ctrl+l ends it."),
    _("Enter takes an order back. F3 talks, F4 is about agreements, ctrl+l ends it."),
)
"""What a stranger does first, where all panes are on the screen and where they are on pages; and then."""


def calls(table: Table) -> list[str]:
    """Who calls over what, for each call that rings."""
    said = _("{teams} calls over {channel}")
    return [said.format(teams=table.teams(one.ringing), channel=one.name) for one in table.ringing]


class Ringing(Static):
    """Who calls, while somebody does."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def show(self, table: Table) -> None:
        """The calls that ring now."""
        ringing = calls(table)
        self.display = bool(ringing)
        said = _("{calls}. F2: answer, or let it ring.").format(calls="; ".join(ringing))
        self.update(line((" ☎ ", f"bold {UNSURE}"), one_line(said, f"bold {UNSURE}")))


class Strip(Static):
    """What just happened; on the first turn, until something has, what to do."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._said = ""
        self._table: Table | None = None

    def say(self, sentence: str) -> None:
        """What just happened, or why something did not; nothing makes room for the hint."""
        self._said = sentence
        self._draw()

    def show(self, table: Table) -> None:
        """The table as it is now."""
        self._table = table
        self._draw()

    def _draw(self) -> None:
        said = self._said or self._hint()
        self.display = bool(said)
        width = max(self.app.size.width - 1, 20)
        self.update(hanging(line(" ❯ "), one_line(said, "" if self._said else QUIET), width))

    def _hint(self) -> str:
        if self._table is None or self._table.snapshot.turn != 1:
            return ""
        return HINTS[2] if self._table.given else HINTS[self.screen.has_class("compact")]
