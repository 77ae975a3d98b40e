"""Effects as the rules run them: acts that happen together, under a condition and a chance, and who may know it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from exercise.engine.expression import Expr

Audience = tuple[str, ...]
"""Who may know: sorted team ids, or `EVERYONE`, or nobody at the table (only control): `()`."""

EVERYONE: Audience = ("all",)


@lru_cache(maxsize=4096)
def in_both(one: Audience, other: Audience) -> Audience:
    """Who belongs to both audiences."""
    if one == EVERYONE:
        return other
    if other == EVERYONE:
        return one
    return tuple(team for team in one if team in other)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that an effect does: `change`, `set`, `open`, `close`, `cut`, `tell`, `reveal`, `move`, `start`,
    `end`, `exclude`, `admit`, `clue`."""

    kind: str
    target: str
    value: int = 0
    teams: tuple[str, ...] = ()
    clue: Clue | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """What a clue is: `right` is how often such clues point at the truth, in percent; `forged` the number of the value
    at which a forged one points, None where it is genuine; `source` the text that says where it comes from. Where it
    points is drawn at `address`."""

    address: str
    right: int
    forged: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Acts that happen together: when the condition holds and the chance comes, else what stands in `otherwise`. Where
    something of `lowered` holds, the chance is no more than what stands beside it."""

    address: str
    when: Expr
    chance: int
    acts: tuple[Act, ...]
    otherwise: tuple[Effect, ...] = ()
    lowered: tuple[tuple[Expr, int], ...] = ()
