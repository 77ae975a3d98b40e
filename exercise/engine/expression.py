"""What the program is made of: expressions over named slots, whole numbers only.

Conditions, amounts, guards and options are all trees of these few nodes. One table, `OPERATIONS`, says what each
operation means; `bind` turns a tree into a function over a tuple of integers. Other readings of the same tree
(columns of numbers, intervals, sentences) add their own reading of the same table, never rules of their own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from exercise.engine import chance


@dataclass(frozen=True, slots=True)
class Const:
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Slot:
    """The value of a slot in the state that the step reads."""

    name: str


@dataclass(frozen=True, slots=True)
class AtLock:
    """The value of a slot as it stood when the orders were locked."""

    name: str


@dataclass(frozen=True, slots=True)
class Op:
    """An operation of `OPERATIONS` over its arguments."""

    name: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """An addressed draw of this turn: 0 to sides - 1."""

    address: str
    sides: int


@dataclass(frozen=True, slots=True)
class Sieve:
    """Those bits of a mask that pass a draw of `percent` each, one draw per bit and turn."""

    mask: Expr
    address: str
    percent: int


@dataclass(frozen=True, slots=True)
class Pick:
    """The entry of a table at an index."""

    index: Expr
    values: tuple[int, ...]


Expr = Const | Slot | AtLock | Op | Draw | Sieve | Pick

ZERO, ONE = Const(0), Const(1)


@dataclass(slots=True)
class Env:
    """What a step may read besides its state: the state at the lock and the luck of the turn."""

    lock: Sequence[int]
    base: int


Bound = Callable[[Sequence[int], Env], int]


def round_div(numerator: int, denominator: int) -> int:
    """Division rounded half away from zero; the denominator is positive."""
    half = (2 * abs(numerator) + denominator) // (2 * denominator)
    return half if numerator >= 0 else -half


def _ceil_div(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


OPERATIONS: Mapping[str, Callable[..., int]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "round_div": round_div,
    "ceil_div": _ceil_div,
    "min": min,
    "max": max,
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "bits_and": operator.and_,
    "bits_or": operator.or_,
    "shl": operator.lshift,
    "shr": operator.rshift,
    "count": int.bit_count,
}
"""The strict operations; `and`, `or`, `not` and `if` read only the arguments that they need and stand in `_LAZY`."""


# --- writing expressions -------------------------------------------------------------------------------------------


def number(value: int | Expr) -> Expr:
    """A plain number or an expression, as an expression."""
    return Const(value) if isinstance(value, int) else value


def op(name: str, *args: int | Expr) -> Expr:
    """An operation; computed at once where all arguments are known."""
    parts = tuple(number(a) for a in args)
    if name in OPERATIONS and all(isinstance(p, Const) for p in parts):
        return Const(int(OPERATIONS[name](*(p.value for p in parts if isinstance(p, Const)))))
    return Op(name, parts)


def every(*items: Expr) -> Expr:
    """All of them hold; nothing is true."""
    return _joined("and", items, neutral=ONE, decisive=ZERO)


def some(*items: Expr) -> Expr:
    """At least one of them holds; nothing is false."""
    return _joined("or", items, neutral=ZERO, decisive=ONE)


def _joined(name: str, items: Iterable[Expr], neutral: Const, decisive: Const) -> Expr:
    parts = [item for item in items if item != neutral]
    if decisive in parts:
        return decisive
    if len(parts) < 2:
        return parts[0] if parts else neutral
    return Op(name, tuple(parts))


def negate(item: Expr) -> Expr:
    """It does not hold."""
    if isinstance(item, Const):
        return Const(int(not item.value))
    if isinstance(item, Op) and item.name == "not":
        return item.args[0]
    return Op("not", (item,))


def choose(condition: Expr, yes: int | Expr, no: int | Expr) -> Expr:
    """One of two values."""
    if isinstance(condition, Const):
        return number(yes if condition.value else no)
    return Op("if", (condition, number(yes), number(no)))


def total(items: Iterable[Expr]) -> Expr:
    """The sum; of nothing, zero."""
    parts = [item for item in items if item != ZERO]
    return reduce(lambda left, right: op("add", left, right), parts) if parts else ZERO


def has(mask: Expr, bits: int) -> Expr:
    """Some of these bits are set in the mask."""
    return op("ne", op("bits_and", mask, bits), 0)


def equals(left: Expr, right: int | Expr) -> Expr:
    """Both are the same number."""
    return op("eq", left, right)


def at_least(left: int | Expr, right: int | Expr) -> Expr:
    """Left is right or more."""
    return op("le", right, left)


def happens(percent: int, address: str) -> Expr:
    """A chance of so many percent, at an address."""
    if percent >= 100:
        return ONE
    return ZERO if percent <= 0 else op("lt", Draw(address, 100), percent)


# --- reading them --------------------------------------------------------------------------------------------------


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and all that it is made of."""
    yield expr
    match expr:
        case Op(_, args):
            for arg in args:
                yield from walk(arg)
        case Sieve(mask, _, _):
            yield from walk(mask)
        case Pick(index, _):
            yield from walk(index)
        case _:
            pass


