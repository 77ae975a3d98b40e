"""Agreements: proposed over a channel that joins the parties, accepted, in force, broken.

A proposal is talk and stands at once; whatever follows from it takes effect when the turn is resolved. Over a channel
with a delay the proposal stands when it arrives, and an acceptance counts when it arrives. A proposal lapses after
the next turn. An agreement that hangs on something else is signed first, and waits for it.

What is bargained over stands in `terms`, how a party suspends and leaves in `withdrawal`, the moves that bring an
agreement about in `bargaining`.
"""

from __future__ import annotations

from exercise.engine.effect import Act
from exercise.engine.expression import Const, Expr, at_least, choose, every, negate, op, some
from exercise.engine.mechanisms import bargaining, clock, orders, terms, withdrawal
from exercise.engine.mechanisms.bargaining import enough_accept
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.line import OPEN, Line
from exercise.engine.mechanisms.pact import ENDED, IN_FORCE, NONE, PROPOSED, STATUS, Pact
from exercise.engine.mechanisms.registry import Done, act, word
from exercise.engine.program import Builder, Change, Note, SlotSpec, Step, put
from exercise.engine.ties import Agreement


def declare(b: Builder) -> None:
    """All agreements."""
    for agreement in b.model.agreements:
        pact = Pact(agreement.id)
        _declare_slots(b, agreement, pact)
        _declare_life(b, agreement, pact)
        withdrawal.declare_life(b, agreement, pact)
        _declare_breaches(b, agreement, pact)
        for team in agreement.parties:
            bargaining.declare_moves(b, agreement, pact, team)
            withdrawal.declare_moves(b, agreement, pact, team)
        bargaining.declare_outsiders(b, agreement)


def _declare_slots(b: Builder, agreement: Agreement, pact: Pact) -> None:
    shown, parties = b.model.audience(agreement.shown_to), b.model.audience(agreement.parties)
    start = Const(STATUS[agreement.status])
    b.slot(SlotSpec(pact.status.name, start, NONE, ENDED, "max", ("agreement", agreement.id), shown))
    b.slot(SlotSpec(pact.before.name, Const(NONE), aud=shown))
    for slot in (pact.accepted, pact.proposer, pact.arrives, pact.answered):
        b.slot(SlotSpec(slot.name, aud=parties))
    b.slot(SlotSpec(pact.rejected.name, aud=parties))
    b.clear(pact.rejected)
    for slot in (pact.breached, pact.breached_now):
        b.slot(SlotSpec(slot.name, aud=shown))
    if agreement.when is not None:
        b.slot(SlotSpec(pact.signed.name, topic=("agreement", agreement.id, "signed"), aud=parties))
    terms.declare_slots(b, agreement, pact)
    withdrawal.declare_slots(b, agreement, pact)


