"""Injects: the serials of the MSEL, delivered once each, at an opening or at a minute within the turn.

`happened_now` becomes true in the resolution of the turn of the delivery, as all `…_now` do. Injects by hand are
control's; alone at a table they never come.
"""

from __future__ import annotations

from exercise.engine.expression import ONE, Expr, Slot, at_least, every, negate, op
from exercise.engine.mechanisms import clock
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.registry import word
from exercise.engine.model import Inject
from exercise.engine.program import Builder, Change, Note, SlotSpec, Step, put


def delivered(inject: str) -> Slot:
    """It has been delivered."""
    return Slot(f"inject.{inject}.delivered")


def delivered_now(inject: str) -> Slot:
    """It was delivered in the turn being resolved, or at an opening in the turn just resolved."""
    return Slot(f"inject.{inject}.now")


def _fresh(inject: str) -> Slot:
    """It was delivered since the last resolution."""
    return Slot(f"inject.{inject}.fresh")


TO_THE_LOCK = 10**6
"""More minutes than any turn has: everything that is due within the turn is due."""


def declare(b: Builder) -> None:
    """All injects."""
    for inject in b.model.injects:
        ever, aud = delivered(inject.id), b.model.audience(inject.to)
        b.slot(SlotSpec(ever.name, aud=aud))
        changes = (put(ever, 1), *_declare_now(b, inject))
        step = Step.INTERLUDE if inject.minute else Step.INJECTS
        due = every(negate(op("ne", ever, 0)), _due(b, inject))
        cause = ("inject", inject.id)
        b.block(step, due, changes, cause, aud, (Note("inject_delivered", {"inject": inject.id}, aud),))
        declare_effects(b, inject.effects, step, due, cause, aud)


def _declare_now(b: Builder, inject: Inject) -> tuple[Change, ...]:
    """What a delivery notes for `happened_now`, where a condition asks for it."""
    now, fresh = delivered_now(inject.id), _fresh(inject.id)
    if now.name not in b.wanted:
        return ()
    b.slot(SlotSpec(now.name, aud=b.model.audience(inject.to)))
    b.slot(SlotSpec(fresh.name))
    b.block(Step.FREEZE, ONE, (put(now, fresh), put(fresh, 0)))
    return (put(fresh, 1),)


def _due(b: Builder, inject: Inject) -> Expr:
    if inject.by_hand:
        return op("ne", 0, 0)
    when = inject.when if inject.when is not None else ONE
    if inject.turn is not None:
        minute = at_least(clock.MINUTE, inject.minute) if inject.minute else ONE
        return every(minute, at_least(clock.MOVE, inject.turn), when)
    if inject.date is not None:
        closes = op("add", clock.MINUTES, clock.turn_length(b.model))
        return every(op("lt", inject.date, closes), when)
    return when


@word("happened", "inject")
def _happened(target: tuple[str, ...]) -> Expr:
    return op("ne", delivered(target[0]), 0)


@word("happened_now", "inject")
def _happened_now(target: tuple[str, ...]) -> Expr:
    return op("ne", delivered_now(target[0]), 0)
