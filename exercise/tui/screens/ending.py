"""The ending: where it led, how one's own aims and red lines came out, and how tension went; then comes the hot
wash."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from exercise.engine.views import EndingView, JudgedView
from exercise.i18n import _
from exercise.session.history import History
from exercise.session.wording import outlook
from exercise.session.wording.readings import OPENED
from exercise.tui.prose import ILL, QUIET, WELL, hanging, line, lines, one_line
from exercise.tui.replay.tension import tension
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.screens.replay import ReplayScreen
from exercise.tui.table import Table
from exercise.tui.widgets.answers import TRUE, answers
from exercise.tui.widgets.news import told
from exercise.tui.widgets.readings import readings
from exercise.tui.widgets.situation import paragraphs


class EndingScreen(Page):
    """What one's own team knows of it. What the others wanted is shown in the hot wash, when all are ready for it."""

    HELP = _(
        "Read where it led and what became of your aims. Then come the questions of the hot wash, where you can write "
        "notes and see what the other teams wanted. Nothing is lost: the whole exercise is in its log."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read_on", _("Read on"), tooltip=_("The next part, and after the last one the hot wash")),
        Binding("f8", "replay", _("Watch it again"), tooltip=_("Step by step, through any eyes"), id="replay"),
        Binding("escape", "go_on", _("Hot wash"), tooltip=_("Straight to the questions")),
    ]

    def __init__(self, table: Table, ending: EndingView, history: History) -> None:
        super().__init__()
        self._table, self._ending, self._history = table, ending, history

    def head(self) -> Content:
        return badge(self._table.team, _("The exercise has ended"), self._table.title)

    def words(self, width: int) -> Content:
        ending = self._ending
        rows = where_it_led(ending)
        for title, kind in ((_("What you wanted"), "aim"), (_("What you would not bear"), "red_line")):
            rows += headed(title, [judged(one, width) for one in ending.judged if one.kind == kind])
        plotted = tension(self._history, self._table.snapshot.team, width)
        rows += headed(_("{track} over the turns").format(track=tension_name(self._history)), plotted)
        rows += headed(TRUE, answers(self._history, self._table.snapshot.team, width))
        rows += headed(OPENED, readings(self._table.readings, self._table.names, width))
        rows += headed(_("The story"), self._story(width))
        return lines([*rows, one_line(_("Enter goes on to the hot wash. F8 shows the exercise again."), QUIET)])

    def action_replay(self) -> None:
        """Step by step."""
        self.app.push_screen(ReplayScreen(self._history))

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


def where_it_led(ending: EndingView) -> list[Content]:
    """Title, outlook and text of an ending."""
    return [
        one_line(ending.title, "bold $text-primary"),
        line((_("Outlook: {outlook}").format(outlook=outlook(ending.outlook)), "bold")),
        Content(""),
        *([paragraphs(ending.text), Content("")] if ending.text else []),
    ]


def tension_name(history: History) -> str:
    """What the scenario calls it."""
    return history.model.label("track", history.tension.id, None) if history.tension is not None else ""


def judged(one: JudgedView, width: int) -> Content:
    """An aim is reached or missed, a red line crossed or not; some are for people to judge."""
    words = (_("reached"), _("missed")) if one.kind == "aim" else (_("crossed"), _("not crossed"))
    if one.holds is None:
        return hanging(line(("? ", QUIET)), line(one_line(one.text), ("  " + _("judge for yourselves"), QUIET)), width)
    good = one.holds == (one.kind == "aim")
    sign, style = ("✔ ", WELL) if good else ("✘ ", ILL)
    said = words[0] if one.holds else words[1]
    return hanging(line((sign, style)), line(one_line(one.text), (f"  {said}", style)), width)
