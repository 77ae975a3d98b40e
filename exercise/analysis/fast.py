"""The batch engine with a compiler: the same turns, written for single numbers and compiled by numba, if it is there.

It is compiled in each process anew: numba cannot find again what it kept of a function without a file of its own.
`interpreted` runs the same source as plain Python, to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.batch import Finished, Players
from exercise.analysis.lanes import LANES, Written, written
from exercise.analysis.lines import KINDS, Column
from exercise.analysis.luck import Luck
from exercise.analysis.ranges import slot_ranges
from exercise.analysis.values import width_of
from exercise.engine import chance, expression
from exercise.engine.compiled import sieve
from exercise.engine.mechanisms import clock, table
from exercise.engine.program import Program

EVER_WORTH_IT = 200_000
"""Fewer runs are over with numpy before any scenario is compiled."""

WORTH_COMPILING = 2_000
"""So many runs for each line of a turn take longer with numpy than to compile it."""

Counts = NDArray[np.int64]
Play = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Played:
    """Runs that were played to their ends: their last turns and what the slots held then, row by row; how often slots
    held something after a turn, and in how many runs each way was taken."""

    seeds: Luck
    turns: Counts
    columns: Mapping[str, Column]
    often: Mapping[str, int]
    ways: Counts

    def finished(self) -> Iterator[tuple[Counts, Finished]]:
        """Turn by turn, with the places of those that ended in it."""
        for turn in np.unique(self.turns).tolist():
            rows = np.flatnonzero(self.turns == turn)
            columns = {name: column.take(rows) for name, column in self.columns.items()}
            yield rows, Finished(turn, self.seeds.take(rows), columns)


class Fast:
    """One scenario for one table of players."""

    def __init__(
        self,
        program: Program,
        players: Players,
        keep: Iterable[str],
        counted: Iterable[str] = (),
        lanes: int = LANES,
    ) -> None:
        """`keep` names the slots that are asked for at the end, `counted` those that are counted in every turn."""
        self.program, self.counted = program, tuple(counted)
        self._ranges = slot_ranges(program)
        self.columns = tuple(sorted({clock.ENDING.name, *keep}))
        self.written = written(program, players, self.columns, self.counted, lanes)

    def compile(self) -> Fast:
        """With numba, at the first play: some seconds, or most of a minute."""
        self._play = _compiled(self.written)
        return self

    def interpret(self) -> Fast:
        """As plain Python, some thousand times slower."""
        self._play = _interpreted(self.written)
        return self

    def play(
        self,
        seeds: Luck,
        present: tuple[str, ...] | None = None,
        starts: Mapping[str, int] | None = None,
    ) -> Played:
        """Plays all seeds to their endings. `present` are the teams that are played (all, if left out); `starts` says
        which slots begin otherwise than the scenario has it."""
        model, size, lanes = self.program.model, len(seeds), self.written.lanes
        sitting = {table.PRESENT.name: model.mask(model.team_ids if present is None else present)}
        places, values = self._otherwise({**sitting, **(starts or {})})
        turns, ends = np.zeros(size, np.int64), np.zeros((len(self.columns), size), np.int64)
        often, ways = np.zeros(len(self.counted), np.int64), np.zeros(len(self.program.exits) + 1, np.int64)
        went, rows = np.full((lanes, len(ways)), -1), np.full(lanes, -1)
        base, x = np.zeros(lanes, np.uint64), np.zeros(self.written.size, np.int64)
        self._play(seeds, places, values, turns, ends, often, ways, went, rows, base, x)
        columns = {
            name: column.astype(KINDS[width_of(self._ranges[name])])
            for name, column in zip(self.columns, ends, strict=True)
        }
        return Played(seeds, turns, columns, dict(zip(self.counted, often.tolist(), strict=True)), ways)

    def _otherwise(self, otherwise: Mapping[str, int]) -> tuple[Counts, Counts]:
        """Where slots begin that begin otherwise, and with what."""
        for name, value in otherwise.items():
            low, high = self._ranges[name]
            if not low <= value <= high:
                raise ValueError(f"{name} cannot begin at {value}: it stays within {low} and {high}")
        known = {self.written.places[name]: value for name, value in otherwise.items() if name in self.written.places}
        return np.array(list(known), np.int64), np.array(list(known.values()), np.int64)


def installed() -> bool:
    """Whether there is a compiler."""
    return find_spec("numba") is not None


def may_compile(runs: int) -> bool:
    """Whether so many runs can be worth a compiler here."""
    return runs >= EVER_WORTH_IT and installed()


def if_worth(
    runs: int, program: Program, players: Players, keep: Iterable[str], counted: Iterable[str] = ()
) -> Fast | None:
    """The scenario compiled, if so many runs are over sooner in this way; none without a compiler."""
    if not may_compile(runs):
        return None
    one = Fast(program, players, keep, counted)
    return one.compile() if runs >= WORTH_COMPILING * one.written.lines else None


# --- plain Python ----------------------------------------------------------------------------------------------------


def _interpreted(code: Written) -> Play:
    space: dict[str, Any] = {
        "table": tuple,
        "whole": int,
        "choose": lambda condition, yes, no: yes if condition else no,
        "draw": chance.draw,
        "reaches": lambda base, address, least: chance.draw(base, address, 1 << 32) >= least,
        "turn_base": chance.turn_base,
        "sieve": sieve,
        "count": int.bit_count,
        "round_div": expression.round_div,
        "ceil_div": expression.ceil_div,
    }
    # Executed: lines over numbered names, no text of a scenario.
    exec(compile(code.source, "<lanes>", "exec"), space)
    play: Play = space["play"]

    def of_whole_numbers(seeds: Luck, places: Counts, values: Counts, *others: Any) -> None:
        *results, rows, base, x = others
        play(seeds.tolist(), places.tolist(), values.tolist(), *results, rows.tolist(), base.tolist(), x.tolist())

    return of_whole_numbers


# --- compiled --------------------------------------------------------------------------------------------------------


def _compiled(code: Written) -> Play:
    from exercise.analysis import fast_functions as functions

    name = "lanes"
    space: dict[str, Any] = {**functions.NAMES, "__name__": name}
    exec(compile(code.source, f"<{name}>", "exec"), space)
    for called, function in list(space.items()):
        if getattr(function, "__module__", "") == name and called != "play":
            space[called] = functions.compiler(no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    play: Play = functions.compiler()(space["play"])
    return play
