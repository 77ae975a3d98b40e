"""A person at the keyboard, who reads the terminal and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.app import App
from textual.pilot import Pilot

from exercise.tui.app import ExerciseApp
from exercise.tui.hotseat import HotSeat
from exercise.tui.seat import Seat
from tests.tui.duel import Kept

WIDE, NARROW = (120, 40), (80, 24)


class Person:
    """Presses keys, and reads what then stands on the terminal."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = pilot.app

    async def press(self, *keys: str) -> str:
        """The screen after these keys."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self.screen

    async def settle(self) -> str:
        """The screen when everything that was under way is done."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        return self.screen

    async def type(self, text: str) -> str:
        """The screen after a text was typed."""
        await self.pilot.press(*("space" if char == " " else char for char in text))
        return self.screen

    @property
    def rows(self) -> list[str]:
        """What stands on the terminal, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def screen(self) -> str:
        """What stands on the terminal, its rows behind one another without frames, so that sentences can be found."""
        return " ".join(" ".join(self.rows).translate(str.maketrans("│┃╭╮╰╯┏┓┗┛─━", " " * 12)).split())


Sits = Callable[..., AbstractAsyncContextManager[Person]]


@asynccontextmanager
async def sitting(app: App[None], size: tuple[int, int] = WIDE) -> AsyncIterator[Person]:
    """A person in front of a running program."""
    async with app.run_test(size=size, notifications=True) as pilot:
        person = Person(pilot)
        await person.settle()
        yield person


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """No animations, and the languages of the source."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


def at_the_table(seat: Seat | HotSeat, size: tuple[int, int] = WIDE) -> AbstractAsyncContextManager[Person]:
    """A person whose seat it is."""
    return sitting(ExerciseApp(lambda _id: Kept(), seat=seat), size)
