"""Between which numbers each slot stays: declared where a range is, found from all that is ever written elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercise.analysis.values import ANY, Interval, union
from exercise.engine.bounds import FAR, Bounds
from exercise.engine.expression import reads
from exercise.engine.mechanisms import clock, injects, table
from exercise.engine.program import Change, Program, SlotSpec

_ROUNDS = 6
"""So often bounds may widen before a slot counts as unbounded: most are found in three."""

_OFTEN = 4
"""At most so often in a turn a step is taken, or one team looks at a matter."""


def slot_ranges(program: Program) -> Mapping[str, Interval]:
    """The bounds of every slot."""
    fixed = _fixed(program)
    written = _written(program)
    starts = {spec.name: Bounds({}).of(spec.start) for spec in program.slots}
    found = {name: fixed.get(name, start) for name, start in starts.items()}
    waiting = [spec for spec in program.slots if spec.name not in fixed]
    needs = {spec.name: {spec.name, *_read(written.get(spec.name, []))} for spec in waiting}
    attempt = 0
    while waiting:
        bounds, attempt = Bounds(found), attempt + 1
        wider = {spec.name: _reached(spec, found, bounds, written.get(spec.name, []), program) for spec in waiting}
        changed = {name for name, interval in wider.items() if interval != found[name]}
        found.update({name: wider[name] if attempt <= _ROUNDS else ANY for name in changed})
        waiting = [
            spec
            for spec in program.slots
            if spec.name in needs and found[spec.name] != ANY and not needs[spec.name].isdisjoint(changed)
        ]
    return found


def _fixed(program: Program) -> dict[str, Interval]:
    """Slots whose range is declared, and those that the engine itself writes."""
    model = program.model
    known = {spec.name: (spec.low, spec.high) for spec in program.slots}
    declared = {name: (low, high) for name, (low, high) in known.items() if low is not None and high is not None}
    return {
        **declared,
        clock.MOVE.name: (0, model.turns),
        clock.TURN.name: (0, model.turns),
        clock.MINUTE.name: (0, injects.TO_THE_LOCK),
        clock.PHASE.name: (0, len(model.phases) - 1),
        clock.ENDING.name: (0, len(model.endings)),
        clock.EXIT.name: (0, len(program.exits)),
        table.PRESENT.name: (0, model.mask(model.team_ids)),
    }


def _written(program: Program) -> Mapping[str, list[tuple[Change, int]]]:
    """All that is written to each slot, and how often in a turn at most."""
    found: dict[str, list[tuple[Change, int]]] = {}
    for change, often in _changes(program):
        found.setdefault(change.slot, []).append((change, often))
    return found


def _read(changes: list[tuple[Change, int]]) -> set[str]:
    return {name for change, _ in changes for name in reads(change.value)}


def _changes(program: Program) -> Iterator[tuple[Change, int]]:
    for blocks in program.blocks.values():
        for block in blocks:
            yield from ((change, _OFTEN) for change in block.changes)
    for move in program.moves.values():
        yield from ((change, _OFTEN * program.model.orders) for change in move.writes)


def _reached(
    spec: SlotSpec, found: Mapping[str, Interval], bounds: Bounds, changes: list[tuple[Change, int]], program: Program
) -> Interval:
    """The bounds after every turn there can be, as far as what is written is known by now."""
    reached, less, more = union(Bounds({}).of(spec.start), found[spec.name]), 0, 0
    added = False
    for change, often in changes:
        low, high = bounds.of(change.value)
        if low <= -FAR or high >= FAR:
            return ANY
        if change.kind == "add":
            added, less, more = True, less + often * min(low, 0), more + often * max(high, 0)
        elif change.kind == "put":
            reached = union(reached, (low, high))
        elif low < 0 or reached[0] < 0:
            return ANY
        else:
            reached = union(reached, (0, (1 << max(high, reached[1]).bit_length()) - 1))
    if not added:
        return reached
    if any(change.kind == "mark" for change, _ in changes):
        return ANY
    base = _without_adding(spec, bounds, changes)
    return base[0] + less * program.model.turns, base[1] + more * program.model.turns


def _without_adding(spec: SlotSpec, bounds: Bounds, changes: list[tuple[Change, int]]) -> Interval:
    puts = [bounds.of(change.value) for change, _ in changes if change.kind == "put"]
    return union(Bounds({}).of(spec.start), *puts)
