"""What is known of a value while the program is written for columns: its name, how wide it is, and between which two
numbers it stays.

A value that can only be one number is that number, and nothing is computed for it. The bounds of a result are those
of the operation's own meaning at the corners of what goes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from exercise.engine.expression import OPERATIONS

Interval = tuple[int, int]

FAR = 2**63 - 1
ANY: Interval = (-FAR, FAR)
ALONE, TRUTH, BYTE = 0, 1, 8
"""Widths besides 16, 32 and 64 bits: one number for all rows, a column of true and false, the same as 0 and 1."""

_MONOTONE = frozenset({"add", "sub", "mul", "round_div", "ceil_div", "min", "max", "shl", "shr"})
COMPARISONS = frozenset({"eq", "ne", "lt", "le"})


@dataclass(frozen=True, slots=True)
class Value:
    """Something written: the name of an array, or a number for all rows, with its bounds."""

    text: str
    low: int = -FAR
    high: int = FAR
    width: int = 64

    @property
    def constant(self) -> bool:
        """A plain number, known when the program is written."""
        return self.low == self.high

    @property
    def alone(self) -> bool:
        """One number for all rows."""
        return self.width == ALONE

    @property
    def interval(self) -> Interval:
        """Its bounds."""
        return self.low, self.high


@lru_cache(maxsize=1024)
def constant(value: int) -> Value:
    """A plain number."""
    return Value(str(value) if value >= 0 else f"({value})", value, value, ALONE)


def given(text: str, interval: Interval, width: int = ALONE) -> Value:
    """What comes from outside: a column of this width, or one number for all rows."""
    return constant(interval[0]) if interval[0] == interval[1] else Value(text, *interval, width)


FALSE, TRUE = constant(0), constant(1)


def width_of(interval: Interval) -> int:
    """The bits that a column with these bounds takes."""
    low, high = interval
    if low > -(2**15) and high < 2**15:
        return 16
    return 32 if low > -(2**31) and high < 2**31 else 64


def union(*some: Interval) -> Interval:
    """The bounds of all of them together."""
    return min(low for low, _ in some), max(high for _, high in some)


def bounds(name: str, parts: Sequence[Interval]) -> Interval:
    """Between which numbers the result of an operation stays."""
    if name in ("eq", "ne"):
        (low, high), (other_low, other_high) = parts
        apart, same = high < other_low or other_high < low, low == high == other_low == other_high
        equal = (int(same), int(not apart))
        return equal if name == "eq" else (1 - equal[1], 1 - equal[0])
    if name in ("lt", "le"):
        does, (low, high), (other_low, other_high) = OPERATIONS[name].does, *parts
        return int(does(high, other_low)), int(does(low, other_high))
    if name == "count":
        return int(parts[0][0] > 0), max(parts[0][1].bit_length(), 1) if parts[0][0] >= 0 else 64
    if name in ("bits_and", "bits_or"):
        return _of_bits(name, parts)
    if name not in _MONOTONE or (name in ("shl", "shr") and not (parts[1][0] >= 0 and parts[1][1] < 63)):
        return ANY
    if name in ("round_div", "ceil_div") and parts[1][0] <= 0:
        return ANY
    does = OPERATIONS[name].does
    ends = [int(does(one, other)) for one in parts[0] for other in parts[1]]
    return max(min(ends), -FAR), min(max(ends), FAR)


def _of_bits(name: str, parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    if low == high and other_low == other_high:
        found = OPERATIONS[name].does(low, other_low)
        return found, found
    if low < 0 or other_low < 0:
        return ANY
    if name == "bits_and":
        apart = (low == high and not low & _filled(other_high)) or (
            other_low == other_high and not other_low & _filled(high)
        )
        return 0, 0 if apart else min(high, other_high)
    return max(low, other_low), _filled(max(high, other_high))


def _filled(number: int) -> int:
    """All bits that any number up to this one has."""
    return (1 << number.bit_length()) - 1
