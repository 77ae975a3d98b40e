"""The head of a team's screen: who one is, which turn and which hour it is, how long to decide, and who is ready."""

from __future__ import annotations

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, UNSURE, line, moment, one_line, shortened
from exercise.tui.table import Table

SHORT = 60
"""Seconds to decide from which on the head says that there is little time."""

LONGEST_NAME = 30
"""Cells of a team's name or a title. Where all does not fit, the title goes first, then who has locked, then the
date: the turn and the clock are always to be seen."""


class Head(Static):
    """One line. The clock of a person who plays alone is shown and locks nothing."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._table: Table | None = None
        self._seconds = 0

    def show(self, table: Table) -> None:
        """The table as it is now."""
        self._table = table
        self._draw()

    def tick(self, seconds: int) -> None:
        """So many seconds of the turn have passed."""
        self._seconds = seconds
        self._draw()

    def on_resize(self, event: Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._table is not None:
            self.update(self._words(self._table), layout=False)  # one line, whatever it says

    def _words(self, table: Table) -> Content:
        snapshot = table.snapshot
        turn = _("turn {turn} of {turns}").format(turn=snapshot.turn, turns=snapshot.turns)
        left = snapshot.deliberation * 60 - self._seconds
        clock = line((_time(left), f"bold reverse {UNSURE}" if left <= SHORT else UNSURE))
        facts = [line((turn, "bold")), line(moment(snapshot.date)), clock]
        title = shortened(one_line(table.title, "bold"), LONGEST_NAME)
        ready = table.others(snapshot.locked_teams)
        locked = one_line(_("locked: {teams}").format(teams=ready), QUIET)
        team = shortened(one_line(table.team, "bold reverse"), LONGEST_NAME)
        whole = [*facts, locked] if ready else facts
        wordings = [_whole(team, some) for some in ([title, *whole], whole, facts, [facts[0], clock])]
        return next((one for one in wordings if one.cell_length <= self.size.width), wordings[-1])


def _whole(team: Content, facts: list[Content]) -> Content:
    return line((" ", "reverse"), team, (" ", "reverse"), "  ", Content("   ").join(facts))


def _time(left: int) -> str:
    """How long there is to decide, and a word where that is short."""
    if left <= 0:
        return _(" time is up ")
    said = _(" hurry: {minutes}:{seconds:02} to decide ") if left <= SHORT else _("{minutes}:{seconds:02} to decide")
    return said.format(minutes=left // 60, seconds=left % 60)
