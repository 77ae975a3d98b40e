"""The program written for columns: every slot an array, one playthrough a row.

This is the same program that the interpreter runs, read once more: each expression becomes lines of numpy, the fewest
that come to the same. There are no rules in here; what a number means stands in `OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat

import numpy as np

from exercise.analysis.lines import Frame, Lines
from exercise.analysis.luck import least_word
from exercise.analysis.values import (
    ALONE,
    COMPARISONS,
    FALSE,
    TRUE,
    TRUTH,
    Interval,
    Value,
    bounds,
    constant,
    union,
    width_of,
)
from exercise.engine import chance
from exercise.engine.expression import OPERATIONS, AtLock, Const, Draw, Expr, Op, Pick, Sieve, Slot

_COLUMNS = {
    "min": "minimum({}, {})",
    "max": "maximum({}, {})",
    "round_div": "rounded({}, {})",
    "ceil_div": "(-(-{} // {}))",
}
"""Where an operation of `OPERATIONS` has another name over columns than over numbers."""

_MASK_BITS = 63


class Writer(Lines):
    """Reads expressions as lines over columns."""

    def __init__(self) -> None:
        super().__init__()
        self._draws: dict[str, tuple[int, int]] = {}
        self._done: dict[tuple[str, ...], Value] = {}
        self._together: dict[str, list[Value]] = {}
        self._keyed: dict[str, tuple[Value, tuple[int, ...]]] = {}
        self.locked: Frame = {}

    def lock(self, frame: Frame) -> None:
        """What `AtLock` reads from now on."""
        self.locked = dict(frame)

    # --- tables by a key -------------------------------------------------------------------------------------------

    def know(self, value: Value, key: Value, values: tuple[int, ...]) -> None:
        """What follows from a key: where only such values meet, the outcome is one look at a table."""
        if not value.constant:
            self._keyed[value.text] = key, values

    def keyed(self, key: Value, values: tuple[int, ...], truth: bool = False) -> Value:
        """The entry of a table by a key."""
        found = self.entry(values, key, np.bool_ if truth else None)
        self.know(found, key, values)
        return found

    def _by_key(self, does: Callable[..., int], parts: list[Value], truth: bool = False) -> Value | None:
        """What is done to parts that all follow from one key."""
        if not self._keyed:
            return None
        known = [None if part.constant else self._keyed.get(part.text) for part in parts]
        keys = {one[0] for one in known if one is not None}
        if len(keys) != 1 or any(one is None and not part.constant for one, part in zip(known, parts, strict=True)):
            return None
        columns = [one[1] if one is not None else repeat(part.low) for one, part in zip(known, parts, strict=True)]
        return self.keyed(keys.pop(), tuple(int(does(*row)) for row in zip(*columns, strict=False)), truth)

    # --- expressions -----------------------------------------------------------------------------------------------

    def number(self, expr: Expr, frame: Frame) -> Value:
        """An expression as a column of whole numbers."""
        return self.whole(self._written(expr, frame))

    def truth(self, expr: Expr, frame: Frame) -> Value:
        """An expression as a column of true and false."""
        return self.as_truth(self._written(expr, frame))

    def as_truth(self, value: Value) -> Value:
        """Whether it is anything but 0."""
        return value if value.width == TRUTH else self.operation("ne", [value, FALSE])

    def _written(self, expr: Expr, frame: Frame) -> Value:
        match expr:
            case Op(name, args):
                return self._of_op(name, args, frame)
            case Const(value):
                return constant(value)
            case Slot(name):
                return frame[name]
            case AtLock(name):
                return self.locked[name]
            case Draw(address, sides):
                return self.draw(address, constant(sides))
            case Sieve(mask, address, percent):
                bits = self.column(self.number(mask, frame), 64)
                where = tuple(chance.address_id(f"{address}#{bit}") for bit in range(_MASK_BITS))
                name = f"t{len(self._space)}"
                self._space[name] = where
                return self.line(f"sieve({bits.text}, {name}, {percent}, base)", [bits], (0, max(bits.high, 0)), 64)
            case Pick(at, values):
                place = self.number(at, frame)
                return self._by_key(values.__getitem__, [place]) or self.entry(values, place)

    def draw(self, address: str, sides: Value) -> Value:
        """A draw: 0 to sides - 1."""
        place, interval = chance.address_id(address), (0, max(sides.high - 1, 0))
        width = width_of(interval)
        found = self.line(f"draw(base, {place}, {sides.text}, i{width})", [sides], interval, width)
        if sides.constant:
            self._draws[found.text] = place, sides.low
        return found

    def _of_op(self, name: str, args: tuple[Expr, ...], frame: Frame) -> Value:
        if name in ("and", "or"):
            return self.joined(name, [self.truth(arg, frame) for arg in args])
        if name == "not":
            return self.negated(self.truth(args[0], frame))
        if name == "if":
            condition, yes, no = self.truth(args[0], frame), self.number(args[1], frame), self.number(args[2], frame)
            return self.chosen(condition, yes, no)
        return self.operation(name, [self.number(arg, frame) for arg in args])

    def operation(self, name: str, parts: list[Value]) -> Value:
        """A strict operation of `OPERATIONS`; the same one is written once."""
        known = (name, *[part.text for part in parts])
        found = self._done.get(known)
        if found is None:
            found = self._done[known] = self._operated(name, parts)
        return found

    def _operated(self, name: str, parts: list[Value]) -> Value:
        interval = bounds(name, [part.interval for part in parts])
        if interval[0] == interval[1]:
            return constant(interval[0])
        if all(part.alone for part in parts):
            text = OPERATIONS[name].python.format(*(part.text for part in parts))
            return self.line(text, parts, interval, ALONE)
        found = self._by_key(OPERATIONS[name].does, parts, name in COMPARISONS) or self._simpler(name, parts)
        if found is not None:
            return found
        wide = max(part.width for part in parts)
        if name not in COMPARISONS:
            reach = [bounds("mul", [part.interval, (-4, 4)]) for part in parts] if name.endswith("_div") else []
            wide = max(wide, width_of(union(interval, *reach, *(part.interval for part in parts if part.alone))))
        parts = [self.fit(part, wide) for part in parts]
        template = OPERATIONS[name].columns or _COLUMNS.get(name) or OPERATIONS[name].python
        text = template.format(*(part.text for part in parts))
        if name in COMPARISONS:
            return self.truths(text, parts)
        result = self.line(text, parts, interval, 16 if name == "count" else wide)
        if name == "bits_or":
            self._together[result.text] = parts
        return result

    def _simpler(self, name: str, parts: list[Value]) -> Value | None:
        """The same without an operation, where one side changes nothing or the outcome is known from before."""
        one, other = parts[0], parts[-1]
        match name:
            case "add" | "bits_or" if one == FALSE:
                return other
            case "mul" if TRUE in parts:
                return other if one == TRUE else one
            case "add" | "sub" | "bits_or" if other == FALSE:
                return one
            case "max" | "min":
                first, second = (one, other) if name == "max" else (other, one)
                return one if first.low >= second.high else other if second.low >= first.high else None
            case "bits_and" if other.constant:
                return self._masked(one, other)
            case _ if name in COMPARISONS:
                return self._compared(name, one, other)
        return None

    def _masked(self, value: Value, mask: Value) -> Value | None:
        """Bits of what was put together from parts are those of the parts; of a choice, they are a choice."""
        if choice := self._choices.get(value.text):
            truth, yes, no = choice
            return self.chosen(truth, constant(yes & mask.low), constant(no & mask.low))
        if together := self._together.get(value.text):
            return self.operation("bits_or", [self.operation("bits_and", [part, mask]) for part in together])
        return None

    def _compared(self, name: str, one: Value, other: Value) -> Value | None:
        """A choice of two numbers against a third is the choice; a draw against a number needs no draw."""
        does = OPERATIONS[name].does
        if other.constant and (choice := self._choices.get(one.text)):
            truth, yes, no = choice
            return self.chosen_truth(truth, bool(does(yes, other.low)), bool(does(no, other.low)))
        if one.constant and (choice := self._choices.get(other.text)):
            truth, yes, no = choice
            return self.chosen_truth(truth, bool(does(one.low, yes)), bool(does(one.low, no)))
        if name in ("lt", "le") and other.constant and (drawn := self._draws.get(one.text)):
            return self.negated(self.reaches(*drawn, other.low + (name == "le")))
        if name in ("lt", "le") and one.constant and (drawn := self._draws.get(other.text)):
            return self.reaches(*drawn, one.low + (name == "lt"))
        return None

    def reaches(self, address: int, sides: int, bound: int) -> Value:
        """A draw is at least this; the bound is none of the extremes."""
        return self.truths(f"reaches(base, {address}, {least_word(bound, sides)})", [])

    def joined(self, name: str, parts: list[Value]) -> Value:
        """All, or some, of them hold."""
        decisive, neutral = (FALSE, TRUE) if name == "and" else (TRUE, FALSE)
        parts = list(dict.fromkeys(part for part in parts if part != neutral))
        if decisive in parts:
            return decisive
        alone, columns = [part for part in parts if part.alone], [part for part in parts if not part.alone]
        found = columns[0] if columns else neutral
        for part in columns[1:]:
            found = self.truths(f"({found.text} {'&' if name == 'and' else '|'} {part.text})", [found, part])
        for part in alone:
            if found.alone:
                text = f"({found.text} {name} {part.text})"
                found = part if found == neutral else self.line(text, [found, part], (0, 1), ALONE)
            else:
                found = self.truths(f"{'every' if name == 'and' else 'some'}({part.text}, {found.text})", [part, found])
        return found

    def negated(self, part: Value) -> Value:
        """It does not hold."""
        if part.constant:
            return FALSE if part.low else TRUE
        if part.alone:
            return self.line(f"(not {part.text})", [part], (0, 1), ALONE)
        return self.truths(f"~{part.text}", [part])

    def chosen_truth(self, condition: Value, yes: bool, no: bool) -> Value:
        """One of two truths that are known."""
        if yes == no:
            return TRUE if yes else FALSE
        return condition if yes else self.negated(condition)

    def chosen(self, condition: Value, yes: Value, no: Value) -> Value:
        """One of two numbers, row by row."""
        if condition.constant:
            return yes if condition.low else no
        if yes == no:
            return yes
        if condition.text in (self._same("ne", no, yes), self._same("ne", yes, no)):
            return yes
        if (found := self._by_key(lambda which, one, other: one if which else other, [condition, yes, no])) is not None:
            return found
        interval = union(yes.interval, no.interval)
        if condition.alone:
            wide = max(yes.width, no.width) and max(yes.width, no.width, width_of(interval))
            if wide:
                yes, no = self.column(yes, wide), self.column(no, wide)
            return self.line(f"({yes.text} if {condition.text} else {no.text})", [condition, yes, no], interval, wide)
        return self._between(condition, yes, no, interval)

    def _same(self, name: str, one: Value, other: Value) -> str:
        """What the name of such a comparison would be, had it been written."""
        known = self._known.get(OPERATIONS[name].python.format(one.text, other.text))
        return known.text if known else ""

    def _between(self, condition: Value, yes: Value, no: Value, interval: Interval) -> Value:
        """`no + condition * (yes - no)`, which is faster than a choice; what overflows in between comes back."""
        if yes == TRUE and no == FALSE:
            return self.whole(condition)
        wide = max(yes.width, no.width, width_of(interval))
        if yes.alone and no.alone:
            wide = max(wide, width_of(bounds("sub", [yes.interval, no.interval])))
        apart, truth = self._apart(yes, no, wide), self.whole(condition)
        moved = union(interval, (0, 0)) if no == FALSE else (-(2**62), 2**62)
        found = self.line(f"({truth.text} * {apart.text})", [truth, apart, yes, no], moved, wide)
        if no != FALSE:
            no = self.fit(no, wide)
            found = self.line(f"({found.text} + {no.text})", [found, no], interval, wide)
        if yes.constant and no.constant:
            self._choices[found.text] = condition, yes.low, no.low
        return found

    def _apart(self, yes: Value, no: Value, wide: int) -> Value:
        if yes.alone and no.alone:
            text = f"i{wide}({yes.text})" if no == FALSE else f"i{wide}({yes.text} - {no.text})"
            return Value(text, width=wide)
        yes, no = self.fit(yes, wide), self.fit(no, wide)
        if no == FALSE:
            return yes
        return self.line(f"({yes.text} - {no.text})", [yes, no], (-(2**62), 2**62), wide)
