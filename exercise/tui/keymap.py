"""The keys of all commands, which of them a person may change, and to what.

A command that can be moved has an `id` in its binding; arrows, Enter, Esc, Tab and digits stay where everybody expects
them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from exercise.i18n import _

SWALLOWED = frozenset({"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+c", "ctrl+z", "ctrl+s"})
"""Keys that reach a program as Enter, Tab, Backspace and Enter, or that terminals keep: they copy, stop or freeze."""

MOVABLE = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]")
"""Keys that a command may have: they fire nowhere by accident, also while somebody writes."""

PALETTE = "ctrl+p"

NAMES = {"question_mark": "?", "shift+tab": "shift+Tab", "tab": "Tab", "enter": "Enter", "escape": "Esc"}
NAMES |= {"space": _("Space"), "left": "←", "right": "→", "up": "↑", "down": "↓", "plus": "+", "minus": "-"}
NAMES |= {"pageup": "PgUp", "pagedown": "PgDn", "home": _("Home"), "end": _("End"), "comma": ",", "full_stop": "."}
NAMES |= {"equals_sign": "="}


@dataclass(frozen=True, slots=True)
class Command:
    """A command that can have another key: what it is called in the settings, what it says, and its own key."""

    id: str
    said: str
    key: str


def named(key: str) -> str:
    """A key as it is printed on a keyboard."""
    return NAMES.get(key, key)


def load_all() -> None:
    """Imports every screen and widget, so that all bindings are known."""
    from exercise.tui import screens, widgets

    for folder in (screens, widgets):
        for one in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
            importlib.import_module(one.name)


def ours(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """The classes of this program below one of Textual's, in the order of their names."""
    found, new = set[type[DOMNode]](), [kind]
    while new:
        new = [below for one in new for below in one.__subclasses__() if below not in found]
        found |= set(new)
    yield from sorted((one for one in found if one.__module__.startswith("exercise.")), key=lambda one: one.__name__)


def bindings(kind: type[DOMNode]) -> Iterator[Binding]:
    """The bindings that a class of this program writes down itself, one for each key."""
    if kind.__module__.startswith("exercise."):
        for _key, binding in BindingsMap(vars(kind).get("BINDINGS", ())):
            yield binding


def inherited(kind: type[DOMNode]) -> Iterator[Binding]:
    """The bindings of a class and of what it is built on."""
    for one in kind.__mro__:
        if issubclass(one, DOMNode):
            yield from bindings(one)


def commands() -> list[Command]:
    """All that can be moved, by what it says. What is offered on several screens is one command."""
    load_all()
    found: dict[str, Command] = {}
    for kind in (*ours(App), *ours(Screen), *ours(Widget)):
        for one in bindings(kind):
            if one.id:
                found.setdefault(one.id, Command(one.id, one.tooltip or one.description, one.key))
    return sorted(found.values(), key=lambda one: one.said)


def refused(command: str, key: str, chosen: Mapping[str, str]) -> str:
    """Why a command cannot have a key, in a sentence, or nothing. `chosen` are the keys that were changed before."""
    if key in SWALLOWED:
        return _("{key} does not reach a program: the terminal keeps it or turns it into another.").format(key=key)
    if not MOVABLE.fullmatch(key):
        said = _("{key} cannot be taken: it would fire while somebody writes or chooses. Use F1 to F12, or ctrl and a")
        return said.format(key=named(key)) + " " + _("letter.")
    if key == PALETTE:
        return _("ctrl+p opens the list of all commands, always.")
    load_all()
    everywhere = [one for kind in (*ours(App), *ours(Widget)) if not issubclass(kind, Screen) for one in bindings(kind)]
    for kind in ours(Screen):
        there = [*inherited(kind), *everywhere]
        taken = _taken(command, key, there, chosen)
        if taken and any(one.id == command for one in there):
            return _("{key} is taken: {said}. Choose another, or move that one first.").format(
                key=named(key), said=taken
            )
    return ""


def _taken(command: str, key: str, there: Iterable[Binding], chosen: Mapping[str, str]) -> str:
    for one in there:
        if one.id != command and chosen.get(one.id or "", one.key) == key:
            return one.tooltip or one.description
    return ""


def usable(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """What somebody wrote into the settings: the keys that can be used, and the commands that keep their own."""
    good: dict[str, str] = {}
    for command, key in keys.items():
        if MOVABLE.fullmatch(key) and key not in SWALLOWED and key != PALETTE and key not in good.values():
            good[command] = key
    return good, [command for command in keys if command not in good]
