"""The seats of a team around its own table: who speaks, what each says of the orders, words among them, and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Resize
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static

from exercise.i18n import _
from exercise.scenario.text import clean
from exercise.tui.council import INSIDE, Council
from exercise.tui.prose import OWN, QUIET, hanging, line, lines, one_line
from exercise.tui.screens.board import COMPACT_HEIGHT
from exercise.tui.screens.dialogs import LONGEST_LETTER, Field, Row, Write, said_row
from exercise.tui.screens.rooms import TalkPane
from exercise.tui.seat import Seat
from exercise.tui.table import Table
from exercise.tui.widgets.choices import Choices
from exercise.tui.widgets.voices import standing

Does = Callable[[str], str]
"""Makes moves in words, one a line; what there is to say of them."""

SPEAK, NOTE = "speak ", "note"


class NoteScreen(Write):
    """What a seat writes for itself."""

    HELP = _(
        "A note of this seat alone. No other team reads it, and in your own only who speaks for this seat. It is in "
        "the log, which control keeps."
    )


class SeatsScreen(ModalScreen[None]):
    """Dismissed with Esc; whoever spoke last goes on speaking at the table."""

    CSS_PATH = "seats.tcss"
    HELP = _(
        "Your team sits here: who speaks, and what the card of that seat says. Type to say something to the other "
        "seats: only your team reads it. The numbers say what this seat thinks of an order, open its own note, and "
        "let another seat speak."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("tab", "app.focus_next", _("Next"), tooltip=_("The words, the acts, what was said")),
    ]

    def __init__(self, seat: Seat, table: Callable[[], Table], does: Does) -> None:
        super().__init__()
        self._seat, self._lay, self._does = seat, table, does
        self._table = table()
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog room"):
            yield Static(id="seats-head", markup=False)
            yield Field(max_length=LONGEST_LETTER, placeholder=_("Words to the other seats; Enter says them"))
            yield Choices(id="seats-acts")
            yield Static(id="seats-said", markup=False)
            yield TalkPane("seats-talk", INSIDE)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.show(self._table)
        self.query_one("#seats-acts").focus()

    def on_resize(self, event: Resize) -> None:
        """On a low screen the words among the seats keep their room, and the list is scrolled."""
        self.set_class(event.size.height < COMPACT_HEIGHT, "low")

    def show(self, table: Table) -> None:
        """The table as it is now."""
        self.count(table)
        self._rows = list(self._offered())
        acts = self.query_one("#seats-acts", Choices)
        place = acts.highlighted
        acts.offer([said_row(row, number) for number, row in enumerate(self._rows, 1)])
        acts.highlighted = min(place or 0, len(self._rows) - 1)
        self.query_one(TalkPane).show(table)

    def count(self, table: Table) -> None:
        """What alone changes while time runs: how long the silences last."""
        self._table = table
        self.query_one("#seats-head", Static).update(lines(self._head()))

    @property
    def _council(self) -> Council:
        assert self._table.council is not None
        return self._table.council

    def _head(self) -> Iterator[Content]:
        speaker = self._council.speaker
        width = max(min(self.app.size.width - 10, 90), 20)
        yield line((_("Speaking") + ": ", "bold"), one_line(speaker.name, f"bold {OWN}"))
        if speaker.card:
            yield hanging(line(""), one_line(speaker.card, QUIET), width)
        for order in self._table.given if self._council.together else ():
            yield hanging(line("✔ "), line(one_line(order.name), " · ", standing(order, self._council)), width)

    def _offered(self) -> Iterator[Row]:
        """What the seat that speaks can do."""
        council, me = self._council, self._council.speaking
        for order in self._table.given if council.together and not self._table.snapshot.locked else ():
            name = order.name
            if not order.agreed:
                wanting = order.against if council.rule == "silence" else self._not_behind(order.behind)
                words = "\n".join(f"support {order.action} as {one}" for one in wanting)
                yield Row(words, _("All of you stand behind {order}").format(order=name))
            if me not in order.behind and (council.rule != "silence" or me in order.against):
                yield Row(f"support {order.action} as {me}", _("Stand behind {order}").format(order=name))
            if me not in order.against and not order.held:
                broken = _("Break the silence about {order}") if council.rule == "silence" else _("Object to {order}")
                yield Row(f"{council.objects} {order.action} as {me}", broken.format(order=name))
        yield Row(NOTE, _("Your own note") if self._seat.note() else _("Your own note (empty)"))
        for one in council.members:
            if one.id != me:
                yield Row(SPEAK + one.id, _("Speak as {seat}").format(seat=one.name))

    def _not_behind(self, behind: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one.id for one in self._council.members if one.id not in behind)

    # --- what is done ----------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _said(self, event: Input.Submitted) -> None:
        said = " ".join(clean(event.value).split())
        if said:
            self._tell(self._seat.say(said))
            self.query_one(Field).clear()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._take(self._rows[event.option_index].value)

    def on_key(self, event: Key) -> None:
        """A digit takes the row with that number, unless somebody is writing."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._rows):
            event.stop()
            self._take(self._rows[int(event.key) - 1].value)

    def _take(self, value: str) -> None:
        if value == NOTE:
            hint = _("Only who speaks for this seat reads it; control finds it in the log.")
            title = _("Note of {seat}").format(seat=self._council.speaker.name)
            self.app.push_screen(NoteScreen(title, hint, self._seat.note()), self._noted)
        elif value.startswith(SPEAK):
            self._seat.speaking = value.removeprefix(SPEAK)
            self._tell("")
        else:
            self._tell(self._does(value))

    def _noted(self, text: str | None) -> None:
        if text is not None:
            self._tell(self._seat.jot(text))

    def _tell(self, said: str) -> None:
        self.query_one("#seats-said", Static).update(one_line(f"❯ {said}" if said else ""))
        self.show(self._lay())

    def action_leave(self) -> None:
        self.dismiss(None)
