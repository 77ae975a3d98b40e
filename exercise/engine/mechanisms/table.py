"""Who sits at the table, and whether a team may still act in this turn.

`present` holds the teams that are played, as bits: an optional team may be empty. `locked` holds those that have
locked.
"""

from __future__ import annotations

from exercise.engine.effect import EVERYONE
from exercise.engine.expression import ONE, Expr, Slot, every, has, negate, op
from exercise.engine.mechanisms import clock
from exercise.engine.model import Model
from exercise.engine.program import Builder, Change, Move, Need, Round, SlotSpec, mark
from exercise.engine.refusals import Reason

PRESENT, LOCKED = Slot("present"), Slot("locked")


def is_present(model: Model, team: str) -> Expr:
    """The team is played; only an optional one may be empty."""
    optional = any(one.id == team and one.optional for one in model.teams)
    return has(PRESENT, model.mask((team,))) if optional else ONE


def may_act(model: Model, team: str) -> tuple[Need, ...]:
    """What every move of a team needs first."""
    needs = [Need(clock.RUNNING, Reason.OVER)]
    present = is_present(model, team)
    if present != ONE:
        needs.append(Need(present, Reason.NOT_AT_THE_TABLE))
    needs.append(Need(negate(has(LOCKED, model.mask((team,)))), Reason.LOCKED))
    return tuple(needs)


def everyone_locked() -> Expr:
    """All teams at the table have locked their orders."""
    return op("eq", op("bits_and", PRESENT, LOCKED), PRESENT)


def someone_present(model: Model, teams: tuple[str, ...]) -> Expr:
    """At least one of these teams is played."""
    absent = [negate(is_present(model, team)) for team in teams]
    return negate(every(*absent))


def declare(b: Builder) -> None:
    """Presence, and the move `lock`."""
    b.slot(SlotSpec(PRESENT.name, aud=EVERYONE))
    b.slot(SlotSpec(LOCKED.name, aud=EVERYONE))
    b.clear(LOCKED)
    for team in b.model.team_ids:
        writes: tuple[Change, ...] = (mark(LOCKED, b.model.mask((team,))),)
        needs = may_act(b.model, team)
        b.move(Move(team, "lock", "lock", team, (Round.EXPLAIN,), "lock", needs, writes, EVERYONE))
