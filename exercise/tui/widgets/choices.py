"""A list to choose from with the arrow keys and Enter, which the footer then names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exercise.i18n import _


class Choices(OptionList):
    """Rows are contents, never markup."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", _("Choose"))]

    def __init__(
        self, rows: Iterable[Content] = (), id: str | None = None, classes: str | None = None, off: int | None = None
    ) -> None:
        """From the row at place `off` on, counted from 0, rows can be read and not chosen."""
        options = (Option(row, disabled=off is not None and place >= off) for place, row in enumerate(rows))
        super().__init__(*options, id=id, classes=classes, markup=False, compact=True)
