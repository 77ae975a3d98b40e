"""Clues: what a team learns, rightly or wrongly, of a track with named values, and how sure it may be by now.

A clue that is right in r of 100 cases points at the truth with r percent, and evenly at one of the n - 1 other values
else. What it says for the value at which it points is, by Bayes' rule, the factor r·(n-1) : (100-r). Factors are kept
as their logarithms, as I. J. Good and Turing did ("Probability and the Weighing of Evidence", 1950): in hundredths of
a decade, so that clues are whole numbers that add up and no order of theirs can matter. From the shares that a team
gives the values at first and the sums of its clues follows its confidence:

    confidence in v = 100 · 10^(sum of v / 100) / (the same of all values together), rounded

A forged clue counts like the genuine one that it pretends to be: nobody can tell.
"""

from __future__ import annotations

from functools import lru_cache

from exercise.engine.effect import Act, Clue
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
    op,
    slot_of,
    total,
)
from exercise.engine.mechanisms import tracks
from exercise.engine.mechanisms.registry import Done, act, word
from exercise.engine.model import Model, Track
from exercise.engine.program import Builder, Change, Note, SlotSpec, add

DECADE = 100
"""A factor of ten."""
FARTHEST = 4 * DECADE
"""A value so far behind the likeliest is one in ten thousand, and no less."""
EXCLUDED, MOST = -4_000, 4_000
"""Where a sum stays; whoever gives a value no share at all holds it to be impossible."""
MOST_CLUES = 999
WHOLE = 10_000


def for_value(team: str, track: str, value: str) -> Slot:
    """What a team's first shares and all its clues say for a value, in hundredths of a decade."""
    return slot_of("clues", team, track, value)


def count(team: str, track: str, value: str) -> Slot:
    """How many clues pointed a team at a value."""
    return slot_of("clue_count", team, track, value)


def confidence(team: str, track: str, values: tuple[str, ...], value: str = "") -> Expr:
    """How sure a team may be of a value, in percent; without one, of the value that is likeliest to it."""
    sums = [for_value(team, track, one) for one in values]
    best: Expr = sums[0]
    for one in sums[1:]:
        best = op("max", best, one)
    parts = [_part(op("sub", best, one)) for one in sums]
    part = parts[values.index(value)] if value else Const(WHOLE)
    return op("min", 100, op("round_div", op("mul", 100, part), total(parts)))  # never more, as the checker must know


def likeliest(team: str, track: str, values: tuple[str, ...], value: str) -> Expr:
    """The clues of a team say more for this value than for any other."""
    own = for_value(team, track, value)
    return every(*(op("lt", for_value(team, track, one), own) for one in values if one != value))


def not_outdone(team: str, track: str, values: tuple[str, ...], value: str) -> Expr:
    """No other value is likelier to a team than this one."""
    own = for_value(team, track, value)
    return every(*(at_least(own, for_value(team, track, one)) for one in values if one != value))


def believers(model: Model, track: str) -> frozenset[str]:
    """The teams that may come by clues of a track, or act on what they believe of it."""
    acting = [action.by for action in model.actions if action.answers is not None and action.answers[0] == track]
    return frozenset((*model.clues.get(track, ()), *(team for teams in acting for team in teams)))


def declare(b: Builder) -> None:
    """What each team believes of each track with values, where it can come by clues or a condition asks for it."""
    for track in b.model.tracks:
        if not track.values:
            continue
        believing = believers(b.model, track.id)
        for team in b.model.team_ids:
            if team in believing or for_value(team, track.id, track.values[0]).name in b.wanted:
                _declare(b, team, track)


def _declare(b: Builder, team: str, track: Track) -> None:
    for value, share in zip(track.values, track.held, strict=True):
        start = Const(weight(share, 1) if share else EXCLUDED)
        b.slot(SlotSpec(for_value(team, track.id, value).name, start, EXCLUDED, MOST, aud=(team,)))
        b.slot(SlotSpec(count(team, track.id, value).name, Const(0), 0, MOST_CLUES, aud=(team,)))


@act("clue")
def clue(b: Builder, one: Act) -> Done:
    """Some teams get a clue: they read at what it points, and it counts for that value from now on."""
    assert one.clue is not None
    values = b.model.track[one.target].values
    points = _points(one.target, one.clue, len(values))
    says = weight(one.clue.right * (len(values) - 1), 100 - one.clue.right)
    changes = [
        change
        for team in one.teams
        for place, value in enumerate(values)
        for change in _counted(team, one.target, value, equals(points, place), says)
    ]
    ids = {"track": one.target, "source": one.clue.source}
    told = Note("clue_found", ids, b.model.audience(one.teams), {"points": points, "right": Const(one.clue.right)})
    return Done(tuple(changes), (told,))


def _counted(team: str, track: str, value: str, here: Expr, says: int) -> tuple[Change, Change]:
    return add(for_value(team, track, value), choose(here, says, 0)), add(count(team, track, value), choose(here, 1, 0))


def _points(track: str, one: Clue, size: int) -> Expr:
    """The number of the value at which a clue points."""
    if one.forged is not None:
        return Const(one.forged)
    truth, other = tracks.value(track), Draw(f"{one.address}/other", size - 1)
    beside = choose(at_least(other, truth), op("add", other, 1), other)
    return choose(happens(one.right, one.address), truth, beside)


# --- logarithms in whole numbers -------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def weight(numerator: int, denominator: int) -> int:
    """A factor in hundredths of a decade, rounded and within four decades; both parts are 0 or more, not both 0."""
    if numerator < denominator:
        return -weight(denominator, numerator)
    if not denominator:
        return FARTHEST
    found, high, low = 0, numerator ** (2 * DECADE), denominator ** (2 * DECADE)
    while found < FARTHEST and low * 10 ** (2 * found + 1) < high:
        found += 1
    return found


@lru_cache(maxsize=1)
def powers() -> tuple[int, ...]:
    """10,000 / 10^(d/100), rounded, for each distance d behind the likeliest."""
    return tuple(_power(distance) for distance in range(FARTHEST + 1))


def _power(distance: int) -> int:
    """Guessed, and put right in whole numbers, so that every machine has the same."""
    wanted, value = 2**DECADE * 10 ** (FARTHEST - distance), round(WHOLE / 10 ** (distance / DECADE))
    while (2 * value - 1) ** DECADE > wanted:
        value -= 1
    while (2 * value + 1) ** DECADE <= wanted:
        value += 1
    return value


def _part(behind: Expr) -> Expr:
    return Pick(op("min", behind, FARTHEST), powers())


# --- words -----------------------------------------------------------------------------------------------------------


@word("confidence", "belief")
def _confidence(target: tuple[str, ...]) -> Expr:
    team, track, value, *values = target
    return confidence(team, track, tuple(values), value)


@word("points_at", "belief")
def _points_at(target: tuple[str, ...]) -> Expr:
    team, track, value, *values = target
    return likeliest(team, track, tuple(values), value)
