"""A practice move: a first turn that teaches and does not count, on an exercise of which nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exercise.errors import ExerciseError
from exercise.tui.beginning import Roster, practice
from exercise.tui.keyboard import wipe
from exercise.tui.screens.briefing import BriefingScreen
from exercise.tui.screens.handover import to_practise
from exercise.tui.screens.practice import PracticeScreen

if TYPE_CHECKING:
    from exercise.tui.app import ExerciseApp


def practise(app: ExerciseApp, roster: Roster, then: Callable[[], None]) -> None:
    """A practice move for each team that people lead, one after another; then the exercise itself."""
    _next(app, roster, roster.people, then)


def _next(app: ExerciseApp, roster: Roster, left: tuple[str, ...], then: Callable[[], None]) -> None:
    if not left:
        then()
        return
    team, *others = left
    several = len(roster.people) > 1

    def after(_nothing: None) -> None:
        _next(app, roster, tuple(others), then)

    def sit_down(_nothing: None) -> None:
        try:
            seat = practice(roster, team)
        except ExerciseError as error:
            app.explain(error)
            return
        table = PracticeScreen(seat)
        app.push_screen(BriefingScreen(seat.table(), seat.briefing()), lambda _nothing: app.push_screen(table, after))

    if several:
        wipe(app)
        app.push_screen(to_practise(roster.loaded.scenario.title, roster.loaded.model.label("team", team)), sit_down)
    else:
        sit_down(None)
