"""The table in a practice move: the same table, with a line on it that says what to do next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from exercise.i18n import _
from exercise.tui.prose import line, one_line
from exercise.tui.screens.report import ReportScreen
from exercise.tui.screens.team import TeamScreen
from exercise.tui.seat import Seat
from exercise.tui.table import Table

STEPS = (
    _("1 of 4 · Read the situation and the news: Tab goes from one to the next. Then press F3: whom can you reach?"),
    _("2 of 4 · These are the ways to talk. Choose one, or go back with Esc. Then give an order: press its number."),
    _("3 of 4 · The order is a draft: its number takes it back. ctrl+l locks, and everything is carried out at once."),
    _("4 of 4 · Read the report: what was done, and what came of it."),
)
OVER = _("The practice move ends here, and nothing of it is kept. Enter goes on; the exercise begins from its start.")
LOOKED, ORDERED, LOCKED = 1, 2, 3


class PracticeScreen(TeamScreen):
    """Dismissed when its one turn has been played and its report read."""

    HELP = _(
        "This turn shows how it goes and does not count. The line at the top says what to do next; nothing has to be "
        "done in that order. After its report the exercise begins from its first turn."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._step = 0

    def compose(self) -> ComposeResult:
        yield Static(id="coach", markup=False)
        yield from super().compose()

    def show(self, table: Table) -> None:
        """The table, and what to do next on it."""
        super().show(table)
        if table.given:
            self._come_to(ORDERED)
        self._coach()

    def action_contact(self) -> None:
        """Somebody has found the ways to talk."""
        super().action_contact()
        self._come_to(LOOKED)

    def locked(self, was: Table) -> None:
        """The report, and with it the end of the practice move."""
        self._come_to(LOCKED)
        now = self.seat.table()
        report = ReportScreen(was, now, *self.seat.since(self._bookmark), way_on=OVER)
        self.app.push_screen(report, lambda _nothing: self.dismiss(None))

    def _come_to(self, step: int) -> None:
        self._step = max(self._step, step)
        self._coach()

    def _coach(self) -> None:
        said = line((_(" Practice, does not count "), "bold reverse"), " ", one_line(STEPS[self._step], "bold"))
        self.query_one("#coach", Static).update(said)
