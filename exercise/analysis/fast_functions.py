"""What compiled playthroughs call: the operations and the luck of the engine, for numba. Needs the extra `fast`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numba
import numpy as np
from numba.extending import intrinsic

from exercise.engine import chance, expression

compiler = partial(numba.njit, nogil=True, error_model="numpy")
"""Divisors are positive, so that nobody has to look for 0."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_32 = np.uint64(32)


Function = Callable[..., Any]


def compiled(signature: str) -> Callable[[Function], Function]:
    """For these kinds of numbers alone."""
    found: Callable[[Function], Function] = compiler(signature)
    return found


def _choice(_typing: Any, _condition: Any, _yes: Any, _no: Any) -> tuple[Any, Function]:
    """One of two numbers, without a branch."""

    def code(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.select(*args)

    return numba.int64(numba.boolean, numba.int64, numba.int64), code


choose = intrinsic(_choice)
mix = compiled("uint64(uint64)")(chance.mix)


@compiled("uint64(uint64, int64)")
def turn_base(seed: Any, turn: Any) -> Any:
    """`chance.turn_base`."""
    return mix(seed + _STEP * np.uint64(turn + 1))


@compiled("uint64(uint64, uint64)")
def word(base: Any, address: Any) -> Any:
    """The upper half of the word of a draw."""
    return mix((base ^ address) + _STEP) >> _32


@compiled("int64(uint64, uint64, int64)")
def draw(base: Any, address: Any, sides: Any) -> Any:
    """`chance.draw`."""
    return np.int64((word(base, address) * np.uint64(sides)) >> _32)


@compiled("boolean(uint64, uint64, uint64)")
def reaches(base: Any, address: Any, least: Any) -> Any:
    """Whether the upper half of the word is so much or more."""
    return word(base, address) >= least


def sieve(mask: Any, addresses: Any, percent: Any, base: Any) -> Any:
    """Those bits of a mask that pass a draw of `percent` each."""
    kept = 0
    for bit in range(63):
        if not mask >> bit:
            break
        if mask >> bit & 1 and draw(base, addresses[bit], 100) < percent:
            kept |= 1 << bit
    return kept


@compiled("int64(int64)")
def count(mask: Any) -> Any:
    """The bits of a mask that is not negative: pairs of bits are added up, then pairs of pairs."""
    mask = mask - (mask >> 1 & 0x5555555555555555)
    mask = (mask & 0x3333333333333333) + (mask >> 2 & 0x3333333333333333)
    mask = mask + (mask >> 4) & 0x0F0F0F0F0F0F0F0F
    mask = mask + (mask >> 8)
    mask = mask + (mask >> 16)
    return mask + (mask >> 32) & 0x7F


def table(values: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Numbers in as little space as they need; addresses have all 64 bits."""
    if values and max(values) > np.iinfo(np.int64).max:
        return np.array(values, np.uint64)
    for kind in (np.int8, np.int16, np.int32):
        if values and np.iinfo(kind).min <= min(values) and max(values) <= np.iinfo(kind).max:
            return np.array(values, kind)
    return np.array(values, np.int64)


NAMES: Mapping[str, Function] = {
    "table": table,
    "whole": np.int64,
    "choose": choose,
    "draw": draw,
    "reaches": reaches,
    "turn_base": turn_base,
    "sieve": compiler(sieve),
    "count": count,
    "round_div": compiled("int64(int64, int64)")(expression.round_div),
    "ceil_div": compiled("int64(int64, int64)")(expression.ceil_div),
}
