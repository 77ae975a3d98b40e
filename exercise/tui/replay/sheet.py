"""A sheet: a framed part of the replay that is drawn by whoever shows it, for the width that it has."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

Words = Callable[[int], tuple[Content, int]]
"""For so many cells: what stands on the sheet, and the row that must be seen."""


class Sheet(VerticalScroll, can_focus=True):
    """Scrolls to the row that matters."""

    def __init__(self, id: str, title: str) -> None:
        super().__init__(id=id, classes="pane")
        self.border_title = title
        self._words: Words | None = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, words: Words) -> None:
        """What stands here from now on."""
        self._words = words
        self._draw()

    def on_resize(self, event: Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = self.scrollable_content_region.size
        if self._words is not None and width > 0:
            said, row = self._words(width)
            self.query_one(Static).update(said)
            self.call_after_refresh(self.scroll_to, y=max(row - height // 2, 0), animate=False)
