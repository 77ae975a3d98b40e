"""Sight: tracks and forces that an effect reveals to teams which did not know them, or not exactly.

From the reveal on they see it as it is. They are told once, when everything else of the moment has happened, with what
there is to see: nobody has to look for what has come to light.
"""

from __future__ import annotations

from collections.abc import Iterator

from exercise.engine.effect import Act
from exercise.engine.expression import Expr, Slot, equals, every, has, op
from exercise.engine.mechanisms.registry import Done, act
from exercise.engine.model import Model
from exercise.engine.program import Builder, SlotSpec, Step, mark, put


def revealed(thing: str) -> Slot:
    """The teams to whom a track or a force was revealed, as bits."""
    return Slot(f"revealed.{thing}")


def mask_name(model: Model, thing: str) -> str | None:
    """The slot with those teams, None where nothing ever reveals the thing."""
    return revealed(thing).name if thing in model.reveals else None


def told(reference: str, team: str) -> Slot:
    """What the team was told when it came to see the thing: one more than how far that lies above the least."""
    return Slot(f"sight.{reference}.{team}")


def declare(b: Builder) -> None:
    """Who was shown what, and that it is told."""
    for thing, teams in b.model.reveals.items():
        mask = b.slot(SlotSpec(revealed(thing).name))
        for reference, shown, least in _seen(b.model, thing):
            for team in teams:
                if team not in _knowing(b.model, thing):
                    _declare_told(b, mask, reference, team, op("add", shown, 1 - least))


def _declare_told(b: Builder, mask: Slot, reference: str, team: str, shown: Expr) -> None:
    slot = b.slot(SlotSpec(told(reference, team).name, topic=("sight", reference, team), aud=(team,), view=True))
    new = every(equals(slot, 0), has(mask, b.bits((team,))))
    b.block(Step.ESTIMATES, new, (put(slot, shown),), ("revealed", reference), (team,))


def _seen(model: Model, thing: str) -> Iterator[tuple[str, Slot, int]]:
    """What there is to see of a thing: each reference with its slot and the least that this can hold."""
    for track in model.tracks:
        if track.id == thing:
            owners = [f"{thing}.{team}" for team in model.team_ids] if track.per_team else [thing]
            yield from ((reference, Slot(f"track.{reference}"), track.low) for reference in owners)
    if any(force.id == thing for force in model.forces):
        yield thing, Slot(f"force.{thing}.at"), 0


def _knowing(model: Model, thing: str) -> tuple[str, ...]:
    """Who sees the thing exactly from the start."""
    for track in model.tracks:
        if track.id == thing:
            return tuple(team for team, width in track.within.items() if width == 0)
    return next(force.shown_to for force in model.forces if force.id == thing)


@act("reveal")
def reveal(b: Builder, one: Act) -> Done:
    """Some teams see a track exactly, or where a force stands, from now on."""
    return Done((mark(revealed(one.target), b.bits(one.teams)),))
