"""A pane that is a list: rows of it can be taken with the arrow keys and Enter, and the table says what that opens."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.events import Focus, Resize
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exercise.tui.prose import QUIET, line
from exercise.tui.table import Table
from exercise.tui.widgets.choices import Choices


class ListPane(Choices):
    """Draws `rows` for the width that it has; a row may have several lines."""

    TITLE = ""
    HINT = ""
    NOTHING = ""
    FITS_ITS_HEIGHT = False
    """Whether `rows` asks for `room`, so that another height needs other rows."""

    @dataclass
    class Taken(Message):
        """Somebody pressed Enter on the row of this id."""

        pane: ListPane
        id: str

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="pane", compact=False)
        self.border_title, self.border_subtitle = self.TITLE, self.HINT
        self._table: Table | None = None
        self._ids: tuple[str, ...] = ()
        self._drawn_for = (0, 0)

    def show(self, table: Table) -> None:
        """The table as it is now; the highlight stays on the same thing."""
        self._table = table
        self._drawn_for = (0, 0)  # where it is hidden now, it is drawn when it is shown again
        self._draw()

    def rows(self, table: Table, width: int) -> list[tuple[str, Content]]:
        """What stands in the pane: an id and its lines."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """Lines that can be seen at once."""
        return self.scrollable_content_region.height

    @property
    def taken(self) -> str:
        """The id of the row on which the highlight stands, or nothing."""
        return self._ids[self.highlighted] if self.highlighted is not None and self._ids else ""

    def on_resize(self, event: Resize) -> None:
        """Also comes when a hidden pane is shown again."""
        if self._drawn_for != self._size_that_matters:
            self._draw()

    def on_focus(self, event: Focus) -> None:
        if self.highlighted is None and self._ids:
            self.highlighted = 0

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Taken(self, self._ids[event.option_index]))

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    @property
    def _size_that_matters(self) -> tuple[int, int]:
        return self.scrollable_content_region.width, self.room if self.FITS_ITS_HEIGHT else 0

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if self._table is None or width <= 0:
            return
        self._drawn_for = self._size_that_matters
        kept, top = self.taken, self.scroll_offset.y
        rows = self.rows(self._table, width)
        self._ids = tuple(id for id, _said in rows)
        nothing = [Option(line((self.NOTHING, QUIET)), disabled=True)]
        self.set_options([Option(said) for _id, said in rows] or nothing)
        self.highlighted = self._ids.index(kept) if kept in self._ids else None
        self.scroll_to(y=top, animate=False)
