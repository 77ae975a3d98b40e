"""Expressions as Python functions: the program's trees written as source once, and compiled once.

A function compiled from a whole tree runs several times faster than a tree of small functions. The source is made of
whole numbers, places in a tuple and the templates of `OPERATIONS`; no text of a scenario ever becomes part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from exercise.engine import chance
from exercise.engine.expression import (
    OPERATIONS,
    AtLock,
    Const,
    Draw,
    Expr,
    Op,
    Pick,
    Sieve,
    Slot,
    ceil_div,
    round_div,
)

State = Sequence[int]
Bound = Callable[[State, State, int], int]
"""An expression as a function of the state, the state at the lock, and the luck of the turn (`chance.turn_base`)."""

_PARAMETERS = "s, l, b"
_MASK_BITS = 256


class Env(NamedTuple):
    """What a step may read besides its state: the state at the lock and the luck of the turn."""

    lock: State
    base: int


def sieve(mask: int, addresses: Sequence[int], percent: int, base: int) -> int:
    """Those bits of a mask that pass a draw of `percent` each."""
    kept = 0
    for bit in range(mask.bit_length()):
        if mask >> bit & 1 and chance.draw(base, addresses[bit], 100) < percent:
            kept |= 1 << bit
    return kept


class Compiler:
    """Collects functions of one program and compiles them together."""

    def __init__(self, index: Mapping[str, int]) -> None:
        self._index = index
        self._source: list[str] = []
        self._names: dict[str, Any] = {
            "draw": chance.draw,
            "sieve": sieve,
            "round_div": round_div,
            "ceil_div": ceil_div,
        }

    # --- writing ---------------------------------------------------------------------------------------------------

    def value(self, expr: Expr) -> str:
        """The source of a number."""
        match expr:
            case Const(value):
                return str(value) if value >= 0 else f"({value})"
            case Slot(name):
                return f"s[{self._index[name]}]"
            case AtLock(name):
                return f"l[{self._index[name]}]"
            case Draw(address, sides):
                return f"draw(b, {chance.address_id(address)}, {sides})"
            case Sieve(mask, address, percent):
                wheres = tuple(chance.address_id(f"{address}#{bit}") for bit in range(_MASK_BITS))
                return f"sieve({self.value(mask)}, {self._table(wheres)}, {percent}, b)"
            case Pick(at, values):
                return f"{self._table(values)}[{self.value(at)}]"
            case Op("if", (condition, yes, no)):
                return f"({self.value(yes)} if {self.truth(condition)} else {self._unwrapped(no)})"
            case Op("add", (left, right)):
                return f"({' + '.join(self._terms(left))} + {self.value(right)})"
            case Op("and" | "or" | "not"):
                return f"(1 if {self.truth(expr)} else 0)"
            case Op(name, args):
                return OPERATIONS[name].python.format(*(self.value(arg) for arg in args))

    def truth(self, expr: Expr) -> str:
        """The source of something that is only asked whether it holds."""
        match expr:
            case Op("and" | "or" as name, args):
                return f"({f' {name} '.join(self.truth(arg) for arg in args)})"
            case Op("not", (item,)):
                return f"(not {self.truth(item)})"
            case _:
                return self.value(expr)

    def _terms(self, expr: Expr) -> list[str]:
        """The summands of a long sum, without a parenthesis for each."""
        terms: list[str] = []
        while isinstance(expr, Op) and expr.name == "add":
            terms.append(self.value(expr.args[1]))
            expr = expr.args[0]
        return [self.value(expr), *reversed(terms)]

    def _unwrapped(self, expr: Expr) -> str:
        """The last part of a chain of choices, without a parenthesis for each."""
        text = self.value(expr)
        return text[1:-1] if isinstance(expr, Op) and expr.name == "if" else text

    def _table(self, values: tuple[int, ...]) -> str:
        name = f"t{len(self._names)}"
        self._names[name] = values
        return name

    # --- compiling -------------------------------------------------------------------------------------------------

    def function(self, lines: Iterable[str], parameters: str = _PARAMETERS) -> str:
        """Add a function with this body; its name, for `compiled`."""
        name = f"f{len(self._source)}"
        body = "\n".join(f"    {line}" for line in lines)
        self._source.append(f"def {name}({parameters}):\n{body}\n")
        return name

    def expression(self, expr: Expr) -> str:
        """Add a function that returns the value of an expression; its name."""
        return self.function([f"return {self.value(expr)}"])

    def compiled(self) -> Mapping[str, Callable[..., Any]]:
        """All functions, by name."""
        space = dict(self._names)
        # The only place where source is executed; it holds numbers and operators alone (see the module's docstring).
        exec(compile("\n".join(self._source), "<program>", "exec"), space)
        return space


def bind(expr: Expr, index: Mapping[str, int]) -> Bound:
    """One expression as a function of its own."""
    if isinstance(expr, Const):
        value = expr.value
        return lambda state, lock, base: value
    compiler = Compiler(index)
    name = compiler.expression(expr)
    found: Bound = compiler.compiled()[name]
    return found
