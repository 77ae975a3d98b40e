"""A pane of paragraphs of which it may have thousands: it holds as many rows as somebody has scrolled to, and no widget
for any of them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from exercise.tui.table import Table

AHEAD = 2
"""Screens of rows that are laid out beyond the one in front."""


class LinesPane(ScrollView, can_focus=True):
    """Draws `paragraphs` row by row, from the top, when they are about to be seen."""

    TITLE = ""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="pane")
        self.border_title = self.TITLE
        self._table: Table | None = None
        self._width = 0
        self._rows: list[Strip] = []
        self._more: Iterator[Content] = iter(())

    def show(self, table: Table) -> None:
        """The table as it is now, from its newest paragraph on."""
        self._table = table
        self._begin()
        self.scroll_to(y=0, animate=False)

    def paragraphs(self, table: Table, width: int) -> Iterator[Content]:
        """What stands in the pane, from the top. It is asked for only as far as it is shown."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """A row of what is to be seen."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        return self._rows[place] if place < len(self._rows) else Strip.blank(width, self.rich_style)

    def on_resize(self, event: Resize) -> None:
        if self._width != self.scrollable_content_region.width:
            self._begin()
        else:
            self._lay_out()

    def notify_style_update(self) -> None:
        """Another theme: rows keep their colours, so they are laid out again."""
        super().notify_style_update()
        self._begin()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._lay_out()

    def action_scroll_end(self) -> None:
        """To the oldest, which has to be laid out first."""
        self._lay_out(to_the_end=True)
        super().action_scroll_end()

    def _begin(self) -> None:
        self._width = self.scrollable_content_region.width
        self._rows = []
        shown = self._table is not None and self._width > 0
        self._more = self.paragraphs(self._table, self._width) if self._table is not None and shown else iter(())
        self._lay_out()
        self.refresh()

    def _lay_out(self, to_the_end: bool = False) -> None:
        """Rows for what is to be seen and for a little more."""
        wanted = self.scroll_offset.y + (1 + AHEAD) * max(self.scrollable_content_region.height, 1)
        before = len(self._rows)
        while to_the_end or len(self._rows) < wanted:
            said = next(self._more, None)
            if said is None:
                break
            self._rows += Visual.to_strips(self, said, self._width, None, self.visual_style, pad=True)
        if len(self._rows) != before or not before:
            self.virtual_size = Size(self._width, len(self._rows))
