"""An exercise watched again: step by step, by keys and by mouse, through a team's eyes or as it really was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.content import Content

from exercise.session.history import History, Mark, Step
from exercise.session.players import Chair, Scripted
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session
from exercise.tui.replay.said import NEAR, bounds, story
from exercise.tui.watching import ReplayApp
from exercise.tui.widgets.timeline import Timeline, column, drawn, number_at
from tests.tui.conftest import NARROW, WIDE, Person
from tests.tui.duel import TEXT, duel, seat

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
SECRET = TEXT.replace("fog: {name: Fog, start: no}", "fog: {name: Fog, start: no, shown_to: [north]}")
NORTH = {1: ("call line", "order ram"), 2: ("order signal",)}
SOUTH = {1: ("answer line", "write line"), 2: ()}


def played(text: str = SECRET) -> Session:
    chairs: dict[str, Chair] = {"north": Scripted(NORTH), "south": Scripted(SOUTH)}
    return rehearse(duel(text), 7, chairs)


@asynccontextmanager
async def watching(session: Session, size: tuple[int, int] = WIDE) -> AsyncIterator[Person]:
    app = ReplayApp(History(session))
    async with app.run_test(size=size) as pilot:
        person = Person(pilot)
        await person.settle()
        yield person


@SIZES
async def test_nothing_is_shown_before_it_is_clear_whose_eyes_see_it(size: tuple[int, int]) -> None:
    async with watching(played(), size) as person:
        assert "Through whose eyes" in person.screen
        assert "1 North" in person.screen
        assert "3 All: as it really was" in person.screen
        assert "ram" not in person.screen.lower()
        await person.press("escape")
        assert not person.app.is_running


@SIZES
async def test_step_by_step_from_the_opening_on(size: tuple[int, int]) -> None:
    async with watching(played(), size) as person:
        assert "turn 1 of 2" in await person.press("3")
        assert "▶ · Turn 1 opens" in person.screen
        assert "▶ · Turn 1 opens" not in await person.press("right")
        assert "step 2 of" in person.screen
        assert "▶ · Turn 1 opens" in await person.press("left", "left")
        assert "▶ ■" in await person.press("end")
        assert "The exercise ended: Apart again" in person.screen
        assert "step 1 of" in await person.press("home")


@SIZES
async def test_one_jumps_by_turn_decision_call_and_breach_and_back(size: tuple[int, int]) -> None:
    async with watching(played(), size) as person:
        await person.press("3")
        assert "▶ · Turn 2 opens" in await person.press("pagedown")
        assert "▶ · Turn 1 opens" in await person.press("pageup")
        assert "▶ ☎ North called over the Sea line" in await person.press("c")
        assert "▶ ☎ South answered over the Sea line" in await person.press("c")
        assert "▶ ☎ North called" in await person.press("C")
        assert "▶ ▾ North ordered: “Ram a ship”" in await person.press("d")
        assert "▶ ✕ North broke Pact of distance" in await person.press("b")
        assert "▶ ▾ South locked" in await person.press("D")
        assert "▶ ▾ South locked" in await person.press("B"), "there is no breach before it"


async def test_a_click_on_the_bar_goes_there() -> None:
    async with watching(played()) as person:
        await person.press("3")
        bar = person.app.screen.query_one(Timeline)
        await person.pilot.click(bar, offset=(bar.content_size.width, 1))
        assert "▶ ■" in await person.settle()
        await person.pilot.click(bar, offset=(1, 1))
        assert "▶ · Turn 1 opens" in await person.settle()


async def test_a_team_sees_what_it_saw_then_and_nothing_else() -> None:
    async with watching(played()) as person:
        assert "2 South" in await person.press("2")
        assert "North ordered" not in person.screen
        assert "Fog" not in person.screen
        assert "As it really was" not in person.screen
        await person.press("1")
        assert "1 North" in person.screen
        assert "North ordered: “Ram a ship”" in person.screen
        assert "Fog" in person.screen
        await person.press("0")
        assert "As it really was" in person.screen
        assert "not seen by South" in person.screen


async def test_other_eyes_see_the_same_moment() -> None:
    async with watching(played()) as person:
        await person.press("3", "b")
        assert "▶ ✕ North broke" in await person.press("2")
        assert "▶ ✕ North broke" in await person.press("1")


async def test_the_numbers_are_those_of_the_moment() -> None:
    async with watching(played()) as person:
        await person.press("1")
        heat = [row for row in person.rows if "Heat" in row and "━" in row]
        assert any(" 50 " in row for row in heat)
        await person.press("end")
        heat = [row for row in person.rows if "Heat" in row and "━" in row]
        assert any(" 59 " in row for row in heat)


async def test_an_act_is_shown_as_it_was_meant_and_as_it_was_read() -> None:
    spiral = SECRET + "spiral: {tension: heat, trust: trust}\n"
    spiral = spiral.replace("tracks:\n", "tracks:\n  trust: {name: Trust, start: 20}\n")
    async with watching(played(spiral)) as person:
        await person.press("3", "end")
        assert "Meant and read" in person.screen
        await person.press("pageup", "left")
        assert "▸ Ram a ship (North)" in person.screen
        assert "meant: use of force 10.0" in person.screen
        assert "South read: use of force" in person.screen
        assert "8.0)" in person.screen


async def test_while_the_exercise_goes_on_a_digit_asks_before_it_shows_other_eyes() -> None:
    async with watching(seat().session) as person:
        assert "This exercise is not over" in person.screen
        await person.press("1")
        assert "Through whose eyes?" in await person.press("2")
        assert "1 North" in await person.press("escape")


async def test_a_narrow_screen_shows_a_page_at_a_time() -> None:
    async with watching(played(), NARROW) as person:
        assert "What happened" in await person.press("3")
        assert "As it really was" in await person.press("tab", "tab")
        assert "Channels and agreements" in await person.press("tab")
        assert "What happened" in await person.press("tab")
        assert "Channels and agreements" in await person.press("shift+tab")


async def test_hostile_words_in_a_log_are_text() -> None:
    text = SECRET.replace("name: Ram a ship", 'name: "[red]Ram[/] \\x1b]0;x\\x07 a ship"')
    async with watching(played(text)) as person:
        await person.press("3", "b")
        assert "[red]Ram[/]" in person.screen
        assert "\x1b" not in "".join(person.rows)


async def test_an_exercise_of_which_nothing_is_on_record_is_said_to_be_so() -> None:
    session = played().standing([], played().world)
    async with watching(session) as person:
        assert "Nothing happened." in await person.press("3")
        await person.press("right", "d", "0", "escape")


async def test_a_terminal_may_change_its_size_at_any_moment() -> None:
    async with watching(played()) as person:
        await person.press("3", "right")
        for size in ((40, 12), (200, 60), (61, 16), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.settle()
        assert "step 2 of" in person.screen


def test_every_step_has_its_cell_and_a_cell_its_step() -> None:
    for steps in (1, 2, 79, 500):
        for width in (1, 40, 118):
            assert all(0 <= column(number, steps, width) < width for number in range(steps))
            for cell in range(width):
                number = number_at(cell, steps, width)
                assert 0 <= number < steps
                assert column(number, steps, width) >= cell or number == steps - 1


def test_of_a_long_move_the_story_shows_what_is_near() -> None:
    steps = [Step(place, 1 if place < 2000 else 2, f"said {place}", "talk") for place in range(3000)]
    assert bounds(steps, 1000) == (1000 - NEAR, 1000 + NEAR)
    assert bounds(steps, 0) == (0, NEAR)
    assert bounds(steps, 1999) == (1999 - NEAR, 2000)
    assert bounds(steps, 2000) == (2000, 2000 + NEAR)
    said, row = story(steps, 1000, 40)
    assert said.plain.splitlines()[row].endswith("said 1000")


def test_of_several_things_in_one_cell_the_gravest_is_drawn() -> None:
    marks: tuple[Mark, ...] = ("move", "decision", "breach", "call", "decision")
    steps = [Step(place, 1, "", "", mark) for place, mark in enumerate(marks)]
    said: Content = drawn(steps, 0, 2)
    assert said.plain.splitlines()[0] == "✕▾"
