"""All commands with their keys, to give one another key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static

from exercise.i18n import _
from exercise.tui.keymap import Command, commands, named, refused
from exercise.tui.prose import QUIET, UNSURE, cell, line, one_line
from exercise.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from exercise.tui.habits import Habits

KEY = 10
HINT = _("Enter gives another key, Delete its own again.")


class KeysScreen(ModalScreen[None]):
    """Enter on a command asks for its new key."""

    HELP = _(
        "Choose a command and press the key that it shall have. F1 to F12 and ctrl with a letter can be taken, where "
        "no other command has them. The choice is kept in a file of settings."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", _("Another key")),
        Binding("delete", "own", _("Its own key again")),
        Binding("escape", "leave", _("Back")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._commands = commands()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(one_line(_("Keys"), "bold"), markup=False, classes="dialog-title")
            yield Choices(self._row(one) for one in self._commands)
            yield Static(
                one_line(_("Enter gives another key, Delete its own again.")), markup=False, classes="dialog-keys"
            )
        yield Footer(show_command_palette=False)

    @property
    def _program(self) -> Habits:
        from exercise.tui.habits import Habits

        assert isinstance(self.app, Habits)
        return self.app

    def _row(self, one: Command) -> Content:
        key = self._program.key_of(one.id, one.key)
        changed = line((_(" (was {key})").format(key=named(one.key)), QUIET)) if key != one.key else ""
        return line(cell(line((named(key), "bold $text-accent")), KEY), one_line(one.said), changed)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        command = self._commands[event.option_index]
        self.app.push_screen(PressKey(command), lambda key: self._take(command, key))

    def action_own(self) -> None:
        """The key back that the command had."""
        place = self.query_one(Choices).highlighted
        if place is not None:
            self._take(self._commands[place], self._commands[place].key)

    def _take(self, command: Command, key: str | None) -> None:
        if key is None:
            return
        self._program.choose_key(command.id, "" if key == command.key else key)
        choices = self.query_one(Choices)
        place = choices.highlighted
        choices.offer(self._row(one) for one in self._commands)
        choices.highlighted = place

    def action_leave(self) -> None:
        self.dismiss(None)


class PressKey(ModalScreen[str]):
    """Answers with the key that was pressed, once it is one that the command can have."""

    HELP = _("The next key that you press becomes the key of this command. Esc leaves everything as it is.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", _("As it was"))]

    def __init__(self, command: Command) -> None:
        super().__init__()
        self._command = command

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = _("Press the new key for: {command}").format(command=self._command.said)
            yield Static(one_line(title, "bold"), markup=False, classes="dialog-title")
            yield Static(one_line(_("Esc leaves it as it was.")), markup=False, id="refused")
        yield Footer(show_command_palette=False)

    def on_key(self, event: Key) -> None:
        """Whatever is pressed; of the keys that work everywhere this screen hears nothing."""
        from exercise.tui.habits import Habits

        if event.key == "escape":
            return
        event.stop()
        assert isinstance(self.app, Habits)
        chosen = self.app.chosen_keys
        why_not = refused(self._command.id, event.key, chosen)
        if why_not:
            self.query_one("#refused", Static).update(one_line(why_not, UNSURE))
        else:
            self.dismiss(event.key)

    def action_leave(self) -> None:
        self.dismiss(None)
