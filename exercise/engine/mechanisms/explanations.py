"""Explanations: an order of this turn tied to a channel, so that whoever listens there knows what it means.

An explanation counts where the order is carried out and the channel was used in the same turn; then the other side
perceives less of a threat.
"""

from __future__ import annotations

from exercise.engine.expression import ONE, ZERO, Expr, every, has, negate, op, some
from exercise.engine.mechanisms import orders, seats, table
from exercise.engine.mechanisms.channels import belongs
from exercise.engine.mechanisms.line import Line
from exercise.engine.model import Action, Model
from exercise.engine.program import Builder, Move, Need, Round, mark
from exercise.engine.refusals import Reason
from exercise.engine.ties import Channel

EXPLAINED_OVER = ("hotline", "forum")


def channels_for(model: Model, team: str) -> tuple[Channel, ...]:
    """Over which channels a team can explain an order: hotlines and forums without delay."""
    return tuple(one for one in model.channels if one.kind in EXPLAINED_OVER and team in one.members and not one.delay)


def channel_bit(model: Model, channel: str) -> int:
    """The bit of a channel: its place among the sorted ids."""
    return 1 << [one.id for one in model.channels].index(channel)


def declare(b: Builder) -> None:
    """What can be explained, by whom, over which channel."""
    for team in b.model.team_ids:
        base, over = table.may_act(b.model, team), channels_for(b.model, team)
        for action in b.model.actions:
            if team in action.by and over:
                _declare_moves(b, team, action, base, over)


def _declare_moves(b: Builder, team: str, action: Action, base: tuple[Need, ...], over: tuple[Channel, ...]) -> None:
    said, seers = orders.explained(team, action.id), set(action.seers(team, b.model.team_ids))
    ordered = Need(orders.is_ordered(team, action.id), Reason.NOT_ORDERED)
    stands = Need(seats.agreed(seats.of(b.model, team), action.id), Reason.NOT_AGREED)
    drafted = (ordered,) if stands.holds == ONE else (ordered, stands)  # nobody is told of what a team may drop
    for channel in over:
        if not seers.issuperset(channel.members):
            continue  # an explanation would tell of an act that some there do not see
        bit, words = channel_bit(b.model, channel.id), f"explain {action.id} over {channel.id}"
        is_open = Need(Line(channel.id).is_open, Reason.NOT_OPEN)
        needs = (
            *base,
            *drafted,
            *belongs(b.model, channel, team),
            is_open,
            Need(negate(has(said, bit)), Reason.ALREADY_DONE),
        )
        rounds, matter = (Round.EXPLAIN,), f"explain/{action.id}"
        listeners = b.model.audience(channel.members)
        writes, worthwhile = (mark(said, bit),), ONE if _softens(b.model, action) else ZERO
        b.move(Move(team, words, "explain", action.id, rounds, matter, needs, writes, listeners, worthwhile=worthwhile))


def _softens(model: Model, action: Action) -> bool:
    """An explanation takes from a threat; of a friendly act it is a courtesy."""
    return model.spiral is not None and action.escalation > 0


def reached(model: Model, team: str, action: str, listeners: tuple[str, ...]) -> Expr:
    """An explanation of this order reached one of the listeners over a channel that was used in this turn."""
    heard = [
        every(has(orders.explained(team, action), channel_bit(model, one.id)), op("ne", Line(one.id).used_now, 0))
        for one in channels_for(model, team)
        if set(one.members) & set(listeners)
    ]
    return some(*heard)
