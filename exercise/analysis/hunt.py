"""Who plays on when something is still missing: those under whom the crisis came nearest to it.

How near a state is to a condition is reckoned as in search-based testing: by how much its numbers are off, added up
over what must hold together, the least over what may hold instead. After McMinn, "Search-based software test data
generation" (2004). Half of the runs go on with anybody, so that nothing is given up for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.asking import Asked
from exercise.analysis.batch import table_numbers
from exercise.analysis.lines import Column
from exercise.analysis.luck import Drawer, Luck, turn_base
from exercise.engine import chance
from exercise.engine.expression import ONE, ZERO, Expr, Op, op
from exercise.engine.mechanisms import clock
from exercise.engine.program import Exit, Program
from exercise.session.players import temperaments

Codes = NDArray[np.int64]

OFF = 100
"""What a fact that is not as it should be counts."""
NOWHERE = 1 << 40
BEST = 200
"""So many of the nearest runs say who plays on."""
MOST_TABLES = 10_000
DOUBT = 20
"""So many runs without success are added to those of every table: one lucky run is no proof of skill."""


def distance(expr: Expr, holds: bool = True) -> Expr:
    """How far a state is from this being so (or not so): 0 where it is."""
    match expr:
        case Op("not", (item,)):
            return distance(item, not holds)
        case Op("and" | "or" as name, args):
            parts = [distance(arg, holds) for arg in args]
            return reduce(lambda one, other: op("add" if (name == "and") is holds else "min", one, other), parts)
        case Op("lt" | "le" as name, (left, right)) if not holds:
            return distance(op("le" if name == "lt" else "lt", right, left))
        case Op("le", (left, right)):
            return op("max", op("sub", left, right), 0)
        case Op("lt", (left, right)):
            return op("max", op("add", op("sub", left, right), 1), 0)
        case Op("eq" | "ne" as name, (left, right)) if (name == "eq") is holds:
            return op("max", op("sub", left, right), op("sub", right, left))
    return op("if", expr, ZERO if holds else OFF, OFF if holds else ZERO)


class Hunt:
    """Learns which players come near to exits that no run has taken. A table is a number: one digit for each team."""

    def __init__(self, program: Program) -> None:
        self.model = program.model
        self.names: tuple[str, ...] = temperaments(self.model)
        self._numbers = table_numbers(self.model, self.names)
        self.tables: int = len(self.names) ** len(self.model.team_ids)
        self._asked = [Asked([op("if", _here(way), distance(way.guard), NOWHERE)]) for way in program.exits]
        self._played: Codes = np.zeros(min(self.tables, MOST_TABLES), np.int64)
        self._nearest: dict[int, tuple[Codes, Codes]] = {}

    @property
    def worthwhile(self) -> bool:
        """There are few enough tables to learn about each."""
        return self.tables <= MOST_TABLES

    @property
    def needs(self) -> set[str]:
        """The slots that it looks at."""
        return {name for asked in self._asked for name in asked.needs}

    def distances(self, goal: int, turn: int, columns: Mapping[str, Column]) -> Column:
        """How far each row is from taking an exit, after a turn; only from where it can be taken is it near."""
        return self._asked[goal].of(turn, columns)[0]

    def tables_for(self, goal: int, seeds: Luck) -> Codes:
        """A table for each of these runs: every other one is of those that came nearest."""
        drawer, base = Drawer(), turn_base(seeds, 0)
        found: Codes = drawer.draw(base, chance.address_id("hunt/anybody"), self.tables)
        if goal in self._nearest:
            codes = self._nearest[goal][1]
            weights = 1_000_000 * np.bincount(codes, minlength=self.tables) // (self._played + DOUBT)
            ends = np.cumsum(weights)
            drawn = drawer.draw(base, chance.address_id("hunt/nearest"), int(ends[-1]))
            found[::2] = np.searchsorted(ends, drawn, "right")[::2]
        return found

    def moods(self, codes: Codes) -> dict[str, Column]:
        """For each team the number by which a turn knows its player, row by row."""
        return {team: self._numbers.take(self._digit(codes, place)) for place, team in enumerate(self.model.team_ids)}

    def words(self, code: int) -> str:
        """The players of a table, as a spec."""
        teams = enumerate(self.model.team_ids)
        return ",".join(f"{team}={self.names[int(self._digit(code, place))]}" for place, team in teams)

    def _digit(self, codes: Codes | int, place: int) -> Codes:
        return np.asarray(codes // len(self.names) ** place % len(self.names))

    def learn(self, goal: int, codes: Codes, nearest: Codes) -> None:
        """How near these tables came, at the nearest."""
        self._played += np.bincount(codes, minlength=self.tables)
        known = self._nearest.get(goal, (codes[:0], codes[:0]))
        came = nearest < NOWHERE
        far, who = np.append(known[0], nearest[came]), np.append(known[1], codes[came])
        if len(far):
            order = np.argsort(far, kind="stable")[:BEST]
            self._nearest[goal] = far[order], who[order]


def goals(program: Program, missing: Sequence[tuple[str, ...]]) -> list[int]:
    """The exits that would show something of what is missing, by their places."""
    wanted = {key[:2] for key in missing}
    return [place for place, way in enumerate(program.exits) if not wanted.isdisjoint(_shown(way, program))]


def _shown(way: Exit, program: Program) -> set[tuple[str, str]]:
    found = {("branch", way.id)}
    if way.phase is not None:
        found.add(("phase", program.model.phases[way.phase].id))
    if way.ending is not None:
        found.add(("ending", program.model.endings[way.ending].id))
    return found


def _here(way: Exit) -> Expr:
    return ONE if way.source is None else op("eq", clock.PHASE, way.source)
