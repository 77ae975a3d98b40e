"""A forum at the table: its seats, its motions and their votes, by keys and on the board."""

from __future__ import annotations

from exercise.tui.widgets.channels import notes
from tests.tui.conftest import at_the_table
from tests.tui.duel import TEXT, seat

HALL = """channels:
  hall:
    name: Hall
    kind: forum
    status: open
    rule: majority
    motions: {truce: {name: A truce, carried: {change: {heat: -5}}}}
"""
COUNCIL = TEXT.replace("channels:\n", HALL, 1)


async def test_a_motion_of_the_other_side_stands_on_the_board_and_is_voted_on_by_keys() -> None:
    one = seat("move hall.truce", text=COUNCIL)
    table = one.table()
    (hall,) = (channel for channel in table.snapshot.channels if channel.id == "hall")
    assert notes(hall, table) == ["vote on A truce by the end of this turn"]
    async with at_the_table(one) as person:
        await person.press("escape")
        assert "1 Vote for “A truce” in the Hall" in await person.press("f4")
        await person.press("enter")
        assert "North voted for “A truce” in the Hall." in person.screen
        assert "you have voted on A truce" in person.screen


async def test_a_person_moves_and_suspends() -> None:
    async with at_the_table(seat(text=COUNCIL)) as person:
        await person.press("escape")
        screen = await person.press("f3")
        for said in ("Take a seat in the Hall", "Move “A truce” in the Hall", "Suspend the work of the Hall"):
            assert said in screen
