"""The room of a channel: what was said on it, as far as the team was told, and whatever can be said or done there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static

from exercise.engine.views import ChannelView
from exercise.i18n import _
from exercise.scenario.text import clean
from exercise.tui.prose import OWN, QUIET, UNSURE, hanging, line, lines, one_line
from exercise.tui.screens.dialogs import FOR_GOOD, LONGEST_LETTER, Field, Row, Sure, said_row
from exercise.tui.table import Act, Remark, Table
from exercise.tui.widgets.channels import notes, state
from exercise.tui.widgets.choices import Choices
from exercise.tui.widgets.lines import LinesPane

Does = Callable[[str, str], tuple[str, Table]]
"""Does an act with its text; what there is to say of it, and the table after it."""


class TalkPane(LinesPane):
    """What was said, the newest on top."""

    TITLE = _("What was said, the newest on top")

    def __init__(self, id: str, channel: str) -> None:
        super().__init__(id)
        self._channel = channel

    def paragraphs(self, table: Table, width: int) -> Iterator[Content]:
        remarks = table.rooms.get(self._channel, ())
        if not remarks:
            yield line((_("Nothing yet that you were told of."), QUIET))
        turn = None
        for remark in reversed(remarks):
            if remark.turn != turn:
                turn = remark.turn
                yield line((_("Turn {turn}").format(turn=turn), f"bold {QUIET}"))
            yield _said(remark, width)


def _said(remark: Remark, width: int) -> Content:
    if not remark.who:
        return hanging(line(("· ", QUIET)), one_line(remark.text, QUIET), width)
    style = OWN if remark.own else "bold"
    said = line(one_line(remark.who, style), (": ", style), one_line(remark.text))
    if remark.waits:
        arrives = _("arrives at turn {turn}").format(turn=remark.arrives) if remark.arrives else _("under way")
        said = line(said, (f"  ({arrives})", UNSURE))
    return hanging(line((f"{'▸' if remark.own else '◂'} ", style)), said, width)


class RoomScreen(ModalScreen[None]):
    """Reads and speaks in place; Esc goes back to the table."""

    CSS_PATH = "rooms.tcss"
    HELP = _(
        "All that was said on this channel, and what you can do on it now. Type to write over it; Tab goes from "
        "part to part."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
        Binding("tab", "app.focus_next", _("Next"), tooltip=_("The words, the acts, what was said")),
    ]

    def __init__(self, table: Table, channel: str, does: Does) -> None:
        super().__init__()
        self._table, self._channel_id, self._does = table, channel, does
        self._acts: list[Act] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog room"):
            yield Static(id="room-head", markup=False)
            yield Field(max_length=LONGEST_LETTER, placeholder=_("Your words; Enter sends them"))
            yield Choices(id="room-acts")
            yield Static(id="room-said", markup=False)
            yield TalkPane("room-talk", self._channel_id)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.show(self._table)
        writes = self.query_one(Field).display and not self._channel.ringing
        self.query_one(Field if writes else "#room-acts").focus()

    def show(self, table: Table) -> None:
        """The table as it is now."""
        self._table = table
        channel = self._channel
        sign = ("☎ ", f"bold {UNSURE}") if channel.ringing else ""
        about = [one_line(said, QUIET) for said in (channel.text, *notes(channel, table)) if said]
        head = line(sign, one_line(channel.name, "bold"), " · ", state(channel))
        self.query_one("#room-head", Static).update(lines([head, *about]))
        can = [one for one in table.on(channel) if one.verb != "write"]
        self._acts = sorted(can, key=lambda one: bool(one.why_not))
        rows = [said_row(Row(one.words, one.said, "", one.why_not), at) for at, one in enumerate(self._acts, 1)]
        off = [place for place, one in enumerate(self._acts) if one.why_not]
        acts = self.query_one("#room-acts", Choices)
        acts.offer(rows, off)
        acts.display = bool(rows)
        self.query_one(Field).display = any(
            one.words == f"write {self._channel_id}" and not one.why_not for one in table.acts
        )
        self.query_one(TalkPane).show(table)

    @property
    def _channel(self) -> ChannelView:
        return next(one for one in self._table.snapshot.channels if one.id == self._channel_id)

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        said = " ".join(clean(event.value).split())
        if said and self._perform(f"write {self._channel_id}", said):
            self.query_one(Field).clear()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._take(self._acts[event.option_index])

    def on_key(self, event: Key) -> None:
        """A digit does the act with that number, unless somebody is writing."""
        if (
            event.key.isdecimal()
            and 1 <= int(event.key) <= len(self._acts)
            and not self._acts[int(event.key) - 1].why_not
        ):
            event.stop()
            self._take(self._acts[int(event.key) - 1])

    def _take(self, act: Act) -> None:
        if act.verb in FOR_GOOD:
            self.app.push_screen(Sure(act.words, act.said), self._sure)
        else:
            self._perform(act.words)

    def _sure(self, words: str | None) -> None:
        if words:
            self._perform(words)

    def _perform(self, words: str, letter: str = "") -> bool:
        """One move here; whether words were taken."""
        before = len(self._table.rooms.get(self._channel_id, ()))
        said, table = self._does(words, letter)
        self.query_one("#room-said", Static).update(one_line(f"❯ {said}" if said else ""))
        self.show(table)
        if words.startswith("answer "):  # whoever takes a call wants to speak
            self.query_one(Field).focus()
        return len(table.rooms.get(self._channel_id, ())) > before

    def action_leave(self) -> None:
        self.dismiss(None)
