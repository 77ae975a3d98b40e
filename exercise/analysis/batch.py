"""Thousands of playthroughs at once: the program over columns, from the first turn until every row has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from exercise.analysis.columns import Column, Luck, Writer, draw, turn_base
from exercise.analysis.turn import TurnWriter
from exercise.engine import chance
from exercise.engine.mechanisms import clock, table
from exercise.engine.program import Program
from exercise.session.players import TEMPERAMENTS, Temperament

Trace = Callable[[int, Luck, Mapping[str, Column]], None]
"""Called after every turn with its number, the seeds of the rows and their columns."""

Players = Mapping[str, Temperament | None]
"""A temperament for each team; None is `mixed`, drawn from each playthrough's seed."""

_ORDER: tuple[Temperament, ...] = ("random", "cautious", "hawkish", "tit_for_tat")


@dataclass(frozen=True, slots=True)
class Finished:
    """Playthroughs that ended in the same turn: their seeds and final columns."""

    turn: int
    seeds: Luck
    columns: Mapping[str, Column]


class Batch:
    """One scenario, written for columns once."""

    def __init__(self, program: Program, keep: Iterable[str] | None = None) -> None:
        """`keep` names the slots that somebody asks about; None is all of them."""
        self.program = program
        writer = TurnWriter(program, keep)
        self._turn = writer.compiled()
        self.columns = writer.columns

    @cached_property
    def _starts(self) -> Callable[[Luck], tuple[Column | int, ...]]:
        writer = Writer()
        specs = {spec.name: spec for spec in self.program.slots}
        found = {name: writer.number(specs[name].start, {}) for name in self.columns}
        return writer.compiled(("base",), found)

    def play(
        self,
        seeds: Luck,
        players: Players,
        trace: Trace | None = None,
        present: tuple[str, ...] | None = None,
        starts: Mapping[str, int] | None = None,
    ) -> Iterator[Finished]:
        """Plays all seeds to their endings; yields them as they end. `present` are the teams that are played (all, if
        left out); `starts` says which slots begin otherwise than the scenario has it."""
        model = self.program.model
        columns = [self._wide(column, len(seeds)) for column in self._starts(turn_base(seeds, 0))]
        place = {name: number for number, name in enumerate(self.columns)}
        sitting = {table.PRESENT.name: model.mask(model.team_ids if present is None else present)}
        for name, value in {**sitting, **(starts or {})}.items():
            if name in place:
                columns[place[name]] = self._wide(value, len(seeds))
        tables = [self._tables(team, players.get(team), seeds) for team in model.team_ids]
        for move in range(1, model.turns + 1):
            results = self._turn(move, turn_base(seeds, move), *tables, *columns)
            columns = [self._wide(column, len(seeds)) for column in results]
            if trace is not None:
                trace(move, seeds, dict(zip(self.columns, columns, strict=True)))
            ended = columns[place[clock.ENDING.name]] != 0
            if ended.any():
                done = {name: column[ended] for name, column in zip(self.columns, columns, strict=True)}
                yield Finished(move, seeds[ended], done)
                if ended.all():
                    return
                on = ~ended
                columns = [column[on] for column in columns]
                seeds, tables = seeds[on], [one[on] for one in tables]

    @staticmethod
    def _wide(column: Column | int, rows: int) -> Column:
        if isinstance(column, np.ndarray) and column.ndim:
            return column
        return np.full(rows, column, dtype=np.int64)

    @staticmethod
    def _tables(team: str, temperament: Temperament | None, seeds: Luck) -> Column:
        if temperament is not None:
            return np.full(len(seeds), _ORDER.index(temperament), dtype=np.int64)
        return draw(turn_base(seeds, 0), chance.address_id(f"temperament/{team}"), len(TEMPERAMENTS))
