"""The ending: where it led, how one's own aims and red lines came out, and the questions of the hot wash."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from exercise.engine.views import EndingView, JudgedView
from exercise.i18n import _
from exercise.session.wording import outlook
from exercise.tui.prose import ILL, QUIET, WELL, hanging, line, lines, one_line
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.table import Briefing, Table
from exercise.tui.widgets.news import told
from exercise.tui.widgets.situation import paragraphs


class EndingScreen(Page):
    """Ends with questions, not with points: the talk about them is what the exercise was for."""

    HELP = _(
        "Talk about the questions with whoever sits beside you. Nothing is lost: the whole exercise is in its log."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "go_on", _("Finish"))]

    def __init__(self, table: Table, ending: EndingView, briefing: Briefing) -> None:
        super().__init__()
        self._table, self._ending, self._briefing = table, ending, briefing

    def head(self) -> Content:
        return badge(self._table.team, _("The exercise has ended"), self._table.title)

    def words(self, width: int) -> Content:
        ending = self._ending
        rows = [
            one_line(ending.title, "bold $text-primary"),
            line((_("Outlook: {outlook}").format(outlook=outlook(ending.outlook)), "bold")),
            Content(""),
            *([paragraphs(ending.text), Content("")] if ending.text else []),
        ]
        for title, kind in ((_("What you wanted"), "aim"), (_("What you would not bear"), "red_line")):
            rows += headed(title, [judged(one, width) for one in ending.judged if one.kind == kind])
        questions = enumerate(self._briefing.hot_wash, 1)
        rows += headed(_("To talk about now"), [hanging(line(f"{n}. "), one_line(one), width) for n, one in questions])
        rows += headed(_("The story"), self._story(width))
        return lines([*rows, one_line(_("Enter finishes. Nothing is lost: 'exercise replay' tells it again."), QUIET)])

    def _story(self, width: int) -> list[Content]:
        """Everything that the team was told, from the beginning."""
        rows: list[Content] = []
        turn = -1
        for item in self._table.news:
            if item.turn != turn:
                turn = item.turn
                rows.append(line((_("Turn {turn}").format(turn=turn), f"bold {QUIET}")))
            rows.append(told(item, width))
        return rows


def judged(one: JudgedView, width: int) -> Content:
    """An aim is reached or missed, a red line crossed or not; some are for people to judge."""
    words = (_("reached"), _("missed")) if one.kind == "aim" else (_("crossed"), _("not crossed"))
    if one.holds is None:
        return hanging(line(("? ", QUIET)), line(one_line(one.text), ("  " + _("judge for yourselves"), QUIET)), width)
    good = one.holds == (one.kind == "aim")
    sign, style = ("✔ ", WELL) if good else ("✘ ", ILL)
    said = words[0] if one.holds else words[1]
    return hanging(line((sign, style)), line(one_line(one.text), (f"  {said}", style)), width)
