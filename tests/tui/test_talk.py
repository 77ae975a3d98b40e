"""Talking: calls, words, proposals and questions, by keys; what waits for an answer, and what is asked back."""

from __future__ import annotations

from exercise.tui.seat import Seat
from exercise.tui.widgets.agreements import details
from exercise.tui.widgets.channels import notes
from tests.tui.conftest import NARROW, at_the_table
from tests.tui.duel import TEXT, seat


def board(one: Seat) -> str:
    """What the board says of all agreements, in one piece."""
    table = one.table()
    return " ".join(" ".join(details(each, table, 200).plain.split()) for each in table.agreements)


async def test_a_call_rings_until_it_is_answered() -> None:
    async with at_the_table(seat("call line")) as person:
        await person.press("escape")
        assert "☎ F2 answers · Call from South over the Sea line" in person.screen
        assert "☎ Sea line RINGING" in person.screen
        assert "1 Answer over the Sea line" in await person.press("f2")
        assert "2 Let the Sea line ring" in person.screen
        await person.press("enter")
        assert "North answered over the Sea line." in person.screen
        assert "RINGING" not in person.screen
        assert "you have spoken" in person.screen


async def test_a_call_can_be_left_to_ring() -> None:
    async with at_the_table(seat("call line")) as person:
        await person.press("escape", "f2", "2")
        assert "RINGING" not in person.screen
        assert "A call over the Sea line was not answered." in await person.press("1", "ctrl+l")


async def test_a_person_writes_over_a_channel() -> None:
    async with at_the_table(seat()) as person:
        assert "Speak over the Sea line" in await person.press("escape", "f3")
        await person.press("2")
        await person.type("Keep 1 mile")
        await person.press("enter")
        assert "North spoke over the Sea line: “Keep 1 mile”" in person.screen


async def test_the_field_and_its_keys_are_plain() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "f3", "2")
        assert "Type your words here" in person.screen
        assert "Enter sends it, Esc goes back." in person.screen
        assert "⏎ Send" in person.rows[-1]
        assert "esc Back" in person.rows[-1]


async def test_what_cannot_be_done_over_a_channel_stands_on_the_list_with_its_reason() -> None:
    async with at_the_table(seat()) as person:
        screen = await person.press("escape", "f3")
        assert "✕ Call over the Back door – not open" in screen
        assert "Speak over the Back door" not in screen
        await person.press("f3", "1", "f3")
        assert "✕ Call over the Sea line – done in this turn" in person.screen


async def test_a_channel_that_is_cut_says_so() -> None:
    text = TEXT.replace("kind: backchannel, status: silent", "kind: backchannel, status: cut")
    async with at_the_table(seat(text=text)) as person:
        assert "✕ Call over the Back door – cut, and nobody here can open it" in await person.press("escape", "f3")


async def test_what_cannot_be_agreed_now_says_why() -> None:
    text = TEXT.replace("text: From bridge to bridge., status: open", "status: silent")
    async with at_the_table(seat(text=text)) as person:
        assert "✕ Propose Truce – no open channel joins all parties" in await person.press("escape", "f4")


async def test_what_cannot_be_taken_back_is_asked_back() -> None:
    one = seat()
    async with at_the_table(one) as person:
        screen = await person.press("escape", "f4", "2")
        assert "This cannot be taken back once it is said. 1 Go back 2 Suspend Pact of distance" in screen
        await person.press("1")
        assert one.is_new
        assert "decided to suspend Pact of distance" in await person.press("f4", "2", "2")


async def test_a_lock_while_a_call_rings_is_asked_back() -> None:
    async with at_the_table(seat("call line")) as person:
        screen = await person.press("escape", "2", "ctrl+l")
        assert "Call from South over the Sea line. 1 Go back 2 Lock all the same" in screen
        assert "Report of turn 1" in await person.press("2")


async def test_what_is_due_in_this_turn_is_said_until_it_is_done() -> None:
    text = TEXT.replace("within: 12h", "within: 24h")
    one = seat("ask pact.why", "propose truce", text=text)
    async with at_the_table(one) as person:
        screen = await person.press("escape", "2")
        assert "Due in this turn" not in screen
        assert "you owe South an answer by the end of turn 2, about Tue 17, 06:00: Ask why" in board(one)
        screen = await person.press("ctrl+l", "escape")
        assert "§ F4 replies · Due in this turn: Ask why; Truce" in screen
        assert "Due in this turn: Ask why; Truce. 1 Go back" in await person.press("1", "ctrl+l")
        assert "Due in this turn: Truce" in await person.press("1", "f4", "1")


async def test_a_question_that_must_be_answered_in_its_own_turn_is_due_at_once() -> None:
    one = seat("ask pact.why")
    async with at_the_table(one) as person:
        assert "§ F4 replies · Due in this turn: Ask why" in await person.press("escape")
        assert "you owe South an answer by the end of this turn: Ask why" in board(one)


