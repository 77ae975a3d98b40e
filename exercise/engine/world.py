"""The state of an exercise: one flat tuple of whole numbers, the seed, and letters on their way.

A state is never changed; a fold over events makes the next one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Letter:
    """Words written into a channel with a delay, until they arrive at the opening of turn `due`."""

    team: str
    channel: str
    text: str
    due: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """A move that nobody else learns of until the exercise is over, and the turn in which it was made."""

    turn: int
    team: str
    words: str
    text: str


class World(NamedTuple):
    """Slots laid out by the program's index; `seed` is a 64-bit number."""

    slots: tuple[int, ...]
    seed: int
    post: tuple[Letter, ...] = ()
    sealed: tuple[Sealed, ...] = ()

    def digest(self, index: Mapping[str, int]) -> str:
        """SHA-256 over the slots sorted by name, as 64 hex digits; the seed is no part of it."""
        lines = "".join(f"{name}={self.slots[index[name]]}\n" for name in sorted(index))
        return hashlib.sha256(lines.encode()).hexdigest()
