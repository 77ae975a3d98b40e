"""The engine's chance over columns: a draw for every row, in columns that are used again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exercise.engine import chance

Luck = NDArray[np.uint64]
Numbers = NDArray[np.signedinteger]
Truths = NDArray[np.bool_]

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


class Drawer:
    """Draws in two columns of its own: new ones for each draw would cost as much as the draw."""

    def __init__(self) -> None:
        self._words = self._spare = np.empty(0, np.uint64)

    def _mixed(self, base: Luck, address: int) -> tuple[Luck, Luck]:
        """All of `chance.mix` but its last step, and a column to spare."""
        rows = len(base)
        if len(self._words) < rows:
            self._words, self._spare = np.empty(rows, np.uint64), np.empty(rows, np.uint64)
        words, spare = self._words[:rows], self._spare[:rows]
        np.bitwise_xor(base, np.uint64(address), out=words)
        words += _STEP
        words ^= np.right_shift(words, _30, out=spare)
        words *= _FIRST
        words ^= np.right_shift(words, _27, out=spare)
        words *= _SECOND
        return words, spare

    def draw(self, base: Luck, address: int, sides: int | Luck | Numbers, kind: type = np.int64) -> Numbers:
        """`chance.draw`, as numbers of this kind."""
        words, spare = self._mixed(base, address)
        words ^= np.right_shift(words, _31, out=spare)
        words >>= _32
        words *= np.uint64(sides) if isinstance(sides, int) else sides.astype(np.uint64, copy=False)
        words >>= _32
        found: Numbers = words.astype(kind)
        return found

    def reaches(self, base: Luck, address: int, least: int) -> Truths:
        """Whether the upper half of the word is so much or more: a draw against a fixed bound, not worked out."""
        words, spare = self._mixed(base, address)
        if least & 1:  # the last step of `mix` changes only the lowest bit of the upper half
            words ^= np.right_shift(words, _31, out=spare)
        found: Truths = words >= np.uint64(least << 32)
        return found

    def sieve(self, mask: Numbers, addresses: tuple[int, ...], percent: int, base: Luck) -> Numbers:
        """Those bits of each mask that pass a draw of `percent` each."""
        kept = np.zeros_like(mask)
        most = int(mask.max(initial=0))
        for bit in range(most.bit_length()):
            passed = (self.draw(base, addresses[bit], 100) < percent) & (mask >> bit & 1 == 1)
            kept |= passed.astype(np.int64) << bit
        return kept


def least_word(bound: int, sides: int) -> int:
    """The upper half of a word from which on a draw of so many sides is at least `bound`."""
    return -(-(bound << 32) // sides)
