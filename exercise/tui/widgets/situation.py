"""The situation: the phase of the crisis and what the team reads about it."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import lines, one_line, text
from exercise.tui.table import Table
from exercise.tui.widgets.pane import Pane


class SituationPane(Pane):
    """The title of the phase above its brief."""

    TITLE = _("Situation")
    SUBTITLE = _("F5: your briefing")

    def show(self, table: Table) -> None:
        """Also says where the map is."""
        super().show(table)
        self.border_subtitle = _("F5: your briefing · F7: map") if table.snapshot.chart is not None else self.SUBTITLE

    def words(self, table: Table, width: int) -> Content:
        snapshot = table.snapshot
        return lines([one_line(snapshot.phase_title or snapshot.phase, "bold"), paragraphs(snapshot.brief)])


def paragraphs(said: str) -> Content:
    """A text whose single line breaks are those of the file's width, not of its author's thought."""
    return text("\n\n".join(" ".join(one.split()) for one in said.split("\n\n") if one.strip()))
