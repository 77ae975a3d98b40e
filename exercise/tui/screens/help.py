"""Help for the screen that is in front: what it is for, and the keys that work on it."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from exercise.i18n import _
from exercise.tui.keymap import bindings, inherited, named
from exercise.tui.prose import QUIET, cell, hanging, line, lines, text
from exercise.tui.screens.dialogs import Read

KEY, BROADEST = 12, 76
NINE = "123456789"
ALWAYS = (
    ("↑ ↓", _("Move in a list, or scroll a pane")),
    ("ctrl+p", _("All commands, with the colours and the keys")),
)


class HelpScreen(Read):
    """Opened and left by the same key."""

    HELP = _("This page tells what a screen is for and which keys work on it.")


def help_for(screen: Screen[object]) -> HelpScreen:
    """The help page of a screen, made from its bindings, so that it cannot say what is not so."""
    said = getattr(screen, "HELP", "")
    width = max(min(screen.app.size.width - 12, BROADEST), KEY + 10)
    rows = [*text(said).wrap(width), Content("")] if said else []
    for key, meaning in (*_keys(screen), *ALWAYS):
        rows.append(hanging(cell(line((key, "bold $text-accent")), KEY), line(meaning), width))
    return HelpScreen(_("Help"), lines([*rows, Content(""), line((_("Esc goes back."), QUIET))]))


def _keys(screen: Screen[object]) -> list[tuple[str, str]]:
    """Keys and what they do, of the screen, of what stands on it, and of all; nine digits that do one thing are one."""
    from exercise.tui.habits import Habits

    chosen = screen.app.chosen_keys if isinstance(screen.app, Habits) else {}
    shown = {type(one) for one in screen.query("*") if one.display}
    everywhere = [] if screen.is_modal else [one for one in inherited(type(screen.app)) if one.key == "question_mark"]
    found: dict[str, list[str]] = {}
    for binding in (
        *inherited(type(screen)),
        *(one for kind in sorted(shown, key=lambda kind: kind.__name__) for one in bindings(kind)),
        *(one for one in inherited(type(screen.app)) if one not in everywhere),
        *everywhere,
    ):
        keys = found.setdefault(binding.tooltip or binding.description, [])
        key = _printed(binding, chosen)
        if key not in keys:
            keys.append(key)
    return [("  ".join(keys), meaning) for meaning, keys in found.items() if meaning]


def _printed(binding: Binding, chosen: dict[str, str]) -> str:
    if binding.key in NINE:
        return "1 … 9"
    return named(chosen.get(binding.id or "", binding.key))
