"""Expressions asked of the columns as they stand after a turn: written once, worked out for all rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from exercise.analysis.columns import Columns
from exercise.analysis.lines import Column
from exercise.analysis.values import FALSE, Value, given
from exercise.engine.bounds import FAR
from exercise.engine.expression import Expr, reads
from exercise.engine.mechanisms import clock


class Asked:
    """Some expressions, and the slots that they read."""

    def __init__(self, asked: Sequence[Expr], truths: bool = False) -> None:
        """With `truths` they are read as yes or no."""
        turn = given("move", (1, FAR))
        shared = {clock.MOVE.name: turn, clock.TURN.name: turn, clock.MINUTE.name: FALSE}
        self.needs = sorted({name for one in asked for name in reads(one)} - shared.keys())
        writer = Columns()
        frame = {**shared, **{name: Value(f"c{place}") for place, name in enumerate(self.needs)}}
        read = writer.truth if truths else writer.number
        answers = {f"{place:06}": read(one, frame) for place, one in enumerate(asked)}
        names = ("move", "base", *(f"c{place}" for place in range(len(self.needs))))
        self._answers: Callable[..., tuple[Any, ...]] = writer.compiled(names, answers)

    def of(self, turn: int, columns: Mapping[str, Column]) -> list[Column]:
        """A column of answers for each of them."""
        rows = len(columns[clock.ENDING.name])
        wide = (columns[name].astype(np.int64) for name in self.needs)
        found = self._answers(turn, columns[clock.ENDING.name], *wide)
        return [np.broadcast_to(one, rows) for one in found]
