"""The news: what happened and was said, as the team was told, the newest on top."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import OWN, QUIET, UNSURE, hanging, line, lines, one_line
from exercise.tui.table import Item, Table
from exercise.tui.widgets.pane import Pane

SIGNS = {"inject": "◆", "act": "▸", "change": "△", "status": "§", "talk": "☏", "report": "◇", "ending": "■"}
STYLES = {"inject": f"bold {UNSURE}", "talk": OWN, "change": QUIET, "ending": "bold"}
"""A sign and a colour for each kind of news."""


class NewsPane(Pane):
    """Turn by turn backwards; within a turn in the order in which it came."""

    TITLE = _("News")

    def words(self, table: Table, width: int) -> Content:
        if not table.news:
            return line((_("Nothing has happened yet."), QUIET))
        rows: list[Content] = []
        for turn in sorted({item.turn for item in table.news}, reverse=True):
            rows.append(line((_("Turn {turn}").format(turn=turn), f"bold {QUIET}")))
            rows += (told(item, width) for item in reversed(table.news) if item.turn == turn)
        return lines(rows)


def told(item: Item, width: int) -> Content:
    """One piece of news behind its sign."""
    style = STYLES.get(item.kind, "")
    return hanging(
        line((f"{SIGNS[item.kind]} ", style or "bold")), one_line(item.text, QUIET if style == QUIET else ""), width
    )
