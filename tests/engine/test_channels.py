"""Channels: opening and closing, calls, writing, delays, and what counts as use."""

from __future__ import annotations

import pytest

from exercise.engine.refusals import Reason
from tests.scenarios import Table, scenario

THREE = """
    east: {name: East, brief: You hold the east.}
    north: {name: North, brief: You hold the north.}
    south: {name: South, brief: You hold the south.}
    """
FACTS = "echo: {name: Echo, start: 0}"


def table(channels: str, **sections: str) -> Table:
    """A table with these channels."""
    return Table(scenario(**({"tracks": FACTS} | sections), channels=channels))


def line(status: str = "open", kind: str = "hotline", more: str = "") -> str:
    """One channel between north and south."""
    return f"line: {{name: Line, kind: {kind}, status: {status}, between: [north, south]{more}}}"


# --- opening and closing ---------------------------------------------------------------------------------------------


def test_a_silent_channel_opens_when_both_ends_ask_in_the_same_turn() -> None:
    t = table(line("silent"))
    t.do("north: open line", "south: open line")
    assert t.line("line") == "silent"
    t.turn()
    assert t.line("line") == "open"


def test_one_end_alone_does_not_open_it_and_its_wish_is_not_kept() -> None:
    t = table(line("silent"))
    t.turn("north: open line")
    t.turn("south: open line")
    assert t.line("line") == "silent"


def test_one_end_can_close_it_and_it_takes_effect_in_the_resolution() -> None:
    t = table(line())
    t.do("south: close line")
    assert t.line("line") == "open"
    assert "write line" in t.legal("north")
    t.turn()
    assert t.line("line") == "silent"


def test_players_cannot_open_a_cut_channel() -> None:
    t = table(line("cut"))
    assert t.refused("north: open line") is Reason.NOT_SILENT
    assert t.refused("north: close line") is Reason.NOT_OPEN


def test_effects_open_a_cut_channel() -> None:
    t = table(line("cut"), actions="march: {name: March, by: [north], effects: {open: [line]}}")
    t.turn("north: order march")
    assert t.line("line") == "open"


def test_effects_close_to_silent_and_cut_for_good() -> None:
    actions = """
        hush: {name: Hush, by: [north], effects: {close: [line]}}
        axe: {name: Axe, by: [north], effects: {cut: [line]}}
        """
    t = table(line(), actions=actions)
    t.turn("north: order hush")
    assert t.line("line") == "silent"
    t.turn("north: order axe")
    assert t.line("line") == "cut"
    t.turn("north: order hush")
    assert t.line("line") == "cut"


@pytest.mark.parametrize("closing", ["close", "cut"])
def test_closing_beats_opening(closing: str) -> None:
    actions = f"""
        a_open: {{name: Open, by: [north], effects: {{open: [line]}}}}
        b_shut: {{name: Shut, by: [south], effects: {{{closing}: [line]}}}}
        """
    for first, second in (("a_open", "b_shut"), ("b_open", "a_shut")):
        named = actions.replace("a_open", first).replace("b_shut", second)
        t = table(line(), actions=named)
        t.turn(f"north: order {first}", f"south: order {second}")
        assert t.line("line") == {"close": "silent", "cut": "cut"}[closing]


def test_a_forum_opens_when_a_member_who_may_convenes_it() -> None:
    forum = "hall: {name: Hall, kind: forum, convened_by: [north]}"
    t = table(forum)
    assert t.refused("south: convene hall") is Reason.UNKNOWN_ACT
    assert t.refused("north: open hall") is Reason.UNKNOWN_ACT
    t.turn("north: convene hall")
    assert t.line("hall") == "open"


def test_without_a_list_every_member_may_convene_a_forum() -> None:
    t = table("hall: {name: Hall, kind: forum}")
    t.turn("south: convene hall")
    assert t.line("hall") == "open"


def test_a_public_channel_is_open_and_nobody_closes_it() -> None:
    t = table("press: {name: Press, kind: public}")
    assert t.line("press") == "open"
    assert t.refused("north: close press") is Reason.UNKNOWN_ACT


def test_who_opens_or_closes_is_known_to_nobody_else_before_the_resolution() -> None:
    t = table(line("silent"))
    before = repr(t.view("south"))
    t.do("north: open line")
    assert repr(t.view("south")) == before
    assert t.channel_view("north", "line").opening
    assert t.told("acted", team="south") == []


# --- calls -----------------------------------------------------------------------------------------------------------


def test_nothing_travels_over_a_channel_that_is_not_open() -> None:
    t = table(line("silent"))
    for act in ("call line", "write line"):
        assert t.refused(f"north: {act}") is Reason.NOT_OPEN


