"""Chance is addressed: a draw depends on the seed, the turn and what it is for, and on nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine import chance
from tests.scenarios import Table, load, scenario

FACTS = """
    echo: {name: Echo, start: 0}
    other: {name: Other, start: 0}
    wild: {name: Wild, start: 0}
    fact: {name: Fact, start: no}
    """


def actions(*effects: str, more: str = "") -> str:
    """One action, `roll`, with these effects in this order."""
    return "roll:\n  name: Roll\n  effects:\n" + "\n".join(f"    - {one}" for one in effects) + f"\n{more}"


COIN = "{chance: 50%, change: {echo: +1}}"
SECOND = "{chance: 50%, change: {other: +1}}"


def luck(text: str, track: str, *moves: str, seeds: int = 40) -> list[int]:
    """What a track comes to after one turn with these moves, seed by seed."""
    found = []
    for seed in range(seeds):
        t = Table(text, seed)
        t.turn(*moves)
        found.append(t[track])
    return found


def rolled(*effects: str, track: str = "echo", more: str = "") -> list[int]:
    """What rolling with these effects brings, seed by seed."""
    return luck(scenario(tracks=FACTS, actions=actions(*effects, more=more)), track, "north: order roll")


def test_known_draws_stay_as_they_are() -> None:
    """Logs hold what was drawn, and forks draw again: another generator would be another format."""
    assert chance.mix(0) == 0
    assert chance.mix(1) == 0x5692161D100B05E5
    assert chance.address_id("action/inspect") == 0x4016C2AB92BC5DB2
    base = chance.turn_base(2015, 3)
    drawn = [chance.draw(base, chance.address_id(f"a/{n}"), 100) for n in range(8)]
    assert drawn == [37, 14, 37, 68, 83, 22, 40, 7]


def test_a_chance_comes_about_as_often_as_it_says() -> None:
    found = luck(
        scenario(tracks=FACTS, actions=actions("{chance: 30%, change: {echo: +1}}")),
        "echo",
        "north: order roll",
        seeds=500,
    )
    assert 110 <= sum(found) <= 190


def test_when_the_chance_fails_the_alternative_happens() -> None:
    found = rolled("{chance: 50%, change: {echo: +1}, otherwise: {change: {echo: +2}}}")
    assert set(found) == {1, 2}


def test_an_alternative_may_have_a_chance_and_a_condition_of_its_own() -> None:
    found = rolled(
        "{chance: 0%, otherwise: [{chance: 50%, change: {echo: +1}}, {when: other > 0, change: {echo: +9}}]}"
    )
    assert set(found) == {0, 1}


def test_what_has_no_condition_to_hold_has_no_alternative_either() -> None:
    assert set(rolled("{when: other > 0, chance: 50%, change: {echo: +1}, otherwise: {change: {echo: +2}}}")) == {0}


def test_luck_does_not_change_when_lines_are_reordered() -> None:
    assert rolled(COIN, SECOND) == rolled(SECOND, COIN)


@pytest.mark.parametrize(
    "another",
    [
        SECOND,
        "{chance: 50%, change: {wild: +1}}",
        "{chance: 50%, when: other > 5, change: {echo: +1}}",
        "{chance: 1%, set: {fact: yes}}",
        "{tell: A sound.}",
    ],
)
def test_luck_does_not_change_when_another_effect_is_added(another: str) -> None:
    assert rolled(COIN, another) == rolled(another, COIN) == rolled(COIN)


def test_luck_does_not_change_when_an_amount_is_changed() -> None:
    assert [value * 3 for value in rolled(COIN)] == rolled(COIN.replace("+1", "+3"))


def test_a_greater_chance_keeps_all_luck_that_a_smaller_one_had() -> None:
    less, more = rolled(COIN.replace("50", "30")), rolled(COIN.replace("50", "60"))
    assert all(a <= b for a, b in zip(less, more, strict=True))
    assert less != more


def test_luck_does_not_change_when_another_action_is_added_or_ordered() -> None:
    more = "alarm: {name: Alarm, effects: {chance: 50%, change: {other: +1}}}"
    text = scenario(tracks=FACTS, actions=actions(COIN, more=more))
    assert luck(text, "echo", "north: order roll") == rolled(COIN)
    assert luck(text, "echo", "north: order alarm", "north: order roll", "south: order alarm") == rolled(COIN)


def test_two_effects_of_one_action_have_luck_of_their_own() -> None:
    assert rolled(COIN, SECOND, track="echo") != rolled(COIN, SECOND, track="other")


def test_two_effects_that_are_the_same_have_luck_of_their_own() -> None:
    assert set(rolled(COIN, COIN)) == {0, 1, 2}


def test_two_teams_that_do_the_same_have_luck_of_their_own() -> None:
    text = scenario(tracks=FACTS, actions=actions(COIN))
    assert set(luck(text, "echo", "north: order roll", "south: order roll")) == {0, 1, 2}
    assert luck(text, "echo", "north: order roll") != luck(text, "echo", "south: order roll")


def test_every_turn_has_luck_of_its_own() -> None:
    found = set()
    for seed in range(20):
        t = Table(scenario(tracks=FACTS, actions=actions(COIN)), seed)
        t.turn("north: order roll")
        first = t["echo"]
        t.turn("north: order roll")
        found.add((first, t["echo"] - first))
    assert found == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_what_was_done_before_leaves_later_luck_as_it_is() -> None:
    text = scenario(tracks=FACTS, actions=actions(COIN, more="rest: {name: Rest}"))
    for seed in range(20):
        one, other = Table(text, seed), Table(text, seed)
        one.turn("north: order rest")
        other.turn("south: order roll", "north: order rest")
        before = other["echo"]
        one.turn("north: order roll")
        other.turn("north: order roll")
        assert one["echo"] == other["echo"] - before


def test_breaches_of_two_teams_have_luck_of_their_own() -> None:
    pact = """
        pact: {name: Pact, status: in_force, forbids: [roll], on_breach: {chance: 50%, change: {other: +1}}}
        """
    text = scenario(tracks=FACTS, actions=actions("{change: {echo: +1}}"), agreements=pact)
    assert set(luck(text, "other", "north: order roll", "south: order roll")) == {0, 1, 2}


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**64 - 1), turn=st.integers(0, 200), path=st.text(max_size=20), sides=st.integers(1, 10**6))
def test_a_draw_lies_within_its_sides_and_is_always_the_same(seed: int, turn: int, path: str, sides: int) -> None:
    base, address = chance.turn_base(seed, turn), chance.address_id(path)
    assert 0 <= chance.draw(base, address, sides) < sides
    assert chance.draw(base, address, sides) == chance.draw(base, address, sides)


def test_seeds_next_to_one_another_have_nothing_in_common() -> None:
    address = chance.address_id("a")
    drawn = [chance.draw(chance.turn_base(seed, 1), address, 100) for seed in range(1000)]
    assert len(set(drawn)) == 100
    agree = sum(a == b for a, b in pairwise(drawn))
    assert agree < 30


def test_the_same_seed_gives_the_same_crisis_and_the_text_of_the_seed_does_not_matter() -> None:
    text = scenario(tracks=FACTS, actions=actions(COIN, SECOND))
    big = 2**64 - 1
    digests = set()
    for _ in range(2):
        t = Table(load(text), int(str(big)))
        for _ in range(4):
            t.turn("north: order roll", "south: order roll")
        digests.add(t.digest)
    assert len(digests) == 1
