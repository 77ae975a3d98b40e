"""Everything on the table: what all teams wanted and would not bear, what was hidden, and what really moved tension."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from exercise.i18n import _
from exercise.session.history import History
from exercise.session.readings import laid_open
from exercise.session.truth import TrueTrack, truth
from exercise.session.wording.readings import OPENED
from exercise.tui.prose import QUIET, line, lines, one_line
from exercise.tui.replay.control import believed
from exercise.tui.replay.tension import tension
from exercise.tui.screens.ending import judged, tension_name
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.widgets.answers import TRUE, answers
from exercise.tui.widgets.readings import readings


class RevealedScreen(Page):
    """For all teams together, in the hot wash."""

    HELP = _("What was private until now. Ask first what people believed, then compare it with what was true.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read_on", _("Read on"), tooltip=_("The next part, and after the last one back")),
        Binding("escape", "go_on", _("Back")),
    ]

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history

    def head(self) -> Content:
        return badge(_("all teams"), _("Everything on the table"), self._history.session.loaded.scenario.title)

    def words(self, width: int) -> Content:
        history = self._history
        rows: list[Content] = []
        world = history.session.world
        for team in history.session.loaded.scenario.teams:
            ending = history.session.snapshot(team).ending
            found = [judged(one, width) for one in ending.judged] if ending is not None else []
            name = history.model.label("team", team, None)
            rows += headed(_("What {team} wanted and would not bear").format(team=name), found)
        hidden = [one for one in truth(history.rules, world).tracks if one.held]
        rows += headed(_("What not everybody knew at the end"), [self._hidden(one) for one in hidden])
        title = _("{track} over the turns, as it really was").format(track=tension_name(history))
        rows += headed(title, tension(history, None, width))
        rows += headed(TRUE, answers(history, None, width))
        names = {team: history.model.label("team", team, None) for team in history.model.team_ids}
        rows += headed(OPENED, readings(laid_open(history.model, history.told), names, width))
        return lines([*rows, one_line(_("Enter goes back to the questions."), QUIET)])

    def _hidden(self, track: TrueTrack) -> Content:
        value = track.said
        rows = [line(one_line(track.name, "bold"), ": ", (value, "bold"))]
        return lines([*rows, *(one_line(f"  {said}", QUIET) for said in believed(self._history, track))])
