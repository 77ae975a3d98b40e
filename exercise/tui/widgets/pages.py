"""The bar of pages on a narrow screen, where one group of panes is shown at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, UNSURE, line


class PageBar(Horizontal):
    """The names of the pages, the one in front between brackets."""

    @dataclass
    class Wanted(Message):
        """Somebody clicked on a page's name."""

        page: str

    def __init__(self, pages: Mapping[str, str], id: str) -> None:
        super().__init__(id=id)
        self._pages = pages

    def compose(self) -> ComposeResult:
        for page, name in self._pages.items():
            yield _Name(page, name)
        yield Static(line((_("Tab, ← → · F1 helps"), QUIET)), markup=False, id="pages-hint")

    def show(self, page: str, marks: Mapping[str, str]) -> None:
        """The page in front, and what is new or waits on each."""
        for name in self.query(_Name):
            name.show(page, marks)


class _Name(Static):
    def __init__(self, page: str, name: str) -> None:
        super().__init__(markup=False, classes="page-name")
        self._page, self._name_said = page, name

    def show(self, page: str, marks: Mapping[str, str]) -> None:
        front, mark = page == self._page, marks.get(self._page, "")
        said = f"{self._name_said} {mark}".rstrip()
        style = f"bold {UNSURE}" if mark else ""
        self.update(line((f"[{said}]", "bold reverse") if front else (f" {said} ", style)))

    def on_click(self, event: Click) -> None:
        self.post_message(PageBar.Wanted(self._page))
