"""Lines of numpy, each written once, and the function that they become.

A value is the name of a line; what can only be one number is no line at all. Lines that nothing wanted comes from are
left out, and an array is let go after its last use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.luck import Drawer
from exercise.analysis.values import ALONE, BYTE, TRUTH, Interval, Value, constant, width_of
from exercise.engine import expression

Column = NDArray[Any]
"""Whole numbers, as wide as their bounds ask for."""

KINDS: Mapping[int, type[np.signedinteger[Any]]] = {BYTE: np.int8, 16: np.int16, 32: np.int32, 64: np.int64}


def round_div(numerator: Column, denominator: int | Column) -> Column:
    """Division rounded half away from zero."""
    half = (2 * np.abs(numerator) + denominator) // (2 * denominator)
    signed: Column = np.where(numerator >= 0, half, -half)
    return signed


_NAMES: Mapping[str, Any] = {
    **{f"i{width}": kind for width, kind in KINDS.items()},
    "full": np.full,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "rounded": round_div,
    "round_div": expression.round_div,
    "ceil_div": expression.ceil_div,
    "count": lambda mask: np.bitwise_count(mask).astype(np.int16),
    "every": lambda alone, truths: truths if alone else np.zeros_like(truths),
    "some": lambda alone, truths: np.ones_like(truths) if alone else truths,
}
Frame = dict[str, Value]
"""The state at some point of the turn: what was written last for each slot."""


class Lines:
    """Writes lines and compiles them into a function of columns."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str, tuple[str, ...]]] = []
        self._known: dict[str, Value] = {}
        drawer = Drawer()
        self._space: dict[str, Any] = {
            **_NAMES,
            "draw": drawer.draw,
            "reaches": drawer.reaches,
            "sieve": drawer.sieve,
        }
        self._tables: dict[tuple[tuple[int, ...], object], str] = {}
        self._choices: dict[str, tuple[Value, int, int]] = {}

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
        """A line that is a column of true and false."""
        return self.line(text, uses, (0, 1), TRUTH)

    def table(self, values: tuple[int, ...], kind: Any = None) -> str:
        """The name of a table of numbers; equal tables have one name."""
        kind = kind or KINDS[width_of((min(values), max(values)))]
        name = self._tables.get((values, kind))
        if name is None:
            name = self._tables[values, kind] = f"t{len(self._space)}"
            self._space[name] = values if kind is tuple else np.array(values, dtype=kind)
        return name

    def entry(self, values: tuple[int, ...], place: Value, kind: Any = None) -> Value:
        """The entry of a table, row by row."""
        reached = values[max(place.low, 0) : place.high + 1] or values
        interval = min(reached), max(reached)
        if place.alone:
            return self.line(f"{self.table(values, tuple)}[{place.text}]", [place], interval, ALONE)
        name = self.table(values, kind)
        width = TRUTH if kind is np.bool_ else self._space[name].dtype.itemsize * 8
        return self.line(f"{name}.take({place.text})", [place], interval, width)

    def fit(self, value: Value, width: int) -> Value:
        """The same numbers in columns of this width; one number for all rows fits everywhere."""
        if value.alone or value.width == width:
            return value
        value = self.whole(value)
        if value.width == width:
            return value
        return self.line(f"{value.text}.astype(i{width})", [value], value.interval, width)

    def column(self, value: Value, width: int) -> Value:
        """The same as a column, if it was one number."""
        if not value.alone:
            return self.fit(value, width)
        known = self._known.get(text := f"full(len(base), {value.text}, i{width})")
        if known is None:
            known = self._known[text] = Value(f"v{len(self._lines)}", value.low, value.high, width)
            self._lines.append((known.text, text, (value.text,)))
        return known

    def whole(self, value: Value) -> Value:
        """True and false as 1 and 0."""
        if value.width != TRUTH:
            return value
        found = self.line(f"{value.text}.view(i8)", [value], (0, 1), BYTE)
        self._choices[found.text] = value, 1, 0
        return found

    # --- compiling -------------------------------------------------------------------------------------------------

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

    def forget_unused(self, wanted: Iterable[Value]) -> None:
        """Leave out every line that nothing wanted comes from."""
        needed = {value.text for value in wanted}
        kept = []
        for line in reversed(self._lines):
            if line[0] in needed:
                needed.update(line[2])
                kept.append(line)
        self._lines = kept[::-1]

    def compiled(self, given: tuple[str, ...], returned: Frame) -> Callable[..., tuple[Any, ...]]:
        """A function from the columns named `given` to those in `returned`, in the order of their names."""
        self.forget_unused(returned.values())
        last: dict[str, int] = {}
        for place, (_, _, uses) in enumerate(self._lines):
            for use in uses:
                last[use] = place
        kept = {value.text for value in returned.values()}
        gone: dict[int, list[str]] = {}
        for name, place in last.items():
            if name not in kept and (name.startswith("v") or name in given) and name not in ("base", "move"):
                gone.setdefault(place, []).append(name)
        body = []
        for place, (name, text, _) in enumerate(self._lines):
            body.append(f"    {name} = {text}")
            if place in gone:
                body.append(f"    del {', '.join(gone[place])}")
        results = "".join(f"{returned[name].text}, " for name in sorted(returned))
        source = "\n".join([f"def turn({', '.join(given)}):", *body, f"    return ({results})"])
        # Executed: lines of numpy over numbered names, no text of a scenario (see the module's docstring).
        exec(compile(source, "<columns>", "exec"), self._space)
        function: Callable[..., tuple[Any, ...]] = self._space["turn"]
        return function
