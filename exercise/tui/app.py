"""The program on the screen, and the way through it: library, lobby, briefing, table, ending.

Nothing of scenarios or sessions is imported before the first screen is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from exercise.errors import Crashed, ExerciseError, ScenarioInvalid
from exercise.i18n import _
from exercise.tui.habits import Habits
from exercise.tui.prose import QUIET, line, lines, text

if TYPE_CHECKING:
    from exercise.scenario.loader import Loaded
    from exercise.tui.beginning import NewStore, Roster
    from exercise.tui.hotseat import HotSeat
    from exercise.tui.seat import Seat
    from exercise.tui.start import Resumed, Shelf, Start

FIRST_PROBLEMS = 12


def run(new_store: NewStore, start: Start | Resumed | None = None, shelf: Shelf | None = None) -> tuple[int, str]:
    """Opens the screens and returns when the person quits, with 0, or with what a signal says that ended them; and with
    the name of the exercise that was left before its end, if one was.

    Raises ExerciseError where it cannot even begin, and Crashed, from the error, where the program itself has one."""
    app = _app(new_store, start, shelf)
    try:
        app.run()
    finally:
        app.close_stores()
    if app.failure is not None:
        raise Crashed() from app.failure
    return app.return_code or 0, app.left


def _app(new_store: NewStore, start: Start | Resumed | None, shelf: Shelf | None) -> ExerciseApp:
    if start is None:
        return ExerciseApp(new_store, shelf=shelf)
    from exercise.scenario.loader import load_file
    from exercise.tui.beginning import drawn_seed, resumed, roster
    from exercise.tui.start import Resumed

    if isinstance(start, Resumed):
        return ExerciseApp(new_store, seat=resumed(start.session))
    loaded = load_file(start.path, start.variant)
    app = ExerciseApp(new_store, loaded=loaded, players=start.players, seed=start.seed)
    chosen = roster(loaded, start.players, start.people, drawn_seed() if start.seed is None else start.seed)
    if chosen.people:
        app.seat = app.begin(chosen)
    return app


class ExerciseApp(Habits):
    """Begins with the library; with a scenario in its lobby; with a seat at its table."""

    TITLE = _("Crisis exercise")
    CSS_PATH = "app.tcss"

    def __init__(
        self,
        new_store: NewStore,
        loaded: Loaded | None = None,
        seat: Seat | HotSeat | None = None,
        players: str = "mixed",
        seed: int | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        super().__init__()
        self.loaded, self.seat = loaded, seat
        self._new_store, self._players, self._seed, self.shelf = new_store, players, seed, shelf
        self._close: list[Callable[[], None]] = []
        self._playing: Seat | HotSeat | None = None

    @property
    def left(self) -> str:
        """The name under which the exercise goes on that is played and has not ended, or nothing."""
        if self._playing is None or self._playing.ended or self._playing.session.store is None:
            return ""
        return self._playing.session.store.path.stem

    def get_default_screen(self) -> Screen[None]:
        """The library, or a blank where something else comes first."""
        if self.loaded is not None or self.seat is not None:
            return Screen()
        from exercise.scenario.library import entries
        from exercise.tui.screens.library import LibraryScreen

        return LibraryScreen(entries())

    def on_mount(self) -> None:
        """Straight on where the command line has said what to play."""
        if self.seat is not None:
            self.play(self.seat)
        elif self.loaded is not None:
            self.ask_who_plays(self.loaded)

    # --- from the library to the table ---------------------------------------------------------------------------

    @work(thread=True, exclusive=True)
    def open_lobby(self, path: Path) -> None:
        """Reads a scenario, away from the screen, and goes on to its lobby."""
        from exercise.scenario.loader import load_file

        try:
            loaded = load_file(path)
        except ExerciseError as error:
            self.call_from_thread(self.explain, error)
        else:
            self.call_from_thread(self.ask_who_plays, loaded)

    @work(thread=True, exclusive=True)
    def go_on(self, name: str) -> None:
        """Takes an exercise up again that was left: what that needs is loaded away from the screen."""
        for needed in ("exercise.session.replay", "exercise.tui.beginning"):
            import_module(needed)
        self.call_from_thread(self._take_up, name)

    def _take_up(self, name: str) -> None:
        """In this thread, which then owns the log."""
        from exercise.tui.beginning import resumed

        assert self.shelf is not None
        try:
            session = self.shelf.reopened(name)
            assert session.store is not None
            self._close.append(session.store.close)
            seat = resumed(session)
        except ExerciseError as error:
            self.close_stores()
            self.explain(error)
        else:
            self.play(seat)

    def ask_who_plays(self, loaded: Loaded) -> None:
        """The lobby: who plays what, and with what luck."""
        from exercise.tui.screens.lobby import LobbyScreen

        def chosen(roster: Roster | None) -> None:
            if roster is None:
                self._finished()
            elif roster.practice:
                practise(self, roster, lambda: self._start(roster))
            else:
                self._start(roster)

        from exercise.tui.practice import practise

        self.push_screen(LobbyScreen(loaded, self._players, self._seed), chosen)

    def _start(self, roster: Roster) -> None:
        try:
            seat = self.begin(roster)
        except ExerciseError as error:
            self.explain(error)
        else:
            self.play(seat)

    def begin(self, roster: Roster) -> Seat | HotSeat:
        """A new exercise with a log of its own. Raises ExerciseError."""
        from exercise.tui.beginning import begin

        def new_store(scenario: str) -> object:
            store = self._new_store(scenario)
            self._close.append(store.close)
            return store

        return begin(roster, new_store)

    # --- the exercise --------------------------------------------------------------------------------------------

    def play(self, seat: Seat | HotSeat) -> None:
        """The table, and before the first act on it the briefing. Where several teams share the keyboard, it goes from
        hand to hand."""
        from exercise.tui.hotseat import HotSeat
        from exercise.tui.keyboard import SharedKeyboard
        from exercise.tui.screens.briefing import BriefingScreen
        from exercise.tui.screens.team import TeamScreen

        self._playing = seat
        if isinstance(seat, HotSeat):
            SharedKeyboard(self, seat, self._finished).hand_over()
            return
        if seat.ended:
            self.end(seat)
            return

        def at_the_table(_nothing: None) -> None:
            self.push_screen(TeamScreen(seat), lambda _nothing: self.end(seat))

        if seat.is_new:
            self.push_screen(BriefingScreen(seat.table(), seat.briefing()), at_the_table)
        else:
            at_the_table(None)

    def end(self, seat: Seat) -> None:
        """Where it led."""
        from exercise.tui.afterwards import ending

        ending(self, seat, self._finished)

    def _finished(self) -> None:
        """Back to the library, or out where there was none."""
        self._playing = None
        self.close_stores()
        if self.loaded is not None or self.seat is not None:
            self.exit()

    def close_stores(self) -> None:
        """Gives the logs up: each is a single whole file afterwards."""
        while self._close:
            self._close.pop()()

    def send(self, sequence: str) -> None:
        """A control sequence of the program's own to the terminal."""
        if self._driver is not None:  # the only way to the terminal that does not go through what is painted
            self._driver.write(sequence)

    # --- what every screen offers --------------------------------------------------------------------------------

    def explain(self, error: ExerciseError) -> None:
        """An error as a sentence with what to do next; for a scenario with every problem in it."""
        from exercise.tui.screens.dialogs import Read

        problems = list(error.diagnostics) if isinstance(error, ScenarioInvalid) else []
        rows = [text(str(error)), *(line((str(one), QUIET)) for one in problems[:FIRST_PROBLEMS])]
        self.push_screen(Read(_("That cannot be played"), lines(rows)))
