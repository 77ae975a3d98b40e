"""Help for the screen that is in front: what it is for, and the keys that work on it."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from exercise.i18n import _
from exercise.tui.prose import QUIET, cell, hanging, line, lines, text
from exercise.tui.screens.dialogs import Read

KEY, BROADEST = 12, 76
KEYS = {"question_mark": "?", "shift+tab": "shift+Tab", "tab": "Tab", "enter": "Enter", "escape": "Esc"}
ALWAYS = (
    ("↑ ↓", _("Move in a list, or scroll a pane")),
    ("ctrl+p", _("All commands, among them the themes: dark, light, high contrast")),
)


def help_for(screen: Screen[object]) -> Read:
    """The help page of a screen, made from its bindings, so that it cannot say what is not so."""
    said = getattr(screen, "HELP", "")
    width = min(screen.app.size.width - 12, BROADEST)
    rows = [*text(said).wrap(width), Content("")] if said else []
    for key, meaning in (*_keys(screen), *ALWAYS):
        rows.append(hanging(cell(line((key, "bold $text-accent")), KEY), line(meaning), width))
    return Read(_("Help"), lines([*rows, Content(""), line((_("Esc goes back."), QUIET))]))


def _keys(screen: Screen[object]) -> list[tuple[str, str]]:
    """Keys and what they do, of this screen and of all; nine digits that do one thing are one row."""
    found: dict[str, str] = {}
    kinds = [*type(screen).__mro__, *type(screen.app).__mro__]
    for kind in (one for one in kinds if one.__module__.startswith("exercise.")):
        for binding in vars(kind).get("BINDINGS", ()):
            if isinstance(binding, Binding):
                key = "1 … 9" if binding.key.isdecimal() else KEYS.get(binding.key, binding.key)
                found.setdefault(key, binding.tooltip or binding.description)
    return list(found.items())
