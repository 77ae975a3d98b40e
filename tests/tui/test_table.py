"""What stands on a team's table, and what its keys do."""

from __future__ import annotations

import re

import pytest
from textual.widgets import OptionList

from exercise.errors import StorageFailed
from exercise.tui.screens import team
from tests.tui.conftest import NARROW, WIDE, at_the_table
from tests.tui.duel import TEXT, Kept, seat


async def test_every_pane_is_on_a_wide_screen() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape")
        for said in (
            "turn 1 of 2 Mon 16 Mar 2015, 06:00",
            "to decide",
            "In the strait",
            "Two squadrons meet.",
            "2 █ gestures ◂ now",
            "5 show of force",
            "Heat",
            "Fog",
            "● Sea line open",
            "◐ Back door silent",
            "● Pact of distance in force",
            "forbids: Ram a ship",
            "○ Truce not agreed",
            "Orders on offer",
            "You have given no order yet.",
        ):
            assert said in person.screen, said


@pytest.mark.parametrize("width", [120, 100, 80, 60])
async def test_the_clock_is_always_whole_whatever_the_team_is_called(width: int) -> None:
    text = TEXT.replace("name: North,", "name: North and its islands,").replace(
        "name: North\n", "name: North and its islands\n"
    )
    async with at_the_table(seat(text=text), (width, 40)) as person:
        await person.press("escape")
        head = person.rows[0]
        assert "turn 1 of 2" in head
        assert re.search(r"\d:\d\d to decide", head)


TERMS = TEXT.replace(
    "truce: {name: Truce, parties: [north, south]}",
    "truce: {name: Truce, parties: [north, south], terms: {length: [one_day, a_week]}}",
)


async def test_terms_are_read_on_the_board_and_answered_with_other_values() -> None:
    async with at_the_table(seat("propose truce length=a_week", text=TERMS)) as person:
        await person.press("escape")
        assert "on the table: length: a week" in person.screen
        screen = await person.press("f4")
        assert "Propose Truce (length: one day)" in screen
        assert "Propose Truce (length: a week)" not in screen


async def test_a_narrow_screen_shows_a_page_at_a_time() -> None:
    async with at_the_table(seat(), NARROW) as person:
        assert "[Situation]" in await person.press("escape")
        assert "Two squadrons meet." in person.screen
        assert "Orders on offer" in await person.press("tab")
        assert "Pact of distance" in await person.press("tab")
        assert "gestures" in await person.press("tab")
        assert "[Contact]" in await person.press("shift+tab")


async def test_an_order_by_its_number_is_confirmed_where_the_list_is_not_in_front() -> None:
    async with at_the_table(seat(), NARROW) as person:
        await person.press("escape")
        assert "Ordered: Signal peace. Its number takes it back." in await person.press("2")
        assert "Taken back: Signal peace." in await person.press("2")


async def test_a_terminal_that_grows_shows_everything() -> None:
    async with at_the_table(seat(), NARROW) as person:
        await person.press("escape")
        await person.pilot.resize_terminal(*WIDE)
        assert "Two squadrons meet." in await person.settle()
        assert "Orders on offer" in person.screen


async def test_keys_do_no_harm_on_a_terminal_too_small_for_anything() -> None:
    async with at_the_table(seat(), (12, 4)) as person:
        await person.press("escape", "tab", "pagedown", "pageup", "down", "enter", "f3", "pagedown", "escape")
        await person.pilot.resize_terminal(*WIDE)
        assert "Only you read this" in await person.settle()
        assert "turn 1 of 2" in await person.press("escape")


async def test_what_is_not_on_offer_says_why() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape")
        assert "✕ Send the submarine not now: Without fog it would be seen." in person.screen
        assert "❯ Not now: Without fog it would be seen." in await person.press("3")


async def test_an_order_that_breaks_an_agreement_says_so_before() -> None:
    async with at_the_table(seat()) as person:
        assert "Ram a ship use of force forbidden by Pact of distance" in await person.press("escape")


async def test_enter_gives_an_order_and_takes_it_back() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "down", "enter")
        assert "2 ✔ Signal peace conciliatory ordered" in person.screen
        assert "1 of 2 orders left" in person.screen
        await person.press("enter")
        assert "2 of 2 orders left" in person.screen


async def test_a_number_gives_the_order_with_that_number_on_any_page() -> None:
    async with at_the_table(seat(), NARROW) as person:
        await person.press("escape", "2", "tab")
        assert "✔ Signal peace" in person.screen


