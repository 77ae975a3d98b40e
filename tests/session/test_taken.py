"""How acts were meant and taken, as far as their reader may know."""

from __future__ import annotations

import pytest

from exercise.session.players import Chair, Scripted
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session
from exercise.session.wording.taken import Taken
from tests.scenarios import load, scenario

TRACKS = """
    tension: {name: Tension, start: 40}
    trust: {name: Trust, start: 20}
"""
ACTIONS = """
    march: {name: March, by: [north], escalation: show_of_force}
    wave: {name: Wave, by: [north], escalation: conciliatory}
    wait: {name: Wait, by: [north], escalation: neutral}
    creep: {name: Creep, by: [north], escalation: threat, seen_by: own}
"""


def played(*orders: str, tracks: str = TRACKS) -> Session:
    """One turn; South does nothing."""
    text = scenario(clock="start: 2015-03-16 06:00\nturns: 1\norders: 3", tracks=tracks, actions=ACTIONS)
    chairs: dict[str, Chair] = {"north": Scripted({1: tuple(f"order {one}" for one in orders)}), "south": Scripted({})}
    return rehearse(load(text), 1, chairs)


def said(session: Session, team: str) -> list[str]:
    """What a team reads of the acts that it was told of."""
    told = session.news(team)
    taken = Taken(session.model, told, team)
    return [taken.said(one.turn, one.event) for one in told if one.event.type == "carried_out"]


@pytest.mark.parametrize(
    ("order", "own", "read"),
    [
        ("march", "you meant it as “show of force”; it raised Tension", "your side read it as “use of force”"),
        ("wave", "you meant it as “conciliatory”; it lowered Tension", "your side read it as “conciliatory”"),
        ("wait", "you meant it as “neutral”", ""),
    ],
)
def test_its_doer_reads_what_it_was_meant_as_and_the_other_side_what_it_took_it_for(
    order: str, own: str, read: str
) -> None:
    session = played(order)
    assert (said(session, "north"), said(session, "south")) == ([own], [read])


def test_of_what_nobody_else_saw_only_the_doer_reads() -> None:
    session = played("creep")
    assert (said(session, "north"), said(session, "south")) == (["you meant it as “threat”"], [])


def test_where_tension_is_hidden_its_part_is_not_told() -> None:
    hidden = TRACKS.replace("start: 40", "start: 40, shown_to: [south]")
    assert said(played("march", tracks=hidden), "north") == ["you meant it as “show of force”"]


def test_where_nobody_may_know_how_much_trust_there_is_nobody_reads_how_it_was_taken() -> None:
    hidden = TRACKS.replace("start: 20", "start: 20, shown_to: []")
    assert said(played("march", tracks=hidden), "south") == [""]
