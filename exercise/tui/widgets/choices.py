"""A list to choose from with the arrow keys and Enter, which the footer then names."""

from __future__ import annotations

from collections.abc import Container, Iterable
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
        self,
        rows: Iterable[Content] = (),
        id: str | None = None,
        classes: str | None = None,
        off: Container[int] = (),
        compact: bool = True,
    ) -> None:
        super().__init__(*_options(rows, off), id=id, classes=classes, markup=False, compact=compact)

    def offer(self, rows: Iterable[Content], off: Container[int] = ()) -> None:
        """Other rows. Those at the places `off`, counted from 0, can be read and not chosen."""
        self.set_options(_options(rows, off))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages are turned only where a row can be seen: a list without one knows no place to go to."""
        return bool(self.scrollable_content_region) if action in ("page_up", "page_down") else True


def _options(rows: Iterable[Content], off: Container[int]) -> list[Option]:
    return [Option(row, disabled=place in off) for place, row in enumerate(rows)]
