"""The life of a session is a state machine that decides what may happen now."""

from __future__ import annotations

import pytest

from exercise.engine.refusals import Reason, Refusal
from exercise.session.life import STATES, Life
from tests.session.table import begun, do

TRIGGERS = ("brief", "begin", "resolve", "go_on", "pause", "unpause", "close")
WAYS = {
    ("lobby", "brief"): "briefing",
    ("lobby", "close"): "closed",
    ("briefing", "begin"): "deliberation",
    ("briefing", "close"): "closed",
    ("deliberation", "resolve"): "resolution",
    ("deliberation", "pause"): "paused",
    ("resolution", "go_on"): "deliberation",
    ("paused", "unpause"): "deliberation",
    ("hot_wash", "close"): "closed",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_each_state_has_its_ways_and_no_others(state: str, trigger: str) -> None:
    life = Life(everyone_locked=lambda: True, has_ended=lambda: False, state=state)
    moved = life.fire(trigger)
    expected = WAYS.get((state, trigger), state)
    assert life.state == expected
    assert moved is (expected != state)
    assert life.moved == ([(state, expected)] if moved else [])


def test_a_turn_is_resolved_only_when_everyone_has_locked() -> None:
    life = Life(everyone_locked=lambda: False, has_ended=lambda: False, state="deliberation")
    assert not life.fire("resolve")
    assert life.state == "deliberation"


def test_after_the_ending_comes_the_hot_wash() -> None:
    life = Life(everyone_locked=lambda: True, has_ended=lambda: True, state="resolution")
    assert life.fire("go_on")
    assert life.state == "hot_wash"


def test_teams_act_in_deliberation_only() -> None:
    acting = [state for state in STATES if Life(lambda: True, lambda: True, state).teams_may_act]
    assert acting == ["deliberation"]


def test_two_lives_do_not_share_their_state() -> None:
    one, other = (Life(lambda: True, lambda: False) for _ in range(2))
    one.fire("brief")
    assert (one.state, other.state) == ("briefing", "lobby")


def test_the_machine_decides_and_not_the_session() -> None:
    """Where the life says no, the session refuses, whatever the rules would say."""
    session = begun()
    assert session.life.fire("pause")
    refused = do(session, "nato: call military_line")
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.LOCKED
    assert session.life.fire("unpause")
    assert do(session, "nato: call military_line") is None


def test_an_exercise_that_has_ended_takes_no_moves() -> None:
    session = begun()
    while not session.ended:
        do(session, "nato: lock")
        do(session, "russia: lock")
    assert session.life.state == "hot_wash"
    refused = do(session, "nato: lock")
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.OVER
