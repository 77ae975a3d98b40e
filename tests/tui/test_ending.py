"""After the last turn: where it led, how tension went, and a hot wash whose notes nobody loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from textual.events import Paste

from exercise.errors import StorageFailed
from exercise.session.history import History, Level
from exercise.session.replay import replayed, resumed
from exercise.tui.afterwards import ending
from exercise.tui.app import ExerciseApp
from exercise.tui.prose import lines
from exercise.tui.replay.tension import tension
from exercise.tui.seat import Seat
from exercise.tui.widgets.plot import plot
from tests.tui.conftest import NARROW, WIDE, at_the_table
from tests.tui.duel import TEXT, Kept, seat

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
SPIRAL = (
    TEXT.replace(
        "brief: Pass the strait.}", "brief: Pass the strait., aims: [{text: The strait is open, met_when: fog}]}"
    )
    + "spiral: {tension: heat}\n"
)


def ended(store: Kept | None = None, text: str = SPIRAL) -> Seat:
    """North's seat after it has rammed a ship in the first turn and signalled in the second."""
    one = seat(store=store, text=text)
    for words in ("order ram", "lock", "order signal", "lock"):
        assert one.act(words) == ""
    return one


class Full(Kept):
    """A store on a disk without room, as long as it is said to be."""

    full = False

    def append(self, events: Sequence[Mapping[str, Any]]) -> None:
        if self.full:
            raise StorageFailed("The disk is full. Make room and try again.")
        super().append(events)


@SIZES
async def test_the_ending_says_where_it_led_and_what_became_of_ones_own_aims(size: tuple[int, int]) -> None:
    async with at_the_table(ended(), size) as person:
        for said in ("Apart again", "Outlook: contained confrontation", "Both sail home.", "Calm returns"):
            assert said in person.screen
        assert "Ships collide not crossed" in person.screen
        assert "The strait is open" not in person.screen, "what the other team wanted comes in the hot wash"


async def test_the_plot_shows_tension_with_the_decisions_that_moved_it() -> None:
    said = lines(tension(History(ended().session), "north", 76)).plain
    assert " 1 turn 1  Ram a ship (North)  +" in said
    assert "Signal peace (North)  −" in said
    assert max(len(row) for row in said.splitlines()) <= 76
    assert "⠤" in said or "⠒" in said or "⣀" in said or "⠉" in said


async def test_a_team_that_does_not_see_tension_gets_no_plot() -> None:
    hidden = SPIRAL.replace("heat: {name: Heat,", "heat: {name: Heat, shown_to: [south],")
    session = ended(text=hidden).session
    assert tension(History(session), "north", 76) == []
    assert tension(History(session), "south", 76) != []


@SIZES
async def test_the_questions_come_one_by_one_with_room_for_notes(size: tuple[int, int]) -> None:
    store = Kept()
    async with at_the_table(ended(store), size) as person:
        assert "question 1 of 2" in await person.press("escape")
        assert "When did you first speak?" in person.screen
        await person.type("Too late")
        assert "Anything else" in await person.press("f3")
        assert "Too late" not in "".join(person.rows)
        await person.type("More tea")
        assert "Too late" in await person.press("f2")
        await person.press("escape")
        assert not person.app.is_running
    assert replayed(store.events()).notes() == {1: "Too late", 0: "More tea"}


async def test_a_note_that_is_being_written_is_not_lost_by_quitting() -> None:
    store = Kept()
    async with at_the_table(ended(store)) as person:
        await person.press("escape")
        await person.type("We misread them")
        await person.press("ctrl+q")
        assert not person.app.is_running
    again = resumed(store.events(), store)
    assert again.notes() == {1: "We misread them"}
    async with at_the_table(Seat(again, "north")) as person:
        assert "We misread them" in await person.press("escape")


