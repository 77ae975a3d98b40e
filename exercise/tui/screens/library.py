"""The library: which scenarios there are, and what each is about. The first thing that anybody sees.

It must be on screen at once, so it imports nothing that only playing needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, line, lines, one_line, text
from exercise.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from exercise.scenario.library import Entry


class LibraryScreen(Screen[None]):
    """Enter takes the highlighted scenario on to the choice of a team."""

    HELP = _(
        "Each scenario is a crisis for two or more teams. Choose one with the arrow keys and Enter; you will be asked "
        "which team you lead, and the computer leads the others. Alone, a first exercise takes about half an hour."
    )

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def compose(self) -> ComposeResult:
        yield Static(
            line((_(" Crisis exercises "), "bold reverse"), "  ", _("Choose a scenario")), id="page-head", markup=False
        )
        with Horizontal(id="choice"):
            yield Choices((_row(one) for one in self._entries), classes="pane")
            with VerticalScroll(classes="pane", can_focus=False):
                yield Static(_empty() if not self._entries else _preview(self._entries[0]), id="preview", markup=False)
        yield Footer(show_command_palette=False)

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#preview", Static).update(_preview(self._entries[event.option_index]))

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < 100, "narrow")

    @on(OptionList.OptionSelected)
    async def _select(self, event: OptionList.OptionSelected) -> None:
        from exercise.tui.app import ExerciseApp

        assert isinstance(self.app, ExerciseApp)
        self.app.choose_team(self._entries[event.option_index].path)


def _row(entry: Entry) -> Content:
    facts = [entry.difficulty, _("{minutes} minutes").format(minutes=entry.length_minutes)]
    return lines([one_line(entry.title, "bold"), one_line("  " + " · ".join(filter(None, facts)), QUIET)])


def _preview(entry: Entry) -> Content:
    facts = (
        (_("Teams"), ", ".join(entry.teams.values())),
        (_("Length"), _("{minutes} minutes with a room full of people").format(minutes=entry.length_minutes)),
        (_("Difficulty"), entry.difficulty),
        (_("After"), entry.anchor),
    )
    rows = [line((f"{name}: ", QUIET), one_line(value)) for name, value in facts if value]
    return lines([one_line(entry.title, "bold $text-primary"), Content(""), text(entry.summary), Content(""), *rows])


def _empty() -> Content:
    return text(_("The library is empty."))
