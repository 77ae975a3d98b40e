"""How somebody plays who reads the screen and presses the keys that stand there, whatever a scenario says in a turn."""

from __future__ import annotations

from exercise.scenario.library import entries
from exercise.scenario.loader import Loaded, load_file
from tests.tui.conftest import Person

GO = ("g", "o", "enter")


def shipped(id: str) -> Loaded:
    """A scenario of the library."""
    return load_file(next(one.path for one in entries() if one.id == id))


async def to_the_table(person: Person) -> None:
    """Past the briefing or the report, and past the question for a reading."""
    await person.press("escape")
    if "Leave it out" in person.screen:
        await person.press("escape")


async def answer(person: Person) -> None:
    """Whoever rings is answered, as long as somebody rings."""
    while "F2 answers" in person.screen:
        assert "1 Answer over the" in await person.press("f2")
        await person.press("1")


async def lock(person: Person) -> str:
    """The end of a turn; who is warned of something left undone locks all the same."""
    screen = await person.press("ctrl+l")
    return await person.press("2") if "Lock now?" in screen else screen
