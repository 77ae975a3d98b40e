"""The way of one keyboard from team to team: hand-over, sitting, hand-over, and at the end the ending for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from exercise.tui.afterwards import hot_wash
from exercise.tui.hotseat import CONTACT, HotSeat, Sitting
from exercise.tui.screens.briefing import BriefingScreen
from exercise.tui.screens.handover import WIPE, to_a_team, to_all
from exercise.tui.screens.report import ReportScreen
from exercise.tui.screens.sitting import sitting_screen
from exercise.tui.screens.together import TogetherScreen

if TYPE_CHECKING:
    from exercise.tui.app import ExerciseApp

NOTHING = " "
"""What takes the place of a text on the clipboard: an empty one would leave the old text in some terminals."""


class SharedKeyboard:
    """Puts the screens of a hot-seat in front one after another; `ended` is called when the ending has been read."""

    def __init__(self, app: ExerciseApp, hotseat: HotSeat, ended: Callable[[], None]) -> None:
        self._app, self._hotseat, self._ended = app, hotseat, ended

    def hand_over(self) -> None:
        """Away with everything of the team that sat here; the next one is named."""
        wipe(self._app)
        sitting = self._hotseat.next()
        if sitting is None:
            self._app.push_screen(to_all(self._hotseat), lambda _nothing: self._end())
        else:
            self._app.push_screen(to_a_team(self._hotseat, sitting), lambda _nothing: self._sit_down(sitting))

    def _sit_down(self, sitting: Sitting) -> None:
        """What the team has to read first, then its table."""
        first = self._to_read(sitting)
        if first is None:
            self._at_the_table(sitting)
        else:
            self._app.push_screen(first, lambda _nothing: self._at_the_table(sitting))

    def _to_read(self, sitting: Sitting) -> Screen[None] | None:
        """The briefing before everything, the report of the last turn in the first sitting of the next."""
        seat = self._hotseat.seat(sitting.team)
        if self._hotseat.is_first(sitting.team):
            return BriefingScreen(seat.table(), seat.briefing())
        report = self._hotseat.report(sitting.team) if sitting.round == CONTACT else None
        if report is None:
            return None
        return ReportScreen(report.was, seat.table(), report.items, report.opening)

    def _at_the_table(self, sitting: Sitting) -> None:
        self._app.push_screen(sitting_screen(self._hotseat, sitting), lambda _nothing: self.hand_over())

    def _end(self) -> None:
        session = self._hotseat.session
        self._app.push_screen(TogetherScreen(self._hotseat), lambda _nothing: hot_wash(self._app, session, self._ended))


def wipe(app: ExerciseApp) -> None:
    """Nothing of what was shown or copied stays: no screen, no notice, no clipboard, and nothing on the terminal, above
    its last line either."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.clear_notifications()
    if app.clipboard.strip():
        app.copy_to_clipboard(NOTHING)
    app.send(WIPE)
