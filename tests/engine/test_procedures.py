"""Procedures: questions under an agreement, their deadlines, and what answers and silence bring."""

from __future__ import annotations

import pytest

from exercise.engine.refusals import Reason
from tests.scenarios import Table, scenario

THREE = """
    east: {name: East, brief: You hold the east.}
    north: {name: North, brief: You hold the north.}
    south: {name: South, brief: You hold the south., optional: yes}
    """
FACTS = "echo: {name: Echo, start: 0}"


def table(
    procedure: str = "", status: str = "in_force", present: tuple[str, ...] | None = None, **sections: str
) -> Table:
    """A table at which north and east may ask south why."""
    agreements = f"""
        pact:
          name: Pact
          status: {status}
          procedures:
            why:
              name: Ask why
              asked_by: [east, north]
              answered_by: [south]
              answered: {{change: {{echo: +1}}}}
              refused: {{change: {{echo: +10}}}}
              ignored: {{change: {{echo: +50}}}}
              {procedure}
        """
    parts = {"tracks": FACTS, "agreements": agreements, "clock": "turn: 12h\nturns: 12\norders: 3", "teams": THREE}
    return Table(scenario(**(parts | sections)), present=present)


@pytest.mark.parametrize(("within", "turns"), [("48h", 4), ("37h", 4), ("36h", 3), ("12h", 1), ("1h", 1), ("60h", 5)])
def test_an_answer_is_due_in_the_turn_asked_plus_the_time_over_the_turns_length_rounded_up_less_one(
    within: str, turns: int
) -> None:
    t = table(f"within: {within}")
    t.turn("north: ask pact.why")
    if turns > 1:
        assert t.procedure_view("south", "pact.why").due == turns
    for turn in range(2, turns + 1):
        assert (t.move, t["echo"]) == (turn, 0)
        t.turn()
    assert t["echo"] == 50


def test_without_a_time_the_answer_is_due_in_the_same_turn() -> None:
    t = table()
    t.turn("north: ask pact.why")
    assert t["echo"] == 50


def test_the_deadline_is_fixed_when_asked() -> None:
    """A later phase with other turns does not move it."""
    phases = """
        first: {title: First, turn: 12h, branches: {to: second}}
        second: {title: Second, turn: 48h}
        """
    t = table("within: 48h", phases=phases)
    t.turn("north: ask pact.why")
    assert t.phase == "second"
    for _ in range(2):
        t.turn()
        assert t["echo"] == 0
    t.turn()
    assert t["echo"] == 50


def test_an_answer_counts_in_the_resolution_of_its_turn() -> None:
    t = table("within: 48h", rules="r: {when: answered_now(pact.why) and answered(pact.why), change: {echo: +5}}")
    t.turn("north: ask pact.why")
    t.do("south: reply pact.why")
    assert t["echo"] == 0
    t.turn()
    assert t["echo"] == 6
    t.turn()
    assert t["echo"] == 6


def test_a_question_can_be_answered_in_the_turn_in_which_it_is_asked() -> None:
    t = table("within: 48h")
    t.turn("north: ask pact.why", "south: reply pact.why")
    assert t["echo"] == 1
    for _ in range(5):
        t.turn()
    assert t["echo"] == 1


def test_a_refusal_is_not_silence() -> None:
    t = table("within: 48h", rules="r: {when: refused(pact.why) and not ignored(pact.why), change: {echo: +5}}")
    t.turn("north: ask pact.why", "south: refuse pact.why")
    assert t["echo"] == 15


def test_an_answer_in_the_last_moment_is_in_time() -> None:
    t = table("within: 24h")
    t.turn("north: ask pact.why")
    t.turn("south: reply pact.why")
    assert t["echo"] == 1


def test_silence_is_judged_after_the_rules_of_its_turn() -> None:
    t = table(rules="r: {when: echo = 0 and asked_now(pact.why), change: {echo: +1}}")
    t.turn("north: ask pact.why")
    assert t["echo"] == 51


def test_several_parties_that_ask_the_same_in_one_turn_count_once() -> None:
    t = table("within: 48h\n              quota: 2")
    t.turn("north: ask pact.why", "east: ask pact.why", "south: reply pact.why")
    assert t["echo"] == 1
    assert t.procedure_view("north", "pact.why").left == 1


def test_a_question_can_be_asked_no_more_often_than_its_quota() -> None:
    t = table("quota: 2")
    for _ in range(2):
        t.turn("north: ask pact.why", "south: reply pact.why")
    assert t.refused("north: ask pact.why") is Reason.NO_QUOTA
    assert t.refused("east: ask pact.why") is Reason.NO_QUOTA


def test_without_a_quota_there_is_no_limit() -> None:
    t = table()
    assert t.procedure_view("north", "pact.why").left is None
    for _ in range(8):
        t.turn("north: ask pact.why", "south: reply pact.why")
    assert t["echo"] == 8


def test_a_question_that_waits_is_not_asked_again() -> None:
    t = table("within: 48h")
    t.do("north: ask pact.why")
    assert t.refused("north: ask pact.why") is Reason.ALREADY_DONE
    t.turn()
    assert t.refused("east: ask pact.why") is Reason.PENDING


def test_only_who_may_asks_and_only_who_must_answers() -> None:
    t = table()
    assert t.refused("south: ask pact.why") is Reason.UNKNOWN_ACT
    assert t.refused("south: reply pact.why") is Reason.NOTHING_ASKED
    t.do("north: ask pact.why")
    assert t.refused("east: reply pact.why") is Reason.UNKNOWN_ACT
    t.do("south: reply pact.why")
    assert t.refused("south: refuse pact.why") is Reason.ALREADY_DONE


def test_nothing_is_asked_under_an_agreement_that_is_not_in_force() -> None:
    assert table(status="suspended").refused("north: ask pact.why") is Reason.NOT_IN_FORCE


def test_nobody_asks_a_team_that_is_empty() -> None:
    t = table(present=("east", "north"))
    assert t.refused("north: ask pact.why") is Reason.NOT_AT_THE_TABLE


def test_the_parties_hear_question_and_answer_at_once() -> None:
    t = table("within: 48h")
    t.do("north: ask pact.why")
    assert t.procedure_view("south", "pact.why").must_answer
    assert len(t.told("acted", team="south")) == 1
    t.do("south: reply pact.why")
    assert len(t.told("acted", team="east")) == 2
    assert not t.procedure_view("south", "pact.why").must_answer


def test_the_outcome_is_told_once() -> None:
    t = table("within: 24h")
    for _ in range(4):
        t.turn(*(["north: ask pact.why"] if t.move == 1 else []))
    assert [one.data["outcome"] for one in t.told("procedure_closed")] == ["ignored"]
