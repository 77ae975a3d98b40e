"""The library: which scenarios there are, what each is about, and which exercises were left and can go on.

It is the first thing that anybody sees and must be on screen at once, so it imports nothing that only playing needs,
and looks for what was left when it has been painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, line, lines, moment, one_line, text
from exercise.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from exercise.scenario.library import Entry
    from exercise.tui.app import ExerciseApp
    from exercise.tui.start import Unfinished


class LibraryScreen(Screen[None]):
    """Enter takes the highlighted scenario on to the choice of a team, or goes on with what was left."""

    HELP = _(
        "Each scenario is a crisis for two or more teams. Choose one with the arrow keys and Enter; you will be asked "
        "which team you lead, and the computer leads the others. Alone, a first exercise takes about half an hour. "
        "Below the scenarios stand the exercises that you left before their end: Enter goes on with one."
    )

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)
        self._left: tuple[Unfinished, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(
            line((_(" Crisis exercises "), "bold reverse"), "  ", _("Choose a scenario")), id="page-head", markup=False
        )
        with Horizontal(id="choice"):
            yield Choices((_row(one) for one in self._entries), classes="pane")
            with VerticalScroll(classes="pane", can_focus=False):
                yield Static(_empty() if not self._entries else _preview(self._entries[0]), id="preview", markup=False)
        yield Footer(show_command_palette=False)

    @on(ScreenResume)
    def _look(self) -> None:
        """Whenever this screen is in front again, something may have been begun or ended."""
        self.call_after_refresh(self._look_for_left)

    @work(thread=True, exclusive=True)
    def _look_for_left(self) -> None:
        shelf = self._program.shelf
        if shelf is not None:
            self.app.call_from_thread(self._show_left, tuple(shelf.unfinished()))

    def _show_left(self, left: tuple[Unfinished, ...]) -> None:
        """Below the scenarios, so that nothing moves under anybody's hands."""
        if left == self._left:
            return
        self._left = left
        choices = self.query_one(Choices)
        place = choices.highlighted
        rows = [_row(one) for one in self._entries]
        if left:
            choices.offer([*rows, _heading(), *(_left_row(one, self._entries) for one in left)], off={len(rows)})
        else:
            choices.offer(rows)
        choices.highlighted = place if place is not None and place < choices.option_count else 0

    @property
    def _program(self) -> ExerciseApp:
        from exercise.tui.app import ExerciseApp

        assert isinstance(self.app, ExerciseApp)
        return self.app

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        place, behind = event.option_index, event.option_index - len(self._entries) - 1
        said = _preview(self._entries[place]) if behind < 0 else _left_preview(self._left[behind], self._entries)
        self.query_one("#preview", Static).update(said)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < 100, "narrow")

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        place = event.option_index
        if place < len(self._entries):
            self._program.choose_team(self._entries[place].path)
        else:
            self._program.go_on(self._left[place - len(self._entries) - 1].name)


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


def _heading() -> Content:
    return lines([Content(""), line((_("Go on where you stopped"), f"bold {QUIET}"))])


def _names(left: Unfinished, entries: Sequence[Entry]) -> tuple[str, str]:
    """Title and team as the library knows them, else by their ids."""
    known = next((one for one in entries if one.id == left.scenario), None)
    if known is None:
        return left.scenario, left.team
    return known.title, known.teams.get(left.team, left.team)


def _left_row(left: Unfinished, entries: Sequence[Entry]) -> Content:
    title, team = _names(left, entries)
    facts = [team, _("turn {turn}").format(turn=left.turn) if left.turn else _("was not closed")]
    return lines([one_line(title, "bold"), one_line("  " + " · ".join(filter(None, facts)), QUIET)])


def _left_preview(left: Unfinished, entries: Sequence[Entry]) -> Content:
    title, team = _names(left, entries)
    facts = [
        (_("Your team"), team),
        (_("Turn"), str(left.turn) if left.turn else ""),
        (_("Left"), _when(left.left)),
        (_("Session"), left.name),
    ]
    rows = [line((f"{name}: ", QUIET), one_line(value)) for name, value in facts if value]
    if not left.turn:
        said = _("It was not closed, or somebody plays it elsewhere. Everything that was recorded is there.")
        rows += [Content(""), text(said)]
    return lines([one_line(title, "bold $text-primary"), Content(""), *rows, Content(""), text(_("Enter goes on."))])


def _when(wall: str) -> str:
    """A time of day as a log writes it, in this place's time."""
    try:
        return moment(datetime.fromisoformat(wall).astimezone())
    except (ValueError, OverflowError):  # a log that was written elsewhere may say anything
        return ""


def _empty() -> Content:
    return text(_("The library is empty."))
