"""The crisis over the launchers, played to an ending by keys alone: by one person in each of its chairs, and by three
teams that share a keyboard. What comes of it is for the goldens to say."""

from __future__ import annotations

import pytest

from exercise.session.players import Human
from exercise.session.session import Session
from exercise.tui.app import ExerciseApp
from exercise.tui.hotseat import HotSeat
from tests.tui.conftest import NARROW, WIDE, Person, sitting
from tests.tui.duel import Kept
from tests.tui.playing import GO, answer, lock, shipped, to_the_table

ISKANDER = "iskander_kaliningrad"
TEAMS = {"russia": "Russia", "nato": "NATO", "poland_lithuania": "Poland and Lithuania"}
SEALED = "General Staff, sealed"
"""Who sends Russia its order; nobody else reads it."""
FIRST_QUESTION = "Which piece of evidence changed"

# The seeds are those of short games.
CHAIRS = pytest.mark.parametrize(
    ("team", "down", "seed", "size"),
    [("russia", 2, 11, WIDE), ("nato", 3, 3, NARROW), ("poland_lithuania", 4, 3, WIDE)],
    ids=TEAMS,
)


@CHAIRS
async def test_one_person_plays_it_from_the_lobby_to_its_ending(
    team: str, down: int, seed: int, size: tuple[int, int]
) -> None:
    """Answers whoever calls and else gives the first order on offer, between two hawks."""
    store = Kept()
    app = ExerciseApp(lambda _id: store, loaded=shipped(ISKANDER), players="hawkish", seed=seed)
    async with sitting(app, size) as person:
        await person.press(*["down"] * down, "enter")
        await person.press("escape" if team == "russia" else "2", "home")
        assert f"You lead {TEAMS[team].split()[0]}" in person.screen
        assert "Only you read this" in await person.press("enter")
        await to_the_table(person)
        turn = 1
        while "The exercise has ended" not in person.screen:
            assert f"turn {turn} of 5" in person.screen
            assert team == "russia" or SEALED not in person.screen
            await answer(person)
            await person.press("1")
            assert f"Report of turn {turn}" in await lock(person)
            await to_the_table(person)
            turn += 1
        assert "Outlook:" in person.screen
        assert FIRST_QUESTION in await person.press("escape")
        await person.press("escape")
    assert not person.app.is_running
    assert store.rows[0][0]["data"]["roster"][team] == "human"


async def test_three_teams_play_it_at_one_keyboard_to_its_ending() -> None:
    """All read, then each gives the first two orders on offer and locks."""
    place = HotSeat(Session.begin(shipped(ISKANDER), 12, {team: Human() for team in TEAMS}, Kept(), "iskander-1"))
    async with sitting(ExerciseApp(lambda _id: Kept(), seat=place)) as person:
        while not place.ended:
            for team in TEAMS:
                await sits_down(person, team)
                await to_the_table(person)
                assert (SEALED in person.screen) == (team == "russia" and "turn 1 of 5" in person.screen)
                await answer(person)
                await person.press("ctrl+l")
            for team in TEAMS:
                await sits_down(person, team)
                await answer(person)
                await person.press("1", "2")
                await lock(person)
        assert "The keyboard goes to all of you" in person.screen
        assert "Outlook:" in await person.press(*GO)
        assert FIRST_QUESTION in await person.press("escape")
        await person.press("escape")
    assert not person.app.is_running


async def sits_down(person: Person, team: str) -> None:
    """The word is typed by the team that is named."""
    assert f"The keyboard goes to {TEAMS[team]}" in person.screen
    assert SEALED not in person.screen
    await person.press(*GO)
