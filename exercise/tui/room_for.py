"""What stands on a terminal that is too small: a sentence that asks for room, above the screen as it is."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from exercise.i18n import _

LEAST = Size(60, 16)
"""Cells. Below these nothing could be read without scrolling all the time."""


def has_room(size: Size) -> bool:
    """Whether a screen can be shown."""
    return size.width >= LEAST.width and size.height >= LEAST.height


class AskForRoom(Static):
    """Covers a screen and touches nothing of it."""

    DEFAULT_CSS = """
    AskForRoom {
        layer: room; dock: top; width: 100%; height: 100%; display: none;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def render(self) -> Content:
        """The sentence, with how far it is."""
        said = _("Please make the terminal larger: it has {now}, and {least} are needed. Your work stays as it is.")
        size = self.app.size
        return Content(said.format(now=f"{size.width} × {size.height}", least=f"{LEAST.width} × {LEAST.height}"))
