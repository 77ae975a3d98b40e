"""The list of all commands: what can be done on the screen in front, then what can be done everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from exercise.i18n import _
from exercise.tui.keymap import named
from exercise.tui.theme import NAMES

if TYPE_CHECKING:
    from exercise.tui.habits import Habits

EVERYWHERE = ("help", "quit")


def offered(app: Habits, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Every command with an id that can be done now, the colours, the keys, help and quit."""
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        if enabled and binding.id and binding.id not in EVERYWHERE:
            said = f"{binding.description} ({named(binding.key)})"
            yield SystemCommand(said, tooltip or binding.tooltip, partial(app.run_action, binding.action, node))
    for name, said in NAMES.items():
        if app.theme != f"exercise-{name}":
            about = _("Other colours, kept for the next time")
            yield SystemCommand(_("Colours: {name}").format(name=said), about, partial(app.choose_theme, name))
    about = _("All commands with their keys; any of them can have another")
    yield SystemCommand(_("Keys"), about, app.action_keys)
    yield SystemCommand(
        _("Help ({key})").format(key=named(app.key_of("help", "f1"))), _("This screen"), app.action_help
    )
    quit_key = named(app.key_of("quit", "ctrl+q"))
    yield SystemCommand(_("Quit ({key})").format(key=quit_key), _("Leave; nothing is lost"), app.action_quit)
