"""What comes after the last turn: the ending, then the hot wash."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from exercise.session.history import History
from exercise.session.session import Session
from exercise.tui.screens.ending import EndingScreen
from exercise.tui.screens.hot_wash import HotWashScreen
from exercise.tui.seat import Seat


def ending(app: App[None], seat: Seat, done: Callable[[], None]) -> None:
    """Where it led for one team, then the hot wash; `done` is called when that is over."""
    table = seat.table()
    assert table.snapshot.ending is not None
    screen = EndingScreen(table, table.snapshot.ending, History(seat.session))
    app.push_screen(screen, lambda _nothing: hot_wash(app, seat.session, done))


def hot_wash(app: App[None], session: Session, done: Callable[[], None]) -> None:
    """The questions, with room for notes."""
    app.push_screen(HotWashScreen(session), lambda _nothing: done())
