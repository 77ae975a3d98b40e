"""Orders: the actions that teams give orders for, explain, and carry out together.

An order is a draft until the turn is resolved; all orders of a turn are carried out at once, against the state at the
lock. A slot per team and action holds the draft: its first bit that it is ordered, the others over which channels it
is explained.
"""

from __future__ import annotations

from exercise.engine.expression import ONE, Const, Expr, Slot, at_least, choose, every, has, negate, op, some
from exercise.engine.mechanisms import clock, table
from exercise.engine.mechanisms.channels import Line
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.registry import word
from exercise.engine.model import Action, Channel, Model
from exercise.engine.program import Builder, Move, Need, Note, Round, SlotSpec, Step, add, mark, op_nonzero, put
from exercise.engine.refusals import Reason

EXPLAINED_OVER = ("hotline", "forum")


def draft(team: str, action: str) -> Slot:
    """What a team has ordered in this turn: 0, or 1 plus a bit per channel over which it is explained."""
    return Slot(f"order.{team}.{action}")


def taken(team: str, action: str) -> Slot:
    """How often a team has carried out an action."""
    return Slot(f"took.{team}.{action}")


def taken_now(team: str, action: str) -> Slot:
    """Carried out in the turn being resolved."""
    return Slot(f"took_now.{team}.{action}")


def spent(team: str) -> Slot:
    """What a team's orders of this turn cost."""
    return Slot(f"spent.{team}")


def is_ordered(team: str, action: str) -> Expr:
    """The draft stands."""
    return op("ne", draft(team, action), 0)


def explanation_channels(model: Model, team: str) -> tuple[Channel, ...]:
    """Over which channels a team can explain an order: hotlines and forums without delay."""
    return tuple(one for one in model.channels if one.kind in EXPLAINED_OVER and team in one.members and not one.delay)


def explained_bit(model: Model, channel: str) -> int:
    """The bit of a draft that says: explained over this channel."""
    ids = [one.id for one in model.channels]
    return 2 << ids.index(channel)


def declare(b: Builder) -> None:
    """Every order of every team."""
    for team in b.model.team_ids:
        b.slot(SlotSpec(spent(team).name, aud=(team,)))
        b.clear(spent(team))
    base = {team: table.may_act(b.model, team) for team in b.model.team_ids}
    for action in b.model.actions:
        for team in action.by:
            _declare_order(b, team, action)
            _declare_moves(b, team, action, base[team])


def _declare_order(b: Builder, team: str, action: Action) -> None:
    order, count = draft(team, action.id), taken(team, action.id)
    seers = b.model.audience(action.seers(team, b.model.team_ids))
    cause = ("action", team, action.id)
    b.slot(SlotSpec(order.name, aud=(team,)))
    b.clear(order)
    if count.name in b.wanted or action.times is not None:
        b.slot(SlotSpec(count.name, aud=seers))
        b.block(Step.FREEZE, is_ordered(team, action.id), (add(count, 1),), cause)
    now = taken_now(team, action.id)
    if now.name in b.wanted:
        b.slot(SlotSpec(now.name, aud=seers))
        b.block(Step.FREEZE, ONE, (put(now, is_ordered(team, action.id)),), cause)
    note = Note("carried_out", {"team": team, "action": action.id}, seers)
    b.block(Step.EFFECTS, is_ordered(team, action.id), (), cause, seers, (note,))
    declare_effects(b, action.effects, Step.EFFECTS, is_ordered(team, action.id), cause, seers, team)


def _declare_moves(b: Builder, team: str, action: Action, base: tuple[Need, ...]) -> None:
    order, used_budget = draft(team, action.id), spent(team)
    needs = [
        *base,
        Need(clock.in_phases(b.model, action.phases), Reason.NOT_IN_THIS_PHASE),
        *_permits(b, action),
        Need(action.when, Reason.CONDITION),
    ]
    if action.times is not None:
        needs.append(Need(op("lt", taken(team, action.id), action.times), Reason.USED_UP))
    needs.append(Need(negate(op_nonzero(order)), Reason.ALREADY_DONE))
    needs.append(Need(at_least(b.model.orders, op("add", used_budget, action.cost)), Reason.NO_ORDERS_LEFT))
    kept = tuple(need for need in needs if need.holds != ONE)
    own, words = (team,), f"order {action.id}"
    writes = (mark(order, 1), add(used_budget, action.cost))
    b.move(
        Move(team, words, "order", action.id, (Round.ORDERS,), "orders", kept, writes, own, Const(0), action.escalation)
    )
    ordered = Need(op_nonzero(order), Reason.NOT_ORDERED)
    undo = (put(order, 0), add(used_budget, -action.cost))
    b.move(Move(team, f"withdraw {action.id}", "withdraw", action.id, (), "withdraw", (*base, ordered), undo, own))
    seers = set(action.seers(team, b.model.team_ids))
    for channel in explanation_channels(b.model, team):
        if not seers.issuperset(channel.members):
            continue  # an explanation would tell of an act that some there do not see
        bit = explained_bit(b.model, channel.id)
        listeners = b.model.audience(channel.members)
        explain = (
            *base,
            ordered,
            Need(Line(channel.id).is_open, Reason.NOT_OPEN),
            Need(negate(has(order, bit)), Reason.ALREADY_DONE),
        )
        words = f"explain {action.id} over {channel.id}"
        matter = f"explain/{action.id}"
        b.move(
            Move(team, words, "explain", action.id, (Round.EXPLAIN,), matter, explain, (mark(order, bit),), listeners)
        )


def _permits(b: Builder, action: Action) -> tuple[Need, ...]:
    """Where agreements permit an action, one of them must be in force."""
    permitting = [Slot(f"agreement.{one.id}.status") for one in b.model.agreements if action.id in one.permits]
    if not permitting:
        return ()
    return (Need(some(*(op("eq", status, 2) for status in permitting)), Reason.NOT_PERMITTED),)


def explained_to(model: Model, team: str, action: str, listeners: tuple[str, ...]) -> Expr:
    """An explanation of this order reached one of the listeners over a channel that was used in this turn."""
    reached = [
        every(has(draft(team, action), explained_bit(model, one.id)), op("ne", Line(one.id).used_now, 0))
        for one in explanation_channels(model, team)
        if set(one.members) & set(listeners)
    ]
    return some(*reached)


@word("took", "action")
def _took(target: tuple[str, ...]) -> Expr:
    return op("ne", taken(*target), 0)


@word("took_now", "action")
def _took_now(target: tuple[str, ...]) -> Expr:
    return op("ne", taken_now(*target), 0)


def orders_left(model: Model, team: str) -> Expr:
    """What a team may still spend in this turn."""
    return choose(table.is_present(model, team), op("sub", model.orders, spent(team)), 0)
