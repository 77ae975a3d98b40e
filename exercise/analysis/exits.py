"""The crisis's decision over columns: the way on comes from one table instead of a guard for each way.

What guards ask of one slot with few values makes classes of that slot's values, fewer within each phase; whatever else
they ask is one bit. Phase, classes and bits together are a key, and a table has the first way on that holds for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import prod

import numpy as np

from exercise.analysis.lines import Column, Frame
from exercise.analysis.luck import Truths
from exercise.analysis.values import FALSE, Value, constant
from exercise.analysis.writer import Writer
from exercise.engine.expression import OPERATIONS, AtLock, Const, Draw, Expr, Op, Pick, Sieve, Slot, reads, walk
from exercise.engine.mechanisms import clock
from exercise.engine.program import Exit

_MOST_ENTRIES = 1 << 12
_MOST_VALUES = 256


@dataclass
class _Asked:
    """All that guards ask, sorted by what it depends on; of phases and of slots with few values, for each value."""

    settled: dict[Expr, bool] = field(default_factory=dict)
    phase: dict[Expr, Truths] = field(default_factory=dict)
    slots: dict[str, dict[Expr, Truths]] = field(default_factory=dict)
    others: dict[Expr, Value] = field(default_factory=dict)


def decided(write: Writer, exits: Sequence[Exit], frame: Frame, phases: int) -> Value | None:
    """The number of the first exit whose guard holds, 0 for none; None where the table would be large."""
    asked, phase = _asked(write, exits, frame), frame[clock.PHASE.name]
    asks = [(way.source, set(_atoms(way.guard))) for way in exits]
    classes = {name: _classes(asks, truths, phases) for name, truths in asked.slots.items()}
    each = prod(int(found.max()) + 1 for found in classes.values()) << len(asked.others)
    if each * phases > _MOST_ENTRIES:
        return None
    keys = np.arange(phases * each)
    number, rest = keys // each, keys % each
    known: dict[Expr, Truths] = {atom: np.full(len(keys), holds) for atom, holds in asked.settled.items()}
    known |= {atom: truths[number] for atom, truths in asked.phase.items()}
    key = write.operation("mul", [phase, constant(each)])
    stride = 1
    for name, found in classes.items():
        key = write.operation("add", [key, _class(write, phase, frame[name], found * stride)])
        size = int(found.max()) + 1
        examples = np.stack([(found == one).argmax(axis=1) for one in range(size)])[rest // stride % size, number]
        known |= {atom: truths[examples] for atom, truths in asked.slots[name].items()}
        stride *= size
    for atom, truth in asked.others.items():
        key = write.operation("add", [key, write.chosen(truth, constant(stride), FALSE)])
        known[atom] = rest // stride % 2 == 1
        stride *= 2
    write.know(phase, key, tuple(number.tolist()))
    return write.keyed(key, _ways(exits, known, number))


def _class(write: Writer, phase: Value, value: Value, classes: Column) -> Value:
    """The class of a value in the present phase."""
    place = write.operation("add", [write.operation("mul", [phase, constant(classes.shape[1])]), value])
    place = write.operation("sub", [place, constant(value.low)])
    return write.entry(tuple(classes.ravel().tolist()), place)


def _ways(exits: Sequence[Exit], known: Mapping[Expr, Truths], phase: Column) -> tuple[int, ...]:
    """The first way on for every key."""
    taken = np.zeros(len(phase), dtype=np.int64)
    for number, way in reversed(list(enumerate(exits, 1))):
        holds = _holds(way.guard, known, len(phase))
        taken[holds if way.source is None else holds & (phase == way.source)] = number
    return tuple(taken.tolist())


def _asked(write: Writer, exits: Sequence[Exit], frame: Frame) -> _Asked:
    asked = _Asked()
    for atom in dict.fromkeys(atom for way in exits for atom in _atoms(way.guard)):
        truth, names = write.truth(atom, frame), reads(atom)
        if truth.constant:
            asked.settled[atom] = truth.low > 0
            continue
        name = next(iter(names)) if len(names) == 1 else ""
        value = frame.get(name, truth)
        at_once = not any(isinstance(node, Draw | Sieve | AtLock) for node in walk(atom))
        if not (at_once and name) or value.alone or value.high - value.low >= _MOST_VALUES:
            asked.others[atom] = truth
            continue
        truths = _evaluated(atom, np.arange(value.low, value.high + 1)) != 0
        (asked.phase if name == clock.PHASE.name else asked.slots.setdefault(name, {}))[atom] = truths
    return asked


def _atoms(expr: Expr) -> Iterator[Expr]:
    """What is joined by and, or, not."""
    if isinstance(expr, Op) and expr.name in ("and", "or", "not"):
        for arg in expr.args:
            yield from _atoms(arg)
    elif not isinstance(expr, Const):
        yield expr


def _classes(asks: Sequence[tuple[int | None, set[Expr]]], truths: Mapping[Expr, Truths], phases: int) -> Column:
    """For each phase the class of each value: values of one class are alike to all guards of the phase."""
    values = len(next(iter(truths.values())))
    found = np.zeros((phases, values), dtype=np.int64)
    for phase in range(phases):
        mine = [atoms for source, atoms in asks if source in (None, phase)]
        alike: dict[tuple[bool, ...], int] = {}
        rows = zip(*(truths[atom].tolist() for atom in truths if any(atom in some for some in mine)), strict=True)
        for place, row in enumerate(rows):
            found[phase, place] = alike.setdefault(row, len(alike))
    return found


def _holds(guard: Expr, known: Mapping[Expr, Truths], keys: int) -> Truths:
    """For every key whether a guard holds."""
    match guard:
        case Const(value):
            return np.full(keys, value != 0)
        case Op("and", args):
            return reduce(np.bitwise_and, [_holds(arg, known, keys) for arg in args])
        case Op("or", args):
            return reduce(np.bitwise_or, [_holds(arg, known, keys) for arg in args])
        case Op("not", (arg,)):
            return ~_holds(arg, known, keys)
    return known[guard]


def _evaluated(expr: Expr, values: Column) -> Column:
    """An expression that reads one slot, for each of these values of it."""
    match expr:
        case Const(number):
            return np.full(len(values), number)
        case Slot():
            return values
        case Pick(index, entries):
            return np.array(entries)[_evaluated(index, values)]
        case Op(name, args):
            parts = [_evaluated(arg, values) for arg in args]
            return _operated(name, parts)
    raise TypeError(f"{expr} is no expression over one slot")


def _operated(name: str, parts: list[Column]) -> Column:
    found: Column
    match name:
        case "and":
            found = np.min([part != 0 for part in parts], axis=0)
        case "or":
            found = np.max([part != 0 for part in parts], axis=0)
        case "not":
            found = parts[0] == 0
        case "if":
            found = np.where(parts[0] != 0, parts[1], parts[2])
        case _:
            found = np.frompyfunc(OPERATIONS[name].does, len(parts), 1)(*parts)
    return found.astype(np.int64)