def _declare_life(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """Arrival at the opening; coming into force and falling at the resolution."""
    shown = b.model.audience(agreement.shown_to)
    arrived = every(op("ne", pact.status, PROPOSED), op("ne", pact.arrives, 0))
    due = at_least(op("add", clock.MOVE, 1), pact.arrives)
    stands: tuple[Change, ...] = (put(pact.status, PROPOSED),)
    if agreement.terms:
        stands += (put(pact.proposer, pact.accepted),)  # of those who sent other values earlier nothing arrives
    b.block(Step.TURN, every(arrived, due), stands, ("proposed", agreement.id), shown)

    everyone = b.bits(agreement.parties)
    willing = op("sub", everyone, pact.rejected)
    stand_by_it = pact.accepted if agreement.when is None else op("bits_and", pact.accepted, willing)
    enough = enough_accept(b.model, agreement, stand_by_it)
    hopeless = negate(enough_accept(b.model, agreement, willing))
    signed = every(pact.proposed, enough, at_least(clock.TURN, pact.answered))
    forget = withdrawal.forgotten(agreement, pact)
    opened = tuple(put(Line(channel).status, OPEN) for channel in agreement.opens)
    concluded = (put(pact.status, IN_FORCE), *forget, *opened, *terms.concluded(b, agreement, pact))
    cause, ready = ("accepted", agreement.id), Const(1) if agreement.when is None else agreement.when
    b.block(Step.STATUSES, every(signed, ready), concluded, cause, shown)
    if agreement.when is not None:
        aud = b.model.audience(agreement.parties)
        b.block(Step.STATUSES, every(signed, negate(ready)), (put(pact.signed, 1),), ("signed", agreement.id), aud)
    late = at_least(clock.TURN, op("add", pact.arrives, 1))
    falls = every(pact.proposed, negate(enough), some(hopeless, late))
    lapse = tuple(change for change in forget if change.slot not in (pact.leaves.name, pact.suspended_by.name))
    b.block(Step.STATUSES, falls, (put(pact.status, pact.before), *lapse), ("fell_through", agreement.id), shown)


def _declare_breaches(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """A forbidden order of a party, judged against what is in force at the lock, once per team and turn."""
    broken: list[Expr] = []
    for team in agreement.parties:
        actions = [one for one in b.model.actions if one.id in agreement.forbids and team in one.by]
        if not actions:
            continue
        done = some(*(orders.is_ordered(team, one.id) for one in actions))
        broken.append(done)
        seers = set(agreement.shown_to)
        for one in actions:
            aud = b.model.audience(tuple(set(one.seers(team, b.model.team_ids)) & set(agreement.shown_to)))
            seers &= set(one.seers(team, b.model.team_ids))
            note = Note("breached", {"agreement": agreement.id, "team": team, "action": one.id}, aud)
            holds = every(pact.in_force, orders.is_ordered(team, one.id))
            b.block(Step.BREACHES, holds, (), ("breach", agreement.id, team), aud, (note,))
        cause = ("breach", agreement.id, team)
        aud = b.model.audience(tuple(seers))
        declare_effects(b, agreement.on_breach, Step.BREACHES, every(pact.in_force, done), cause, aud, team)
    now = every(pact.in_force, some(*broken))
    b.block(Step.FREEZE, Const(1), (put(pact.breached_now, now),))
    b.block(Step.FREEZE, now, (put(pact.breached, 1),))


@act("start")
def start(b: Builder, one: Act) -> Done:
    """The agreement enters into force, with what it opens."""
    agreement = next(each for each in b.model.agreements if each.id == one.target)
    pact, opened = Pact(one.target), tuple(put(Line(channel).status, OPEN) for channel in agreement.opens)
    kept = (pact.leaves.name, pact.offer.name)
    forget = tuple(change for change in withdrawal.forgotten(agreement, pact) if change.slot not in kept)
    notice = put(pact.leaves, choose(pact.in_force, pact.leaves, 0))
    return Done((put(pact.status, IN_FORCE), *forget, notice, *opened, *terms.imposed(b, agreement, pact)))


@act("end")
def end(b: Builder, one: Act) -> Done:
    """The agreement ends, and what falls with it."""
    agreement, pact = next(each for each in b.model.agreements if each.id == one.target), Pact(one.target)
    changes: tuple[Change, ...] = (put(pact.status, ENDED), *withdrawal.forgotten(agreement, pact))
    return Done(changes, follows=tuple(withdrawal.followers(b.model, one.target)))


@word("in_force", "agreement")
def _in_force(target: tuple[str, ...]) -> Expr:
    return Pact(target[0]).in_force


@word("proposed", "agreement")
def _proposed(target: tuple[str, ...]) -> Expr:
    return Pact(target[0]).proposed


@word("breached", "agreement")
def _breached(target: tuple[str, ...]) -> Expr:
    return op("ne", Pact(target[0]).breached, 0)


@word("breached_now", "agreement")
def _breached_now(target: tuple[str, ...]) -> Expr:
    return op("ne", Pact(target[0]).breached_now, 0)
