"""Effects: acts that happen together, under a condition and a chance, with an alternative when the chance fails.

What each act does belongs to the mechanism that owns the thing it acts on; this room only joins conditions and luck.
"""

from __future__ import annotations

from dataclasses import replace

from exercise.engine.effect import Act, Audience, Effect
from exercise.engine.expression import Const, Expr, at_lock, choose, every, happens, negate, op
from exercise.engine.mechanisms.registry import ACTS, Done, act
from exercise.engine.program import Builder, Cause, Note, Step


def declare_effects(
    b: Builder, effects: tuple[Effect, ...], step: Step, guard: Expr, cause: Cause, aud: Audience, team: str = ""
) -> None:
    """Write effects into a step: they happen when the guard holds. Effects of orders and answers read the lock, others
    the state before their step. Where several teams may bring them about, each `team` has luck of its own."""
    for effect in effects:
        holds = every(guard, at_lock(effect.when) if step is Step.EFFECTS else effect.when)
        luck = happens(_percent(effect), f"{team}/{effect.address}" if team else effect.address)
        done = [ACTS[one.kind](b, _by(team, one)) for one in effect.acts]
        changes = tuple(change for each in done for change in each.changes)
        notes = tuple(note for each in done for note in each.notes)
        b.block(step, every(holds, luck), changes, cause, aud, notes)
        for more in (more for each in done for more in each.follows):
            b.block(step, every(holds, luck, more.holds), more.changes, cause, aud)
        if effect.otherwise:
            declare_effects(b, effect.otherwise, step, every(holds, negate(luck)), cause, aud, team)


def _percent(effect: Effect) -> Expr:
    """The chance as it stands: of those that hold, the lowest. One draw decides, so that what happens in spite of an
    agreement would also have happened without it."""
    percent: Expr = Const(effect.chance)
    for holds, lower in effect.lowered:
        percent = op("min", percent, choose(holds, lower, 100))
    return percent


def _by(team: str, one: Act) -> Act:
    """An act with luck: of two teams that bring it about, each has its own."""
    if not team or one.clue is None:
        return one
    return replace(one, clue=replace(one.clue, address=f"{team}/{one.clue.address}"))


@act("tell")
def tell(b: Builder, one: Act) -> Done:
    """A text for some teams."""
    return Done(notes=(Note("told", {"text": one.target}, b.model.audience(one.teams)),))
