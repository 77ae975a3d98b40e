"""Withdrawal: one party suspends an agreement or leaves it, with or without notice; some come back by a word.

Linked agreements end together: with one that is left or ended fall those that `falls_with` ties to it, and those tied
to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from exercise.engine.effect import in_both
from exercise.engine.expression import Const, Expr, at_least, equals, every, has, negate, op, some
from exercise.engine.mechanisms import clock, table
from exercise.engine.mechanisms.pact import ENDED, IN_FORCE, STATUS, SUSPENDED, Pact
from exercise.engine.mechanisms.registry import Follows
from exercise.engine.model import Model
from exercise.engine.program import Builder, Change, Move, Need, Round, SlotSpec, Step, mark, put
from exercise.engine.refusals import Reason
from exercise.engine.ties import Agreement


def forgotten(agreement: Agreement, pact: Pact) -> tuple[Change, ...]:
    """Nothing is left of a proposal, of a notice of leaving, nor of who suspended it."""
    slots = [pact.accepted, pact.arrives, pact.answered, pact.leaves]
    slots += [pact.offer] if agreement.terms else []
    slots += [pact.signed] if agreement.when is not None else []
    slots += [pact.suspended_by] if agreement.returns else []
    return tuple(put(slot, 0) for slot in slots)


def falling_with(model: Model, agreement: str) -> tuple[Agreement, ...]:
    """The agreements that end when this one ends, however long the chain of links is; circles do no harm."""
    found, waiting = {agreement}, {agreement}
    while waiting:
        waiting = {one.id for one in model.agreements if waiting & set(one.falls_with)} - found
        found |= waiting
    return tuple(one for one in model.agreements if one.id in found - {agreement})


def binds(pact: Pact) -> Expr:
    """There is something that could end: it is in force, suspended, or about to be agreed."""
    return some(pact.in_force, pact.suspended, pact.proposed)


def followers(model: Model, agreement: str) -> Iterator[Follows]:
    """What ends with an agreement, as far as there is something to end."""
    for one in falling_with(model, agreement):
        pact = Pact(one.id)
        yield Follows(binds(pact), (put(pact.status, ENDED), *forgotten(one, pact)))


def declare_slots(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """Who suspends it and leaves it, and who may declare its return."""
    parties = b.model.audience(agreement.parties)
    b.slot(SlotSpec(pact.leaves.name, aud=parties))
    wishes = [pact.suspending]
    if agreement.returns:
        wishes.append(pact.resuming)
        everyone = b.bits(agreement.parties) if STATUS[agreement.status] == SUSPENDED else 0
        b.slot(SlotSpec(pact.suspended_by.name, Const(everyone), aud=parties))
    for slot in wishes:
        b.slot(SlotSpec(slot.name, aud=parties))
        b.clear(slot)


def declare_life(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """Suspension, return, leaving and what falls with it, at the resolution."""
    shown = b.model.audience(agreement.shown_to)
    suspends = every(pact.in_force, op("ne", pact.suspending, 0))
    who = (put(pact.suspended_by, pact.suspending),) if agreement.returns else ()
    b.block(Step.STATUSES, suspends, (put(pact.status, SUSPENDED), *who), ("suspended", agreement.id), shown)
    if agreement.returns:
        _declare_return(b, agreement, pact)
    left = every(op("ne", pact.leaves, 0), at_least(clock.TURN, pact.leaves))
    ends = (put(pact.status, ENDED), *forgotten(agreement, pact))
    b.block(Step.STATUSES, left, ends, ("left", agreement.id), shown)
    for one, follows in zip(falling_with(b.model, agreement.id), followers(b.model, agreement.id), strict=True):
        aud = in_both(shown, b.model.audience(one.shown_to))
        cause = ("fell_with", one.id, agreement.id)
        b.block(Step.STATUSES, every(left, follows.holds), follows.changes, cause, aud)


def _declare_return(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """In force again when all who suspended it have declared its return; who is empty is not waited for."""
    everyone = b.bits(agreement.parties)
    left = op("bits_and", pact.suspended_by, op("sub", everyone, op("bits_and", pact.resuming, everyone)))
    declared = every(pact.suspended, op("ne", pact.resuming, 0))
    b.block(Step.STATUSES, declared, (put(pact.suspended_by, left),))
    back = every(declared, equals(op("bits_and", left, table.PRESENT), 0))
    shown = b.model.audience(agreement.shown_to)
    b.block(Step.STATUSES, back, (put(pact.status, IN_FORCE),), ("resumed", agreement.id), shown)


def declare_moves(b: Builder, agreement: Agreement, pact: Pact, team: str) -> None:
    """What one party can do alone."""
    me, parties = b.bits((team,)), b.model.audience(agreement.parties)
    matter = f"agreement/{agreement.id}/leave"

    def declare_move(verb: str, needs: tuple[Need, ...], change: Change, aud: tuple[str, ...] = (team,)) -> None:
        words, every_need = f"{verb} {agreement.id}", (*table.may_act(b.model, team), *needs)
        b.move(Move(team, words, verb, agreement.id, (Round.ORDERS,), matter, every_need, (change,), aud))

    stands = Need(pact.in_force, Reason.NOT_IN_FORCE)
    once = Need(negate(has(pact.suspending, me)), Reason.ALREADY_DONE)
    declare_move("suspend", (stands, once), mark(pact.suspending, me))
    if agreement.returns:
        own = Need(every(pact.suspended, has(pact.suspended_by, me)), Reason.NOT_SUSPENDED)
        declared = Need(negate(has(pact.resuming, me)), Reason.ALREADY_DONE)
        declare_move("resume", (own, declared), mark(pact.resuming, me))
    bound = Need(some(pact.in_force, pact.suspended), Reason.NOT_IN_FORCE)
    not_left = Need(equals(pact.leaves, 0), Reason.ALREADY_DONE)
    declare_move("leave", (bound, not_left), put(pact.leaves, op("add", clock.MOVE, agreement.notice)), parties)
