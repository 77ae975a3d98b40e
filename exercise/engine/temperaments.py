"""How computer players choose: weights over options, whole numbers, for each temperament.

They are a part of the compiled scenario, which may name temperaments of its own, so that a log brings them along and
every engine of the program chooses in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ORDER, SUPPORT = "order", "support"
FARTHEST = 1_000
"""An escalation, in tenths, that no order goes beyond."""


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one temperament. `verbs` gives, per verb, its weight; `nothing` what doing nothing weighs in the
    matter of that verb; `intents` the weights of orders up to an escalation in tenths, rising; `idle` of ordering
    nothing more; `actions` those of single orders, whatever their escalation. What is not named weighs 1."""

    verbs: Mapping[str, int]
    nothing: Mapping[str, int]
    intents: tuple[tuple[int, int], ...]
    idle: int
    actions: Mapping[str, int] = field(default_factory=dict)

    def weight(self, verb: str, target: str, escalation: int) -> int:
        """What a move weighs; `escalation` in tenths. A seat stands behind an order by what the order itself weighs."""
        if verb != ORDER and (verb != SUPPORT or verb in self.verbs):
            return self.verbs.get(verb, 1)
        return self.actions.get(target, self.intends(escalation))

    def intends(self, escalation: int) -> int:
        """What an order of this escalation, in tenths, weighs."""
        return next(weight for limit, weight in self.intents if escalation <= limit)


_RARELY = {"suspend": 40, "leave": 40, "close": 20, "halt": 40, "quit": 40, "walk_out": 20}

EVEN = Table({}, {}, ((FARTHEST, 1),), 1)
"""Everything weighs the same."""

TABLES: Mapping[str, Table] = {
    "random": Table({}, {"open": 1, "break_silence": 8, **_RARELY}, ((FARTHEST, 4),), 1),
    "cautious": Table(
        {
            "call": 3,
            "answer": 9,
            "write": 2,
            "accept": 4,
            "reply": 6,
            "suspend": 0,
            "leave": 0,
            "close": 0,
            "explain": 4,
            "attend": 5,
            "move": 2,
            "vote_for": 4,
            "abstain": 2,
            "halt": 0,
            "quit": 0,
            "walk_out": 0,
            "restart": 4,
            "object": 2,
        },
        {"answer": 0, "reply": 1, "open": 1, "suspend": 1, "leave": 1, "close": 1}
        | {"halt": 1, "quit": 1, "walk_out": 1, "break_silence": 4},
        ((-1, 9), (0, 5), (20, 3), (50, 1), (FARTHEST, 0)),
        1,
    ),
    "hawkish": Table(
        {"reject": 3, "refuse": 2, "explain": 1, "vote_against": 3},
        {"call": 5, "answer": 0, "write": 4, "open": 4, "propose": 6, "accept": 2, "ask": 2, "explain": 4}
        | {"suspend": 25, "leave": 40, "close": 15, "halt": 25, "quit": 40, "walk_out": 10, "restart": 6}
        | {"break_silence": 8},
        ((-1, 1), (0, 2), (20, 4), (50, 6), (FARTHEST, 6)),
        1,
    ),
}
"""Those of every scenario."""
