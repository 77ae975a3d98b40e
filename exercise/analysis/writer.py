"""The program read as lines: each expression becomes the fewest operations that come to the same.

This is the same program that the interpreter runs. There are no rules in here; what a number means stands in
`OPERATIONS`. What is known of values is made use of: what can only be one number is worked out at once, what follows
from a key is one look at a table. How an operation is written is left to the two who do it: `Columns` and `Scalars`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from itertools import repeat
from typing import Any

import numpy as np

from exercise.analysis.lines import Frame, Lines
from exercise.analysis.luck import least_word
from exercise.analysis.values import COMPARISONS, FALSE, TRUE, TRUTH, Interval, Value, bounds, constant, union
from exercise.engine import chance
from exercise.engine.expression import OPERATIONS, AtLock, Const, Draw, Expr, Op, Pick, Sieve, Slot

_MASK_BITS = 63


class Writer(Lines, ABC):
    """Reads expressions as lines."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, tuple[Value, int, int]] = {}
        self._draws: dict[str, tuple[int, int]] = {}
        self._done: dict[tuple[str, ...], Value] = {}
        self._keyed: dict[str, tuple[Value, tuple[int, ...]]] = {}
        self._together: dict[str, list[Value]] = {}
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
                where = tuple(chance.address_id(f"{address}#{bit}") for bit in range(_MASK_BITS))
                return self.sifted(self.number(mask, frame), where, percent)
            case Pick(at, values):
                place = self.number(at, frame)
                return self._by_key(values.__getitem__, [place]) or self.entry(values, place)

    def draw(self, address: str, sides: Value) -> Value:
        """A draw: 0 to sides - 1."""
        place, interval = chance.address_id(address), (0, max(sides.high - 1, 0))
        found = self.drawn(place, sides, interval)
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
        found = self._by_key(OPERATIONS[name].does, parts, name in COMPARISONS) or self._simpler(name, parts)
        if found is not None:
            return found
        result = self.operated(name, parts, interval)
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
        if len(parts) < 2:
            return parts[0] if parts else neutral
        return self.of_truths(name, parts)

    def negated(self, part: Value) -> Value:
        """It does not hold."""
        if part.constant:
            return FALSE if part.low else TRUE
        return self.inverted(part)

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
        if yes == TRUE and no == FALSE:
            return self.whole(condition)
        result = self.choice(condition, yes, no, union(yes.interval, no.interval))
        if yes.constant and no.constant:
            self._choices[result.text] = condition, yes.low, no.low
        return result

    def _same(self, name: str, one: Value, other: Value) -> str:
        """What the name of such a comparison would be, had it been written."""
        known = self._known.get(OPERATIONS[name].python.format(one.text, other.text))
        return known.text if known else ""

    def whole(self, value: Value) -> Value:
        """True and false as 1 and 0."""
        if value.width != TRUTH:
            return value
        found = self.counted(value)
        self._choices[found.text] = value, 1, 0
        return found

    # --- how it is written -----------------------------------------------------------------------------------------

    @abstractmethod
    def operated(self, name: str, parts: list[Value], interval: Interval) -> Value:
        """A strict operation."""

    @abstractmethod
    def of_truths(self, name: str, parts: list[Value]) -> Value:
        """All of them (`and`) or some (`or`); none is known."""

    @abstractmethod
    def inverted(self, part: Value) -> Value:
        """The opposite of a truth."""

    @abstractmethod
    def choice(self, condition: Value, yes: Value, no: Value, interval: Interval) -> Value:
        """One of two numbers."""

    @abstractmethod
    def counted(self, truth: Value) -> Value:
        """True and false as 1 and 0."""

    @abstractmethod
    def entry(self, values: tuple[int, ...], place: Value, kind: Any = None) -> Value:
        """The entry of a table."""

    @abstractmethod
    def drawn(self, address: int, sides: Value, interval: Interval) -> Value:
        """An addressed draw."""

    @abstractmethod
    def sifted(self, mask: Value, addresses: tuple[int, ...], percent: int) -> Value:
        """Those bits of a mask that pass a draw each."""
