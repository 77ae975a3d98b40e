"""Where a crisis can go: what is proved impossible never happens, and what can be proved is proved.

`EXERCISE_DIFFERENTIAL=500` draws that many scenarios, up to 200.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercise.engine.ever import ever
from exercise.engine.mechanisms import clock, injects, orders
from exercise.engine.reach import Reach, reach
from exercise.scenario.loader import Loaded
from exercise.session.players import Chair, Computer, Empty
from exercise.session.rehearsal import rehearse
from tests.analysis.authors import Author
from tests.scenarios import flagship, load, scenario

DRAWN = min(int(os.environ.get("EXERCISE_DIFFERENTIAL", "0")), 200) or 25


def check(loaded: Loaded, found: Reach, seed: int, player: str, absent: tuple[str, ...] = ()) -> None:
    """Plays a scenario and holds every state that it comes to against what was said to be possible."""
    chairs: dict[str, Chair] = {team: Empty() if team in absent else Computer(player) for team in loaded.model.team_ids}
    session, rules, always = rehearse(loaded, seed, chairs), loaded.rules, ever(loaded.program)
    world = rules.start(seed, [team for team in loaded.model.team_ids if team not in absent])
    for told in session.all_events():
        world = rules.apply(world, told.event)
        if told.event.type == "inject_delivered":
            assert found.injects[str(told.event.data["inject"])] <= told.turn
        elif told.event.type == "carried_out":
            assert found.orders[str(told.event.data["team"]), str(told.event.data["action"])] <= told.turn
        elif told.event.type in ("turn_opened", "turn_resolved"):
            for name, (low, high) in always.items():
                assert low <= world.slots[rules.index[name]] <= high, (told.turn, name)
        if told.event.type == "turn_resolved":
            exit = rules.get(world, clock.EXIT)
            assert not exit or found.exits[exit - 1] <= told.turn
            if not rules.ended(world):
                frame = found.frames[told.turn, rules.get(world, clock.PHASE)]
                for name, (low, high) in frame.items():
                    assert low <= world.slots[rules.index[name]] <= high, (told.turn, name)


@pytest.mark.parametrize("player", ["random", "hawkish", "cautious"])
def test_no_state_of_the_flagship_lies_outside_its_frame(player: str) -> None:
    found = reach(flagship().program)
    for seed in range(8):
        check(flagship(), found, seed, player, ("poland_lithuania",) if seed % 4 == 3 else ())


@settings(max_examples=DRAWN, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(0, 2**64 - 9), st.booleans())
def test_no_state_of_any_scenario_lies_outside_its_frame(luck: Random, first: int, empty: bool) -> None:
    loaded = load(Author(luck).text())
    absent = ("cedar",) if empty and "cedar" in loaded.model.team_ids else ()
    found = reach(loaded.program)
    for seed in range(first, first + 4):
        check(loaded, found, seed, "random", absent)


# --- what can be proved ----------------------------------------------------------------------------------------------


def reached(**sections: str) -> tuple[Reach, Loaded]:
    """What can come about in the smallest crisis with these sections."""
    loaded = load(scenario(**sections))
    return reach(loaded.program), loaded


def exits(**sections: str) -> dict[str, int]:
    """The exits that can be taken, with the first turn in which they can."""
    found, loaded = reached(**sections)
    return {loaded.program.exits[place].id: turn for place, turn in found.exits.items()}


SHORT = "{turns: 3, orders: 2}"


def test_numbers_move_no_further_than_orders_and_turns_allow() -> None:
    push = "push: {by: [north], effects: {change: {heat: +9}}}"
    more = (
        f"{push}\nshove: {{by: [north], effects: {{change: {{heat: +8}}}}}}\npat: {{effects: {{change: {{heat: +1}}}}}}"
    )
    for limit, turn in ((68, 1), (69, 2), (86, 2), (87, 3), (104, 3), (105, None)):
        ends = f"far: {{when: heat >= {limit}}}\nopen: {{otherwise: yes}}"
        found = exits(clock=SHORT, tracks="heat: {start: 50, range: 0..200}", actions=more, endings=ends)
        assert found.get("ending/far") == turn, limit


def test_what_happens_once_is_counted_once() -> None:
    warm = "effects: {change: {heat: +5}}"
    sections = {
        "clock": SHORT,
        "injects": f"storm: {{at: turn 1 + 2m, {warm}}}\nleak: {{at: turn 2, {warm}}}",
    }
    for limit, turn in ((55, 1), (56, 2), (60, 2), (61, None)):
        ends = f"hot: {{when: heat >= {limit}}}\nopen: {{otherwise: yes}}"
        assert exits(**sections, endings=ends).get("ending/hot") == turn, limit


def test_a_line_that_nothing_opens_is_never_used() -> None:
    ends = "spoke: {when: used(line)}\nopen: {otherwise: yes}"
    line = "line: {between: [north, south], status: %s}"
    assert "ending/spoke" not in exits(channels=line % "cut", endings=ends)
    assert exits(channels=line % "silent", endings=ends)["ending/spoke"] == 2
    assert exits(channels=line % "open", endings=ends)["ending/spoke"] == 1


def test_an_agreement_without_a_line_never_comes_into_force() -> None:
    sections = {
        "agreements": "pact: {status: none}",
        "endings": "agreed: {when: in_force(pact)}\nopen: {otherwise: yes}",
    }
    line = "line: {status: %s}"
    assert "ending/agreed" not in exits(**sections, channels=line % "cut")
    assert exits(**sections, channels=line % "open")["ending/agreed"] == 1


def test_a_phase_is_reached_through_those_before_it() -> None:
    phases = "one: {branches: [{to: two}]}\ntwo: {branches: [{to: three, when: took(march)}]}\nthree:\nfour:"
    found, loaded = reached(phases=phases, actions="march: {by: [north], in: [two]}")
    assert {loaded.model.phases[place].id: turn for place, turn in found.phases.items()} == {
        "one": 1,
        "two": 2,
        "three": 3,
    }
    assert found.orders == {("north", "march"): 2}


def test_what_a_branch_rules_out_those_behind_it_do_not_see() -> None:
    phases = "one: {branches: [{to: two, when: heat >= 50}, {to: three, when: heat >= 45}]}\ntwo:\nthree:"
    actions = "cool: {effects: {change: {heat: -%s}}}"
    assert "one/1/three" not in exits(phases=phases, clock="{turns: 2, orders: 1}", actions="wait: {by: [north]}")
    assert exits(phases=phases, clock="{turns: 2}", actions=actions % 2)["one/1/three"] == 1


def test_an_inject_that_waits_for_what_never_happens_never_comes() -> None:
    found, _loaded = reached(
        channels="line: {status: cut}",
        injects="early: {when: used(line)}\nlate: {at: turn 99}\nhand: {by_hand: yes}\ndue: {at: turn 2}",
    )
    assert found.injects == {"due": 2}


def test_every_frame_knows_the_drafts_and_the_deliveries() -> None:
    found, loaded = reached(injects="due: {at: turn 2}")
    frame = found.frames[2, 0]
    assert frame[injects.delivered("due").name] == (1, 1)
    assert frame[orders.draft("north", "march").name] == (0, 1)
    assert loaded.model.turns == 10
