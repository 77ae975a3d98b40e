"""A team's board with its seats: which of them speaks, what it says of an order, and silences that run out."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from exercise.engine.views import OrderView
from exercise.errors import ExerciseError
from exercise.i18n import _
from exercise.tui.screens.board import BoardScreen
from exercise.tui.screens.seats import SeatsScreen
from exercise.tui.seat import Seat
from exercise.tui.table import Table
from exercise.tui.widgets.orders import OrdersPane


class CouncilBoard(BoardScreen):
    """What a team of one seat has no use for is not offered to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9",
            "seats",
            _("Seats"),
            tooltip=_("The seats of your team: who speaks, their cards, notes and words among you"),
            show=False,
            id="seats",
        ),
        Binding("plus", "voice(1)", _("The seat that speaks stands behind an order"), show=False),
        Binding("minus", "voice(0)", _("It objects, or breaks the silence"), show=False),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.table())
        self.seat = seat

    def perform(self, words: str, letter: str = "") -> None:
        """One move: on record, or refused with a reason; the board says which."""
        raise NotImplementedError  # the team at this board has the session

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The seats are for teams that have several."""
        council = self.table.council
        if action == "seats":
            return council is not None
        if action == "voice":
            return council is not None and council.together
        return super().check_action(action, parameters)

    def action_seats(self) -> None:
        """Who sits here."""
        self.app.push_screen(SeatsScreen(self.seat, self._laid, self._moved))

    def _laid(self) -> Table:
        self.show(self.seat.table())
        return self.table

    def _moved(self, words: str) -> str:
        for one in words.splitlines():
            self.perform(one)
        return self.strip.said

    def action_voice(self, behind: int) -> None:
        """The seat that speaks says what it thinks of an order: the one on which the highlight stands, or the only
        one."""
        council, order = self.table.council, self._order_in_question()
        if council is None:
            return
        if order is None:
            self.strip.say(_("Put the highlight on one of your orders first."))
            return
        self.perform(f"{'support' if behind else council.objects} {order.action} as {council.speaking}")

    def _order_in_question(self) -> OrderView | None:
        highlighted, given = self.offer.highlighted, self.table.given
        meant = [one for one in given if highlighted is not None and one.action == highlighted.action]
        return meant[0] if meant else given[0] if len(given) == 1 else None

    def count(self, seconds: int) -> None:
        """So many seconds of the turn have passed: silences go on, and the ones that held are agreed."""
        before = self.seat.left
        self.seat.listen(seconds)
        over = [action for action, left in self.seat.left.items() if not left]
        for action in over:
            try:
                self.strip.say(self.seat.hold(action))
            except ExerciseError as error:
                self.strip.say(str(error))
        if self.seat.left != before or over:
            self.table = self.seat.counted(self.table)
            self.query_one(OrdersPane).show(self.table)
            if isinstance(self.app.screen, SeatsScreen):
                self.app.screen.show(self.table) if over else self.app.screen.count(self.table)
