"""The lobby: who plays what, under which variant and with what luck, by keys alone; and the practice move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from exercise.session.players import TEMPERAMENTS
from exercise.tui.app import ExerciseApp
from exercise.tui.beginning import begin, roster
from exercise.tui.hotseat import HotSeat
from exercise.tui.seat import Seat
from tests.tui.conftest import NARROW, WIDE, Person, sitting
from tests.tui.duel import TEXT, Kept, duel

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
PRACTICE, NORTH, SOUTH = 1, 2, 3
"""How many times down from the first row; the heading between is stepped over."""
VARIANTS = """
variants:
  calm: {title: A calm sea, summary: It starts quieter., tracks: {heat: {start: 20}}}
  alone: {title: Alone, summary: A third ship., teams: {east: {name: East, brief: Watch., optional: yes}}}
"""


def lobby(store: Kept, text: str = TEXT, players: str = "mixed", seed: int | None = None) -> ExerciseApp:
    return ExerciseApp(lambda _id: store, loaded=duel(text), players=players, seed=seed)


def roster_of(store: Kept) -> Mapping[str, str]:
    """Who plays, as the log says it."""
    return cast(Mapping[str, str], store.rows[0][0]["data"]["roster"])


async def choose(person: Person, row: int, *answer: str) -> str:
    """A row of the lobby, counted from the first, and what is answered then."""
    await person.press("home", *["down"] * row, "enter")
    return await person.press(*answer)


@SIZES
async def test_one_key_begins_with_the_first_team_and_computers(size: tuple[int, int]) -> None:
    store = Kept()
    async with sitting(lobby(store), size) as person:
        assert "You lead North, the computer the others." in person.screen
        assert "Hold the strait." in await person.press("enter")
    assert roster_of(store)["north"] == "human"
    assert roster_of(store)["south"] in TEMPERAMENTS


@SIZES
async def test_another_team_is_led_alone(size: tuple[int, int]) -> None:
    store = Kept()
    async with sitting(lobby(store), size) as person:
        assert "Who plays South?" in await choose(person, SOUTH)
        await person.press("2")
        assert "You lead South, the computer the others." in person.screen
        assert "Pass the strait." in await person.press("home", "enter")
    assert roster_of(store)["south"] == "human"


@SIZES
async def test_two_people_share_the_keyboard(size: tuple[int, int]) -> None:
    store = Kept()
    async with sitting(lobby(store), size) as person:
        assert "North; South share this keyboard." in await choose(person, SOUTH, "1")
        assert "The keyboard goes to North" in await person.press("home", "enter")
    assert roster_of(store) == {"north": "human", "south": "human"}


async def test_a_computer_gets_a_temperament() -> None:
    store = Kept()
    async with sitting(lobby(store)) as person:
        await choose(person, SOUTH, "5")
        assert "South: computer, cautious" in person.screen
        await person.press("home", "enter")
    assert roster_of(store) == {"north": "human", "south": "cautious"}


async def test_whom_the_command_line_named_stands_there() -> None:
    async with sitting(lobby(Kept(), players="hawkish", seed=77)) as person:
        assert "South: computer, hawkish" in person.screen
        assert "Seed 77" in person.screen


async def test_without_a_person_nobody_can_begin() -> None:
    async with sitting(lobby(Kept())) as person:
        await choose(person, NORTH, "3")
        assert "Nobody plays." in await person.press("home", "enter")


async def test_a_seed_is_drawn_and_shown_or_typed() -> None:
    store = Kept()
    async with sitting(lobby(store)) as person:
        assert "drawn" in person.screen
        await person.press("tab")
        await person.type("12ab34")
        assert "Seed 1234" in person.screen
        await person.press("enter", "enter")
    assert store.rows[0][0]["data"]["seed"] == "1234"


async def test_a_variant_is_chosen_with_its_words() -> None:
    store = Kept()
    async with sitting(lobby(store, TEXT + VARIANTS)) as person:
        assert "none: the crisis as it is written" in person.screen
        assert "It starts quieter." in await choose(person, SOUTH + 1, "down")
        await person.press("enter")
        assert "A calm sea It starts quieter." in person.screen
        assert "Heat" in await person.press("home", "enter", "escape")
    assert store.rows[0][0]["data"]["variant"] == "calm"


async def test_a_variant_may_bring_a_team_that_may_stay_empty() -> None:
    async with sitting(lobby(Kept(), TEXT + VARIANTS)) as person:
        await choose(person, SOUTH + 1, "3")
        assert "East: computer" in person.screen
        assert "nobody" in await choose(person, SOUTH + 1)


@SIZES
async def test_a_practice_move_teaches_and_does_not_count(size: tuple[int, int]) -> None:
    store = Kept()
    async with sitting(lobby(store), size) as person:
        assert "Hold the strait." in await choose(person, PRACTICE)
        assert "Practice, does not count 1 of 4" in await person.press("escape")
        assert "2 of 4" in await person.press("f3", "escape")
        assert "3 of 4" in await person.press("2")
        if "Lock now?" in await person.press("ctrl+l"):  # the computer may have asked for something
            await person.press("2")
        assert "Report of turn 1" in person.screen
        assert not store.rows
        assert "The practice move ends here, and nothing of it is kept." in await person.press("end")
        assert "Hold the strait." in await person.press("escape")
        assert "turn 1 of 2" in await person.press("escape")
        assert "Practice" not in person.screen
    assert store.rows


async def test_those_who_share_a_keyboard_practise_one_after_another() -> None:
    store = Kept()
    async with sitting(lobby(store)) as person:
        await choose(person, SOUTH, "1")
        await choose(person, PRACTICE)
        for name in ("North", "South"):
            assert f"The keyboard goes to {name}" in person.screen
            assert "A practice move" in person.screen
            await person.press("g", "o", "enter", "escape", "ctrl+l")
            if "Lock now?" in person.screen:
                await person.press("2")
            assert not store.rows
            await person.press("escape")
        assert "Its first sitting" in person.screen
    assert roster_of(store) == {"north": "human", "south": "human"}


def test_several_teams_named_at_once_share_a_keyboard() -> None:
    loaded = duel()
    assert isinstance(begin(roster(loaded, "mixed", ("north", "south"), 7), lambda _id: Kept()), HotSeat)
    assert isinstance(begin(roster(loaded, "north=human", (), 7), lambda _id: Kept()), Seat)
