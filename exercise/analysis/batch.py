"""Thousands of playthroughs at once: the program over columns, from the first turn until every row has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from exercise.analysis.columns import Columns
from exercise.analysis.lines import KINDS, Column
from exercise.analysis.luck import Drawer, Luck, turn_base
from exercise.analysis.ranges import slot_ranges
from exercise.analysis.turn import TURN_OF_ALL, TurnWriter, mirroring
from exercise.analysis.values import constant, given, width_of
from exercise.engine import chance
from exercise.engine.mechanisms import clock, table
from exercise.engine.model import Model
from exercise.engine.program import Program
from exercise.session.players import TEMPERAMENTS

Trace = Callable[[int, Luck, Mapping[str, Column]], None]
"""Called after every turn with its number, the seeds of the rows and their columns."""

Players = Mapping[str, str | None]
"""A temperament for each team; None is `mixed`, drawn from each playthrough's seed."""

DROPPED_AT = 5
"""Rows that have ended are dropped when they are one in so many: before that, to play on with them costs less."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Playthroughs that ended in the same turn: their seeds and final columns."""

    turn: int
    seeds: Luck
    columns: Mapping[str, Column]


Turn = Callable[..., tuple[Column | int, ...]]


@dataclass(frozen=True, slots=True)
class Turns:
    """The beginning, a turn and the last turn as functions of the columns that go from turn to turn, for one table of
    players."""

    columns: tuple[str, ...]
    start: Turn
    turn: Turn
    last: Turn


def table_numbers(model: Model, temperaments: Iterable[str]) -> Column:
    """For each of these temperaments the number by which a turn knows it."""
    tables = list(model.tables)
    known = [tables.index(one) if one in tables else mirroring(model) for one in temperaments]
    return np.array(known, dtype=np.int16)


class Batch:
    """One scenario, written for columns once for every table of players."""

    def __init__(self, program: Program, keep: Iterable[str] | None = None) -> None:
        """`keep` names the slots that somebody asks about; None is all of them."""
        self.program = program
        self._ranges = slot_ranges(program)
        self._kinds = {name: KINDS[width_of(interval)] for name, interval in self._ranges.items()}
        self._written: dict[tuple[str | None, ...], Turns] = {}
        slots = sorted(self._ranges.keys() - TURN_OF_ALL)
        asked = slots if keep is None else {clock.ENDING.name, *keep}
        self.columns = tuple(name for name in slots if name in asked)
        """What comes out: the slots that are asked for. Besides them only what they and the endings depend on is
        computed."""

    def turns(self, players: Players) -> Turns:
        """The turn as these players play it, written the first time that it is asked for."""
        key = tuple(players.get(team) for team in self.program.model.team_ids)
        if key not in self._written:
            self._written[key] = self._turns(players)
        return self._written[key]

    def _turns(self, players: Players) -> Turns:
        """The last turn is written apart: what goes on and what ends is plain there."""
        turns = self.program.model.turns
        first, final = Columns(), Columns()
        move = given("move", (1, max(turns - 1, 1)))
        turn = TurnWriter(self.program, self._ranges, players, first, move)
        last = TurnWriter(self.program, self._ranges, players, final, constant(turns))
        columns = turn.carried({*self.columns, *last.needed(self.columns)})
        return Turns(
            columns,
            self._start(columns),
            self._compiled(turn, first, columns, columns),
            self._compiled(last, final, columns, self.columns),
        )

    def _compiled(self, turn: TurnWriter, lines: Columns, into: tuple[str, ...], out: tuple[str, ...]) -> Turn:
        """A turn as a function of the move's number, the luck of the turn, the players' tables, and these columns."""
        returned = {name: lines.fit(turn.now[name], width_of(self._ranges[name])) for name in out}
        for_all = ("move", "base", *(f"player_{team}" for team in self.program.model.team_ids))
        return lines.compiled((*for_all, *(turn.given[name] for name in into)), returned)

    def _start(self, columns: tuple[str, ...]) -> Turn:
        writer = Columns()
        specs = {spec.name: spec for spec in self.program.slots}
        return writer.compiled(("base",), {name: writer.number(specs[name].start, {}) for name in columns})

    def play(
        self,
        seeds: Luck,
        players: Players,
        trace: Trace | None = None,
        present: tuple[str, ...] | None = None,
        starts: Mapping[str, int] | None = None,
        moods: Mapping[str, Column] | None = None,
    ) -> Iterator[Finished]:
        """Plays all seeds to their endings; yields them as they end. `present` are the teams that are played (all, if
        left out); `starts` says which slots begin otherwise than the scenario has it; `moods` who plays the mixed teams
        in each row, by `table_numbers`, instead of whom its seed draws."""
        model, turns = self.program.model, self.turns(players)
        sitting = {table.PRESENT.name: model.mask(model.team_ids if present is None else present)}
        columns = self._begin(turns, seeds, {**sitting, **(starts or {})})
        chosen = moods or {}
        tables = [
            chosen[team] if team in chosen else self._tables(team, players.get(team), seeds) for team in model.team_ids
        ]
        over = np.zeros(len(seeds), dtype=np.bool_)
        for move in range(1, model.turns + 1):
            last = move == model.turns
            names = self.columns if last else turns.columns
            results = (turns.last if last else turns.turn)(move, turn_base(seeds, move), *tables, *columns)
            columns = [self._wide(name, one, len(seeds)) for name, one in zip(names, results, strict=True)]
            named = dict(zip(names, columns, strict=True))
            asked = {name: named[name] for name in self.columns}
            if trace is not None:
                trace(move, seeds, asked)
            ended = (asked[clock.ENDING.name] != 0) & ~over
            if len(rows := np.flatnonzero(ended)):
                yield Finished(move, seeds.take(rows), {name: column.take(rows) for name, column in asked.items()})
                over |= ended
            gone = int(np.count_nonzero(over))
            if gone == len(seeds):
                return
            if gone * DROPPED_AT >= len(seeds) or (gone and trace is not None):
                on = np.flatnonzero(~over)
                columns = [column.take(on) for column in columns]
                seeds, tables, over = seeds.take(on), [one.take(on) for one in tables], over.take(on)

    def _begin(self, turns: Turns, seeds: Luck, otherwise: Mapping[str, int]) -> list[Column]:
        """The columns before the first turn."""
        values = dict(zip(turns.columns, turns.start(turn_base(seeds, 0)), strict=True))
        for name, value in otherwise.items():
            low, high = self._ranges[name]
            if not low <= value <= high:
                raise ValueError(f"{name} cannot begin at {value}: it stays within {low} and {high}")
            if name in values:
                values[name] = value
        return [self._wide(name, values[name], len(seeds)) for name in turns.columns]

    def _wide(self, name: str, column: Column | int, rows: int) -> Column:
        if isinstance(column, np.ndarray) and column.ndim:
            return column.astype(self._kinds[name], copy=False)
        return np.full(rows, column, dtype=self._kinds[name])

    def _tables(self, team: str, temperament: str | None, seeds: Luck) -> Column:
        """For mixed players the number of each row's table; others are written into the turn."""
        if temperament is not None:
            return np.empty(len(seeds), dtype=np.int8)
        place = chance.address_id(f"temperament/{team}")
        drawn = Drawer().draw(turn_base(seeds, 0), place, len(TEMPERAMENTS), np.int16)
        return table_numbers(self.program.model, TEMPERAMENTS).take(drawn)
