"""Lines of a program, each written once.

A value is the name of a line; what can only be one number is no line at all. Lines that nothing wanted comes from are
left out. What a line looks like is the business of those who write them: `columns` for numpy, `scalars` for one
playthrough at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.values import BYTE, TRUTH, Interval, Value, constant, width_of

Column = NDArray[Any]
"""Whole numbers, as wide as their bounds ask for."""

KINDS: Mapping[int, type[np.signedinteger[Any]]] = {BYTE: np.int8, 16: np.int16, 32: np.int32, 64: np.int64}

Frame = dict[str, Value]
"""The state at some point of the turn: what was written last for each slot."""

Line = tuple[str, str, tuple[str, ...]]
"""A name, what is written for it, and the names that this uses."""


class Lines:
    """Lines in the order in which they were written, and the tables that they look at."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._known: dict[str, Value] = {}
        self.tables: dict[str, tuple[tuple[int, ...], Any]] = {}
        """Numbers by the name of their table, and the kind that somebody wants them to be."""
        self._names: dict[tuple[tuple[int, ...], Any], str] = {}

    def line(self, text: str, uses: Iterable[Value], interval: Interval, width: int | None = None) -> Value:
        """A line, or what was written for the same line before; only one number is no line at all."""
        if interval[0] == interval[1]:
            return constant(interval[0])
        found = self._known.get(text)
        if found is None:
            found = Value(f"v{len(self._lines)}", *interval, width_of(interval) if width is None else width)
            self._lines.append((found.text, text, tuple(use.text for use in uses)))
            self._known[text] = found
        return found

    def truths(self, text: str, uses: Iterable[Value]) -> Value:
        """A line that is true or false."""
        return self.line(text, uses, (0, 1), TRUTH)

    @property
    def truth_names(self) -> set[str]:
        """The lines that are true or false."""
        return {value.text for value in self._known.values() if value.width == TRUTH}

    def table(self, values: tuple[int, ...], kind: Any = None) -> str:
        """The name of a table of numbers; equal tables have one name."""
        name = self._names.get((values, kind))
        if name is None:
            name = self._names[values, kind] = f"t{len(self._names)}"
            self.tables[name] = values, kind
        return name

    def inputs(self, wanted: Iterable[Value]) -> set[str]:
        """The names that are given from outside and that these values come from."""
        uses = {name: needs for name, _, needs in self._lines}
        waiting, seen = [value.text for value in wanted], set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += uses.get(name, ())
        return seen - uses.keys()

    def needed(self, wanted: Iterable[Value]) -> list[Line]:
        """The lines that something wanted comes from, in their order."""
        names = {value.text for value in wanted}
        kept = []
        for line in reversed(self._lines):
            if line[0] in names:
                names.update(line[2])
                kept.append(line)
        return kept[::-1]
