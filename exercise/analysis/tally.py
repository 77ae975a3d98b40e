"""Chunks of playthroughs played and counted: what was so in each run. This is all that a worker loads.

The batch engine plays them, or the compiled one where that is worth it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.asking import Asked
from exercise.analysis.batch import Batch, Finished, Players
from exercise.analysis.fast import Played, if_worth
from exercise.analysis.lines import Column
from exercise.analysis.luck import Luck
from exercise.analysis.runs import Play, run_seeds
from exercise.analysis.totals import AGREEMENT_FACTS, PARTNERSHIP, Key, Totals, channel_facts
from exercise.engine.expression import Expr
from exercise.engine.mechanisms import clock, injects, orders
from exercise.engine.mechanisms.line import Line
from exercise.engine.mechanisms.pact import IN_FORCE, PROPOSED, STATUS, Pact
from exercise.engine.model import Model
from exercise.engine.program import Program


@dataclass(frozen=True)
class Table:
    """Who plays: a temperament for each team (None is mixed, drawn for each run), and the teams that stay empty."""

    players: Players
    present: tuple[str, ...]


@dataclass(frozen=True)
class Simulation:
    """What a worker has to know."""

    program: Program
    table: Table
    seed: int
    plays: int = 1
    runs: int = 0
    """How many are asked for in all: many are worth a compiler."""

    def begin(self) -> Play:
        """A batch, written once for all chunks of this process."""
        return _Simulator(self).play


class _Simulator:
    """Plays chunks and counts what was so in each run."""

    def __init__(self, work: Simulation) -> None:
        self.work, self.model = work, work.program.model
        self.flags = dict(_flags(self.model))
        self.judgements = _judgements(self.model)
        self.judge = _Judge(list(self.judgements.values()))
        self.drafts = {
            ("action", team, action.id): orders.draft(team, action.id).name
            for action in self.model.actions
            for team in action.by
        }
        keep = {clock.PHASE.name, *self.judge.needs, *(slot for slot, _holds in self.flags.values())}
        drafts = self.drafts.values()
        self.batch = Batch(work.program, {clock.EXIT.name, *drafts, *keep})
        self.fast = if_worth(work.runs, work.program, work.table.players, keep, drafts)

    def play(self, first: int, count: int) -> Totals:
        """One chunk."""
        tally = _Tally(self, first, count)
        seeds = run_seeds(self.work.seed, first, count)
        table = self.work.table
        if self.fast is not None:
            return tally.compiled(self.fast.play(seeds, table.present))
        for finished in self.batch.play(seeds, table.players, tally.turn, table.present):
            tally.finish(finished)
        return tally.totals(np.count_nonzero(tally.went, axis=0))


@dataclass
class _Tally:
    """What a chunk comes to. Rows are known by their place in the chunk, however the batch closes its ranks."""

    simulator: _Simulator
    start: int
    count: int
    counts: Counter[Key] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = np.arange(self.count)
        self.ended = self.rows[:0]
        self.went = np.zeros((self.count, len(self.simulator.work.program.exits) + 1), dtype=np.bool_)

    def turn(self, move: int, seeds: Luck, columns: Mapping[str, Column]) -> None:
        """After a turn: what was carried out in it, and which ways were taken."""
        for key, draft in self.simulator.drafts.items():
            self.counts[key] += int(np.count_nonzero(columns[draft]))
        taken = columns[clock.EXIT.name]
        self.went[self.rows, taken] = True
        over = columns[clock.ENDING.name] != 0
        self.ended, self.rows = self.rows[over], self.rows[~over]

    def compiled(self, played: Played) -> Totals:
        """All of it, of runs that were counted while they were played."""
        for key, draft in self.simulator.drafts.items():
            self.counts[key] += played.often[draft]
        for self.ended, finished in played.finished():
            self.finish(finished)
        return self.totals(played.ways)

    def finish(self, finished: Finished) -> None:
        """Of the runs that ended in this turn: how they ended and what is so at their end."""
        model, columns, counts = self.simulator.model, finished.columns, self.counts
        counts["turns", str(finished.turn)] += len(finished.seeds)
        reached = columns[clock.ENDING.name]
        for place, ending in enumerate(model.endings, 1):
            here = reached == place
            if here.any():
                run = self.start + int(self.ended[here].min())
                self.first[ending.id] = min(run, self.first.get(ending.id, run))
                self._ended(ending.id, ending.outlook, finished.turn, columns[clock.PHASE.name][here])
        for key, (slot, holds) in self.simulator.flags.items():
            counts[key] += int(np.count_nonzero(holds(columns[slot])))
        for key, number in zip(
            self.simulator.judgements, self.simulator.judge.count(finished.turn, columns), strict=True
        ):
            counts[key] += number

    def _ended(self, ending: str, outlook: str, turn: int, phases: Column) -> None:
        self.counts["ending", ending] += len(phases)
        self.counts["outlook", outlook] += len(phases)
        if outlook in PARTNERSHIP:
            for place, number in enumerate(np.bincount(phases)):
                if number:
                    self.counts["off_ramp", self.simulator.model.phases[place].id, str(turn)] += int(number)

    def totals(self, ways: NDArray[np.int64]) -> Totals:
        """All of it; a way that a run took several times counts once."""
        for way, number in zip(self.simulator.work.program.exits, ways[1:], strict=True):
            self.counts["branch", way.id] += int(number)
        return Totals(self.count, +self.counts, self.first)


# --- what is asked of a final state ----------------------------------------------------------------------------------

Truths = NDArray[np.bool_]
_Holds = Callable[[Column], Truths]


def _is_set(column: Column) -> Truths:
    return np.not_equal(column, 0)


def _is_in_force(column: Column) -> Truths:
    return np.equal(column, IN_FORCE)


def _always(column: Column) -> Truths:
    return np.ones(len(column), dtype=np.bool_)


def _flags(model: Model) -> list[tuple[Key, tuple[str, _Holds]]]:
    """Which slot answers a question about the whole run, and how."""
    found: list[tuple[Key, tuple[str, _Holds]]] = []
    for channel in model.channels:
        slots = {"used": Line(channel.id).used, "rang_out": Line(channel.id).rang_out}
        found += [(("channel", channel.id, one), (slots[one].name, _is_set)) for one in channel_facts(channel)]
    for agreement in model.agreements:
        pact = Pact(agreement.id)
        at_start = STATUS[agreement.status] == PROPOSED
        answers: tuple[tuple[str, _Holds], ...] = (
            (pact.status.name, _is_in_force),
            (pact.proposer.name, _always if at_start else _is_set),
            (pact.breached.name, _is_set),
        )
        found += [(("agreement", agreement.id, fact), one) for fact, one in zip(AGREEMENT_FACTS, answers, strict=True)]
    found += [(("inject", one.id), (injects.delivered(one.id).name, _is_set)) for one in model.injects]
    return found


def _judgements(model: Model) -> dict[Key, Expr]:
    """Aims and red lines that a condition judges."""
    return {
        (kind, team.id, str(place)): one.holds
        for team in model.teams
        for kind, some in (("aim", team.aims), ("red_line", team.red_lines))
        for place, one in enumerate(some)
        if one.holds is not None
    }


class _Judge:
    """Conditions over the final columns."""

    def __init__(self, conditions: list[Expr]) -> None:
        self._asked = Asked(conditions, truths=True)
        self.needs = self._asked.needs

    def count(self, turn: int, columns: Mapping[str, Column]) -> list[int]:
        """In how many of these rows each condition holds."""
        return [int(np.count_nonzero(one)) for one in self._asked.of(turn, columns)]
