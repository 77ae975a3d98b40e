"""A team of several seats: what it takes for an order to be the team's, and what becomes of one that is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.refusals import Reason
from tests.scenarios import Table, scenario

SEATS = ("chair", "general", "envoy", "clerk")


def council(rule: str, seats: int = 3, **sections: str) -> str:
    """A team in the north that decides by this rule, and a lonely one in the south."""
    chairs = ", ".join(f"{seat}: {{name: {seat.title()}}}" for seat in SEATS[:seats])
    teams = f"""
        north: {{name: North, brief: B., decides_by: {rule}, seats: {{{chairs}}}}}
        south: {{name: South, brief: B.}}
        """
    actions = """
        march: {name: March, by: [north], times: 2, escalation: threat, effects: {change: {heat: +5}}}
        rest: {name: Rest, by: [north]}
        """
    channels = "line: {name: Line, status: open}"
    return scenario(**{"teams": teams, "actions": actions, "channels": channels} | sections)


def carried_out(table: Table) -> list[str]:
    """What was done so far."""
    return [str(one.data["action"]) for one in table.told("carried_out")]


# --- each rule -------------------------------------------------------------------------------------------------------


def test_by_majority_an_order_needs_more_than_half_of_the_seats() -> None:
    t = Table(council("majority", 4))
    t.turn("north: order march", "north: support march as general")
    assert carried_out(t) == []
    t.turn("north: order march", "north: support march as general", "north: support march as envoy")
    assert carried_out(t) == ["march"]


def test_by_consensus_every_seat_has_to_stand_behind_an_order() -> None:
    t = Table(council("consensus"))
    t.turn("north: order march", "north: support march as general")
    assert carried_out(t) == []
    t.turn("north: order march", "north: support march as general", "north: support march as envoy")
    assert carried_out(t) == ["march"]


def test_by_silence_an_order_stands_unless_a_seat_breaks_the_silence() -> None:
    t = Table(council("{silence: 2m}"))
    t.turn("north: order march")
    assert carried_out(t) == ["march"]
    t.turn("north: order march", "north: break_silence march as envoy")
    assert carried_out(t) == ["march"]


def test_who_drafts_an_order_stands_behind_it() -> None:
    t = Table(council("majority"))
    t.do("north: order march as envoy")
    assert t.refused("north: support march as envoy") is Reason.ALREADY_SUPPORTED
    t.do("north: support march as chair")
    t.resolve()
    assert carried_out(t) == ["march"]


def test_a_seat_stands_on_one_side_at_a_time() -> None:
    t = Table(council("majority"))
    t.do("north: order march", "north: support march as envoy", "north: object march as envoy")
    t.resolve()
    assert carried_out(t) == []
    (dropped,) = t.told("not_agreed")
    assert (dropped.data["behind"], dropped.data["against"]) == (0b001, 0b100)


def test_a_broken_silence_can_be_mended_by_who_broke_it() -> None:
    t = Table(council("{silence: 2m}"))
    t.do("north: order march", "north: break_silence march as envoy", "north: support march as general")
    assert not t.view("north").orders[0].agreed
    t.do("north: support march as envoy")
    assert t.view("north").orders[0].agreed


def test_a_silence_that_has_held_can_no_longer_be_broken() -> None:
    t = Table(council("{silence: 2m}"))
    t.do("north: order march", "north: silence_held march")
    assert t.refused("north: break_silence march as envoy") is Reason.SILENCE_OVER
    assert t.refused("north: silence_held march") is Reason.ALREADY_DONE
    t.do("north: withdraw march", "north: order march", "north: break_silence march as envoy")
    assert t.refused("north: silence_held march") is Reason.SILENCE_BROKEN


# --- what was not agreed ---------------------------------------------------------------------------------------------


def test_what_was_not_agreed_counts_as_not_ordered() -> None:
    t = Table(council("majority", rules="hot: {when: took(north.march), change: {heat: +20}}"))
    for _turn in range(3):  # it may be ordered twice: none of these counts
        t.turn("north: order march")
    assert t["heat"] == 50
    assert t.told("perceived") == []
    t.turn("north: order march", "north: support march as general")
    assert t["heat"] > 50


def test_only_the_team_learns_of_what_it_did_not_agree_on() -> None:
    t = Table(council("majority"))
    t.turn("north: order march", "north: object march as envoy")
    assert [one.aud for one in t.told("not_agreed")] == [("north",)]
    assert [one.type for one in t.events if one.seen_by("south") and "march" in str(one.data)] == []


def test_others_are_told_of_an_order_only_when_it_is_agreed() -> None:
    t = Table(council("majority"))
    t.do("north: order march")
    assert t.refused("north: explain march over line") is Reason.NOT_AGREED
    t.do("north: support march as general", "north: explain march over line")


def test_what_seats_said_is_forgotten_with_the_order_and_with_the_turn() -> None:
    t = Table(council("majority"))
    t.do("north: order march", "north: support march as general", "north: withdraw march")
    assert t.refused("north: object march as envoy") is Reason.NOT_ORDERED
    t.turn("north: order march")
    assert carried_out(t) == []
    t.turn("north: order march", "north: support march as general")
    t.do("north: order march")
    assert t.view("north").orders[0].behind == ("chair",)


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("support march as nobody", Reason.NOT_A_SEAT),
        ("support march", Reason.NOT_A_SEAT),
        ("order rest as nobody", Reason.NOT_A_SEAT),
        ("support dance as envoy", Reason.UNKNOWN_ACT),
        ("break_silence march as envoy", Reason.UNKNOWN_ACT),
        ("support rest as envoy", Reason.NOT_ORDERED),
        ("object march as envoy", None),
    ],
)
def test_a_word_out_of_place_is_refused_with_its_own_reason(words: str, reason: Reason | None) -> None:
    t = Table(council("majority"))
    t.do("north: order march")
    if reason is not None:
        assert t.refused(f"north: {words}") is reason
        return
    t.do(f"north: {words}")
    assert t.refused(f"north: {words}") is Reason.ALREADY_OBJECTED


def test_nothing_is_said_of_an_order_after_the_lock() -> None:
    t = Table(council("majority"))
    t.do("north: order march", "north: lock")
    assert t.refused("north: support march as envoy") is Reason.LOCKED


# --- a team that one seat decides for --------------------------------------------------------------------------------


@pytest.mark.parametrize("seats", [1, 2, 3])
def test_where_the_lead_decides_nothing_is_kept_of_the_other_seats(seats: int) -> None:
    t = Table(council("lead", seats))
    assert not any(name.startswith(("behind.", "against.", "held.")) for name in t.rules.index)
    assert t.refused("north: support march as general") is Reason.UNKNOWN_ACT
    t.turn("north: order march")
    assert carried_out(t) == ["march"]


@pytest.mark.parametrize("rule", ["majority", "consensus", "{silence: 2m}"])
def test_a_team_of_one_seat_decides_like_a_lead(rule: str) -> None:
    alone, lead = Table(council(rule, 1)), Table(council("lead", 1))
    assert alone.rules.index == lead.rules.index
    assert list(alone.rules.program.moves) == list(lead.rules.program.moves)


# --- counting --------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    seats=st.integers(2, 4),
    rule=st.sampled_from(["majority", "consensus", "{silence: 2m}"]),
    said=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8),
)
def test_the_last_word_of_each_seat_is_what_counts(seats: int, rule: str, said: list[tuple[int, bool]]) -> None:
    t = Table(council(rule, seats))
    t.do("north: order march")
    last: dict[int, bool] = {0: True}
    for place, yes in ((place % seats, yes) for place, yes in said):
        no = "break_silence" if "silence" in rule else "object"
        words = f"north: {'support' if yes else no} march as {SEATS[place]}"
        if last.get(place) is yes:
            assert t.refused(words) in (Reason.ALREADY_SUPPORTED, Reason.ALREADY_OBJECTED)
        else:
            t.do(words)
        last[place] = yes
    votes = list(last.values())
    ayes, noes = votes.count(True), votes.count(False)
    agreed = {"majority": 2 * ayes > seats, "consensus": ayes == seats}.get(rule, noes == 0)
    order = t.view("north").orders[0]
    assert order.agreed is agreed
    assert (len(order.behind), len(order.against)) == (ayes, noes)
    t.resolve()
    assert carried_out(t) == ["march"] * agreed
    assert len(t.told("not_agreed")) == (not agreed)
