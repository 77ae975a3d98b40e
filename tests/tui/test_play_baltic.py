"""The Baltic crisis of the library, played to an ending by keys alone: by one person, and by three teams that share a
keyboard.

Nothing here knows what the scenario says in a turn: whoever plays reads the screen, as people do, and presses the key
that stands there. What comes of it is for the goldens to say.
"""

from __future__ import annotations

from exercise.session.players import Human
from exercise.session.session import Session
from exercise.tui.app import ExerciseApp
from exercise.tui.hotseat import HotSeat
from tests.tui.conftest import NARROW, Person, sitting
from tests.tui.duel import Kept
from tests.tui.playing import GO, answer, lock, shipped, to_the_table

TEAMS = {"russia": "Russia", "nato_air": "NATO air command", "sweden_finland": "Sweden and Finland"}


async def test_one_person_plays_it_from_the_lobby_to_its_ending() -> None:
    """Sweden and Finland answer whoever calls and else give the first order on offer, between two hawks."""
    store = Kept()
    app = ExerciseApp(lambda _id: store, loaded=shipped("baltic_airspace"), players="hawkish", seed=68)
    async with sitting(app, NARROW) as person:
        assert "Russia: you" in person.screen
        assert "2 you, alone" in await person.press(*["down"] * 4, "enter")
        assert "You lead Sweden and Finland" in await person.press("2", "home")
        assert "The people in the airliners are yours." in await person.press("enter")
        await to_the_table(person)
        turn = 1
        while "The exercise has ended" not in person.screen:
            assert f"turn {turn} of 6" in person.screen
            await answer(person)
            await person.press("tab", "1")
            assert f"Report of turn {turn}" in await lock(person)
            await to_the_table(person)
            turn += 1
        assert "Outlook:" in person.screen
        assert "Who spoke first, and what did they know when they spoke?" in await person.press("escape")
        await person.press("escape")
    assert not person.app.is_running
    assert store.rows[0][0]["data"]["roster"]["sweden_finland"] == "human"


async def test_three_teams_play_it_at_one_keyboard_to_its_ending() -> None:
    """All read, then each gives the first two orders on offer and locks."""
    place = HotSeat(
        Session.begin(shipped("baltic_airspace"), 38, {team: Human() for team in TEAMS}, Kept(), "baltic-1")
    )
    async with sitting(ExerciseApp(lambda _id: Kept(), seat=place)) as person:
        while not place.ended:
            await talks(person)
            await orders(person)
        assert "The keyboard goes to all of you" in person.screen
        screen = await person.press(*GO)
        assert "all of you The exercise has ended" in screen
        assert "Outlook:" in screen
        assert "Who spoke first, and what did they know when they spoke?" in await person.press("escape")
        await person.press("escape")
    assert not person.app.is_running


async def talks(person: Person) -> None:
    """The first sittings of a turn: each reads, answers and hands over."""
    for name in TEAMS.values():
        assert f"The keyboard goes to {name}" in person.screen
        await person.press(*GO)
        await to_the_table(person)
        await answer(person)
        await person.press("ctrl+l")


async def orders(person: Person) -> None:
    """The second sittings: each answers, orders and locks."""
    for name in TEAMS.values():
        assert f"The keyboard goes to {name}" in person.screen
        await person.press(*GO)
        await answer(person)
        await person.press("1", "2")
        await lock(person)
