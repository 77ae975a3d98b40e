"""A page to read in the course of the exercise, with one way on: a briefing, a turn's report, the ending."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Static

from exercise.i18n import _
from exercise.tui.prose import QUIET, line, lines, one_line, text

BROADEST = 96
"""Cells of a row: longer ones are hard to read."""


class Page(Screen[None]):
    """Draws `words` for the width that it has; Enter goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read_on", _("Read on"), tooltip=_("The next part, and after the last one what comes next")),
        Binding("escape", "go_on", _("Skip"), tooltip=_("Straight to what comes next")),
    ]

    def compose(self) -> ComposeResult:
        yield Static(id="page-head", markup=False)
        with VerticalScroll(id="page"):
            yield Static(id="page-words", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one("#page-head", Static).update(self.head())

    def on_resize(self, event: Resize) -> None:
        width = min(event.size.width - 6, BROADEST)
        self.query_one("#page-words", Static).update(self.words(width))

    def head(self) -> Content:
        """The one line on top."""
        raise NotImplementedError

    def words(self, width: int) -> Content:
        """What there is to read."""
        raise NotImplementedError

    def action_read_on(self) -> None:
        """The next part; nobody goes on before the last."""
        page = self.query_one("#page", VerticalScroll)
        if page.is_vertical_scroll_end:
            self.action_go_on()
        else:
            page.scroll_page_down(animate=False)

    def action_go_on(self) -> None:
        """On to what comes next."""
        self.dismiss(None)


def headed(title: str, rows: list[Content]) -> list[Content]:
    """A section under its title, or nothing where there is nothing in it."""
    return [one_line(title, "bold $text-primary"), *rows, Content("")] if rows else []


def badge(team: str, *facts: str) -> Content:
    """The head of a page: whose it is and what."""
    return line(
        text(f" {' '.join(team.split())} ", "bold reverse"), *(line("  ", one_line(fact, "bold")) for fact in facts)
    )


def more(said: str) -> Content:
    """A quiet remark below the rest."""
    return lines([Content(""), one_line(said, QUIET)])
