"""A team's table in the hands of a person: all that it can do, by keys, from the opening of a turn to its report."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from exercise.errors import ExerciseError
from exercise.i18n import _
from exercise.tui.prose import text
from exercise.tui.screens.acting import ActingBoard
from exercise.tui.screens.arithmetic import ArithmeticScreen
from exercise.tui.screens.briefing import BriefingScreen
from exercise.tui.screens.dialogs import Pick, Read, Row
from exercise.tui.screens.reading import ReadingScreen, Stated
from exercise.tui.screens.report import ReportScreen
from exercise.tui.screens.rooms import RoomScreen
from exercise.tui.seat import Seat
from exercise.tui.table import Order, Table
from exercise.tui.widgets.head import Head
from exercise.tui.widgets.offer import OfferPane
from exercise.tui.widgets.strip import calls, due


class TeamScreen(ActingBoard):
    """Dismissed when the exercise has ended and its last report was read."""

    HELP = _(
        "You lead one team; computer players lead the others. In each turn read what happened, talk, choose your "
        "orders, then lock: all orders are carried out at once, and a report says what came of them. Orders can be "
        "taken back until the lock. Nothing is lost when you quit: it is in the log, and 'exercise resume' goes on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "answer", _("Answer"), tooltip=_("Answer a call that rings, or let it ring"), id="answer"),
        Binding(
            "f3", "contact", _("Contact"), tooltip=_("Call, write, convene, open or close a channel"), id="contact"
        ),
        Binding(
            "f4",
            "agree",
            _("Agree"),
            tooltip=_("Propose, accept, reject, suspend, leave; ask, reply, refuse"),
            id="agree",
        ),
        Binding("ctrl+l", "lock", _("End turn"), tooltip=_("Lock your orders: this ends the turn"), id="lock"),
        Binding(
            "ctrl+e", "explain", _("Explain"), tooltip=_("Explain one of your orders over a channel"), id="explain"
        ),
        Binding(
            "f6",
            "reading",
            _("Intent"),
            tooltip=_("State what you and they intend, under seal"),
            show=False,
            id="reading",
        ),
        Binding(
            "f8",
            "arithmetic",
            _("Why"),
            tooltip=_("The arithmetic behind every change of a track"),
            show=False,
            id="arithmetic",
        ),
        Binding(
            "f5",
            "briefing",
            _("Briefing"),
            tooltip=_("Your brief, aims and red lines again"),
            show=False,
            id="briefing",
        ),
        Binding("right", "beside(1)", _("On a narrow screen: the next pane of the page"), show=False, priority=True),
        Binding("left", "beside(-1)", _("And the one before it"), show=False, priority=True),
        *(Binding(str(n), f"choose({n})", _("Order with that number"), show=False) for n in range(1, 10)),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._opened: float | None = None
        self._minute = 0
        self._bookmark = 0
        self._time_is_up = False

    def on_mount(self) -> None:
        self._open_turn(self.seat.elapsed)
        self.set_interval(1.0, self.tick)
        self.turn_to("situation")

    # --- the turn and its clock ----------------------------------------------------------------------------------

    def _open_turn(self, elapsed: int = 0) -> None:
        """The turn as it opened `elapsed` seconds ago."""
        self._opened, self._minute, self._bookmark = monotonic() - elapsed, 0, self.seat.told
        self._time_is_up = False
        self.strip.say("")
        self.show(self.seat.table())
        self.tick()
        if self.table.ringing:
            self.app.bell()
        if not elapsed:
            self.action_reading()

    def tick(self) -> None:
        """A second has passed. While a report is read the clock stands."""
        if self._opened is None:
            return
        seconds = int(monotonic() - self._opened)
        self.query_one(Head).tick(seconds)
        self.count(seconds)
        if seconds // 60 > self._minute:
            self._minute = seconds // 60
            self._arrive(self._minute)
        if seconds >= self.table.snapshot.deliberation * 60 and not self._time_is_up:
            self._time_is_up = True
            self._say(_("The time to decide is up. Nothing locks by itself: ctrl+l ends the turn when you are ready."))

    def _arrive(self, minute: int) -> None:
        """What is due at a minute of the turn."""
        bookmark = self.seat.told
        try:
            arrived = self.seat.minute(minute)
        except ExerciseError as error:
            self._failed(error)
            return
        if arrived:
            rang = self.table.ringing
            self._say_since(bookmark)
            self.show(self.seat.table())
            if isinstance(self.app.screen, RoomScreen):
                self.app.screen.show(self.table)
            if set(self.table.ringing) - set(rang):
                self.app.bell()

    # --- what the team does --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer shows what can be done now."""
        if action == "answer":
            return bool(self.table.ringing)
        if action == "beside":
            return self.has_class("compact")
        if action == "reading":
            return self.table.may_state_a_reading
        return super().check_action(action, parameters)

    @on(OfferPane.Chosen)
    def _order_chosen(self, event: OfferPane.Chosen) -> None:
        self._order(event.order)

    def action_choose(self, number: int) -> None:
        """The order with that number on the list, wherever the focus is."""
        self.offer.choose(number)

    def _order(self, order: Order) -> None:
        if order.why_not:
            self._say(_("Not now: {reason}").format(reason=order.why_not))
            return
        self.perform(f"{'withdraw' if order.given else 'order'} {order.action}")
        given = any(one.action == order.action for one in self.table.given)
        if given != order.given and self.has_class("compact") and self._page != "offer":  # the list is not in front
            said = _("Ordered: {name}. Its number takes it back.") if given else _("Taken back: {name}.")
            self._say(said.format(name=order.name))

    def action_beside(self, step: int) -> None:
        """On a narrow screen, where Tab turns pages: to another pane of the same page."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def perform(self, words: str, letter: str = "") -> None:
        """One move: on record, or refused with a reason."""
        bookmark = self.seat.told
        try:
            refused = self.seat.act(words, letter)
        except ExerciseError as error:
            self._failed(error)
            return
        if refused:
            self.strip.say(refused)
        else:
            self._say_since(bookmark)
        if self._opened is not None:
            self.seat.listen(int(monotonic() - self._opened))
        self.show(self.seat.table())

    def _say_since(self, bookmark: int) -> None:
        items = [*self.seat.since(bookmark)[0]]
        self.strip.say(" ".join(one.text for one in items[-2:]))

    def _failed(self, error: ExerciseError) -> None:
        """Nothing was recorded, so nothing happened; the sentence says what to do."""
        self.app.push_screen(Read(_("That could not be recorded"), text(str(error))))

    def action_reading(self) -> None:
        """What the team intends and takes the others to intend, under seal."""
        if asked := self.seat.reading():
            self.app.push_screen(ReadingScreen(asked), self._stated)

    def _stated(self, stated: Stated | None) -> None:
        if stated is None:
            return
        self.perform(*stated)
        asked = self.seat.reading()
        if asked is not None and asked.said is not None and asked.said.words == stated[0]:
            self._say(_("Sealed. Nobody else reads it before the exercise is over."))

    # --- the lock ------------------------------------------------------------------------------------------------

    def action_lock(self) -> None:
        """End the turn; asked back only where something would be missed that cannot be made good."""
        missed = [f"{one}." for one in (*calls(self.table), due(self.table)) if one]
        if not self.table.given and self.table.has_room:
            missed.append(_("You have given no order in this turn."))
        if open_orders := [one.name for one in self.table.given if not one.agreed]:
            said = _("Your team has not agreed on it, so it will not be done: {orders}.")
            missed.append(said.format(orders="; ".join(open_orders)))
        if not missed:
            self._lock("lock")
            return
        rows = [Row("", _("Go back")), Row("lock", _("Lock all the same"))]
        self.app.push_screen(Pick(_("Lock now? {missed}").format(missed=" ".join(missed)), rows), self._lock)

    def _lock(self, words: str | None) -> None:
        if words != "lock":
            return
        was = self.table
        try:
            refused = self.seat.act("lock")
        except ExerciseError as error:
            self._failed(error)
            return
        if refused:
            self._say(refused)
            return
        self._opened = None
        self.locked(was)

    def locked(self, was: Table) -> None:
        """The lock is on record, and the turn with it: its report. `was` is the table before."""
        now = self.seat.table()
        self.app.push_screen(ReportScreen(was, now, *self.seat.since(self._bookmark)), self._report_read)

    def _report_read(self, _nothing: None) -> None:
        if self.seat.ended:
            self.dismiss(None)
        else:
            self._open_turn()
            self.turn_to("situation")

    def action_arithmetic(self) -> None:
        """What each cause has weighed."""
        self.app.push_screen(ArithmeticScreen(self.table))

    def action_briefing(self) -> None:
        """The briefing again."""
        self.app.push_screen(BriefingScreen(self.table, self.seat.briefing()))
