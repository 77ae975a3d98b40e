"""A reading stated by keys alone, kept from everybody, and laid open beside the others at the end."""

from __future__ import annotations

import pytest

from exercise.session.players import Chair, Human, Scripted
from exercise.session.readings import Judged, Laid
from exercise.session.session import Session
from exercise.tui.screens.reading import ReadingScreen
from exercise.tui.seat import Seat
from exercise.tui.widgets.readings import readings
from tests.tui.conftest import NARROW, WIDE, at_the_table
from tests.tui.duel import TEXT, Kept, duel

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
ASKED = TEXT.replace("readings: no", "readings: every 2 turns")
SEALED = "Sealed. Nobody else reads it before the exercise is over."
SOUTH = {1: (), 2: ("read press north:force 90", "order ram")}


def north(store: Kept | None = None) -> Seat:
    """North's seat at the opening of the second turn, which is one for readings."""
    chairs: dict[str, Chair] = {"north": Human(), "south": Scripted(SOUTH)}
    session = Session.begin(duel(ASKED), 7, chairs, store, "duel-1")
    session.act("north", "lock")
    return Seat(session, "north")


@SIZES
async def test_a_reading_is_stated_with_a_few_keys_and_shown_beside_the_others_at_the_end(
    size: tuple[int, int],
) -> None:
    store = Kept()
    async with at_the_table(north(store), size) as person:
        assert "What do you intend in this turn?" in person.screen
        assert "3 press: protest, show force" in person.screen
        assert "What will South try to do, do you think?" in await person.press("2")
        assert "How sure are you of what the others intend?" in await person.press("4")
        assert "Why do you think so?" in await person.press("3")
        assert "Enter seals it, with or without a sentence; Esc does not." in person.screen
        await person.type("They wait")
        assert SEALED in await person.press("enter")
        await person.press("ctrl+l", "down", "enter", "escape")
        for shown in ("read by North", "✘ force 70 %", "✘ force 90 %", "“They wait”"):
            assert shown in person.screen
    said = [row["data"] for command in store.rows for row in command if row["type"] == "acted"]
    assert {"team": "north", "words": "read hold south:force 70", "text": "They wait"} in said


async def test_it_can_be_left_out_and_asked_for_again_until_the_lock() -> None:
    async with at_the_table(north()) as person:
        assert isinstance(person.app.screen, ReadingScreen)
        assert "turn 2 of 2" in await person.press("escape")
        assert "What do you intend in this turn?" in await person.press("f6")
        assert "What will South try to do, do you think?" in await person.press("enter")
        assert "What do you intend in this turn?" in await person.press("backspace")


async def test_opened_again_it_begins_with_what_was_stated() -> None:
    seat = north()
    seat.act("read press south:ease 90", "So it is")
    asked = seat.reading()
    assert asked is not None
    assert (asked.said.words if asked.said else "", asked.text) == ("read press south:ease 90", "So it is")
    async with at_the_table(seat) as person:
        assert "Sealed already. Esc leaves it as it is." in person.screen
        await person.press(*["enter"] * 4)
        again = seat.reading()
        assert again == asked


async def test_in_other_turns_nothing_is_asked_and_no_key_is_offered() -> None:
    chairs: dict[str, Chair] = {"north": Human(), "south": Scripted(SOUTH)}
    seat = Seat(Session.begin(duel(ASKED), 7, chairs, None, "duel-1"), "north")
    assert seat.reading() is None
    async with at_the_table(seat) as person:
        await person.press("escape")
        assert person.app.screen.check_action("reading", ()) is False
        assert "turn 1 of 2" in await person.press("f6")


async def test_nothing_of_a_reading_is_on_the_table_before_the_end() -> None:
    seat = north()
    seat.act("read press south:ease 90", "So it is")
    assert seat.table().readings == ()
    seat.act("lock")
    rows = seat.table().readings
    assert [(row.team, row.said, row.came_to) for row in rows] == [
        ("north", "press", "hold"),
        ("south", "press", "hold"),
    ]


def test_the_grid_gives_way_to_sentences_where_there_is_no_room_for_a_column_a_reader() -> None:
    read = (Judged("south", "press", 70, True),)
    rows = (Laid(2, "north", "hold", "", 50, 1, "press", read),)
    names = {"north": "North and its many islands", "south": "South"}
    wide = [one.plain.rstrip() for one in readings(rows, names, 90)]
    assert wide[1] == "North and its many islands hold   press +5.0     ✔ press 70 %"
    narrow = " ".join(" ".join(one.plain for one in readings(rows, names, 44)).split())
    assert "North and its many islands said “hold”; its orders came to press (+5.0)." in narrow
    assert "✔ South read “press”, 70 % sure: right." in narrow
