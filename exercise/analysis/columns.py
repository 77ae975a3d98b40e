"""The program written for columns: every slot an array, one playthrough a row, each operation a line of numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from exercise.analysis.lines import KINDS, Column, Frame
from exercise.analysis.luck import Drawer
from exercise.analysis.values import (
    ALONE,
    BYTE,
    COMPARISONS,
    FALSE,
    TRUTH,
    Interval,
    Value,
    bounds,
    union,
    width_of,
)
from exercise.analysis.writer import Writer
from exercise.engine import expression
from exercise.engine.expression import OPERATIONS


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

_COLUMNS = {
    "min": "minimum({}, {})",
    "max": "maximum({}, {})",
    "round_div": "rounded({}, {})",
    "ceil_div": "(-(-{} // {}))",
}
"""Where an operation of `OPERATIONS` has another name over columns than over numbers."""


class Columns(Writer):
    """Writes lines of numpy; what is the same in all rows stays one number."""

    def operated(self, name: str, parts: list[Value], interval: Interval) -> Value:
        """In columns that are as wide as the operation needs."""
        if all(part.alone for part in parts):
            text = OPERATIONS[name].python.format(*(part.text for part in parts))
            return self.line(text, parts, interval, ALONE)
        wide = max(part.width for part in parts)
        if name not in COMPARISONS:
            reach = [bounds("mul", [part.interval, (-4, 4)]) for part in parts] if name.endswith("_div") else []
            wide = max(wide, width_of(union(interval, *reach, *(part.interval for part in parts if part.alone))))
        parts = [self.fit(part, wide) for part in parts]
        template = OPERATIONS[name].columns or _COLUMNS.get(name) or OPERATIONS[name].python
        text = template.format(*(part.text for part in parts))
        if name in COMPARISONS:
            return self.truths(text, parts)
        return self.line(text, parts, interval, 16 if name == "count" else wide)

    def of_truths(self, name: str, parts: list[Value]) -> Value:
        """Columns first: one truth for all rows decides over a whole column at once."""
        sign = "&" if name == "and" else "|"
        found: Value | None = None
        for part in sorted(parts, key=lambda part: part.alone):
            if found is None:
                found = part
            elif found.alone:
                found = self.line(f"({found.text} {name} {part.text})", [found, part], (0, 1), ALONE)
            elif part.alone:
                found = self.truths(f"{'every' if name == 'and' else 'some'}({part.text}, {found.text})", [part, found])
            else:
                found = self.truths(f"({found.text} {sign} {part.text})", [found, part])
        assert found is not None
        return found

    def inverted(self, part: Value) -> Value:
        """The opposite of a truth."""
        if part.alone:
            return self.line(f"(not {part.text})", [part], (0, 1), ALONE)
        return self.truths(f"~{part.text}", [part])

    def choice(self, condition: Value, yes: Value, no: Value, interval: Interval) -> Value:
        """One of two numbers, row by row."""
        if condition.alone:
            wide = max(yes.width, no.width) and max(yes.width, no.width, width_of(interval))
            if wide:
                yes, no = self.column(yes, wide), self.column(no, wide)
            return self.line(f"({yes.text} if {condition.text} else {no.text})", [condition, yes, no], interval, wide)
        return self._between(condition, yes, no, interval)

    def _between(self, condition: Value, yes: Value, no: Value, interval: Interval) -> Value:
        """`no + condition * (yes - no)`, which is faster than a choice; what overflows in between comes back."""
        wide = max(yes.width, no.width, width_of(interval))
        if yes.alone and no.alone:
            wide = max(wide, width_of(bounds("sub", [yes.interval, no.interval])))
        apart, truth = self._apart(yes, no, wide), self.whole(condition)
        moved = union(interval, (0, 0)) if no == FALSE else (-(2**62), 2**62)
        found = self.line(f"({truth.text} * {apart.text})", [truth, apart, yes, no], moved, wide)
        if no != FALSE:
            no = self.fit(no, wide)
            found = self.line(f"({found.text} + {no.text})", [found, no], interval, wide)
        return found

    def _apart(self, yes: Value, no: Value, wide: int) -> Value:
        if yes.alone and no.alone:
            text = f"i{wide}({yes.text})" if no == FALSE else f"i{wide}({yes.text} - {no.text})"
            return Value(text, width=wide)
        yes, no = self.fit(yes, wide), self.fit(no, wide)
        if no == FALSE:
            return yes
        return self.line(f"({yes.text} - {no.text})", [yes, no], (-(2**62), 2**62), wide)

    def entry(self, values: tuple[int, ...], place: Value, kind: Any = None) -> Value:
        """The entry of a table, row by row; of one kind of number, if somebody asks for it."""
        reached = values[max(place.low, 0) : place.high + 1] or values
        interval = min(reached), max(reached)
        if place.alone:
            return self.line(f"{self.table(values, tuple)}[{place.text}]", [place], interval, ALONE)
        kind = kind or KINDS[width_of((min(values), max(values)))]
        width = TRUTH if kind is np.bool_ else np.dtype(kind).itemsize * 8
        return self.line(f"{self.table(values, kind)}.take({place.text})", [place], interval, width)

    def drawn(self, address: int, sides: Value, interval: Interval) -> Value:
        """An addressed draw for every row."""
        width = width_of(interval)
        return self.line(f"draw(base, {address}, {sides.text}, i{width})", [sides], interval, width)

    def sifted(self, mask: Value, addresses: tuple[int, ...], percent: int) -> Value:
        """Those bits of each mask that pass a draw each."""
        bits = self.column(mask, 64)
        text = f"sieve({bits.text}, {self.table(addresses, tuple)}, {percent}, base)"
        return self.line(text, [bits], (0, max(bits.high, 0)), 64)

    def counted(self, truth: Value) -> Value:
        """True and false as 1 and 0."""
        return self.line(f"{truth.text}.view(i8)", [truth], (0, 1), BYTE)

    # --- widths ----------------------------------------------------------------------------------------------------

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

    # --- compiling -------------------------------------------------------------------------------------------------

    def compiled(self, given: tuple[str, ...], returned: Frame) -> Callable[..., tuple[Any, ...]]:
        """A function from the columns named `given` to those in `returned`, in the order of their names. An array is
        let go after its last use."""
        body = self._body(given, returned.values())
        results = "".join(f"{returned[name].text}, " for name in sorted(returned))
        source = "\n".join([f"def turn({', '.join(given)}):", *body, f"    return ({results})"])
        space = self._space()
        # Executed: lines of numpy over numbered names, no text of a scenario (see the module's docstring).
        exec(compile(source, "<columns>", "exec"), space)
        function: Callable[..., tuple[Any, ...]] = space["turn"]
        return function

    def _body(self, given: tuple[str, ...], wanted: Iterable[Value]) -> list[str]:
        kept = {value.text for value in wanted}
        lines = self.needed(wanted)
        last: dict[str, int] = {}
        for place, (_, _, uses) in enumerate(lines):
            for use in uses:
                last[use] = place
        gone: dict[int, list[str]] = {}
        for name, place in last.items():
            if name not in kept and (name.startswith("v") or name in given) and name not in ("base", "move"):
                gone.setdefault(place, []).append(name)
        body = []
        for place, (name, text, _) in enumerate(lines):
            body.append(f"    {name} = {text}")
            if place in gone:
                body.append(f"    del {', '.join(gone[place])}")
        return body

    def _space(self) -> dict[str, Any]:
        """All that lines name."""
        drawer = Drawer()
        tables = {
            name: values if kind is tuple else np.array(values, dtype=kind)
            for name, (values, kind) in self.tables.items()
        }
        return {**_NAMES, "draw": drawer.draw, "reaches": drawer.reaches, "sieve": drawer.sieve, **tables}
