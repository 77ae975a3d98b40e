"""A replay by itself: an exercise is watched that nobody here plays on."""

from __future__ import annotations

from exercise.errors import Crashed
from exercise.i18n import _
from exercise.session.history import History
from exercise.session.session import Session
from exercise.tui.habits import Habits
from exercise.tui.screens.replay import ReplayScreen


def watch(session: Session) -> int:
    """Shows the replay and returns when somebody has seen enough, with the exit code. Raises Crashed from an error of
    the program's own."""
    app = ReplayApp(History(session))
    app.run()
    if app.failure is not None:
        raise Crashed() from app.failure
    return app.return_code or 0


class ReplayApp(Habits):
    """One replay and nothing else."""

    TITLE = _("Crisis exercise")
    CSS_PATH = "app.tcss"

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history

    def on_mount(self) -> None:
        """Straight to the question whose eyes it shall be."""
        self.push_screen(ReplayScreen(self._history), lambda _nothing: self.exit())
