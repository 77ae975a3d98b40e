"""One sitting of a team at a shared keyboard: its table, and at the end of it the hand-over instead of a report."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType

from exercise.errors import ExerciseError
from exercise.i18n import _
from exercise.tui.hotseat import CONTACT, HotSeat, Sitting
from exercise.tui.screens.team import TeamScreen
from exercise.tui.table import Table


class SittingScreen(TeamScreen):
    """Dismissed when the team gets up: in the second round, when it has locked."""

    HELP = _(
        "Several teams share this keyboard. In each turn every team sits twice: first to read what happened, to call, "
        "to write, to propose and to ask; then to answer what reached it, to give its orders and to lock. When all "
        "have locked, the orders are carried out, and each team reads its report at its next sitting. Nothing is lost "
        "when you quit: 'exercise resume' goes on with the keyboard between two teams."
    )

    def __init__(self, hotseat: HotSeat, sitting: Sitting) -> None:
        super().__init__(hotseat.seat(sitting.team))
        self._hotseat, self._sitting = hotseat, sitting
        self._sat_down = monotonic()

    def _open_turn(self, elapsed: int = 0) -> None:
        first = self._sitting.round == CONTACT
        super()._open_turn(elapsed if first else max(elapsed, 1))  # at the second sitting the turn is not new
        if not self._time_is_up:
            self._say(self._greeting())

    def _greeting(self) -> str:
        return _("Your second sitting in this turn: answer, choose your orders, and lock.")

    def _get_up(self) -> bool:
        """The sitting is on record; else a sentence says what to do."""
        try:
            self._hotseat.sat(self._sitting, int(monotonic() - self._sat_down))
        except ExerciseError as error:
            self._failed(error)
            return False
        return True

    def _lock(self, words: str | None) -> None:
        if words == "lock" and self._get_up():
            super()._lock(words)

    def locked(self, was: Table) -> None:
        """The lock is on record. What it has led to is read at the next sitting."""
        self.dismiss(None)


class ContactScreen(SittingScreen):
    """The first sitting of a turn: nothing is locked, the keyboard goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+l",
            "lock",
            _("Hand over"),
            tooltip=_("Hand the keyboard on; you sit again before the turn ends"),
            id="lock",
        )
    ]

    def _greeting(self) -> str:
        return _("Your first sitting in this turn: read and talk; ctrl+l hands the keyboard on.")

    def show(self, table: Table) -> None:
        """Nothing on it says that this sitting locks."""
        super().show(replace(table, hands_over=True))

    def action_lock(self) -> None:
        """The next team's turn at the keyboard. Nothing is lost by it: there is a second sitting."""
        if self._get_up():
            self.dismiss(None)


def sitting_screen(hotseat: HotSeat, sitting: Sitting) -> SittingScreen:
    """The screen of a sitting."""
    kind = ContactScreen if sitting.round == CONTACT else SittingScreen
    return kind(hotseat, sitting)
