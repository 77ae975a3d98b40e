"""Between which two numbers an expression stays, whatever happens: another reading of the engine's operations.

It says that something can never hold, or always does. It errs to one side only: what it calls impossible is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exercise.engine.expression import AtLock, Const, Draw, Expr, Op, Pick, Sieve, Slot

Interval = tuple[int, int]

FAR = 10**18
ANY: Interval = (-FAR, FAR)
NEVER: Interval = (0, 0)
ALWAYS: Interval = (1, 1)
PERHAPS: Interval = (0, 1)


class Bounds:
    """What is known of the slots. Slots that are not named can hold anything."""

    def __init__(self, known: Mapping[str, Interval], closer: Mapping[str, Interval] | None = None) -> None:
        self._known = known
        self._closer = closer or {}

    def among(self, closer: Mapping[str, Interval]) -> Bounds:
        """The same with a few slots known more closely."""
        return Bounds(self._known, {**self._closer, **closer})

    def from_now_on(self, closer: Mapping[str, Interval]) -> Bounds:
        """The same with many slots known more closely."""
        return Bounds({**self._known, **closer})

    def possible(self, expr: Expr) -> bool:
        """It may hold."""
        return self.of(expr) != NEVER

    def certain(self, expr: Expr) -> bool:
        """It holds, whatever happens."""
        low, high = self.of(expr)
        return low > 0 or high < 0

    def of(self, expr: Expr) -> Interval:
        """The least and the greatest value."""
        match expr:
            case Op(name, args):
                return self._of_operation(name, args)
            case Slot(name):
                return self._closer.get(name) or self._known.get(name, ANY)
            case Const(value):
                return value, value
            case AtLock(name):
                return self._known.get(name, ANY)
            case Draw(_, sides):
                return 0, sides - 1
            case Sieve(mask, _, _):
                return 0, max(self.of(mask)[1], 0)
            case Pick(index, values):
                low, high = self.of(index)
                reached = values[max(low, 0) : max(high, 0) + 1] or values
                return min(reached), max(reached)

    def _of_operation(self, name: str, args: tuple[Expr, ...]) -> Interval:
        if (reading := _READINGS.get(name)) is not None:
            return reading(*[self.of(arg) for arg in args])
        match name:
            case "and":
                return self._of_every(args)
            case "or":
                sides = [self.of(arg) for arg in args]
                return int(any(low > 0 or high < 0 for low, high in sides)), int(any(side != NEVER for side in sides))
            case "not":
                low, high = self.of(args[0])
                return int((low, high) == NEVER), int(low <= 0 <= high)
            case "if":
                return self._of_choice(*args)
        return ANY

    def _of_every(self, args: tuple[Expr, ...]) -> Interval:
        """Each is read knowing that those before it hold, so that `x >= 8 and x <= 6` is seen through."""
        known, certain, last = self, 1, len(args) - 1
        for place, arg in enumerate(args):
            low, high = known.of(arg)
            if low == high == 0:
                return NEVER
            if low <= 0 <= high:
                certain = 0
                if place < last:
                    further = known.given(arg)
                    if further is None:
                        return NEVER
                    known = further
        return certain, 1

    def _of_choice(self, condition: Expr, yes: Expr, no: Expr) -> Interval:
        if self.certain(condition):
            return self.of(yes)
        if not self.possible(condition):
            return self.of(no)
        (low, high), (other_low, other_high) = self.of(yes), self.of(no)
        return min(low, other_low), max(high, other_high)

    def given(self, expr: Expr, holds: bool = True) -> Bounds | None:
        """What is known when this holds (or does not); None if that cannot be."""
        match expr:
            case Op("not", (item,)):
                return self.given(item, not holds)
            case Op("and" | "or" as name, args) if (name == "and") is holds:
                found: Bounds | None = self
                for arg in args:
                    found = found.given(arg, holds) if found else None
                return found
            case Op("lt" | "le" | "eq" | "ne" as name, (left, right)):
                return self._compared(name if holds else _DENIALS[name], left, right)
            case Slot():
                return self._compared("ne" if holds else "eq", expr, Const(0))
        return self

    def _compared(self, name: str, left: Expr, right: Expr) -> Bounds | None:
        if name == "gt":
            return self._compared("lt", right, left)
        if name == "ge":
            return self._compared("le", right, left)
        (low, high), (other_low, other_high) = self.of(left), self.of(right)
        gap = 1 if name == "lt" else 0
        match name:
            case "eq":
                mine = other = max(low, other_low), min(high, other_high)
            case "ne":
                mine, other = _without((low, high), other_low, other_high), _without((other_low, other_high), low, high)
            case _:
                mine, other = (low, min(high, other_high - gap)), (max(other_low, low + gap), other_high)
        if mine[0] > mine[1] or other[0] > other[1]:
            return None
        closer = {side.name: part for side, part in ((left, mine), (right, other)) if isinstance(side, Slot)}
        return self.among(closer) if closer else self


def _without(side: Interval, low: int, high: int) -> Interval:
    """What is left of an interval without one number, where that stands at an end of it."""
    if low != high:
        return side
    return side[0] + (side[0] == low), side[1] - (side[1] == low)


_DENIALS = {"lt": "ge", "le": "gt", "eq": "ne", "ne": "eq"}


def _add(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def _sub(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def _mul(a: Interval, b: Interval) -> Interval:
    ends = [one * other for one in a for other in b]
    return min(ends), max(ends)


def _min(a: Interval, b: Interval) -> Interval:
    return min(a[0], b[0]), min(a[1], b[1])


def _max(a: Interval, b: Interval) -> Interval:
    return max(a[0], b[0]), max(a[1], b[1])


def _eq(a: Interval, b: Interval) -> Interval:
    if a[1] < b[0] or b[1] < a[0]:
        return NEVER
    return ALWAYS if a == b and a[0] == a[1] else PERHAPS


def _ne(a: Interval, b: Interval) -> Interval:
    low, high = _eq(a, b)
    return 1 - high, 1 - low


def _lt(a: Interval, b: Interval) -> Interval:
    return int(a[1] < b[0]), int(a[0] < b[1])


def _le(a: Interval, b: Interval) -> Interval:
    return int(a[1] <= b[0]), int(a[0] <= b[1])


def _bits_and(a: Interval, b: Interval) -> Interval:
    if a == (-1, -1):
        return b
    if b == (-1, -1):
        return a
    return (0, min(a[1], b[1])) if a[0] >= 0 and b[0] >= 0 else ANY


_READINGS: Mapping[str, Callable[..., Interval]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "min": _min,
    "max": _max,
    "eq": _eq,
    "ne": _ne,
    "lt": _lt,
    "le": _le,
    "bits_and": _bits_and,
    "count": lambda a: (int(a[0] > 0), 64),
}
