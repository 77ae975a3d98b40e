"""A field to search in: it narrows a list while somebody types, and the list's keys work from within it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from exercise.i18n import _
from exercise.scenario.text import clean
from exercise.tui.widgets.choices import Choices

LONGEST = 60


class SearchField(Input):
    """Up, down and Enter are the list's; Esc clears the field and gives the keys back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list('cursor_down')", show=False),
        Binding("up", "list('cursor_up')", show=False),
        Binding("enter", "list('select')", _("Choose")),
        Binding("escape", "give_up", _("Whole list")),
    ]

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, max_length=LONGEST, compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Whatever comes in, by keys or from a clipboard."""
        return clean(value).replace("\n", " ")

    def begin(self, typed: str) -> None:
        """Somebody has typed elsewhere and means to search."""
        self.focus()
        self.value += typed
        self.cursor_position = len(self.value)

    def action_list(self, action: str) -> None:
        """One of the list's own."""
        choices = self.screen.query_one(Choices)
        if choices.option_count:
            getattr(choices, f"action_{action}")()

    def action_give_up(self) -> None:
        """The whole list again."""
        self.value = ""
        self.screen.query_one(Choices).focus()
