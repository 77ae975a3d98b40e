"""The ending at a shared keyboard, for all together: where it led, and how each team's aims and red lines came out."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from exercise.i18n import _
from exercise.session.history import History
from exercise.session.readings import laid_open
from exercise.session.wording import outlook
from exercise.session.wording.readings import OPENED
from exercise.tui.hotseat import HotSeat
from exercise.tui.prose import QUIET, line, lines, one_line
from exercise.tui.replay.tension import tension
from exercise.tui.screens.ending import judged, tension_name
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.widgets.answers import TRUE, answers
from exercise.tui.widgets.news import told
from exercise.tui.widgets.readings import readings
from exercise.tui.widgets.situation import paragraphs


class TogetherScreen(Page):
    """Everything that was private may be read now: the talk about it is what the exercise was for."""

    HELP = _("Read it together, then talk about the questions. The whole exercise is in its log.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "go_on", _("Hot wash"))]

    def __init__(self, hotseat: HotSeat) -> None:
        super().__init__()
        self._hotseat = hotseat
        self._tables = {team: hotseat.seat(team).table() for team in hotseat.teams}

    def head(self) -> Content:
        return badge(_("all of you"), _("The exercise has ended"), self._hotseat.title)

    def words(self, width: int) -> Content:
        ending = next(iter(self._tables.values())).snapshot.ending
        assert ending is not None
        rows = [
            one_line(ending.title, "bold $text-primary"),
            line((_("Outlook: {outlook}").format(outlook=outlook(ending.outlook)), "bold")),
            Content(""),
            *([paragraphs(ending.text), Content("")] if ending.text else []),
            *headed(_("What the last turn brought"), self._last_turn(width)),
        ]
        for team, table in self._tables.items():
            assert table.snapshot.ending is not None
            found = [judged(one, width) for one in table.snapshot.ending.judged]
            rows += headed(_("Aims and red lines of {team}").format(team=self._hotseat.name(team)), found)
        history = History(self._hotseat.session)
        everybody = set(self._tables) == set(history.model.team_ids)
        plotted = tension(history, None if everybody else self._hotseat.teams[0], width)
        rows += headed(_("{track} over the turns").format(track=tension_name(history)), plotted)
        rows += headed(TRUE, answers(history, None, width))
        first = self._tables[self._hotseat.teams[0]]
        opened = laid_open(history.model, history.told) if everybody else first.readings
        rows += headed(OPENED, readings(opened, first.names, width))
        return lines([*rows, one_line(_("Enter goes on to the hot wash, where you can write notes."), QUIET)])

    def _last_turn(self, width: int) -> list[Content]:
        """What any of the teams was told of it, each thing once."""
        turn = self._hotseat.session.turn
        found = {one.text: one for table in self._tables.values() for one in table.news if one.turn == turn}
        return [told(one, width) for one in found.values() if one.kind != "ending"]
