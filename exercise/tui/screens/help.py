"""Help for the screen that is in front: what it is for, and the keys that work on it."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen

from exercise.i18n import _
from exercise.tui.prose import QUIET, cell, hanging, line, lines, text
from exercise.tui.screens.dialogs import Read

KEY, ROOM = 14, 76
KEYS = {
    "up": "↑",
    "down": "↓",
    "question_mark": "?",
    "shift+tab": "shift+Tab",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
}
ALWAYS = (
    ("↑ ↓", _("Move in a list, or scroll a pane")),
    ("ctrl+p", _("All commands, among them the themes: dark, light, high contrast")),
)


def help_for(screen: Screen[object]) -> Read:
    """The help page of a screen, made from its bindings, so that it cannot say what is not so."""
    said = getattr(screen, "HELP", "")
    rows = [*text(said).wrap(ROOM), Content("")] if said else []
    keys = [(key, said) for key, said in _keys(screen)]
    rows += [hanging(cell(line((key, "bold $text-accent")), KEY), line(said), ROOM) for key, said in [*keys, *ALWAYS]]
    return Read(_("Help"), lines([*rows, Content(""), line((_("Esc goes back."), QUIET))]))


def _keys(screen: Screen[object]) -> list[tuple[str, str]]:
    """Keys and what they do; the digits, which are nine bindings for one thing, as one row."""
    found: dict[str, str] = {}
    for node in (screen, screen.app):
        for key, bindings in node._bindings.key_to_bindings.items():
            said = bindings[0].tooltip or bindings[0].description
            if said and not said.startswith("Copy"):
                found.setdefault("1 … 9" if key.isdigit() else KEYS.get(key, key), said)
    return list(found.items())
