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

    def __init__(self, rows: Iterable[Content] = (), id: str | None = None, classes: str | None = None) -> None:
        super().__init__(*(Option(row) for row in rows), id=id, classes=classes, markup=False, compact=True)
