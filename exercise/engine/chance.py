"""Chance that is addressed, not streamed.

A draw is a pure function of (seed, turn, address): splitmix64 over three 64-bit numbers. An address is a path of ids
such as `action/nato/inspect/when…`, never a position, so that two variants of a scenario share their luck and a
history that changes one decision keeps the luck of all others. The finaliser is the one of Steele, Lea and Flood,
"Fast splittable pseudorandom number generators" (2014).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

WORD = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


def mix(word: int) -> int:
    """The finaliser of splitmix64: any 64-bit number to another, one to one."""
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & WORD
    return word ^ (word >> 31)


@lru_cache(maxsize=65536)
def address_id(path: str) -> int:
    """The 64-bit number of an address."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big")


@lru_cache(maxsize=1024)
def turn_base(seed: int, turn: int) -> int:
    """What all draws of one turn start from."""
    return mix((seed + _STEP * (turn + 1)) & WORD)


def draw(base: int, address: int, sides: int) -> int:
    """A whole number from 0 to sides - 1, for a base from `turn_base` and an address from `address_id`."""
    return ((mix(((base ^ address) + _STEP) & WORD) >> 32) * sides) >> 32