async def test_a_lock_without_an_order_is_asked_back_once() -> None:
    async with at_the_table(seat()) as person:
        assert "You have given no order in this turn." in await person.press("escape", "ctrl+l")
        assert "turn 1 of 2" in await person.press("1")
        assert "Report of turn 1" in await person.press("ctrl+l", "2")


async def test_help_names_the_keys_of_the_screen() -> None:
    async with at_the_table(seat()) as person:
        screen = await person.press("escape", "f1")
        for said in ("f2 Answer a call", "f3 Call, write", "f4 Propose", "ctrl+l Lock your orders", "ctrl+q Leave"):
            assert said in screen, said
        assert "turn 1 of 2" in await person.press("escape")


async def test_the_footer_shows_what_can_be_done_now() -> None:
    async with at_the_table(seat("call line"), NARROW) as person:
        await person.press("escape")
        assert "f2 Answer" in person.rows[-1]
        await person.press("f2", "1", "1", "tab")
        assert "f2 Answer" not in person.rows[-1]
        assert "^e Explain" in person.rows[-1]
        assert person.rows[-1].rstrip().endswith("f1 Help")


async def test_the_briefing_names_what_others_have_declared_and_no_more() -> None:
    lines = "[{text: The strait is closed, declared: yes}, {text: The secret line}]"
    text = TEXT.replace("brief: Pass the strait.}", f"brief: Pass the strait., red_lines: {lines}}}")
    async with at_the_table(seat(text=text)) as person:
        assert "Declared by others: what they will not bear ! South: The strait is closed" in person.screen
        assert "secret" not in person.screen


async def test_a_team_reads_which_of_its_own_red_lines_the_others_know() -> None:
    text = TEXT.replace("{text: Ships collide,", "{text: Ships collide, declared: yes,")
    async with at_the_table(seat(text=text)) as person:
        assert "! Ships collide declared, the others know it" in person.screen


async def test_the_briefing_can_be_read_again() -> None:
    async with at_the_table(seat()) as person:
        assert "Hold the strait." in await person.press("escape", "f5")
        assert "turn 1 of 2" in await person.press("escape")


async def test_what_is_due_at_a_minute_of_the_turn_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(team, "monotonic", lambda: now)
    async with at_the_table(seat()) as person:
        await person.press("escape")
        assert "Whales" not in person.screen
        now += 125
        screen = person.app.screen
        assert isinstance(screen, team.TeamScreen)
        screen.tick()
        assert "❯ A fisherman: Whales. Whales cross the strait." in await person.settle()
        assert "5:55 to decide" in person.screen


async def test_when_the_time_is_up_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(team, "monotonic", lambda: now)
    async with at_the_table(seat()) as person:
        await person.press("escape")
        screen = person.app.screen
        assert isinstance(screen, team.TeamScreen)
        now += 480
        screen.tick()
        assert "The time to decide is up. Nothing locks by itself" in await person.settle()
        assert "Nothing locks by itself" not in await person.press("2")
        now += 60
        screen.tick()
        assert "Nothing locks by itself" not in await person.settle()


async def test_the_clock_is_shown_and_locks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(team, "monotonic", lambda: now)
    async with at_the_table(seat()) as person:
        await person.press("escape")
        now += 3600
        screen = person.app.screen
        assert isinstance(screen, team.TeamScreen)
        screen.tick()
        assert "turn 1 of 2 Mon 16 Mar 2015, 06:00 time is up" in await person.settle()


async def test_where_nothing_can_be_recorded_nothing_happens_and_it_says_what_to_do() -> None:
    class Full(Kept):
        full = False

        def append(self, events: object) -> None:
            if self.full:
                raise StorageFailed("The disk is full. Make room, then go on.")

    store = Full()
    async with at_the_table(seat(store=store)) as person:
        await person.press("escape")
        store.full = True
        assert "The disk is full. Make room, then go on." in await person.press("2")
        store.full = False
        assert "2 of 2 orders left" in await person.press("escape")
        assert "1 of 2 orders left" in await person.press("2")


async def test_without_agreements_channels_ladder_the_panes_say_so() -> None:
    text = """
format: 1
id: bare
title: Bare
clock: {turns: 1}
teams: {north: {name: North, brief: N}, south: {name: South, brief: S}}
tracks: {heat: {name: Heat, start: 5, shown_to: []}}
phases: {first: {title: First}}
actions: {wait: {name: Wait, by: [south]}}
endings: {over: {title: Over, otherwise: yes}}
"""
    async with at_the_table(seat(text=text)) as person:
        await person.press("escape")
        for said in ("This crisis has no ladder.", "There are no channels", "There are no agreements", "no numbers"):
            assert said in person.screen
        assert "There is nothing to agree" in await person.press("f4")
        assert not person.app.screen.query_one(OptionList).option_count
