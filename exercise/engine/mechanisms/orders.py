"""Orders: the actions that teams give orders for and that are carried out together.

An order is a draft until the turn is resolved; all orders of a turn are carried out at once, against the state at the
lock.
"""

from __future__ import annotations

from exercise.engine.expression import ONE, Const, Expr, Slot, at_least, choose, negate, op, slot_of, some
from exercise.engine.mechanisms import clock, clues, seats, table
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.registry import word
from exercise.engine.model import Action, Model
from exercise.engine.program import Builder, Move, Need, Note, Round, SlotSpec, Step, add, op_nonzero, put
from exercise.engine.refusals import Reason


def draft(team: str, action: str) -> Slot:
    """A team has ordered this in this turn: 0 or 1."""
    return slot_of("order", team, action)


def explained(team: str, action: str) -> Slot:
    """Over which channels the order is explained, as bits: an explanation goes where its order goes."""
    return slot_of("explained", team, action)


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
    b.slot(SlotSpec(explained(team, action.id).name, aud=(team,)))
    b.clear(explained(team, action.id))
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
    writes, members = (put(order, 1), add(used_budget, action.cost)), seats.of(b.model, team)
    first = (*writes, *seats.drafted(members, action.id))
    believed = _believed(b.model, team, action)
    rounds, intends = (Round.ORDERS,), action.escalation
    b.move(Move(team, words, "order", action.id, rounds, "orders", kept, first, own, Const(0), intends, believed))
    for seat in members.seats if members.collective else ():
        its = (*writes, *seats.drafted(members, action.id, seat))
        b.move(Move(team, f"{words} as {seat}", "draft", action.id, (), "orders", kept, its, own))
    ordered = Need(op_nonzero(order), Reason.NOT_ORDERED)
    forgotten = put(order, 0), put(explained(team, action.id), 0), add(used_budget, -action.cost)
    undo = (*forgotten, *seats.forgotten(members, action.id))
    b.move(Move(team, f"withdraw {action.id}", "withdraw", action.id, (), "withdraw", (*base, ordered), undo, own))


def _believed(model: Model, team: str, action: Action) -> Expr:
    """A computer player gives no answer that is less likely to it than another."""
    if action.answers is None:
        return ONE
    track, answer = model.track[action.answers[0]], action.answers[1]
    return clues.not_outdone(team, track.id, track.values, track.values[answer])


def _permits(b: Builder, action: Action) -> tuple[Need, ...]:
    """Where agreements permit an action, one of them must be in force."""
    permitting = [Slot(f"agreement.{one.id}.status") for one in b.model.agreements if action.id in one.permits]
    if not permitting:
        return ()
    return (Need(some(*(op("eq", status, 2) for status in permitting)), Reason.NOT_PERMITTED),)


@word("took", "action")
def _took(target: tuple[str, ...]) -> Expr:
    return op("ne", taken(*target), 0)


@word("took_now", "action")
def _took_now(target: tuple[str, ...]) -> Expr:
    return op("ne", taken_now(*target), 0)


def orders_left(model: Model, team: str) -> Expr:
    """What a team may still spend in this turn."""
    return choose(table.is_present(model, team), op("sub", model.orders, spent(team)), 0)