def test_a_call_rings_on_the_other_side_and_an_answer_makes_it_used() -> None:
    t = table(line(), rules="talk: {when: used_now(line), change: {echo: +1}}")
    t.do("north: call line")
    assert t.channel_view("south", "line").ringing == ("north",)
    assert t.channel_view("north", "line").calling
    t.do("south: answer line")
    assert t.channel_view("south", "line").ringing == ()
    t.turn()
    assert t["echo"] == 1
    assert [one.data["channel"] for one in t.told("channel_used")] == ["line"]
    t.turn()
    assert t["echo"] == 1


def test_a_call_without_an_answer_has_rung_out_by_the_lock_and_both_sides_see_it() -> None:
    t = table(line(), rules="cold: {when: rang_out_now(line) and not used(line), change: {echo: +1}}", teams=THREE)
    t.turn("north: call line")
    assert t["echo"] == 1
    assert [one.aud for one in t.told("rang_out")] == [("north", "south")]
    t.turn()
    assert t["echo"] == 1


def test_a_call_that_was_let_ring_has_rung_out() -> None:
    t = table(line(), rules="cold: {when: rang_out_now(line), change: {echo: +1}}")
    t.do("north: call line", "south: let_ring line")
    assert t.channel_view("south", "line").ringing == ()
    t.turn()
    assert t["echo"] == 1


def test_who_let_it_ring_can_still_pick_up() -> None:
    t = table(line(), rules="talk: {when: used_now(line) and not rang_out_now(line), change: {echo: +1}}")
    t.turn("north: call line", "south: let_ring line", "south: answer line")
    assert t["echo"] == 1


def test_nobody_answers_their_own_call() -> None:
    t = table(line())
    t.do("north: call line")
    assert t.refused("north: answer line") is Reason.NOTHING_RINGS
    assert t.refused("north: call line") is Reason.ALREADY_DONE


def test_a_call_does_not_ring_into_the_next_turn() -> None:
    t = table(line())
    t.turn("north: call line")
    assert t.refused("south: answer line") is Reason.NOTHING_RINGS
    assert "call line" in t.legal("north")


def test_two_who_call_each_other_have_spoken() -> None:
    t = table(line(), rules="talk: {when: used_now(line) and not rang_out(line), change: {echo: +1}}")
    t.turn("north: call line", "south: call line")
    assert t["echo"] == 1


def test_notes_and_councils_are_not_called() -> None:
    for kind in ("diplomatic", "forum", "public"):
        assert table(line(kind=kind)).refused("north: call line") is Reason.UNKNOWN_ACT


def test_calls_do_not_compete_with_orders() -> None:
    t = table(line(), clock="orders: 1")
    t.do("north: order march", "north: call line")


def test_used_so_far_is_kept_and_used_now_is_not() -> None:
    t = table(line(), rules="ever: {when: used(line), change: {echo: +1}}")
    t.turn("north: call line", "south: answer line")
    t.turn()
    assert t["echo"] == 2


# --- writing ---------------------------------------------------------------------------------------------------------


def test_writing_is_use_when_members_of_two_teams_did() -> None:
    t = table(line(), rules="talk: {when: used_now(line), change: {echo: +1}}")
    t.turn("north: write line")
    assert t["echo"] == 0
    t.turn("north: write line", "south: write line")
    assert t["echo"] == 1


def test_what_one_team_writes_twice_is_not_use() -> None:
    t = table(line(), rules="talk: {when: used_now(line), change: {echo: +1}}")
    t.turn("north: write line", "north: write line")
    assert t["echo"] == 0


def test_what_a_text_says_changes_nothing() -> None:
    one, other = table(line()), table(line())
    one.turn("north: write line", text="We come in peace.")
    other.turn("north: write line", text="Surrender!")
    assert one.digest == other.digest


def test_members_read_what_is_written_and_nobody_else_does() -> None:
    t = table(line(), teams=THREE)
    t.do("north: write line", text="Hello.")
    assert [one.data["text"] for one in t.told("acted", team="south")] == ["Hello."]
    assert t.told("acted", team="east") == []
    assert t.refused("east: write line") is Reason.UNKNOWN_ACT


def test_what_is_said_in_public_everybody_hears() -> None:
    t = table("press: {name: Press, kind: public}", teams=THREE)
    t.do("north: write press", text="Hear, hear.")
    assert [one.data["text"] for one in t.told("acted", team="east")] == ["Hear, hear."]


def test_a_channel_that_others_do_not_know_of_is_absent_from_their_view() -> None:
    t = table(line(more=", shown_to: [north, south]"), teams=THREE)
    assert [one.id for one in t.view("east").channels] == []
    assert [one.id for one in t.view("north").channels] == ["line"]
    t.turn("north: close line")
    assert t.told("changed", team="east") == []


def test_others_who_know_of_a_channel_see_its_status_and_not_its_traffic() -> None:
    t = table(line(), teams=THREE)
    quiet = repr(t.view("east"))
    t.do("north: call line", "south: answer line", "south: write line")
    assert repr(t.view("east")) == quiet
    t.turn("north: close line")
    assert t.channel_view("east", "line").status == "silent"
    assert t.told("channel_used", team="east") == []


