"""Steps of a turn over frames: for each slot the least and the greatest value that it can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from exercise.engine.bounds import ANY, FAR, Bounds, Interval, bits_or, hull
from exercise.engine.program import Block, Change, Program, SlotSpec, Step

Frame = dict[str, Interval]
Act = tuple[str, str]
"""A team and an action."""


@dataclass(slots=True)
class _Written:
    """What a step may do to one slot."""

    puts: list[tuple[Interval, Bounds | None]] = field(default_factory=list)
    """What is put, and what is known where it is not; None where it always is."""
    adds: list[Interval] = field(default_factory=list)
    ordered: dict[Act, Interval] = field(default_factory=dict)
    """What orders add, by the act; a team can afford only some of them."""
    marks: list[tuple[Interval, bool]] = field(default_factory=list)


class Steps:
    """The steps of a program, as far as they write to some of its slots."""

    def __init__(self, program: Program, slots: frozenset[str]) -> None:
        self.model = program.model
        self._specs = {spec.name: spec for spec in program.slots if spec.name in slots}
        self._blocks: dict[Step, list[tuple[Block, list[Change]]]] = {
            step: [(block, kept) for block in blocks if (kept := [one for one in block.changes if one.slot in slots])]
            for step, blocks in program.blocks.items()
        }

    def run(self, step: Step, frame: Frame, lock: Frame | None = None, adding: bool = True) -> Frame:
        """The frame after a step; without `adding` what the step adds is left out."""
        read = lock if lock is not None and step.reads_lock else frame
        bounds, written = Bounds(read, lock=lock), dict[str, _Written]()
        for block, changes in self._blocks[step]:
            low, high = bounds.of(block.guard)
            if low == high == 0:
                continue
            certain = low > 0 or high < 0
            holds = bounds if certain else bounds.given(block.guard)
            if holds is None:
                continue
            fails = None if certain else bounds.given(block.guard, holds=False)
            for change in changes:
                if adding or change.kind != "add":
                    value = holds.of(change.value)
                    self._note(written.setdefault(change.slot, _Written()), block, change, value, fails)
        return {**frame, **{name: self._settled(self._specs[name], frame[name], one) for name, one in written.items()}}

    def _note(self, written: _Written, block: Block, change: Change, value: Interval, fails: Bounds | None) -> None:
        if change.kind == "put":
            written.puts.append((value, fails))
        elif change.kind == "mark":
            written.marks.append((value, fails is None))
        elif block.cause[0] == "action" and fails is not None:
            act = block.cause[1], block.cause[2]
            low, high = written.ordered.get(act, (0, 0))
            written.ordered[act] = low + min(value[0], 0), high + max(value[1], 0)
        else:
            written.adds.append(value if fails is None else hull(value, (0, 0)))

    def _settled(self, spec: SlotSpec, before: Interval, written: _Written) -> Interval:
        after = _put(spec, before, written.puts) if written.puts else before
        for low, high in (*written.adds, *self._afforded(written.ordered)):
            after = after[0] + low, after[1] + high
        after = held(spec, after)
        for bits, certain in written.marks:
            marked = bits_or(after, bits)
            after = marked if certain else hull(after, marked)
        return held(spec, after)

    def _afforded(self, ordered: Mapping[Act, Interval]) -> Iterable[Interval]:
        """For each team the least and the most that the orders of one turn can add up to."""
        for _team, acts in groupby(sorted(ordered), key=lambda act: act[0]):
            items = [(self.model.action[act[1]], ordered[act]) for act in acts]
            least = -_best([(one.cost, -low) for one, (low, _high) in items], self.model.orders)
            yield least, _best([(one.cost, high) for one, (_low, high) in items], self.model.orders)

    # --- within the turn ---------------------------------------------------------------------------------------------

    def interrupt(self, bounds: Bounds, standing: Frame) -> None:
        """What comes at a minute of the turn may come at any moment; what it adds stands apart."""
        for block, changes in self._blocks[Step.INTERLUDE]:
            if bounds.possible(block.guard):
                for change in changes:
                    if change.kind != "add":
                        standing[change.slot] = self.perhaps(change, bounds.of(change.value), standing[change.slot])

    def with_added(self, standing: Frame, bounds: Bounds) -> Frame:
        """With what is added at a minute of the turn: by an inject, and so at most once."""
        written: dict[str, _Written] = {}
        for block, changes in self._blocks[Step.INTERLUDE]:
            adds = [change for change in changes if change.kind == "add"]
            if adds and bounds.possible(block.guard):
                for change in adds:
                    more = hull(bounds.of(change.value), (0, 0))
                    written.setdefault(change.slot, _Written()).adds.append(more)
        added = {name: self._settled(self._specs[name], standing[name], one) for name, one in written.items()}
        return {**standing, **{name: hull(standing[name], interval) for name, interval in added.items()}}

    def perhaps(self, change: Change, value: Interval, before: Interval) -> Interval:
        """A slot to which something is written, or not."""
        spec = self._specs[change.slot]
        match change.kind:
            case "put":
                return held(spec, hull(before, value))
            case "mark":
                return held(spec, hull(before, bits_or(before, value)))
            case _:
                return held(spec, ANY)


def held(spec: SlotSpec, interval: Interval) -> Interval:
    """An interval within the range of its slot."""
    low, high = max(interval[0], -FAR), min(interval[1], FAR)
    if spec.low is not None:
        low, high = max(low, spec.low), max(high, spec.low)
    if spec.high is not None:
        low, high = min(low, spec.high), min(high, spec.high)
    return low, high


def _put(spec: SlotSpec, before: Interval, puts: list[tuple[Interval, Bounds | None]]) -> Interval:
    """The greatest (or the least) of those that are put, or what was there where none is."""
    better = max if spec.combine == "max" else min
    values = [value for value, _fails in puts]
    kept, certain = before, [value for value, fails in puts if fails is None]
    for _value, fails in puts:
        if fails is not None:
            low, high = fails.at(spec.name, before)
            kept = max(kept[0], low), min(kept[1], high)
    whole = values[0]
    for value in values[1:]:
        whole = hull(whole, value)
    if certain:
        ends = better(low for low, _high in certain), better(high for _low, high in certain)
        return (max(whole[0], ends[0]), whole[1]) if spec.combine == "max" else (whole[0], min(whole[1], ends[1]))
    return whole if kept[0] > kept[1] else hull(whole, kept)


def _best(items: list[tuple[int, int]], budget: int) -> int:
    """The most that things of some cost and worth can be worth together within a budget."""
    best = [0] * (budget + 1)
    for cost, worth in items:
        for left in range(budget, cost - 1, -1):
            best[left] = max(best[left], best[left - cost] + worth)
    return best[budget]
