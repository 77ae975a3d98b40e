"""The briefing: what one's team knows, wants and will not bear, before its first turn and again at any time."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import ILL, QUIET, UNSURE, WELL, hanging, line, lines, one_line
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.table import Briefing, Table
from exercise.tui.widgets.news import told
from exercise.tui.widgets.situation import paragraphs


class BriefingScreen(Page):
    """Everything in it is the team's own, apart from the background, which all read."""

    HELP = _("Read it in your own time: the clock of the first turn starts when you go on. F5 shows it again later.")

    def __init__(self, table: Table, briefing: Briefing) -> None:
        super().__init__()
        self._table, self._briefing = table, briefing

    def head(self) -> Content:
        return badge(self._table.team, _("Briefing"), self._table.title)

    def words(self, width: int) -> Content:
        briefing = self._briefing
        rows = headed(_("Only you read this"), [paragraphs(briefing.brief)] if briefing.brief else [])
        rows += headed(_("What you want"), [_point("+ ", WELL, one, width) for one in briefing.aims])
        rows += headed(_("What you will not bear"), [_red_line(*one, width) for one in briefing.red_lines])
        rows += headed(_("Declared by others: what they will not bear"), self._declared(width))
        rows += headed(_("Just in"), [told(one, width) for one in self._table.news if one.kind in ("inject", "report")])
        rows += headed(_("Your seats"), [_seat(name, card, width) for name, card in briefing.seats])
        rows += headed(_("Background"), [paragraphs(briefing.background)] if briefing.background else [])
        return lines([*rows, one_line(_("Enter goes on to your table."), QUIET)])

    def _declared(self, width: int) -> list[Content]:
        return [
            hanging(line(("! ", UNSURE)), line(one_line(team, "bold"), ": ", one_line(said)), width)
            for team, said in self._briefing.declared
        ]


def _point(sign: str, style: str, said: str, width: int) -> Content:
    return hanging(line((sign, style)), one_line(said), width)


def _red_line(said: str, declared: bool, width: int) -> Content:
    known = line("  ", (_("declared, the others know it"), QUIET)) if declared else Content("")
    return hanging(line(("! ", ILL)), line(one_line(said), known), width)


def _seat(name: str, card: str, width: int) -> Content:
    return hanging(line("· "), line(one_line(name, "bold"), "  ", one_line(card, QUIET)), width)