async def test_escape_leaves_a_list_and_nothing_has_happened() -> None:
    one = seat()
    async with at_the_table(one) as person:
        await person.press("escape", "f3", "2", "escape", "f4", "escape")
        assert "turn 1 of 2" in person.screen
    assert one.is_new


async def test_a_proposal_waits_for_an_answer_and_is_accepted() -> None:
    one = seat("propose truce")
    assert "Truce proposed South proposed it: your answer by the end of turn 2, about Tue 17, 06:00" in board(one)
    async with at_the_table(one) as person:
        await person.press("escape")
        assert "1 Accept Truce" in await person.press("f4")
        assert "proposed by South, you accepted" in await person.press("1")
        assert "Truce: now in force (the parties agreed)." in await person.press("1", "ctrl+l")


async def test_a_proposal_that_was_rejected_waits_no_longer() -> None:
    async with at_the_table(seat("propose truce")) as person:
        await person.press("escape", "f4", "2")
        assert "proposed by South, you rejected it" in person.screen
        assert "Due in this turn" not in await person.press("1", "ctrl+l", "escape")


async def test_a_proposal_that_travels_is_shown_until_it_arrives_and_what_comes_too_late_says_so() -> None:
    one = seat(text=TEXT.replace("status: open}", "kind: diplomatic, delay: 12h, status: open}", 1))
    assert one.act("propose truce") == ""
    assert "Truce not agreed your proposal is on its way" in board(one)
    assert one.act("lock") == ""
    assert "you proposed it; South may answer by the end of this turn" in board(one)
    table = one.table()
    assert "too slow: nothing arrives before the end" in notes(table.snapshot.channels[1], table)[0]


async def test_the_asker_reads_that_the_answer_was_refused() -> None:
    text = TEXT.replace("asked_by: [south], answered_by: [north]", "asked_by: [north], answered_by: [south]")
    one = seat("refuse pact.why", text=text)
    assert one.act("ask pact.why") == ""
    assert "has its answer" not in board(one)
    assert "no answer, it was refused: Ask why" in board(one)


async def test_a_question_is_owed_an_answer() -> None:
    async with at_the_table(seat("ask pact.why")) as person:
        assert "you owe South an answer" in await person.press("escape")
        screen = await person.press("f4")
        assert "1 Reply" in screen
        assert "2 Refuse" in screen
        assert "Ships keep a mile apart." in screen
        await person.press("1")
        assert "you owe" not in person.screen


async def test_an_order_is_explained_over_a_channel() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "ctrl+e")
        assert "Give an order first" in person.screen
        assert "Explain over the Sea line" in await person.press("1", "ctrl+e")
        assert "explained over Sea line" in await person.press("enter")


async def test_a_room_tells_what_was_said_on_its_channel_and_takes_words_in_place() -> None:
    one = seat("call line")
    async with at_the_table(one) as person:
        await person.press("escape", "tab", "tab", "tab")
        person.app.screen.query_one("#channels").focus()
        screen = await person.press("home", "enter")
        assert "☎ Sea line · RINGING" in screen
        assert "South called over the Sea line." in screen
        await person.press("1")
        assert "North answered over the Sea line." in person.screen
        await person.type("Keep 1 mile")
        assert "▸ North: Keep 1 mile" in await person.press("enter")
        assert "turn 1 of 2" in await person.press("escape")


async def test_a_letter_that_takes_a_while_says_when_it_arrives() -> None:
    text = TEXT.replace("status: open}", "kind: diplomatic, delay: 12h, status: open}", 1)
    one = seat(text=text)
    assert one.act("write line", "Soon") == ""
    (letter,) = one.table().rooms["line"]
    assert (letter.who, letter.text, letter.waits, letter.arrives) == ("North", "Soon", True, 2)
    assert one.act("lock") == ""
    (letter,) = one.table().rooms["line"]
    assert not letter.waits


async def test_a_room_is_silent_about_what_the_team_was_not_told() -> None:
    text = TEXT.replace("kind: backchannel, status: silent", "kind: backchannel, status: open, between: [south]")
    one = seat("write back", text=text)
    assert one.table().rooms["back"] == ()


async def test_enter_on_an_agreement_offers_what_can_be_done_with_it() -> None:
    async with at_the_table(seat("propose truce"), NARROW) as person:
        screen = await person.press("escape", "tab", "tab", "right", "down", "up", "home", "enter")
        assert "South proposed it: your answer by the end of turn 2" in screen
        assert "1 Accept Truce 2 Reject Truce" in screen
        await person.press("1")
        assert "North accepted Truce." in person.screen


async def test_the_titles_of_pages_say_what_is_new_on_them() -> None:
    async with at_the_table(seat("call line"), NARROW) as person:
        await person.press("escape", "tab")
        assert "[Orders 2 left] Contact ☎" in person.screen
        await person.press("f2", "1")
        assert "Situation +1 new" in person.screen
        assert "Contact ☎" not in person.screen
