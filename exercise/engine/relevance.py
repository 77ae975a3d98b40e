"""Which slots a question hangs on: those that it reads, and those that what is written to them reads, and so on."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.engine.expression import Expr, reads
from exercise.engine.mechanisms import clock, table
from exercise.engine.program import Program


def relevant(program: Program, asked: Iterable[Expr], also: Iterable[str] = ()) -> frozenset[str]:
    """The names of all slots that the asked expressions and the named slots hang on."""
    sources = _sources(program)
    known = {spec.name for spec in program.slots}
    waiting = {name for expr in asked for name in reads(expr)} | set(also)
    waiting |= {one.name for one in (clock.MOVE, clock.TURN, clock.PHASE, clock.EXIT, clock.ENDING, table.PRESENT)}
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = {name for slot in waiting for name in sources.get(slot, ())} - found
    return frozenset(found & known)


def _sources(program: Program) -> dict[str, set[str]]:
    """For each slot the slots that decide what is written to it."""
    found: dict[str, set[str]] = {}
    for blocks in program.blocks.values():
        for block in blocks:
            guard = reads(block.guard)
            for change in block.changes:
                found.setdefault(change.slot, set()).update(guard, reads(change.value))
    for move in program.moves.values():
        needs = {name for need in move.needs for name in reads(need.holds)}
        for change in move.writes:
            found.setdefault(change.slot, set()).update(needs, reads(change.value))
    return found
