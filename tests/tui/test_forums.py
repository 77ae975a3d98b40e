"""A forum at the table: its seats, its motions and their votes, by keys and on the board."""

from __future__ import annotations

from exercise.tui.widgets.channels import notes
from tests.tui.conftest import NARROW, at_the_table
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


async def test_more_acts_than_number_keys_are_laid_together_by_what_they_concern() -> None:
    async with at_the_table(seat(text=COUNCIL)) as person:
        await person.press("escape")
        screen = await person.press("f3")
        said = "Hall – speak, take a seat, move a motion, close, suspend its work, leave for good …"
        assert said in screen
        number = screen[screen.index(said) - 2]
        screen = await person.press(number)
        for said in ("Take a seat in the Hall", "Move “A truce” in the Hall", "Suspend the work of the Hall"):
            assert said in screen
        number = screen[screen.index("Take a seat in the Hall") - 2]
        await person.press(number)
        assert "North took a seat in the Hall" in person.screen


async def test_a_proposal_with_terms_is_put_together_term_by_term() -> None:
    terms = COUNCIL.replace(
        "agreements:\n", "agreements:\n  zone: {name: Zone, terms: {width: [wide, near], hours: [day, night]}}\n", 1
    )
    async with at_the_table(seat(text=terms)) as person:
        await person.press("escape", "f4")
        assert "Propose Zone …" in person.screen
        screen = await person.press(person.screen[person.screen.index("Propose Zone") - 2])
        assert "hours: day …" in screen
        screen = await person.press("2")
        assert "Propose Zone (hours: night, width: near)" in screen
        await person.press("1")
        assert "North proposed Zone (hours: night, width: near)" in person.screen


async def test_what_waits_for_a_vote_stands_under_the_head() -> None:
    async with at_the_table(seat("move hall.truce", text=COUNCIL)) as person:
        await person.press("escape")
        assert "§ F4 replies · Due in this turn: “A truce”" in person.screen
        await person.press("f4", "1")
        assert "Due in this turn" not in person.screen


async def test_a_page_of_a_narrow_screen_shows_what_changed_while_it_was_hidden() -> None:
    async with at_the_table(seat("move hall.truce", text=COUNCIL), NARROW) as person:
        await person.press("escape", "tab", "tab")
        assert "vote on A truce by" in person.screen
        await person.press("tab", "f4", "1")
        assert "you have voted on A truce" in await person.press("shift+tab")


async def test_the_votes_on_one_motion_stand_together() -> None:
    two = COUNCIL.replace("motions: {", "motions: {pause: {name: A pause}, ", 1)
    async with at_the_table(seat("move hall.truce", "move hall.pause", text=two)) as person:
        screen = await person.press("escape", "f4")
        rows = ("Vote for “A pause”", "Vote against “A pause”", "Abstain on “A pause”", "Vote for “A truce”")
        places = [screen.index(row) for row in rows]
        assert places == sorted(places)


async def test_who_accepts_a_proposal_reads_its_terms() -> None:
    terms = COUNCIL.replace(
        "agreements:\n", "agreements:\n  zone: {name: Zone, terms: {width: [wide, near], hours: [day, night]}}\n", 1
    )
    one = seat("propose zone hours=night width=near", text=terms)
    async with at_the_table(one) as person:
        screen = await person.press("escape")
        assert "§ F4 replies · " in screen
        assert "Zone" in screen
        assert "Accept Zone (hours: night, width: near)" in await person.press("f4")
