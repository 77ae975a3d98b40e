"""The news: what happened and was said, as the team was told, the newest on top."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import OWN, QUIET, UNSURE, hanging, line, one_line
from exercise.tui.table import Item, Table
from exercise.tui.widgets.lines import LinesPane

SIGNS = {"inject": "◆", "act": "▸", "change": "△", "status": "§", "talk": "☏", "report": "◇", "ending": "■"}
STYLES = {"inject": f"bold {UNSURE}", "talk": OWN, "change": QUIET, "ending": "bold"}
"""A sign and a colour for each kind of news."""


class NewsPane(LinesPane):
    """Turn by turn backwards; within a turn the newest first."""

    TITLE = _("News")

    def paragraphs(self, table: Table, width: int) -> Iterator[Content]:
        if not table.news:
            yield line((_("Nothing has happened yet."), QUIET))
        turn = None
        for item in reversed(table.news):
            if item.turn != turn:
                turn = item.turn
                yield line((_("Turn {turn}").format(turn=turn), f"bold {QUIET}"))
            yield told(item, width)


def told(item: Item, width: int) -> Content:
    """One piece of news behind its sign."""
    style = STYLES.get(item.kind, "")
    return hanging(
        line((f"{SIGNS[item.kind]} ", style or "bold")), one_line(item.text, QUIET if style == QUIET else ""), width
    )
