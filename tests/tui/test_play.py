"""An exercise played from its briefing to its ending, with keys alone, on a wide and on a narrow terminal."""

from __future__ import annotations

import re

import pytest

from exercise.session.clock import SimulatedClock
from exercise.session.players import Chair, Empty, Human
from exercise.session.replay import resumed as taken_up
from exercise.session.session import Session
from exercise.tui.app import ExerciseApp
from exercise.tui.beginning import resumed
from tests.tui.conftest import NARROW, WIDE, at_the_table, sitting
from tests.tui.duel import Kept, duel, seat

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])


@SIZES
async def test_a_person_plays_to_the_ending_with_keys_alone(size: tuple[int, int]) -> None:
    store = Kept()
    async with at_the_table(seat(store=store), size) as person:
        assert "Only you read this Hold the strait." in person.screen
        assert "First turn" in await person.press("escape")
        await person.press("2", "ctrl+l")
        assert "Report of turn 1" in person.screen
        assert "turn 2 of 2" in await person.press("escape")
        await person.press("1", "ctrl+l", "escape")
        for said in ("Apart again", "Outlook: contained confrontation", "Both sail home.", "✔ Calm returns reached"):
            assert said in person.screen
        assert "✔ Ships collide not crossed" in person.screen
        assert "When did you first speak?" in await person.press("escape")
        await person.press("escape")
    assert store.rows[-1]
    assert not person.app.is_running


@SIZES
async def test_from_the_choice_of_a_team_to_the_table(size: tuple[int, int]) -> None:
    store = Kept()
    app = ExerciseApp(lambda _id: store, loaded=duel(), players="cautious", seed=7)
    async with sitting(app, size) as person:
        assert "Who plays?" in person.screen
        assert "Ships meet in a narrow sea." in person.screen
        assert "Hold the strait." not in person.screen
        assert "Hold the strait." in await person.press("enter")
        assert "turn 1 of 2" in await person.press("escape")
    assert store.rows[0][0]["data"]["roster"] == {"north": "human", "south": "cautious"}


async def test_the_report_tells_the_turn_as_a_story_with_causes() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "f3", "2")
        await person.type("Ahoy")
        await person.press("enter", "1", "ctrl+l")
        assert "What was done by you ▸ North: Ram a ship. you meant it as “use of force”" in person.screen
        assert "What came in during the turn ◆ A fisherman: Whales. Whales cross the strait." in person.screen
        assert "What was said ☏ North spoke over the Sea line: “Ahoy”" in person.screen
        assert "Heat 50 → 59 worse: Ram a ship (North) +9" in person.screen
        assert "What stands otherwise now § North broke Pact of distance: Ram a ship." in person.screen
        assert "Where the crisis stands ■ In the strait · rung 2 · Mon 16 Mar 2015, 18:00" in person.screen
        assert "Turn 2 opens ◆ Harbour master: Storm. A storm comes up." in person.screen


async def test_nobody_goes_on_before_the_last_part_of_a_report_unless_he_wants_to() -> None:
    async with at_the_table(seat(), (80, 16)) as person:
        assert "Ships meet in a narrow sea." not in person.screen
        assert "Briefing" in await person.press("enter")
        assert "turn 1 of 2" in await person.press(*["enter"] * 4)


async def test_a_session_that_was_left_goes_on_where_it_stopped() -> None:
    store = Kept()
    async with at_the_table(seat(store=store)) as person:
        await person.press("escape", "2", "ctrl+q")
        assert not person.app.is_running
    again = resumed(taken_up(store.events(), store))
    async with at_the_table(again) as person:
        assert "turn 1 of 2" in person.screen
        assert "✔ Signal peace" in person.screen


async def test_a_session_goes_on_with_the_time_that_was_left() -> None:
    store, clock = Kept(), SimulatedClock()
    chairs: dict[str, Chair] = {"north": Human(), "south": Empty()}
    session = Session.begin(duel(), 7, chairs, store, "duel-1", clock)
    clock.advance(3)
    session.act("north", "order signal")
    async with at_the_table(resumed(taken_up(store.events(), store))) as person:
        assert re.search(r"(5:00|4:5\d) to decide", person.screen)
        assert "Whales cross the strait." in person.screen


async def test_a_session_that_has_ended_shows_its_ending() -> None:
    one = seat()
    one.act("lock")
    one.act("lock")
    async with at_the_table(one) as person:
        assert "The exercise has ended" in person.screen
