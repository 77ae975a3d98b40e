"""Covert action: what only some saw, and the chance in each later turn that the others learn of it.

One draw per act and turn, from the turn after. A slot per team and action holds the acts that wait to be discovered,
a bit per turn in which they were done. What is found counts in the spiral of that turn and is told at its end.
"""

from __future__ import annotations

from exercise.engine.expression import Expr, Sieve, Slot, choose, op
from exercise.engine.mechanisms import clock, orders
from exercise.engine.model import EVERYONE
from exercise.engine.program import Builder, Note, SlotSpec, Step, put


def hidden(team: str, action: str) -> Slot:
    """Acts that others have not learned of, a bit per turn."""
    return Slot(f"hidden.{team}.{action}")


def found(team: str, action: str) -> Slot:
    """Those discovered in the turn being resolved."""
    return Slot(f"found.{team}.{action}")


def declare(b: Builder) -> None:
    """Every action that can be discovered."""
    for action in b.model.actions:
        if not action.discovered:
            continue
        for team in action.by:
            waiting, discovered = hidden(team, action.id), found(team, action.id)
            b.slot(SlotSpec(waiting.name))
            b.slot(SlotSpec(discovered.name))
            sieve: Expr = Sieve(waiting, f"discovered/{team}/{action.id}", action.discovered)
            today = choose(orders.is_ordered(team, action.id), op("shl", 1, clock.MOVE), 0)
            remains = op("sub", waiting, sieve)
            changes = (put(discovered, sieve), put(waiting, op("bits_or", remains, today)))
            b.block(Step.FREEZE, op("ne", op("bits_or", op("bits_or", waiting, discovered), today), 0), changes)
            note = Note("discovered", {"team": team, "action": action.id}, EVERYONE)
            cause = ("discovered", team, action.id)
            b.block(Step.DEADLINES, op("ne", discovered, 0), (), cause, EVERYONE, (note,))
