"""Tracks: the numbers and facts of the crisis, who knows them, and how well.

A team that sees a number `within N` sees an interval of 2N + 1 values that holds it. The interval is redrawn, for
that team alone, only when the value leaves it; no sign of a change inside it shows. That is a view, not part of the
rules: nothing reads it.
"""

from __future__ import annotations

from exercise.engine.effect import Act, Audience
from exercise.engine.expression import (
    Const,
    Draw,
    Expr,
    Pick,
    Slot,
    at_least,
    choose,
    equals,
    every,
    happens,
    has,
    negate,
    op,
)
from exercise.engine.mechanisms import clock, sight
from exercise.engine.mechanisms.registry import Done, act
from exercise.engine.model import Model, Track
from exercise.engine.program import Builder, Change, SlotSpec, Step, add, put

NOWHERE = -(10**9)
"""Where an interval stands that was never drawn."""


def value(reference: str) -> Slot:
    """A track's value; `readiness.nato` for a track kept per team."""
    return Slot(f"track.{reference}")


def interval(reference: str, team: str) -> Slot:
    """The lowest value that a team holds possible."""
    return Slot(f"seen.{reference}.{team}")


def _until(reference: str) -> Slot:
    return Slot(f"track.{reference}.until")


def references(model: Model, track: Track) -> tuple[str, ...]:
    """The track's id, or one reference per team."""
    return tuple(f"{track.id}.{team}" for team in model.team_ids) if track.per_team else (track.id,)


def exact_readers(model: Model, track: Track) -> Audience:
    """Who sees the exact value from the start."""
    return model.audience(tuple(team for team, width in track.within.items() if width == 0))


def declare(b: Builder) -> None:
    """Slots of all tracks; facts that do not last; estimates."""
    for track in b.model.tracks:
        for reference in references(b.model, track):
            _declare_value(b, track, reference)
            for team, width in track.within.items():
                if width:
                    _declare_interval(b, track, reference, team, width)


def _declare_value(b: Builder, track: Track, reference: str) -> None:
    start: Expr = Const(track.starts.get(reference.partition(".")[2], track.start))
    if track.chance is not None:
        start = happens(track.chance, f"track/{reference}")
    if track.shares:
        drawn = tuple(place for place, share in enumerate(track.shares) for _ in range(share))
        start = Pick(Draw(f"track/{reference}", len(drawn)), drawn)
    slot = b.slot(
        SlotSpec(
            value(reference).name,
            start,
            track.low,
            track.high,
            combine="min" if track.values else "max",
            topic=("track", reference),
            aud=exact_readers(b.model, track),
            revealed=sight.mask_name(b.model, track.id),
        )
    )
    if track.lasts is not None:
        until = b.slot(SlotSpec(_until(reference).name))
        over = every(op("ne", slot, track.start), at_least(clock.TURN, until))
        aud = exact_readers(b.model, track)
        b.block(Step.EFFECTS, over, (put(slot, track.start),), ("passed", reference), aud)


def _declare_interval(b: Builder, track: Track, reference: str, team: str, width: int) -> None:
    """Whoever was shown the value itself holds no estimate any more."""
    slot, exact = interval(reference, team), value(reference)
    low = Const(NOWHERE)
    b.slot(SlotSpec(slot.name, low, topic=("estimate", reference, team), aud=(team,), view=True))
    inside = every(at_least(exact, slot), at_least(op("add", slot, 2 * width), exact))
    drawn = op("sub", exact, _offset(f"seen/{reference}/{team}", 2 * width + 1))
    left = negate(inside)
    if sight.mask_name(b.model, track.id) is not None:
        left = every(negate(has(sight.revealed(track.id), b.bits((team,)))), left)
    b.block(Step.ESTIMATES, left, (put(slot, drawn),), ("estimate", reference), (team,))


def _offset(address: str, sides: int) -> Expr:
    """Where in a new interval the value lies. The opening, an inject within the turn and the end of the turn draw
    apart: two intervals with one offset would tell by how much the value moved."""
    opening, within, end = (Draw(f"{address}/{moment}", sides) for moment in ("opening", "within", "end"))
    return choose(equals(clock.TURN, clock.MOVE), end, choose(op("ne", clock.MINUTE, 0), within, opening))


@act("change")
def change(b: Builder, one: Act) -> Done:
    """A number changes by an amount."""
    return Done((add(value(one.target), one.value),))


@act("set")
def set_(b: Builder, one: Act) -> Done:
    """A track takes a value; of two at once yes, the larger number, and of named ones that whose id comes first."""
    slot = value(one.target)
    track = next(track for track in b.model.tracks if track.id == one.target.split(".")[0])
    if track.lasts is None or one.value == track.start:
        return Done((put(slot, one.value),))
    until: Change = put(_until(one.target), op("add", clock.TURN, track.lasts))
    return Done((put(slot, one.value), until))
