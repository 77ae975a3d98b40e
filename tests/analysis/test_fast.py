"""Playthroughs in lanes against columns: the same source as plain Python, always, and compiled where numba is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercise.analysis import fast
from exercise.analysis.batch import Batch, Players
from exercise.analysis.fast import Fast, Played, if_worth
from exercise.analysis.lines import Column
from exercise.analysis.luck import Luck
from exercise.analysis.runs import run_seeds
from exercise.analysis.simulate import simulate
from exercise.engine.expression import OPERATIONS, Meaning
from exercise.engine.mechanisms import clock, orders
from exercise.engine.mechanisms.line import CUT, Line
from exercise.engine.program import Program
from exercise.scenario.loader import Loaded, load_file
from tests.analysis.authors import Author
from tests.analysis.test_batch import TABLES
from tests.scenarios import flagship, load

REFERENCE = Path(__file__).parents[2] / "benchmarks" / "reference.yaml"
SEEDS = 24
compiler = pytest.mark.skipif(not fast.installed(), reason="numba is not installed: pip install crisis-exercise[fast]")


def everything(program: Program) -> tuple[str, ...]:
    """All slots that differ from run to run."""
    return Batch(program).columns


def in_columns(
    program: Program,
    players: Players,
    seeds: Luck,
    present: tuple[str, ...] | None = None,
    starts: dict[str, int] | None = None,
) -> dict[int, tuple[int, list[int]]]:
    """By seed the last turn and all slots, as the batch engine has them."""
    batch, found = Batch(program), {}
    for one in batch.play(seeds, players, None, present, starts):
        for seed, *values in zip(
            one.seeds.tolist(), *(one.columns[name].tolist() for name in batch.columns), strict=True
        ):
            found[seed] = one.turn, values
    return found


def in_lanes(played: Played) -> dict[int, tuple[int, list[int]]]:
    """The same of runs that were played in lanes."""
    rows = zip(
        played.seeds.tolist(), played.turns.tolist(), *(one.tolist() for one in played.columns.values()), strict=True
    )
    return {seed: (turn, values) for seed, turn, *values in rows}


def reference() -> Loaded:
    """The scenario that simulation is measured with."""
    return load_file(REFERENCE)


# --- as plain Python -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_plain_python_ends_as_columns_do(table: str) -> None:
    program, seeds = flagship().program, run_seeds(3, 0, SEEDS)
    lanes = Fast(program, TABLES[table], everything(program), lanes=5).interpret()
    assert in_lanes(lanes.play(seeds)) == in_columns(program, TABLES[table], seeds)


def test_an_empty_chair_and_another_beginning_are_played_alike() -> None:
    program, seeds = flagship().program, run_seeds(4, 0, SEEDS)
    sitting, starts = ("nato", "russia"), {Line("military_line").status.name: CUT}
    lanes = Fast(program, {}, everything(program), lanes=5).interpret()
    assert in_lanes(lanes.play(seeds, sitting, starts)) == in_columns(program, {}, seeds, sitting, starts)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(0, 2**64 - 9))
def test_scenarios_that_nobody_would_write_end_alike(luck: Random, first: int) -> None:
    program = load(Author(luck).text()).program
    seeds = np.arange(first, first + 8, dtype=np.uint64)
    lanes = Fast(program, {}, everything(program), lanes=3).interpret()
    assert in_lanes(lanes.play(seeds)) == in_columns(program, {}, seeds)


def test_a_beginning_out_of_bounds_is_refused() -> None:
    program = reference().program
    lanes = Fast(program, {}, ()).interpret()
    with pytest.raises(ValueError, match="cannot begin at 9"):
        lanes.play(run_seeds(0, 0, 1), starts={Line("hotline").status.name: 9})


def test_what_is_counted_turn_by_turn_is_what_columns_show_turn_by_turn() -> None:
    program, seeds = flagship().program, run_seeds(5, 0, SEEDS)
    drafts = [orders.draft(team, one.id).name for one in program.model.actions for team in one.by]
    often, ways = dict.fromkeys(drafts, 0), np.zeros((SEEDS, len(program.exits) + 1), np.bool_)
    place = {int(seed): number for number, seed in enumerate(seeds)}

    def count(move: int, rows: Luck, columns: Mapping[str, Column]) -> None:
        for name in drafts:
            often[name] += int(np.count_nonzero(columns[name]))
        ways[[place[int(seed)] for seed in rows], columns[clock.EXIT.name]] = True

    for _finished in Batch(program).play(seeds, {}, count):
        pass
    played = Fast(program, {}, (), drafts, lanes=5).interpret().play(seeds)
    assert played.often == often
    assert played.ways[1:].tolist() == np.count_nonzero(ways, axis=0)[1:].tolist()


def test_a_sum_that_is_off_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    mistaken = {**OPERATIONS, "add": Meaning(OPERATIONS["add"].does, "({} + {} + 1)")}
    monkeypatch.setattr("exercise.analysis.scalars.OPERATIONS", mistaken)
    program, seeds = reference().program, run_seeds(0, 0, SEEDS)
    lanes = Fast(program, {}, everything(program), lanes=5).interpret()
    try:
        found = in_lanes(lanes.play(seeds))
    except IndexError:
        return
    assert found != in_columns(program, {}, seeds)


# --- compiled --------------------------------------------------------------------------------------------------------


@compiler
def test_compiled_runs_end_as_columns_do_in_every_slot() -> None:
    program, seeds = reference().program, run_seeds(6, 0, 3_000)
    lanes = Fast(program, {}, everything(program)).compile()
    assert in_lanes(lanes.play(seeds)) == in_columns(program, {}, seeds)


@compiler
def test_totals_are_the_same_with_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = simulate(reference(), 5_000, seed=7, workers=1)
    monkeypatch.setattr(fast, "EVER_WORTH_IT", 1_000)
    assert if_worth(5_000, reference().program, {}, ()) is None
    monkeypatch.setattr(fast, "WORTH_COMPILING", 0)
    assert if_worth(5_000, reference().program, {}, ()) is not None
    assert simulate(reference(), 5_000, seed=7, workers=1) == plain


def test_without_a_compiler_numpy_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "installed", lambda: False)
    assert if_worth(10**9, reference().program, {}, ()) is None