def reads(expr: Expr) -> set[str]:
    """The names of the slots that it reads."""
    return {node.name for node in walk(expr) if isinstance(node, Slot | AtLock)}


def bind(expr: Expr, index: Mapping[str, int]) -> Bound:
    """The expression as a function of a state (a tuple of integers, laid out by `index`) and its surroundings."""
    match expr:
        case Const(value):
            return lambda s, e: value
        case Slot(name):
            place = index[name]
            return lambda s, e: s[place]
        case AtLock(name):
            place = index[name]
            return lambda s, e: e.lock[place]
        case Draw(address, sides):
            where = chance.address_id(address)
            return lambda s, e: chance.draw(e.base, where, sides)
        case Sieve(mask, address, percent):
            return _bind_sieve(bind(mask, index), address, percent)
        case Pick(at, values):
            inner = bind(at, index)
            return lambda s, e: values[inner(s, e)]
        case Op(name, args):
            return _LAZY[name](args, index) if name in _LAZY else _bind_strict(name, args, index)


def _bind_sieve(mask: Bound, address: str, percent: int) -> Bound:
    wheres = [chance.address_id(f"{address}#{bit}") for bit in range(64)]

    def sieve(s: Sequence[int], e: Env) -> int:
        bits, kept = mask(s, e), 0
        for bit, where in enumerate(wheres[: bits.bit_length()]):
            if bits >> bit & 1 and chance.draw(e.base, where, 100) < percent:
                kept |= 1 << bit
        return kept

    return sieve


def _bind_strict(name: str, args: tuple[Expr, ...], index: Mapping[str, int]) -> Bound:
    does = OPERATIONS[name]
    match args:
        case (Slot(left), Const(right)):
            place = index[left]
            return lambda s, e: does(s[place], right)
        case (left_side, right_side):
            a, b = bind(left_side, index), bind(right_side, index)
            return lambda s, e: does(a(s, e), b(s, e))
        case (only,):
            inner = bind(only, index)
            return lambda s, e: does(inner(s, e))
        case _:
            raise ValueError(f"{name} takes one or two arguments, not {len(args)}")


def _bind_and(args: tuple[Expr, ...], index: Mapping[str, int]) -> Bound:
    parts = [bind(arg, index) for arg in args]
    if len(parts) == 2:
        a, b = parts
        return lambda s, e: 1 if a(s, e) and b(s, e) else 0
    return lambda s, e: 1 if all(part(s, e) for part in parts) else 0


def _bind_or(args: tuple[Expr, ...], index: Mapping[str, int]) -> Bound:
    parts = [bind(arg, index) for arg in args]
    if len(parts) == 2:
        a, b = parts
        return lambda s, e: 1 if a(s, e) or b(s, e) else 0
    return lambda s, e: 1 if any(part(s, e) for part in parts) else 0


def _bind_not(args: tuple[Expr, ...], index: Mapping[str, int]) -> Bound:
    inner = bind(args[0], index)
    return lambda s, e: 0 if inner(s, e) else 1


def _bind_if(args: tuple[Expr, ...], index: Mapping[str, int]) -> Bound:
    condition, yes, no = (bind(arg, index) for arg in args)
    return lambda s, e: yes(s, e) if condition(s, e) else no(s, e)


_LAZY: Mapping[str, Callable[[tuple[Expr, ...], Mapping[str, int]], Bound]] = {
    "and": _bind_and,
    "or": _bind_or,
    "not": _bind_not,
    "if": _bind_if,
}
