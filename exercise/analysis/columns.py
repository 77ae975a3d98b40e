"""The program written for columns: every slot an array, one playthrough a row.

This is the same program that the interpreter runs, read once more: each expression becomes a line of numpy, each line
is written once however often it is needed, and an array is let go after its last use. Python lists of lines become one
function per scenario. There are no rules in here; what a number means stands in `OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercise.engine import chance
from exercise.engine.expression import OPERATIONS, AtLock, Const, Draw, Expr, Op, Pick, Sieve, Slot

Column = NDArray[np.int64]
Luck = NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _32 = (np.uint64(n) for n in (30, 27, 31, 32))


def mix(words: Luck) -> Luck:
    """`chance.mix` over a column; the column is used up."""
    words ^= words >> _30
    words *= _FIRST
    words ^= words >> _27
    words *= _SECOND
    words ^= words >> _31
    return words


def turn_base(seeds: Luck, turn: int) -> Luck:
    """`chance.turn_base` over a column of seeds."""
    return mix(seeds + np.uint64(0x9E3779B97F4A7C15 * (turn + 1) & chance.WORD))


def draw(base: Luck, address: int, sides: int | Column) -> Column:
    """`chance.draw` over a column."""
    words = mix((base ^ np.uint64(address)) + _STEP)
    words >>= _32
    words *= np.uint64(sides) if isinstance(sides, int) else sides.astype(np.uint64)
    words >>= _32
    return words.view(np.int64)


def sieve(mask: Column, addresses: tuple[int, ...], percent: int, base: Luck) -> Column:
    """Those bits of each mask that pass a draw of `percent` each."""
    kept = np.zeros_like(mask)
    most = int(mask.max(initial=0))
    for bit in range(most.bit_length()):
        passed = (draw(base, addresses[bit], 100) < percent) & (mask >> bit & 1 == 1)
        kept |= passed.astype(np.int64) << bit
    return kept


def round_div(numerator: Column, denominator: int | Column) -> Column:
    """Division rounded half away from zero."""
    half = (2 * np.abs(numerator) + denominator) // (2 * denominator)
    signed: Column = np.where(numerator >= 0, half, -half)
    return signed


_NAMES: Mapping[str, Any] = {
    "draw": draw,
    "sieve": sieve,
    "round_div": round_div,
    "ceil_div": lambda numerator, denominator: -(-numerator // denominator),
    "min": np.minimum,
    "max": np.maximum,
    "where": np.where,
    "negate": np.logical_not,
    "whole": np.int64,
    "count": lambda mask: np.bitwise_count(mask).astype(np.int64),
    "as_whole": lambda truth: truth.astype(np.int64) if isinstance(truth, np.ndarray) else int(truth),
    "as_truth": lambda number: number != 0,
}


@dataclass(frozen=True, slots=True)
class Value:
    """Something written: the name of an array or a plain number, and whether it is only true or false."""

    text: str
    truth: bool = False

    @property
    def constant(self) -> bool:
        """A plain number, known when the program is written."""
        return self.text.lstrip("(-").rstrip(")").isdigit()


Frame = dict[str, Value]
"""The state at some point of the turn: what was written last for each slot."""

NOTHING, EVERYTHING = Value("0"), Value("1")
_COMPARISONS = frozenset({"eq", "ne", "lt", "le"})
_MASK_BITS = 63


class Writer:
    """Writes lines, each once, and compiles them into a function of the columns of slots."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str, tuple[str, ...]]] = []
        self._known: dict[str, Value] = {}
        self._space: dict[str, Any] = dict(_NAMES)
        self._tables: dict[tuple[int, ...], str] = {}
        self.locked: Frame = {}

    # --- expressions -----------------------------------------------------------------------------------------------

    def line(self, text: str, uses: Iterable[Value], truth: bool = False) -> Value:
        """A line, or what was written for the same line before."""
        found = self._known.get(text)
        if found is None:
            found = Value(f"v{len(self._lines)}", truth)
            self._lines.append((found.text, text, tuple(use.text for use in uses)))
            self._known[text] = found
        return found

    def table(self, values: tuple[int, ...]) -> str:
        """The name of a table of numbers; equal tables have one name."""
        name = self._tables.get(values)
        if name is None:
            name = self._tables[values] = f"t{len(self._space)}"
            self._space[name] = np.array(values, dtype=np.int64)
        return name

    def lock(self, frame: Frame) -> None:
        """What `AtLock` reads from now on."""
        self.locked = dict(frame)

    def number(self, expr: Expr, frame: Frame) -> Value:
        """An expression as a column of whole numbers."""
        return self.whole(self._written(expr, frame))

    def truth(self, expr: Expr, frame: Frame) -> Value:
        """An expression as a column of true and false."""
        return self.as_truth(self._written(expr, frame))

    def whole(self, value: Value) -> Value:
        """True and false as 1 and 0."""
        return self.line(f"as_whole({value.text})", [value]) if value.truth else value

    def as_truth(self, value: Value) -> Value:
        """Whether it is anything but 0."""
        if value.truth:
            return value
        if value.constant:
            return Value("False" if value.text == "0" else "True", truth=True)
        return self.line(f"as_truth({value.text})", [value], truth=True)

    def _written(self, expr: Expr, frame: Frame) -> Value:
        match expr:
            case Const(value):
                return Value(str(value) if value >= 0 else f"({value})")
            case Slot(name):
                return frame[name]
            case AtLock(name):
                return self.locked[name]
            case Draw(address, sides):
                return self.line(f"draw(base, {chance.address_id(address)}, {sides})", [])
            case Sieve(mask, address, percent):
                bits = self.number(mask, frame)
                where = tuple(chance.address_id(f"{address}#{bit}") for bit in range(_MASK_BITS))
                name = f"t{len(self._space)}"
                self._space[name] = where
                return self.line(f"sieve({bits.text}, {name}, {percent}, base)", [bits])
            case Pick(at, values):
                place = self.number(at, frame)
                return self.line(f"{self.table(values)}[{place.text}]", [place])
            case Op(name, args):
                return self._operation(name, args, frame)

    def _operation(self, name: str, args: tuple[Expr, ...], frame: Frame) -> Value:
        if name in ("and", "or"):
            return self.joined(name, [self.truth(arg, frame) for arg in args])
        if name == "not":
            return self.negated(self.truth(args[0], frame))
        if name == "if":
            condition, yes, no = self.truth(args[0], frame), self.number(args[1], frame), self.number(args[2], frame)
            return self.chosen(condition, yes, no)
        parts = [self.number(arg, frame) for arg in args]
        template = OPERATIONS[name].columns or OPERATIONS[name].python
        return self.line(template.format(*(part.text for part in parts)), parts, truth=name in _COMPARISONS)

    def joined(self, name: str, parts: list[Value]) -> Value:
        """All, or some, of them hold."""
        decisive, neutral = ("False", "True") if name == "and" else ("True", "False")
        parts = list(dict.fromkeys(part for part in parts if part.text != neutral))
        if any(part.text == decisive for part in parts):
            return Value(decisive, truth=True)
        if not parts:
            return Value(neutral, truth=True)
        sign, (found, *rest) = " & " if name == "and" else " | ", parts
        for part in rest:
            found = self.line(f"{found.text}{sign}{part.text}", [found, part], truth=True)
        return found

    def negated(self, part: Value) -> Value:
        """It does not hold."""
        if part.text in ("True", "False"):
            return Value("False" if part.text == "True" else "True", truth=True)
        return self.line(f"negate({part.text})", [part], truth=True)

    def chosen(self, condition: Value, yes: Value, no: Value) -> Value:
        """One of two numbers, row by row."""
        if condition.text in ("True", "False"):
            return yes if condition.text == "True" else no
        if yes == no:
            return yes
        return self.line(f"where({condition.text}, {yes.text}, {no.text})", [condition, yes, no])

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
        last: dict[str, int] = {}
        for place, (_, _, uses) in enumerate(self._lines):
            for use in uses:
                last[use] = place
        kept = {value.text for value in returned.values()}
        gone: dict[int, list[str]] = {}
        for name, place in last.items():
            if name not in kept and (name.startswith("v") or name in given) and name != "base":
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
