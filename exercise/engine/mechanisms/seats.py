"""Who of a team stands behind an order, and whether that is enough for it to be the team's.

A seat is one bit of a mask; its place is that in the file. In a team that the first seat decides for, or that has one
seat only, nothing of this is kept: an order is the team's as soon as it is given.
"""

from __future__ import annotations

from exercise.engine.expression import ONE, Expr, Slot, at_least, equals, op, slot_of
from exercise.engine.model import Model, Team
from exercise.engine.program import Change, put


def behind(team: str, action: str) -> Slot:
    """The seats that stand behind the order, as bits: who drafted it is one of them."""
    return slot_of("behind", team, action)


def against(team: str, action: str) -> Slot:
    """The seats that object to the order, or broke the silence about it, as bits."""
    return slot_of("against", team, action)


def held(team: str, action: str) -> Slot:
    """The time for breaking the silence has run out: 0 or 1."""
    return slot_of("held", team, action)


def of(model: Model, team: str) -> Team:
    """The team with its seats."""
    return next(one for one in model.teams if one.id == team)


def everybody(team: Team) -> int:
    """All seats, as bits."""
    return (1 << len(team.seats)) - 1


def bit(team: Team, seat: str) -> int:
    """One of its seats."""
    return 1 << team.seats.index(seat)


def agreed(team: Team, action: str) -> Expr:
    """As it stands, the order is the team's: it would be carried out."""
    if not team.collective:
        return ONE
    match team.decides:
        case "majority":
            return at_least(op("mul", op("count", behind(team.id, action)), 2), len(team.seats) + 1)
        case "consensus":
            return equals(behind(team.id, action), everybody(team))
        case _:
            return equals(against(team.id, action), 0)


def slots(team: Team, action: str) -> tuple[Slot, ...]:
    """What is kept of an order until the next turn opens; nothing where one seat decides."""
    if not team.collective:
        return ()
    voices = behind(team.id, action), against(team.id, action)
    return (*voices, held(team.id, action)) if team.decides == "silence" else voices


def drafted(team: Team, action: str, seat: str = "") -> tuple[Change, ...]:
    """Who drafts an order stands behind it; the first seat, where none is named."""
    return (put(behind(team.id, action), bit(team, seat or team.seats[0])),) if team.collective else ()


def forgotten(team: Team, action: str) -> tuple[Change, ...]:
    """An order is withdrawn, and with it what the seats said of it."""
    return tuple(put(slot, 0) for slot in slots(team, action))
