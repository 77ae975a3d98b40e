"""What a change to a crisis is worth: the same runs with it and without, on the same luck, and the difference.

Pairs share a seed, and since chance is addressed and not streamed, all luck that the change does not touch. A variant
is a scenario, or the same one with slots that begin otherwise; `without` lists the channels and agreements of a
scenario, each as the variant in which it is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np

from exercise.analysis.batch import Batch
from exercise.analysis.intervals import Interval, Z, gain, share
from exercise.analysis.lines import Column
from exercise.analysis.luck import Luck
from exercise.analysis.runs import Play, run_seeds
from exercise.analysis.tally import Table
from exercise.analysis.totals import OUTLOOKS, Key, Totals
from exercise.engine.mechanisms import clock, line
from exercise.engine.mechanisms.line import CUT, Line
from exercise.engine.mechanisms.pact import NONE, Pact
from exercise.engine.model import Model
from exercise.engine.program import Program


@dataclass(frozen=True)
class Variant:
    """A crisis under a name of its own; `starts` says which slots begin otherwise than the program has it."""

    id: str
    program: Program
    starts: Mapping[str, int] = field(default_factory=dict)


def without(program: Program) -> list[Variant]:
    """Each channel cut, and each agreement not in force and never proposed, from the start; `channel.line` and
    `agreement.pact` are their ids. Effects of the scenario can still bring them about."""
    model = program.model
    cut = [
        Variant(f"channel.{one.id}", program, {Line(one.id).status.name: CUT})
        for one in model.channels
        if one.kind != "public" and line.STATUS[one.status] != CUT
    ]
    return cut + [
        Variant(f"agreement.{one.id}", _unproposed(program, one.id), {Pact(one.id).status.name: NONE})
        for one in model.agreements
    ]


def _unproposed(program: Program, agreement: str) -> Program:
    """The same crisis in which nobody ever proposes an agreement."""
    moves = {key: move for key, move in program.moves.items() if (move.verb, move.target) != ("propose", agreement)}
    return replace(program, moves=moves)


@dataclass(frozen=True)
class Comparison:
    """What a worker has to know: the crisis as it is, and the variants to set beside it."""

    base: Variant
    variants: tuple[Variant, ...]
    table: Table
    seed: int

    @property
    def plays(self) -> int:
        """As it is and in every variant."""
        return 1 + len(self.variants)

    def begin(self) -> Play:
        """One batch for each program."""
        return _Comparer(self).play


class _Comparer:
    def __init__(self, work: Comparison) -> None:
        self.work = work
        self.batches: dict[int, Batch] = {}
        for one in (work.base, *work.variants):
            if id(one.program) not in self.batches:
                self.batches[id(one.program)] = Batch(one.program, keep=())

    def play(self, first: int, count: int) -> Totals:
        """A chunk of runs, each as it is and in every variant: how many went from which ending to which."""
        seeds = run_seeds(self.work.seed, first, count)
        endings, turns = self._ends(self.work.base, seeds)
        counts: Counter[Key] = Counter()
        for one in self.work.variants:
            others, later = self._ends(one, seeds)
            counts.update(self._moved(one, endings, others))
            for apart, number in zip(*np.unique(later - turns, return_counts=True), strict=True):
                counts["longer", one.id, str(int(apart))] += int(number)
        return Totals(count, counts)

    def _moved(self, variant: Variant, endings: Column, others: Column) -> Counter[Key]:
        names = [ending.id for ending in self.work.base.program.model.endings]
        theirs = [ending.id for ending in variant.program.model.endings]
        wide = len(theirs) + 1
        found: Counter[Key] = Counter()
        for place, number in enumerate(np.bincount(endings * wide + others)):
            if number:
                found["moved", variant.id, names[place // wide - 1], theirs[place % wide - 1]] = int(number)
        return found

    def _ends(self, variant: Variant, seeds: Luck) -> tuple[Column, Column]:
        """The ending and the length of every run, by its place in the chunk. A variant may drop or add teams."""
        table, before = self.work.table, self.work.base.program.model.team_ids
        known = variant.program.model.team_ids
        present = tuple(team for team in known if team in table.present or team not in before)
        order = np.argsort(seeds)
        endings, turns = np.zeros(len(seeds), dtype=np.int64), np.zeros(len(seeds), dtype=np.int64)
        batch = self.batches[id(variant.program)]
        for finished in batch.play(seeds, table.players, present=present, starts=variant.starts):
            rows = order[np.searchsorted(seeds, finished.seeds, sorter=order)]
            endings[rows], turns[rows] = finished.columns[clock.ENDING.name], finished.turn
        return endings, turns


# --- what came of it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """How often an outlook comes as it is and in the variant, and the difference; all from 0 to 1."""

    outlook: str
    before: Interval
    after: Interval
    gain: Interval


@dataclass(frozen=True, slots=True)
class Effect:
    """What a variant does: how many runs end otherwise, how the outlooks shift, and how many turns it adds."""

    variant: str
    otherwise: Interval
    changes: tuple[Change, ...]
    longer: Interval


def effects(totals: Totals, work: Comparison) -> list[Effect]:
    """What each variant does, in their order."""
    return [_effect(totals, work, one) for one in work.variants]


def _effect(totals: Totals, work: Comparison, variant: Variant) -> Effect:
    moved = {key[2:]: number for key, number in totals.counts.items() if key[:2] == ("moved", variant.id)}
    otherwise = sum(number for (before, after), number in moved.items() if before != after)
    outlooks = _outlooks(work.base.program.model), _outlooks(variant.program.model)
    known = {*outlooks[0].values(), *outlooks[1].values()}
    changes = tuple(_change(one, moved, outlooks, totals.runs) for one in OUTLOOKS if one in known)
    return Effect(variant.id, share(otherwise, totals.runs), changes, _longer(totals, variant))


def _outlooks(model: Model) -> Mapping[str, str]:
    return {ending.id: ending.outlook for ending in model.endings}


def _change(
    outlook: str, moved: Mapping[Key, int], outlooks: tuple[Mapping[str, str], Mapping[str, str]], runs: int
) -> Change:
    both = only_before = only_after = 0
    for (one, other), number in moved.items():
        before, after = outlooks[0][one] == outlook, outlooks[1][other] == outlook
        both += number * (before and after)
        only_before += number * (before and not after)
        only_after += number * (after and not before)
    after_all = share(both + only_after, runs)
    return Change(outlook, share(both + only_before, runs), after_all, gain(only_after, only_before, runs))


def _longer(totals: Totals, variant: Variant) -> Interval:
    """By how many turns the runs of the variant are longer, on the average."""
    apart = [(int(key[2]), number) for key, number in totals.counts.items() if key[:2] == ("longer", variant.id)]
    runs = max(totals.runs, 1)
    mean = sum(turns * number for turns, number in apart) / runs
    square = sum(number * (turns - mean) ** 2 for turns, number in apart) / max(runs - 1, 1)
    half = Z * sqrt(square / runs)
    return Interval(mean, mean - half, mean + half)
