"""Between which two numbers an expression stays, whatever happens: another reading of the engine's operations.

It says that something can never hold, or always does. It errs to one side only: what it calls impossible is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

from exercise.engine.expression import OPERATIONS, AtLock, Const, Draw, Expr, Op, Pick, Sieve, Slot

Interval = tuple[int, int]

FAR = 10**18
ANY: Interval = (-FAR, FAR)
NEVER: Interval = (0, 0)
ALWAYS: Interval = (1, 1)
PERHAPS: Interval = (0, 1)

_MOST_BITS = 60


def hull(one: Interval, other: Interval) -> Interval:
    """The least interval that holds both."""
    return min(one[0], other[0]), max(one[1], other[1])


class Bounds:
    """What is known of the slots, and of the slots at the lock. Slots that are not named can hold anything.

    What an expression comes to is kept, for the sides of a choice ask for its condition again and again. So what is
    known must not change under it: who learns more takes another one.
    """

    __slots__ = ("_closer", "_found", "_known", "_lock")

    def __init__(
        self,
        known: Mapping[str, Interval],
        closer: Mapping[Slot | AtLock, Interval] | None = None,
        lock: Mapping[str, Interval] | None = None,
    ) -> None:
        """`lock` None: what is known holds at any time, so at the lock too. `closer` goes before both."""
        self._known = known
        self._closer = closer or {}
        self._lock = known if lock is None else lock
        self._found: dict[int, tuple[Expr, Interval]] = {}

    def among(self, closer: Mapping[str, Interval]) -> Bounds:
        """The same with a few slots known more closely."""
        return self._with({Slot(name): interval for name, interval in closer.items()})

    def _with(self, closer: Mapping[Slot | AtLock, Interval]) -> Bounds:
        return Bounds(self._known, {**self._closer, **closer}, self._lock)

    def from_now_on(self, closer: Mapping[str, Interval]) -> Bounds:
        """The same with many slots known more closely."""
        return Bounds({**self._known, **closer})

    def now(self) -> dict[str, Interval]:
        """What is known of every slot as it stands."""
        return {**self._known, **{slot.name: one for slot, one in self._closer.items() if isinstance(slot, Slot)}}

    def at(self, slot: str, otherwise: Interval) -> Interval:
        """What is known of one slot more closely than otherwise."""
        return self._closer.get(Slot(slot), otherwise)

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
                kept = self._found.get(id(expr))  # kept with its expression, so that no other one gets its identity
                if kept is None:
                    self._found[id(expr)] = kept = expr, self._of_operation(name, args)
                return kept[1]
            case Slot(name):
                return (self._closer and self._closer.get(expr)) or self._known.get(name, ANY)
            case Const(value):
                return value, value
            case AtLock(name):
                return (self._closer and self._closer.get(expr)) or self._lock.get(name, ANY)
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
        return _of_corners(name, [self.of(arg) for arg in args])

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
        """Each side is read knowing why it is chosen."""
        holds, fails = self.given(condition), self.given(condition, holds=False)
        if holds is None or not self.possible(condition):
            return self.of(no)
        if fails is None or self.certain(condition):
            return self.of(yes)
        return hull(holds.of(yes), fails.of(no))

    # --- what follows from something that holds ----------------------------------------------------------------------

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
            case Op("and" | "or", args):
                return self._given_some(args, holds)
            case Op("lt" | "le" | "eq" | "ne" as name, (left, right)):
                return self._compared(name if holds else _DENIALS[name], left, right)
            case Slot() | AtLock():
                return self._compared("ne" if holds else "eq", expr, Const(0))
        return self

    def _given_some(self, args: tuple[Expr, ...], holds: bool) -> Bounds | None:
        """Not all parts are so, or some are: it says something of the last one that is still open."""
        still: list[Expr] = []
        for arg in args:
            if self.certain(arg) if holds else not self.possible(arg):
                return self
            if self.possible(arg) if holds else not self.certain(arg):
                still.append(arg)
        if not still:
            return None
        return self.given(still[0], holds) if len(still) == 1 else self

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
        closer = {**_narrowed(left, mine), **_narrowed(right, other)}
        return self._with(closer) if closer else self


def _narrowed(expr: Expr, interval: Interval) -> dict[Slot | AtLock, Interval]:
    """What it says of a slot that the expression lies in an interval."""
    match expr:
        case Slot() | AtLock():
            return {expr: interval}
        case Op("add", (item, Const(value))) | Op("add", (Const(value), item)):
            return _narrowed(item, (interval[0] - value, interval[1] - value))
        case Op("sub", (item, Const(value))):
            return _narrowed(item, (interval[0] + value, interval[1] + value))
        case _:
            return {}


def _without(side: Interval, low: int, high: int) -> Interval:
    """What is left of an interval without one number, where that stands at an end of it."""
    if low != high:
        return side
    return side[0] + (side[0] == low), side[1] - (side[1] == low)


_DENIALS = {"lt": "ge", "le": "gt", "eq": "ne", "ne": "eq"}


# --- operations ------------------------------------------------------------------------------------------------------


def _of_corners(name: str, sides: list[Interval]) -> Interval:
    """An operation that only rises or only falls in each of its arguments has its ends at those of the arguments."""
    if name in ("round_div", "ceil_div") and sides[1][0] <= 0:
        return ANY
    if name in ("shl", "shr") and not (sides[1][0] >= 0 and sides[1][1] <= _MOST_BITS):
        return ANY
    found = [OPERATIONS[name].does(*ends) for ends in product(*sides)]
    return max(min(found), -FAR), min(max(found), FAR)


def _add(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def _sub(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


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
    """What has no sign keeps no more than its own bits; without bits above the sign, all of the other stay."""
    if a[0] == a[1] and b[0] == b[1]:
        return a[0] & b[0], a[0] & b[0]
    for one, other in ((a, b), (b, a)):
        if one == (-1, -1):
            return other
    highs = [high for low, high in (a, b) if low >= 0]
    return (0, min(highs)) if highs else ANY


def bits_or(a: Interval, b: Interval) -> Interval:
    """No bit above the highest of either."""
    if a[0] == a[1] and b[0] == b[1]:
        return a[0] | b[0], a[0] | b[0]
    if a[0] < 0 or b[0] < 0:
        return ANY
    return max(a[0], b[0]), (1 << max(a[1], b[1]).bit_length()) - 1


def _count(a: Interval) -> Interval:
    if a[0] == a[1]:
        return a[0].bit_count(), a[0].bit_count()
    return int(a[0] > 0 or a[1] < 0), max(abs(a[0]), abs(a[1])).bit_length()


_READINGS: Mapping[str, Callable[..., Interval]] = {
    "add": _add,
    "sub": _sub,
    "min": _min,
    "max": _max,
    "eq": _eq,
    "ne": _ne,
    "lt": _lt,
    "le": _le,
    "bits_and": _bits_and,
    "bits_or": bits_or,
    "count": _count,
}
