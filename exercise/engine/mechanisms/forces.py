"""Forces on the map: where each stands, and who knows it.

A force stands at a place, or where it started. Those who know of it learn of every move; the others learn nothing, not
even that something moved. No condition asks for it, so that what is on the map never decides how the crisis goes.
"""

from __future__ import annotations

from exercise.engine.effect import Act
from exercise.engine.expression import Const, Slot
from exercise.engine.mechanisms import sight
from exercise.engine.mechanisms.registry import Done, act
from exercise.engine.program import Builder, SlotSpec, put


def standing(force: str) -> Slot:
    """The number of the place at which a force stands, from 1; 0 is where it started, if that is no place."""
    return Slot(f"force.{force}.at")


def declare(b: Builder) -> None:
    """Where every force stands. Of two moves at once the place counts whose id comes first."""
    for force in b.model.forces:
        b.slot(
            SlotSpec(
                standing(force.id).name,
                Const(force.at),
                0,
                len(b.model.places),
                combine="min",
                topic=("force", force.id),
                aud=b.model.audience(force.shown_to),
                revealed=sight.mask_name(b.model, force.id),
            )
        )


@act("move")
def move(b: Builder, one: Act) -> Done:
    """A force moves to a place; `value` is the number of the place."""
    return Done((put(standing(one.target), one.value),))
