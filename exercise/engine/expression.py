"""What the program is made of: expressions over named slots, whole numbers only.

Conditions, amounts, guards and options are all trees of these few nodes. One table, `OPERATIONS`, says what each
operation means. Whoever reads a tree in another way (compiled, over columns, as intervals) reads the same table and
brings no rules of its own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce


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


def round_div(numerator: int, denominator: int) -> int:
    """Division rounded half away from zero; the denominator is positive."""
    half = (2 * abs(numerator) + denominator) // (2 * denominator)
    return half if numerator >= 0 else -half


def ceil_div(numerator: int, denominator: int) -> int:
    """Division rounded up; the denominator is positive."""
    return -(-numerator // denominator)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an operation does with whole numbers, and how it is written in Python, the arguments in braces; and over
    columns, where that is another way."""

    does: Callable[..., int]
    python: str
    columns: str | None = None


OPERATIONS: Mapping[str, Meaning] = {
    "add": Meaning(operator.add, "({} + {})"),
    "sub": Meaning(operator.sub, "({} - {})"),
    "mul": Meaning(operator.mul, "({} * {})"),
    "round_div": Meaning(round_div, "round_div({}, {})"),
    "ceil_div": Meaning(ceil_div, "ceil_div({}, {})"),
    "min": Meaning(min, "min({}, {})"),
    "max": Meaning(max, "max({}, {})"),
    "eq": Meaning(operator.eq, "({} == {})"),
    "ne": Meaning(operator.ne, "({} != {})"),
    "lt": Meaning(operator.lt, "({} < {})"),
    "le": Meaning(operator.le, "({} <= {})"),
    "bits_and": Meaning(operator.and_, "({} & {})"),
    "bits_or": Meaning(operator.or_, "({} | {})"),
    "shl": Meaning(operator.lshift, "({} << {})"),
    "shr": Meaning(operator.rshift, "({} >> {})"),
    "count": Meaning(int.bit_count, "int({}).bit_count()", "count({})"),
}
"""The strict operations. `and`, `or`, `not` and `if` read only the arguments that they need."""


@lru_cache(maxsize=65536)
def slot_of(*path: str) -> Slot:
    """The slot whose name is a path of ids; made once."""
    return Slot(".".join(path))


# --- writing expressions -------------------------------------------------------------------------------------------


_SMALL = {value: Const(value) for value in range(-1, 101)}  # most numbers are such: a program is compiled in less time


def number(value: int | Expr) -> Expr:
    """A plain number or an expression, as an expression."""
    return (_SMALL.get(value) or Const(value)) if isinstance(value, int) else value


def op(name: str, *args: int | Expr) -> Expr:
    """An operation; computed at once where all arguments are known."""
    parts = tuple([Const(a) if type(a) is int else number(a) for a in args])
    if name in OPERATIONS:
        values = [part.value for part in parts if type(part) is Const]
        if len(values) == len(parts):
            return Const(int(OPERATIONS[name].does(*values)))
    return Op(name, parts)


def every(*items: Expr) -> Expr:
    """All of them hold; nothing is true."""
    return _joined("and", items, neutral=ONE, decisive=ZERO)


def some(*items: Expr) -> Expr:
    """At least one of them holds; nothing is false."""
    return _joined("or", items, neutral=ZERO, decisive=ONE)


def _joined(name: str, items: Iterable[Expr], neutral: Const, decisive: Const) -> Expr:
    parts = []
    for item in items:
        if type(item) is not Const:
            parts.append(item)
        elif bool(item.value) is bool(decisive.value):
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


def happens(percent: int | Expr, address: str) -> Expr:
    """A chance of so many percent, at an address."""
    if isinstance(percent, Const):
        percent = percent.value
    if not isinstance(percent, int):
        return op("lt", Draw(address, 100), percent)
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


def at_lock(expr: Expr) -> Expr:
    """The same, of the state at the lock."""
    match expr:
        case Slot(name):
            return AtLock(name)
        case Op(name, args):
            return Op(name, tuple(at_lock(arg) for arg in args))
        case Sieve(mask, address, percent):
            return Sieve(at_lock(mask), address, percent)
        case Pick(index, values):
            return Pick(at_lock(index), values)
        case _:
            return expr


def reads(expr: Expr) -> set[str]:
    """The names of the slots that it reads."""
    return {node.name for node in walk(expr) if isinstance(node, Slot | AtLock)}
