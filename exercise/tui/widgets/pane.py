"""A pane: a framed part of the table, drawn from it anew whenever something happened, scrolled with the arrow keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from exercise.tui.table import Table


class Pane(VerticalScroll, can_focus=True):
    """Draws `words` for the width that it has."""

    TITLE = ""
    SUBTITLE = ""
    FITS_ITS_HEIGHT = False
    """Whether `words` asks for `room`, so that another height needs other words."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="pane")
        self.border_title, self.border_subtitle = self.TITLE, self.SUBTITLE
        self._table: Table | None = None
        self._drawn_for = (0, 0)

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, table: Table) -> None:
        """The table as it is now."""
        self._table = table
        self._drawn_for = (0, 0)
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Also comes when a hidden pane is shown again."""
        if self._drawn_for != self._size_that_matters:
            self._draw()

    @property
    def width(self) -> int:
        """Cells in a row of text."""
        return self.scrollable_content_region.width

    @property
    def room(self) -> int:
        """Rows that can be seen at once."""
        return self.scrollable_content_region.height

    @property
    def _size_that_matters(self) -> tuple[int, int]:
        return self.width, self.room if self.FITS_ITS_HEIGHT else 0

    def words(self, table: Table, width: int) -> Content:
        """What stands in the pane."""
        raise NotImplementedError

    def _draw(self) -> None:
        if self._table is not None and self.width > 0:
            self._drawn_for = self._size_that_matters
            self.query_one(Static).update(self.words(self._table, self.width))
