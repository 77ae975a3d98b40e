"""Between two teams at one keyboard: a screen that hides everything of the one and names the other.

It asks for a word and then Enter, which nobody types by striking the last key twice.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from exercise.i18n import _
from exercise.tui.hotseat import CONTACT, HotSeat, Sitting
from exercise.tui.prose import QUIET, line, lines, one_line, text

WIPE = "\x1b[H\x1b[2J\x1b[3J"
"""To the top, erase the screen, erase what has scrolled out of it. Some terminals move what they erase from the screen
to what can be scrolled back to, so that goes last."""


def ready() -> str:
    """What is typed to go on."""
    return _("go")


class Word(Input):
    """Takes the word and nothing else; what was struck too often before stays without effect."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", _("Go on"))]


class HandoverScreen(Screen[None]):
    """Shows who comes next, and of the exercise nothing."""

    HELP = _(
        "Several teams share this keyboard. Everybody but the team that is named looks away; the team types the word "
        "and presses Enter. Then its own table is shown, and nothing of another team's."
    )
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, title: str, name: str, said: str, hint: str) -> None:
        """`name` says who comes, `said` to do what, `hint` what all the others do."""
        super().__init__()
        self._of, self._who, self._said, self._hint = title, name, said, hint

    def compose(self) -> ComposeResult:
        yield Static(line((_(" Crisis exercises "), "bold reverse"), "  ", one_line(self._of)), id="page-head")
        with Vertical(id="handover"):
            yield Static(self._words(), markup=False)
            yield Word(max_length=20)
            yield Static(id="handover-slip", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(Word).focus()

    def _words(self) -> Content:
        return lines(
            [
                line((_("The keyboard goes to"), QUIET)),
                one_line(self._who, "bold $text-primary"),
                Content(""),
                text(self._said),
                text(self._hint),
                Content(""),
                line((_("Type {word} and press Enter.").format(word=ready()), "bold")),
            ]
        )

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        word = self.query_one(Word)
        if event.value.strip().casefold() == ready().casefold():
            self.dismiss(None)
            return
        word.clear()
        self.query_one("#handover-slip", Static).update(text(_("That was another word."), QUIET))


def to_a_team(hotseat: HotSeat, sitting: Sitting) -> HandoverScreen:
    """To the team whose sitting comes next."""
    name = hotseat.name(sitting.team)
    turn = _("Turn {turn}").format(turn=hotseat.session.turn)
    if sitting.round == CONTACT:
        said = _("Its first sitting: read what happened, and talk. It sits again when every team has sat once.")
    else:
        said = _("Its second sitting: answer, choose the orders, and lock.")
    hint = _("Everybody else looks away now. No clock runs before {name} is at the keyboard.").format(name=name)
    return HandoverScreen(f"{hotseat.title} · {turn}", name, said, hint)


def to_practise(title: str, name: str) -> HandoverScreen:
    """To a team that makes a practice move."""
    said = _("A practice move: it shows how a turn goes, and does not count.")
    return HandoverScreen(title, name, said, _("Everybody else looks away now."))


def to_all(hotseat: HotSeat) -> HandoverScreen:
    """To everybody, for the ending."""
    said = _("The exercise has ended. What follows shows the aims and red lines of every team.")
    return HandoverScreen(hotseat.title, _("all of you"), said, _("Sit down together before you go on."))
