"""A list to choose from with the arrow keys and Enter, which the footer then names."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exercise.i18n import _
from exercise.tui.prose import hanging, lines

DEPTH = 2
"""Cells by which a row goes on further in than it began: a number or a sign with a space."""


class Entry(Visual):
    """A row of a list; what does not fit in the width goes on below, not at the edge."""

    def __init__(self, row: Content) -> None:
        self._row = row
        self._laid_out = (0, Content(""))

    def _at(self, width: int) -> Content:
        if self._laid_out[0] != width:
            self._laid_out = width, lines(_indented(one, width) for one in self._row.split("\n"))
        return self._laid_out[1]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """As the list paints it."""
        return self._at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Cells in which nothing is broken."""
        return self._row.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Cells of the longest word."""
        return self._row.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Rows that it takes in so many cells."""
        return self._at(width).get_height(rules, width)


def _indented(said: Content, width: int) -> Content:
    plain = said.plain
    depth = max(len(plain) - len(plain.lstrip()), DEPTH)
    return hanging(said[:depth], said[depth:], width) if said.cell_length > width else said


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
    return [Option(Entry(row), disabled=place in off) for place, row in enumerate(rows)]
