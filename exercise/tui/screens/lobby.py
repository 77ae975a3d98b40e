"""The lobby: the scenario's background, and the choice of the team that one leads."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from exercise.i18n import _
from exercise.scenario.loader import Loaded
from exercise.tui.prose import QUIET, line, lines, one_line, text
from exercise.tui.widgets.choices import Choices
from exercise.tui.widgets.situation import paragraphs


class LobbyScreen(Screen[str]):
    """Answers with the team, or with None where somebody goes back."""

    HELP = _("Choose the team that you lead. What a team knows and wants for itself you read once you lead it.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Back")),
    ]

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self._loaded = loaded
        self._teams = tuple(loaded.scenario.teams)

    def compose(self) -> ComposeResult:
        title = self._loaded.scenario.title
        yield Static(
            line(text(f" {' '.join(title.split())} ", "bold reverse"), "  ", _("Which team do you lead?")),
            id="page-head",
            markup=False,
        )
        with Horizontal(id="choice"):
            yield Choices((self._row(team) for team in self._teams), classes="pane")
            with VerticalScroll(classes="pane"):
                yield Static(self._background(), markup=False)
        yield Footer(show_command_palette=False)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < 100, "narrow")

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._teams[event.option_index])

    def action_leave(self) -> None:
        """Back to the library."""
        self.dismiss(None)

    def _row(self, team: str) -> Content:
        model, one = self._loaded.model, self._loaded.scenario.teams[team]
        seats = ", ".join(seat.name for seat in one.seats.values())
        return lines([one_line(model.label("team", team), "bold"), one_line(f"  {seats}", QUIET)])

    def _background(self) -> Content:
        scenario = self._loaded.scenario
        background = scenario.background.get("all", "")
        return lines([text(_text(scenario.summary)), Content(""), paragraphs(background)])


def _text(said: object) -> str:
    """A text that is the same for all, or its public version."""
    return said if isinstance(said, str) else ""