# --- delay -----------------------------------------------------------------------------------------------------------


def slow(delay: str, **sections: str) -> Table:
    """Notes that take a while, at turns of twelve hours."""
    clock = "start: 2015-03-16 06:00\nturn: 12h\nturns: 12"
    return table(
        line(kind="diplomatic", more=f", delay: {delay}"),
        rules="talk: {when: used_now(line), change: {echo: +1}}",
        **({"clock": clock} | sections),
    )


@pytest.mark.parametrize(("delay", "turns"), [("1h", 1), ("12h", 1), ("13h", 2), ("24h", 2), ("36h", 3)])
def test_a_message_arrives_after_the_delay_over_the_turns_length_rounded_up(delay: str, turns: int) -> None:
    t = slow(delay)
    assert t.channel_view("south", "line").delay_turns == turns
    t.turn("north: write line", text="A note.")
    for _ in range(turns - 1):
        assert t.told("letter_arrived") == []
        t.turn()
    letters = t.told("letter_arrived", team="south")
    assert [(one.data["text"], t.move) for one in letters] == [("A note.", 1 + turns)]
    t.turn()
    assert len(t.told("letter_arrived")) == 1


def test_a_message_without_delay_is_read_at_once() -> None:
    t = table(line(kind="diplomatic"))
    t.do("north: write line", text="A note.")
    assert len(t.told("acted", team="south")) == 1
    assert t.told("letter_arrived") == []


def test_what_is_under_way_the_other_side_does_not_see() -> None:
    t = slow("24h")
    before = repr(t.view("south"))
    t.do("north: write line", text="A note.")
    assert repr(t.view("south")) == before
    assert t.told("acted", team="south") == []
    assert t.channel_view("north", "line").spoke


@pytest.mark.parametrize(("gap", "counts"), [(0, True), (1, True), (2, False)])
def test_a_delayed_channel_is_used_when_both_messages_arrive_within_the_delay_and_one_turn(
    gap: int, counts: bool
) -> None:
    """With a delay of one turn, arrivals may lie one turn apart."""
    t = slow("12h")
    t.do("north: write line")
    for _ in range(gap):
        t.turn()
    t.turn("south: write line")
    for _ in range(3):
        t.turn()
    assert t["echo"] == int(counts)


def test_a_delayed_channel_is_used_in_the_turn_in_which_the_later_message_arrives() -> None:
    t = slow("24h")
    t.turn("north: write line")
    t.turn("south: write line")
    used = []
    for _ in range(4):
        t.turn()
        used.append((t.move - 1, t["echo"]))
    assert used == [(3, 0), (4, 1), (5, 1), (6, 1)]


def test_messages_of_one_team_alone_are_no_use_of_a_delayed_channel() -> None:
    t = slow("12h")
    for _ in range(4):
        t.turn("north: write line")
    assert t["echo"] == 0


def test_the_delay_counts_in_turns_of_the_phase_in_which_it_was_written() -> None:
    phases = """
        first: {title: First, turn: 24h, branches: {to: second, when: turn >= 2}}
        second: {title: Second, turn: 6h}
        """
    t = slow("24h", phases=phases)
    t.turn("north: write line")
    assert [t.move for _ in t.told("letter_arrived")] == [2]
    t.turn()
    assert t.phase == "second"
    t.turn("north: write line")
    for _ in range(3):
        t.turn()
    assert t.move == 7
    assert len(t.told("letter_arrived")) == 2


def test_every_letter_of_a_turn_arrives() -> None:
    t = slow("12h")
    t.do("north: write line", text="One.")
    t.do("north: write line", text="Two.")
    t.do("south: write line", text="Three.")
    t.turn()
    assert [one.data["text"] for one in t.told("letter_arrived")] == ["One.", "Two.", "Three."]


def test_a_very_long_delay_keeps_the_state_in_numbers_that_a_log_can_hold() -> None:
    t = slow("24d", clock="turn: 12h\nturns: 60")
    for _ in range(48):
        assert t.told("letter_arrived") == []
        t.turn("north: write line")
        assert max(t.world.slots) < 2**53
    assert len(t.told("letter_arrived")) == 1


# --- empty chairs ----------------------------------------------------------------------------------------------------


def test_a_call_to_a_team_that_is_empty_rings_out() -> None:
    teams = "north: {name: North, brief: N.}\nsouth: {name: South, brief: S., optional: yes}\n"
    teams += "west: {name: West, brief: W.}"
    text = scenario(teams=teams, tracks=FACTS, channels=line())
    t = Table(text, present=("north", "west"))
    assert t.refused("south: answer line") is Reason.NOT_AT_THE_TABLE
    t.turn("north: call line")
    assert len(t.told("rang_out")) == 1
