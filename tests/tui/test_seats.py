"""A team of several seats at one keyboard: who speaks, what they say of an order, words among them, and notes."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from exercise.engine.views import OrderView
from exercise.tui.council import Silences
from exercise.tui.screens.team import TeamScreen
from exercise.tui.seat import Seat
from tests.tui.conftest import NARROW, WIDE, Person, at_the_table
from tests.tui.duel import TEXT, Kept, seat
from tests.tui.test_hotseat import hotseat

SEATS = "seats: {admiral: {name: Admiral, card: You speak last.}, envoy: {name: Envoy, card: You know them.}}"


def crisis(rule: str) -> str:
    """The crisis, where an admiral and an envoy decide for North by a rule."""
    text = TEXT.replace("seats: {admiral: {name: Admiral, card: You speak last.}}", f"decides_by: {rule}\n    {SEATS}")
    assert rule in text
    return text


def council(rule: str = "majority", store: Kept | None = None) -> Seat:
    """North's seat in it."""
    return seat(text=crisis(rule), store=store)


async def orders(person: Person) -> str:
    """The draft of the orders, in one line."""
    pane = person.app.screen.query_one("#orders Static")
    return " ".join(str(pane.render()).split())


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
async def test_the_orders_say_who_stands_where_and_who_speaks(size: tuple[int, int]) -> None:
    async with at_the_table(council(), size) as person:
        await person.press("escape", "1", *["tab"] * (size == NARROW))
        said = await orders(person)
        assert "not agreed yet; 1 of 2 behind it, 2 needed: Admiral" in said
        assert "Speaking: Admiral" in person.screen
        await person.press("f9", "4", "escape", "plus")
        assert "agreed; 2 of 2 behind it, 2 needed: Admiral, Envoy" in await orders(person)
        assert "Speaking: Envoy" in person.screen
        await person.press("minus")
        assert "not agreed yet; 1 of 2 behind it, 2 needed: Admiral; against it: Envoy" in await orders(person)


async def test_the_lock_is_asked_back_while_an_order_is_not_agreed_and_the_report_says_what_became_of_it() -> None:
    async with at_the_table(council()) as person:
        screen = await person.press("escape", "1", "ctrl+l")
        assert "Your team has not agreed on it, so it will not be done: Ram a ship." in " ".join(screen.split())
        screen = " ".join((await person.press("2")).split())
        assert "North did not agree on “Ram a ship”, so nothing was done." in screen
        assert "Behind it: only Admiral." in screen


async def test_whoever_speaks_drafts_the_order() -> None:
    one = council()
    async with at_the_table(one) as person:
        await person.press("escape", "f9", "2", "escape", "1")
        assert one.table().given[0].behind == ("envoy",)


async def test_all_seats_agree_with_one_key() -> None:
    one = council("consensus")
    async with at_the_table(one) as person:
        screen = await person.press("escape", "1", "f9")
        assert "2 Object to Ram a ship" in screen
        assert "1 All of you stand behind Ram a ship" in screen
        await person.press("1")
        assert one.table().given[0].agreed


async def test_the_card_of_the_seat_that_speaks_can_be_read() -> None:
    async with at_the_table(council()) as person:
        screen = await person.press("escape", "f9")
        assert "Speaking: Admiral" in screen
        assert "You speak last." in screen
        assert "You know them." not in screen
        assert "You know them." in await person.press("2")


async def test_seats_talk_among_themselves() -> None:
    async with at_the_table(council()) as person:
        await person.press("escape", "f9", "shift+tab")
        await person.type("They bluff")
        screen = await person.press("enter")
        assert "▸ Admiral: They bluff" in screen
        assert "◂ Admiral: They bluff" in await person.press("tab", "2")


async def test_a_note_is_read_by_its_own_seat_alone() -> None:
    one = council()
    async with at_the_table(one) as person:
        await person.press("escape", "f9", "1")
        await person.type("Never ram")
        screen = await person.press("enter")
        assert "1 Your own note" in screen
        assert "Never ram" not in screen
        assert "1 Your own note (empty)" in await person.press("2")
        await person.press("2")
        assert "Never ram" in await person.press("1")
        assert "Never ram" not in repr(one.table())


# --- silence ---------------------------------------------------------------------------------------------------------


def a_second_passes(person: Person) -> None:
    """At the table of a team, as its clock has it."""
    board = person.app.screen
    assert isinstance(board, TeamScreen)
    board.tick()


async def test_a_silence_counts_down_and_ends_in_agreement() -> None:
    one = council("{silence: 2m}")
    with patch("exercise.tui.screens.team.monotonic", return_value=0.0) as clock:
        async with at_the_table(one) as person:
            await person.press("escape", "1")
            assert "2:00 to break the silence, then it is agreed" in await orders(person)
            clock.return_value = 65.0
            a_second_passes(person)
            assert "0:55 to break the silence" in await orders(person)
            clock.return_value = 120.0
            a_second_passes(person)
            await person.settle()
            assert "agreed: nobody broke the silence" in await orders(person)
            assert "Nobody in North broke the silence about “Ram a ship”, so it is agreed." in person.screen
            screen = " ".join((await person.press("minus")).split())
            assert "The time for breaking the silence is over" in screen


async def test_a_silence_that_is_broken_counts_no_more() -> None:
    one = council("{silence: 2m}")
    with patch("exercise.tui.screens.team.monotonic", return_value=0.0) as clock:
        async with at_the_table(one) as person:
            await person.press("escape", "1", "minus")
            clock.return_value = 500.0
            a_second_passes(person)
            assert "silence broken by Admiral: not agreed" in await orders(person)


def test_a_silence_goes_on_from_one_sitting_of_a_shared_keyboard_to_the_next() -> None:
    keyboard = hotseat(Kept(), crisis("{silence: 2m}"))
    first = keyboard.seat("north")
    first.act("order ram")
    first.listen(10)
    assert first.left == {"ram": 120}
    second = keyboard.seat("north")
    second.listen(70)
    assert second.left == {"ram": 60}
    assert second.hold("ram") == "Nobody in North broke the silence about “Ram a ship”, so it is agreed."
    assert second.table().given[0].held


def test_each_order_has_a_silence_of_its_own_and_a_new_turn_begins_anew() -> None:
    def order(action: str, agreed: bool = True, held: bool = False) -> OrderView:
        return OrderView(action, action, 0, 1, (), agreed=agreed, held=held)

    silences = Silences(2)
    assert silences.left([order("a")], 1, 10) == {"a": 120}
    assert silences.left([order("a"), order("b")], 1, 40) == {"a": 90, "b": 120}
    assert silences.left([order("a", agreed=False), order("b", held=True)], 1, 50) == {}
    assert silences.left([order("a")], 1, 60) == {"a": 120}
    assert silences.left([order("a")], 1, 500) == {"a": 0}
    assert silences.left([order("a")], 2, 0) == {"a": 120}


# --- teams that have no use for it -----------------------------------------------------------------------------------


async def test_a_team_of_one_seat_is_offered_nothing_of_it() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "1", "f9", "plus", "minus")
        assert "Speaking" not in person.screen
        assert "agreed" not in await orders(person)


async def test_where_the_lead_decides_the_seats_have_their_cards_and_words_only() -> None:
    async with at_the_table(council("lead")) as person:
        await person.press("escape", "1", "plus")
        assert "Speaking" not in person.screen
        screen = await person.press("f9")
        assert "Speaking: Admiral" in screen
        assert "Object" not in screen
