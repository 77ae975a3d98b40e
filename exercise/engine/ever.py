"""What each slot can ever hold, at any time of any exercise: one frame for all turns and phases.

Coarser than `reach` and much quicker: whatever can be written to a slot is written, as soon as what allows it can hold,
until nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exercise.engine.bounds import FAR, Bounds, Interval, bits_or, hull
from exercise.engine.expression import Expr
from exercise.engine.frames import Frame, held
from exercise.engine.mechanisms import clock, injects, orders, table
from exercise.engine.program import Change, Program, SlotSpec, Step

_PATIENCE = 8
"""So often a slot may widen before it counts as unbounded."""

_UNREAD = (Step.PERCEIVE, Step.ESTIMATES)
"""What teams perceive and estimate may be anything here: it is much to read, and says little of all times together."""


@dataclass(slots=True)
class _Deed:
    """Something that may be written: a block of a step, or a move, with all that must hold for it."""

    needs: tuple[Expr, ...]
    changes: tuple[Change, ...]


def ever(program: Program, free: Mapping[str, Interval] | None = None) -> Frame:
    """The least and greatest value of every slot; `free` says what slots may hold besides, by hands from outside."""
    specs = {spec.name: spec for spec in program.slots}
    now = {name: Bounds({}).of(spec.start) for name, spec in specs.items()}
    now.update({name: hull(now[name], interval) for name, interval in (free or {}).items() if name in now})
    now.update({change.slot: _any(specs[change.slot]) for change in _unread(program)})
    now.update(fixed := _fixed(program))
    waiting, done, patience = list(_deeds(program)), list[Change](), _PATIENCE
    while True:
        before, still, bounds = dict(now), list[_Deed](), Bounds(now)
        for one in waiting:
            if all(map(bounds.possible, one.needs)):
                done += (change for change in one.changes if change.slot not in fixed)
            else:
                still.append(one)
        waiting = still
        for change in done:
            after = _after(specs[change.slot], change, now[change.slot], bounds)
            if after != now[change.slot]:
                now[change.slot], bounds = after, Bounds(now)
        if now == before:
            return now
        patience -= 1
        if patience < 0:
            now.update({name: _any(specs[name]) for name, interval in now.items() if interval != before[name]})


def _deeds(program: Program) -> Iterator[_Deed]:
    for step, blocks in program.blocks.items():
        if step not in _UNREAD:
            yield from (_Deed((block.guard,), block.changes) for block in blocks if block.changes)
    for move in program.moves.values():
        yield _Deed(tuple(need.holds for need in move.needs), move.writes)


def _unread(program: Program) -> Iterator[Change]:
    for step in _UNREAD:
        yield from (change for block in program.blocks[step] for change in block.changes)


def _fixed(program: Program) -> Frame:
    """What counts turns, phases and teams, and what a team has spent of its budget."""
    model = program.model
    longest = max(phase.turn for phase in model.phases) + max((way.jump for way in program.exits), default=0)
    return {
        clock.MOVE.name: (0, model.turns),
        clock.TURN.name: (0, model.turns),
        clock.MINUTES.name: (0, model.turns * longest),
        clock.MINUTE.name: (0, injects.TO_THE_LOCK),
        clock.PHASE.name: (0, len(model.phases) - 1),
        clock.EXIT.name: (0, len(program.exits)),
        clock.ENDING.name: (0, len(model.endings)),
        table.PRESENT.name: (0, model.mask(model.team_ids)),
        **{orders.spent(team).name: (0, model.orders) for team in model.team_ids},
    }


def _after(spec: SlotSpec, change: Change, before: Interval, bounds: Bounds) -> Interval:
    value = bounds.of(change.value)
    match change.kind:
        case "put":
            return held(spec, hull(before, value))
        case "mark":
            return held(spec, hull(before, bits_or(before, value)))
        case _:  # again and again
            low = -FAR if value[0] < 0 else before[0]
            return held(spec, (low, FAR if value[1] > 0 else before[1]))


def _any(spec: SlotSpec) -> Interval:
    return held(spec, (-FAR, FAR))
