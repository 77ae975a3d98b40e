"""State is a fold over events, and the rules are pure functions of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from exercise.engine.events import Event
from exercise.engine.rules import Rules
from exercise.engine.snapshot import snapshot
from exercise.engine.world import World
from exercise.scenario.loader import Loaded
from tests.engine.playing import played
from tests.engine.secretive import SECRETIVE
from tests.scenarios import Table, flagship, load, scenario

SCENARIOS: dict[str, Callable[[], Loaded]] = {"flagship": flagship, "secretive": lambda: load(SECRETIVE)}


def folded(rules: Rules, world: World, events: list[Event]) -> World:
    """The world after these events."""
    for event in events:
        world = rules.apply(world, event)
    return world


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("seed", range(5))
def test_the_live_world_is_the_fold_of_its_events(name: str, seed: int) -> None:
    table = played(SCENARIOS[name](), seed)
    again = folded(table.rules, table.rules.start(seed), table.events)
    assert again == table.world
    assert again.digest(table.rules.index) == table.digest


@pytest.mark.parametrize("name", SCENARIOS)
def test_after_every_event_there_is_a_world_that_can_be_looked_at(name: str) -> None:
    table = played(SCENARIOS[name](), 3)
    team, world = table.model.team_ids[0], table.rules.start(3)
    for event in table.events:
        world = table.rules.apply(world, event)
        assert snapshot(table.rules, world, team).team == team
    assert world == table.world


def test_apply_changes_nothing_but_makes_a_new_world() -> None:
    table = played(flagship(), 2)
    world = table.rules.start(2)
    for event in table.events:
        before = (world.slots, world.seed, world.post)
        once, twice = table.rules.apply(world, event), table.rules.apply(world, event)
        assert once == twice
        assert (world.slots, world.seed, world.post) == before
        world = once


def test_asking_what_would_happen_changes_nothing() -> None:
    table = Table(flagship(), 4)
    world = table.world
    before = (world.slots, world.post)
    for team in table.model.team_ids:
        for move in table.rules.legal(world, team):
            assert table.rules.decide(world, team, move.words) == table.rules.decide(world, team, move.words)
    assert table.rules.resolve(world) == table.rules.resolve(world)
    assert table.rules.open_turn(world) == table.rules.open_turn(world)
    assert table.rules.interlude(world, 3) == table.rules.interlude(world, 3)
    assert (world.slots, world.post) == before


def test_other_rules_of_the_same_scenario_go_on_with_the_same_world() -> None:
    """Nothing of an exercise is kept in the rules."""
    loaded = flagship()
    other = Rules(loaded.model)
    table = played(loaded, 6)
    assert folded(other, other.start(6), table.events) == table.world


def test_the_digest_reads_the_slots_and_neither_seed_nor_letters() -> None:
    table = Table(flagship(), 1)
    world = table.world
    assert World(world.slots, 99).digest(table.rules.index) == table.digest
    changed = World((world.slots[0] + 1, *world.slots[1:]), world.seed)
    assert changed.digest(table.rules.index) != table.digest
    backwards = dict(reversed(list(table.rules.index.items())))
    assert world.digest(backwards) == table.digest
    assert World((1, 20), 5).digest({"b": 0, "a": 1}) == hashlib.sha256(b"a=20\nb=1\n").hexdigest()


def test_all_numbers_of_events_are_whole_and_fit_into_a_log() -> None:
    def numbers(value: object) -> list[object]:
        if isinstance(value, dict):
            return [number for one in value.values() for number in numbers(one)]
        return [value] if not isinstance(value, (str, bool, type(None))) else []

    for name, loaded in SCENARIOS.items():
        for event in played(loaded(), 8).events:
            for number in numbers(dict(event.data)):
                assert type(number) is int, (name, event)
                assert abs(number) < 2**53


def test_a_refused_move_leaves_no_event() -> None:
    table = Table(scenario())
    world, events = table.world, len(table.events)
    table.refused("north: order nothing")
    table.refused("nobody: lock")
    assert table.world is world
    assert len(table.events) == events


HOSTILE = ["", " ", "order", "order ", "order march now", "ORDER march", "order __class__", "lock\n", "order {0}", "💥"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_mean_nothing_are_refused(words: str) -> None:
    table = Table(scenario())
    assert table.refused(f"north: {words}") == "unknown_act"