async def test_a_note_without_room_on_the_disk_stays_in_its_field() -> None:
    store = Full()
    async with at_the_table(ended(store)) as person:
        await person.press("escape")
        await person.type("Keep me")
        store.full = True
        assert "The disk is full" in await person.press("f3")
        assert "Keep me" in await person.press("escape")
        store.full = False
        await person.press("escape")
        assert not person.app.is_running
    assert replayed(store.events()).notes() == {1: "Keep me"}


async def test_what_all_wanted_is_revealed_when_all_are_ready() -> None:
    async with at_the_table(ended()) as person:
        await person.press("escape")
        assert "The strait is open" not in person.screen
        assert "cannot be unseen" in await person.press("f4")
        assert "Hot wash" in await person.press("1")
        assert "✘ The strait is open missed" in await person.press("f4", "2")
        assert "Heat over the turns, as it really was" in person.screen
        assert "Hot wash" in await person.press("escape")


async def test_the_exercise_can_be_watched_from_the_ending_and_from_the_hot_wash() -> None:
    async with at_the_table(ended()) as person:
        assert "Through whose eyes" in await person.press("f8")
        assert "▶ · Turn 1 opens" in await person.press("3")
        assert "Apart again" in await person.press("escape")
        await person.press("escape")
        assert "Through whose eyes" in await person.press("f8")
        assert "Hot wash" in await person.press("escape")


async def test_hostile_text_that_is_pasted_into_a_note_is_text() -> None:
    store = Kept()
    async with at_the_table(ended(store)) as person:
        await person.press("escape")
        field = person.app.screen.query_one("#notes")
        field.post_message(Paste("[red]x[/]\x1b]0;boo\x07\u202eo"))
        await person.settle()
        assert "[red]x[/]" in person.screen
        assert "\x1b" not in "".join(person.rows)
        field.post_message(Paste("é" * 30_000))
        await person.settle()
        await person.press("escape")
    assert len(replayed(store.events()).notes()[1]) <= 20_000


async def test_without_questions_there_is_room_for_notes_all_the_same() -> None:
    text = SPIRAL.replace("hot_wash:\n  - When did you first speak?\n", "")
    async with at_the_table(ended(text=text)) as person:
        assert "question 1 of 1" in await person.press("escape")
        assert "Anything else" in person.screen
        assert "question 1 of 1" in await person.press("f3", "f2")


async def test_a_question_can_be_taken_from_the_list() -> None:
    async with at_the_table(ended()) as person:
        await person.press("escape", "shift+tab", "down", "enter")
        assert "question 2 of 2" in person.screen


async def test_the_ending_leads_on_to_whatever_comes_after() -> None:
    app, over = ExerciseApp(lambda _id: Kept()), []
    async with app.run_test() as pilot:
        ending(app, ended(), lambda: over.append(True))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not over
        await pilot.press("escape")
        await pilot.pause()
    assert over == [True]


def test_a_plot_stays_within_its_size() -> None:
    levels = [Level(turn, low, low + wide) for turn, low, wide in ((0, 0, 0), (1, 100, 0), (2, 40, 20), (3, -5, 200))]
    for size in ((20, 5), (76, 12), (200, 40)):
        rows = plot(levels, (0, 100), {1: "1", 2: "2 3 4", 3: "12 13 14"}, size).plain.splitlines()
        assert len(rows) == size[1]
        assert max(len(row) for row in rows) <= size[0]


def test_a_rising_line_rises() -> None:
    rows = plot([Level(0, 0, 0), Level(1, 100, 100)], (0, 100), {}, (30, 8)).plain.splitlines()
    drawn = ["".join(char for char in row if "\u2800" <= char <= "\u28ff") for row in rows]
    starts = [row.find(marks[0]) for row, marks in zip(rows, drawn, strict=True) if marks]
    assert starts == sorted(starts, reverse=True)
    assert rows[0].startswith(" 100┤")
    assert rows[-1].split() == ["0", "1"]


def test_an_exercise_of_one_turn_is_a_plot_too() -> None:
    assert plot([Level(1, 40, 60)], (0, 100), {1: "1"}, (30, 8)).plain
