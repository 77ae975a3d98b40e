"""The batch engine against the live one: every slot in every turn of every playthrough, and mutants that must be
caught by the same comparison.

`EXERCISE_DIFFERENTIAL=500` plays that many seeds of the flagship for each table of players; of the scenarios that are
drawn it makes as many, up to 200.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercise.analysis.batch import Batch, Players
from exercise.analysis.lines import Column
from exercise.analysis.luck import Luck
from exercise.analysis.turn import TurnWriter
from exercise.engine.expression import OPERATIONS
from exercise.engine.program import RESOLUTION, Round, Step
from exercise.scenario.loader import Loaded
from exercise.session.players import Chair, Computer, Empty, drawn_temperament
from exercise.session.rehearsal import rehearse
from tests.analysis.authors import Author
from tests.scenarios import flagship, load, scenario

SIZE = int(os.environ.get("EXERCISE_DIFFERENTIAL", "0"))
SEEDS = SIZE or 40
DRAWN = min(SIZE, 200) or 30

TABLES: Mapping[str, Players] = {
    "mixed": {},
    "random": dict.fromkeys(("nato", "russia", "poland_lithuania"), "random"),
    "hawks": {"nato": "hawkish", "russia": "hawkish", "poland_lithuania": "cautious"},
    "mirrors": {"nato": "tit_for_tat", "russia": "tit_for_tat", "poland_lithuania": None},
}


@dataclass(frozen=True)
class Difference:
    """Where the two engines part: the first slot of a turn that is not the same."""

    seed: int
    turn: int
    slot: str
    live: int
    batch: int


def chairs(loaded: Loaded, players: Players, seed: int, absent: tuple[str, ...]) -> dict[str, Chair]:
    """The table of a live playthrough."""

    def chair(team: str) -> Chair:
        temperament: str | None = players.get(team)
        return Empty() if team in absent else Computer(temperament or drawn_temperament(seed, team))

    return {team: chair(team) for team in loaded.model.team_ids}


def live(loaded: Loaded, players: Players, seed: int, absent: tuple[str, ...] = ()) -> list[tuple[int, ...]]:
    """The state after each turn, as the live engine plays it."""
    session = rehearse(loaded, seed, chairs(loaded, players, seed, absent))
    present = [team for team in loaded.model.team_ids if team not in absent]
    world, states = loaded.rules.start(seed, present), []
    for told in session.all_events():
        world = loaded.rules.apply(world, told.event)
        if told.event.type == "turn_resolved":
            states.append(world.slots)
    return states


def batched(batch: Batch, players: Players, seeds: Luck, absent: tuple[str, ...] = ()) -> dict[int, list[list[int]]]:
    """The same, as the batch engine plays it: by seed, after each turn."""
    states: dict[int, list[list[int]]] = {int(seed): [] for seed in seeds}

    def trace(move: int, rows: Luck, columns: Mapping[str, Column]) -> None:
        for seed, values in zip(rows, np.stack([columns[name] for name in batch.columns]).T, strict=True):
            assert len(states[int(seed)]) == move - 1
            states[int(seed)].append(values.tolist())

    present = tuple(team for team in batch.program.model.team_ids if team not in absent)
    for finished in batch.play(seeds, players, trace, present):
        for seed in finished.seeds:
            assert len(states[int(seed)]) == finished.turn
    return states


def differences(
    loaded: Loaded, players: Players, seeds: Luck, absent: tuple[str, ...] = (), keep: tuple[str, ...] | None = None
) -> Iterator[Difference]:
    """The first difference of each playthrough that has one."""
    batch = Batch(loaded.program, keep)
    where = [loaded.program.index[name] for name in batch.columns]
    for seed, fast in batched(batch, players, seeds, absent).items():
        slow = [[state[place] for place in where] for state in live(loaded, players, seed, absent)]
        if fast != slow:
            yield _first(batch, seed, slow, fast)


def _first(batch: Batch, seed: int, slow: list[list[int]], fast: list[list[int]]) -> Difference:
    for turn, (one, other) in enumerate(zip(slow, fast, strict=False), 1):
        for name, expected, found in zip(batch.columns, one, other, strict=True):
            if expected != found:
                return Difference(seed, turn, name, expected, found)
    return Difference(seed, min(len(slow), len(fast)) + 1, "the number of turns", len(slow), len(fast))


def differ(seeds: Luck, loaded: Loaded | None = None) -> bool:
    """Whether the comparison finds any difference in the flagship, or a number that no table holds."""
    try:
        return next(differences(loaded or flagship(), {}, seeds), None) is not None
    except IndexError:
        return True


def seeds(number: int, first: int = 0) -> Luck:
    """So many seeds in a row."""
    return np.arange(first, first + number, dtype=np.uint64)


# --- the two engines agree -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_slot_of_every_turn_is_the_live_engines(table: str) -> None:
    assert not list(differences(flagship(), TABLES[table], seeds(SEEDS)))


def test_an_empty_chair_is_empty_in_the_batch_too() -> None:
    assert not list(differences(flagship(), {}, seeds(SEEDS // 4), ("poland_lithuania",)))


def test_the_largest_seeds_are_played_alike() -> None:
    assert not list(differences(flagship(), {}, seeds(4, 2**64 - 4)))


def test_what_is_kept_is_the_same_when_the_rest_is_not_computed() -> None:
    keep = ("track.tension", "agreement.encounter_rules.status", "channel.military_line.used")
    assert not list(differences(flagship(), {}, seeds(SEEDS // 4), keep=keep))


@settings(max_examples=DRAWN, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(0, 2**64 - 9), st.booleans())
def test_scenarios_that_nobody_would_write_are_played_alike(luck: Random, first: int, empty: bool) -> None:
    loaded = load(Author(luck).text())
    absent = ("cedar",) if empty and "cedar" in loaded.model.team_ids else ()
    assert not list(differences(loaded, {"ash": "random"}, seeds(8, first), absent))


@settings(max_examples=DRAWN, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(0, 2**64 - 9))
def test_a_scenario_s_own_players_choose_alike(luck: Random, first: int) -> None:
    loaded = load(Author(luck).text())
    assert not list(differences(loaded, {"ash": "clerk", "birch": "clerk"}, seeds(8, first)))


WAITING = scenario(
    injects="""
        first: {title: First, at: turn 1 + 5m, effects: {set: {heat: 60}}}
        second: {title: Second, at: turn 1 + 2m, when: heat = 60, effects: {change: {heat: +5}}}
        """
)


def test_an_inject_that_waits_for_another_of_the_same_turn_comes_in_that_turn() -> None:
    assert not list(differences(load(WAITING), {}, seeds(1)))


# --- and the comparison would see if they did not --------------------------------------------------------------------


def test_a_sum_that_is_off_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    _mistake(monkeypatch, "add", "({} + {} + 1)")
    assert differ(seeds(4))


@pytest.mark.parametrize(("name", "columns"), [("le", "({} < {})"), ("round_div", "({} // {})"), ("count", "({} & 1)")])
def test_an_operation_that_is_a_little_wrong_is_caught(
    monkeypatch: pytest.MonkeyPatch, name: str, columns: str
) -> None:
    _mistake(monkeypatch, name, columns)
    assert differ(seeds(20))


@pytest.mark.parametrize("step", [Step.BREACHES, Step.STATUSES, Step.EFFECTS, Step.PERCEIVE, Step.SPIRAL, Step.RULES])
def test_a_step_that_is_left_out_is_caught(monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    left = tuple(one for one in RESOLUTION if one is not step)
    monkeypatch.setattr("exercise.analysis.turn.RESOLUTION", left)
    assert differ(seeds(20))


@pytest.mark.parametrize("left_out", list(Round))
def test_a_round_that_is_left_out_is_caught(monkeypatch: pytest.MonkeyPatch, left_out: Round) -> None:
    whole = TurnWriter.round

    def without(self: TurnWriter, one: Round) -> None:
        if one is not left_out:
            whole(self, one)

    monkeypatch.setattr(TurnWriter, "round", without)
    assert differ(seeds(20), council() if left_out is Round.VOICES else None)


def council() -> Loaded:
    """Three seats of a team decide together."""
    seats = "seats: {chair: {}, envoy: {}, general: {}}"
    teams = f"north: {{name: North, brief: B., decides_by: majority, {seats}}}\nsouth: {{name: South, brief: B.}}"
    return load(scenario(teams=teams, actions="march: {name: March, by: [north], effects: {change: {heat: 1}}}"))


def test_several_seats_decide_alike_in_both_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(differences(council(), {}, seeds(20)))
    whole = TurnWriter.step
    monkeypatch.setattr(TurnWriter, "step", lambda self, step: None if step is Step.DECIDE else whole(self, step))
    assert differ(seeds(20), council())


def _mistake(monkeypatch: pytest.MonkeyPatch, name: str, columns: str) -> None:
    mistaken = {**OPERATIONS, name: replace(OPERATIONS[name], columns=columns)}
    monkeypatch.setattr("exercise.analysis.columns.OPERATIONS", mistaken)


IDLE = scenario(temperaments="idle: {name: Idle, orders: {neutral: 0, show_of_force: 0}, nothing: {order: 0}}")


def test_players_to_whom_nothing_weighs_anything_do_nothing_in_either_engine() -> None:
    loaded = load(IDLE)
    assert not list(differences(loaded, dict.fromkeys(loaded.model.team_ids, "idle"), seeds(3)))
