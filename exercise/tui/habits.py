"""What the program does on every screen alike: colours, keys, help, the list of commands, a terminal that is too small,
closed or plain, and an end that loses nothing.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import DescendantFocus, Event, Key, MouseEvent, Paste, Resize
from textual.geometry import Size
from textual.screen import Screen

from exercise.i18n import _
from exercise.scenario.text import clean
from exercise.tui.room_for import AskForRoom, has_room
from exercise.tui.settings import read_settings, settings_path, write_settings
from exercise.tui.terminal import at_the_edge, wants_ascii
from exercise.tui.theme import THEMES

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel


BY_SIGNAL = 128
"""A program that a signal ended says so by 128 and the signal's number, as a shell would."""


class Habits(App[None]):
    """What is built on this begins with a person's settings and ends with every log whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", _("Help"), priority=True, id="help"),
        Binding("question_mark", "help_unless_writing", _("Help"), show=False, priority=True),
        Binding("ctrl+q", "quit", _("Quit"), tooltip=_("Leave; nothing is lost"), priority=True, id="quit"),
    ]

    def __init__(self) -> None:
        self.settings, self._wrong = read_settings(settings_path())
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self.settings.theme if self.settings else "dark"].name
        self._begin_keys()

    # --- the person's settings -----------------------------------------------------------------------------------

    def choose_theme(self, name: str) -> None:
        """Other colours, now and from now on."""
        self.theme = THEMES[name].name
        self._keep(theme=name)

    def choose_key(self, command: str, key: str) -> None:
        """Another key for a command, now and from now on; an empty one gives it its own back."""
        keys = {name: one for name, one in self.chosen_keys.items() if name != command}
        self._keep(keys=keys | ({command: key} if key else {}))
        self.set_keymap(self.chosen_keys)

    @property
    def chosen_keys(self) -> dict[str, str]:
        """The keys that were changed, by command."""
        return dict(self.settings.keys) if self.settings else {}

    def _keep(self, **chosen: object) -> None:
        from exercise.tui.options import Settings

        self.settings = (self.settings or Settings()).model_copy(update=chosen)
        if wrong := write_settings(settings_path(), self.settings):
            self.notify(wrong, severity="warning")

    def _begin_keys(self) -> None:
        if self.settings is None or not self.settings.keys:
            return
        from exercise.tui.keymap import usable

        keys, bad = usable(self.settings.keys)
        self.settings = self.settings.model_copy(update={"keys": keys})
        if bad:
            said = _("These commands keep their own keys, for those in the settings cannot be used: {commands}.")
            self._wrong = " ".join(filter(None, (self._wrong, said.format(commands=", ".join(bad)))))
        self.set_keymap(keys)

    # --- from the first to the last moment -----------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        """The terminal, by way of the edge that knows what it can show."""
        return at_the_edge(super().get_driver_class(), wants_ascii(self.settings.signs if self.settings else "auto"))

    def on_mount(self) -> None:
        """Whoever ends the program from outside ends it as a person would."""
        if self._wrong:
            self.notify(self._wrong, severity="warning")
        if self.is_headless or sys.platform == "win32":
            return
        for one in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(one, self._ended_by, one)

    def _ended_by(self, one: signal.Signals) -> None:
        self.exit(return_code=BY_SIGNAL + one)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Where nothing shall move, no cursor blinks."""
        if self.animation_level == "none":
            from textual.widgets import Input, TextArea

            if isinstance(event.widget, (Input, TextArea)):
                event.widget.cursor_blink = False

    @property
    def failure(self) -> BaseException | None:
        """The error of the program's own that ended it."""
        return self._exception

    def _fatal_error(self) -> None:
        """Ends without Textual's page of source code: whoever runs the screens says what has happened."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Nothing is printed, for the same reason."""
        self._exit_renderables.clear()

    # --- a terminal that is too small ----------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        self._ask_for_room(event.size)

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        """As Textual's own; also what comes while there is no room waits behind the sentence."""
        pushed = super().push_screen(*args, **kwargs)
        self._ask_for_room(self.size)
        return pushed

    def _ask_for_room(self, size: Size) -> None:
        wanted = not has_room(size)
        for screen in self.screen_stack:
            asking = screen.query(AskForRoom)
            if wanted and not asking:
                sentence = AskForRoom()
                sentence.display = True
                screen.mount(sentence)
            asking.set(display=wanted)

    async def on_event(self, event: Event) -> None:
        """While nothing can be seen, nothing can be done but quit."""
        blind = isinstance(event, (Key, MouseEvent, Paste)) and not has_room(self.size)
        if not blind or (isinstance(event, Key) and event.key == self.key_of("quit", "ctrl+q")):
            await super().on_event(event)

    # --- help and commands ---------------------------------------------------------------------------------------

    def key_of(self, command: str, own: str) -> str:
        """The key that a command has now."""
        return self.chosen_keys.get(command, own)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A question mark is a question mark where somebody writes."""
        writes = self.focused is not None and self.focused.check_consume_key("question_mark", "?")
        return not (action == "help_unless_writing" and writes)

    def action_help(self) -> None:
        """What this screen is for, and the keys that work on it."""
        from exercise.tui.screens.help import HelpScreen, help_for

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
        else:
            self.push_screen(help_for(self.screen))

    def action_help_unless_writing(self) -> None:
        """The same by another key."""
        self.action_help()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A notice is text like any other: cleaned, and never markup."""
        super().notify(clean(message), title=clean(title), severity=severity, timeout=timeout, markup=False)

    def action_keys(self) -> None:
        """All commands with their keys, to give one another key."""
        from exercise.tui.screens.keys import KeysScreen

        self.push_screen(KeysScreen())

    def action_help_quit(self) -> None:
        """Ctrl+c is for copying; whoever wants to leave reads how."""
        said = _("{key} leaves; nothing is lost.").format(key=self.key_of("quit", "ctrl+q"))
        self.notify(said)

    def action_command_palette(self) -> None:
        """All that can be done on this screen, to be found by typing."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Type what you look for")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What stands in the list of commands."""
        from exercise.tui.palette import offered

        return offered(self, screen)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """A key that the settings give to one command and that belongs to another on some screen."""
        names = ", ".join(sorted(one.description for one in clashed_bindings))
        said = _("A key in the settings takes the one of: {commands}. ctrl+p shows all commands.")
        self.notify(said.format(commands=names), severity="warning")
