"""What computer players pick, over columns: what is legal makes a key, and tables say how many sides the draw has and
which move it falls on.

Where the tables would be large, bounds are added up row by row instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from exercise.analysis.values import FALSE, Value, constant
from exercise.analysis.writer import Writer
from exercise.engine.program import Move
from exercise.engine.temperaments import Table
from exercise.session.players import nothing_weighs, weight

_MOST_ENTRIES = 1 << 13
"""Larger tables would push columns out of the processor's cache."""

Row = list[int]
"""What a draw falls on, side by side: 0 for nothing, 1 for the first move."""


Tables = Sequence[Table]


def picked(
    write: Writer, moves: Sequence[Move], parts: Sequence[Value], tables: Tables, mood: Value, address: str
) -> list[Value]:
    """Whether each of these moves is picked by one draw, by the weights of the player's table, whose place is its
    mood; `parts` says which can be."""
    atoms = list(dict.fromkeys(part for part in parts if not part.constant))
    moods = tables[mood.low : mood.low + 1] if mood.constant else tables
    most = max(len(_row(moves, [True] * len(moves), table)) for table in moods)
    if not most:  # nobody who plays here gives any of it a weight
        return [FALSE] * len(moves)
    if len(moods) * most << len(atoms) > _MOST_ENTRIES:
        return _added_up(write, moves, parts, tables, mood, address)
    rows = [
        _row(moves, [part.low > 0 or (part in atoms and bits >> atoms.index(part) & 1 > 0) for part in parts], table)
        for bits in range(1 << len(atoms))
        for table in moods
    ]
    if len(atoms) == 1 and len(moods) == 1 and not any(rows[0]):
        return _together(write, parts, rows[1], address)
    key = write.operation("mul", [_key(write, atoms), constant(len(moods))])
    key = key if mood.constant else write.operation("add", [key, mood])
    sides = write.entry(tuple(len(row) for row in rows), key, np.uint64)
    drawn = write.draw(address, sides)
    place = write.operation("add", [write.operation("mul", [key, constant(most)]), drawn])
    chosen = write.entry(tuple(one for row in rows for one in row + [0] * (most - len(row))), place, np.int8)
    return [write.operation("eq", [chosen, constant(number)]) for number in range(1, len(moves) + 1)]


def _row(moves: Sequence[Move], legal: Sequence[bool], table: Table) -> Row:
    """What each side of the draw stands for."""
    weights = [weight(table, move) if here else 0 for move, here in zip(moves, legal, strict=True)]
    falls = [number for number, sides in enumerate(weights, 1) for _ in range(sides)]
    return [0] * nothing_weighs(table, moves) + falls


def _key(write: Writer, atoms: Sequence[Value]) -> Value:
    """Truths as the bits of a number."""
    key = FALSE
    for place, atom in enumerate(atoms):
        key = write.operation("add", [key, write.chosen(atom, constant(1 << place), FALSE)])
    return key


def _together(write: Writer, parts: Sequence[Value], row: Row, address: str) -> list[Value]:
    """All can be picked, or none, and then it does not matter what is drawn: the sides are always the same."""
    drawn = write.draw(address, constant(len(row)))
    found = []
    for number, part in enumerate(parts, 1):
        sides = [side for side, falls in enumerate(row) if falls == number]
        if not sides:
            found.append(FALSE)
            continue
        first, last = sides[0], sides[-1]
        if last == len(row) - 1:
            falls = write.operation("le", [constant(first), drawn])
        elif first == last:
            falls = write.operation("eq", [drawn, constant(first)])
        else:
            above = write.operation("le", [constant(first), drawn])
            falls = write.joined("and", [above, write.operation("le", [drawn, constant(last)])])
        found.append(write.joined("and", [part, falls]))
    return found


def _added_up(
    write: Writer, moves: Sequence[Move], parts: Sequence[Value], tables: Tables, mood: Value, address: str
) -> list[Value]:
    """The same by bounds that are added up row by row."""
    running = write.entry(tuple(nothing_weighs(table, moves) for table in tables), mood)
    bounds = [running]
    for move, part in zip(moves, parts, strict=True):
        weights = write.entry(tuple(weight(table, move) for table in tables), mood)
        running = write.operation("add", [running, write.chosen(part, weights, FALSE)])
        bounds.append(running)
    drawn = write.draw(address, running)
    passed = [write.operation("le", [bound, drawn]) for bound in bounds]
    return [
        FALSE if before == after else write.joined("and", [before, write.negated(after)])
        for before, after in pairwise(passed)
    ]
