"""Agreements: proposed over a channel that joins the parties, accepted, in force, broken, suspended, left.

A proposal is talk and stands at once; whatever follows from it takes effect when the turn is resolved. Over a channel
with a delay the proposal stands when it arrives, and an acceptance counts when it arrives. A proposal lapses after
the next turn.
"""

from __future__ import annotations

from dataclasses import dataclass

from exercise.engine.expression import (
    ZERO,
    Const,
    Expr,
    Slot,
    at_least,
    choose,
    equals,
    every,
    has,
    negate,
    op,
    slot_of,
    some,
)
from exercise.engine.mechanisms import clock, orders, table
from exercise.engine.mechanisms.channels import belongs, delay
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.line import OPEN, Line
from exercise.engine.mechanisms.registry import Done, act, word
from exercise.engine.model import Act, Agreement, Channel, Model
from exercise.engine.program import Builder, Cause, Change, Move, Need, Note, Round, SlotSpec, Step, mark, put
from exercise.engine.refusals import Reason

NONE, PROPOSED, IN_FORCE, SUSPENDED, ENDED = range(5)
STATUS = {"none": NONE, "proposed": PROPOSED, "in_force": IN_FORCE, "suspended": SUSPENDED, "ended": ENDED}


@dataclass(frozen=True, slots=True)
class Pact:
    """The slots of one agreement, by what they hold; masks are of teams, times are turns, 0 is never."""

    id: str

    def _slot(self, part: str) -> Slot:
        return slot_of("agreement", self.id, part)

    @property
    def status(self) -> Slot:
        """NONE, PROPOSED, IN_FORCE, SUSPENDED or ENDED."""
        return self._slot("status")

    @property
    def before(self) -> Slot:
        """The status that a proposal falls back to."""
        return self._slot("before")

    @property
    def accepted(self) -> Slot:
        """Who proposed or accepted."""
        return self._slot("accepted")

    @property
    def proposer(self) -> Slot:
        """Who proposed it last."""
        return self._slot("proposer")

    @property
    def rejected(self) -> Slot:
        """Who rejected in this turn."""
        return self._slot("rejected")

    @property
    def arrives(self) -> Slot:
        """When the proposal reaches the other parties."""
        return self._slot("arrives")

    @property
    def answered(self) -> Slot:
        """When the last acceptance reaches them."""
        return self._slot("answered")

    @property
    def suspending(self) -> Slot:
        """Who suspends it in this turn."""
        return self._slot("suspending")

    @property
    def leaves(self) -> Slot:
        """When a notice of leaving takes effect."""
        return self._slot("leaves")

    @property
    def breached(self) -> Slot:
        """It was broken, at some time."""
        return self._slot("breached")

    @property
    def breached_now(self) -> Slot:
        """It was broken in the turn being resolved."""
        return self._slot("breached_now")

    @property
    def in_force(self) -> Expr:
        """It binds its parties."""
        return equals(self.status, IN_FORCE)


def declare(b: Builder) -> None:
    """All agreements."""
    for agreement in b.model.agreements:
        pact = Pact(agreement.id)
        _declare_slots(b, agreement, pact)
        _declare_life(b, agreement, pact)
        _declare_breaches(b, agreement, pact)
        for team in agreement.parties:
            _declare_moves(b, agreement, pact, team)


def _declare_slots(b: Builder, agreement: Agreement, pact: Pact) -> None:
    shown, parties = b.model.audience(agreement.shown_to), b.model.audience(agreement.parties)
    start = Const(STATUS[agreement.status])
    b.slot(SlotSpec(pact.status.name, start, NONE, ENDED, "max", ("agreement", agreement.id), shown))
    b.slot(SlotSpec(pact.before.name, Const(NONE), aud=shown))
    for slot in (pact.accepted, pact.proposer, pact.arrives, pact.answered, pact.leaves):
        b.slot(SlotSpec(slot.name, aud=parties))
    for slot in (pact.rejected, pact.suspending):
        b.slot(SlotSpec(slot.name, aud=parties))
        b.clear(slot)
    for slot in (pact.breached, pact.breached_now):
        b.slot(SlotSpec(slot.name, aud=shown))


def _enough(model: Model, agreement: Agreement, yes: Expr) -> Expr:
    """These teams are all who must accept; empty teams are left out."""
    if agreement.needs == "majority":
        asked = op("bits_and", table.PRESENT, model.mask(agreement.parties))
        return op("lt", op("count", asked), op("mul", op("count", op("bits_and", yes, asked)), 2))
    needed = agreement.parties if agreement.needs == "all" else agreement.needs
    must = op("bits_and", table.PRESENT, model.mask(needed))
    return equals(op("bits_and", yes, must), must)


def _forgotten(pact: Pact) -> tuple[Change, ...]:
    """Nothing is left of a proposal, nor of a notice of leaving."""
    return tuple(put(slot, 0) for slot in (pact.accepted, pact.arrives, pact.answered, pact.leaves))


def _declare_life(b: Builder, agreement: Agreement, pact: Pact) -> None:
    """Arrival at the opening; coming into force, falling, suspension and leaving at the resolution."""
    shown = b.model.audience(agreement.shown_to)
    proposed = equals(pact.status, PROPOSED)
    arrived = every(op("ne", pact.status, PROPOSED), op("ne", pact.arrives, 0))
    due = at_least(op("add", clock.MOVE, 1), pact.arrives)
    b.block(Step.TURN, every(arrived, due), (put(pact.status, PROPOSED),), ("proposed", agreement.id), shown)

    everyone = b.bits(agreement.parties)
    enough = _enough(b.model, agreement, pact.accepted)
    hopeless = negate(_enough(b.model, agreement, op("sub", everyone, pact.rejected)))
    agreed = every(proposed, enough, at_least(clock.TURN, pact.answered))
    forget = _forgotten(pact)
    opened = tuple(put(Line(channel).status, OPEN) for channel in agreement.opens)
    b.block(Step.STATUSES, agreed, (put(pact.status, IN_FORCE), *forget, *opened), ("accepted", agreement.id), shown)
    late = at_least(clock.TURN, op("add", pact.arrives, 1))
    falls = every(proposed, negate(enough), some(hopeless, late))
    lapse = tuple(put(slot, 0) for slot in (pact.accepted, pact.arrives, pact.answered))
    b.block(Step.STATUSES, falls, (put(pact.status, pact.before), *lapse), ("fell_through", agreement.id), shown)

    suspended = every(pact.in_force, op("ne", pact.suspending, 0))
    b.block(Step.STATUSES, suspended, (put(pact.status, SUSPENDED),), ("suspended", agreement.id), shown)
    left = every(op("ne", pact.leaves, 0), at_least(clock.TURN, pact.leaves))
    b.block(Step.STATUSES, left, (put(pact.status, ENDED), *forget), ("left", agreement.id), shown)


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


def joined(model: Model, parties: tuple[str, ...]) -> tuple[Expr, Expr]:
    """Whether an open channel joins all parties, and the turns that the quickest open one takes."""
    joining = [one for one in model.channels if set(one.voices) >= set(parties) and one.kind != "public"]
    joining.sort(key=lambda one: (one.delay, one.id))
    joins = {one.id: every(Line(one.id).is_open, *_all_there(model, one, parties)) for one in joining}
    is_open, turns = some(*joins.values()), Const(0)
    quickest: Expr = turns
    for one in reversed(joining):
        quickest = choose(joins[one.id], delay(model, one), quickest)
    return is_open, quickest


def _all_there(model: Model, channel: Channel, parties: tuple[str, ...]) -> tuple[Expr, ...]:
    return tuple(need.holds for need in belongs(channel, model.mask(parties)))


def _declare_moves(b: Builder, agreement: Agreement, pact: Pact, team: str) -> None:
    me, parties = b.bits((team,)), b.model.audience(agreement.parties)
    base = table.may_act(b.model, team)
    is_open, turns = joined(b.model, agreement.parties)
    can_talk = Need(is_open, Reason.NO_COMMON_CHANNEL)
    matter = f"agreement/{agreement.id}"

    def declare_move(
        verb: str,
        when: Round,
        what: str,
        needs: tuple[Need, ...],
        writes: tuple[Change, ...],
        aud: tuple[str, ...] = (team,),
        late: Expr = ZERO,
        cause: Cause = (),
    ) -> None:
        words = f"{verb} {agreement.id}"
        b.move(Move(team, words, verb, agreement.id, (when,), what, (*base, *needs), writes, aud, late, cause=cause))

    arrival = op("add", clock.MOVE, turns)
    may_propose = (
        Need(negate(pact.in_force), Reason.ALREADY_IN_FORCE),
        Need(negate(some(equals(pact.status, PROPOSED), has(pact.accepted, me))), Reason.ALREADY_PROPOSED),
        can_talk,
    )
    proposal = _proposal(pact, me, arrival, equals(turns, 0))
    declare_move("propose", Round.CONTACT, matter, may_propose, proposal, parties, turns, ("proposed", agreement.id))
    on_table = (
        Need(equals(pact.status, PROPOSED), Reason.NOTHING_PROPOSED),
        Need(negate(has(op("bits_or", pact.accepted, pact.rejected), me)), Reason.ALREADY_DONE),
    )
    accept = (mark(pact.accepted, me), put(pact.answered, op("max", pact.answered, arrival)))
    answer = f"{matter}/answer"
    declare_move("accept", Round.RESPONSE, answer, (*on_table, can_talk), accept)
    declare_move("reject", Round.RESPONSE, answer, on_table, (mark(pact.rejected, me),))
    stands = Need(pact.in_force, Reason.NOT_IN_FORCE)
    suspend = (mark(pact.suspending, me),)
    once = Need(negate(has(pact.suspending, me)), Reason.ALREADY_DONE)
    declare_move("suspend", Round.ORDERS, f"{matter}/leave", (stands, once), suspend)
    binds = Need(some(pact.in_force, equals(pact.status, SUSPENDED)), Reason.NOT_IN_FORCE)
    not_left = Need(equals(pact.leaves, 0), Reason.ALREADY_DONE)
    leave = (put(pact.leaves, op("add", clock.MOVE, agreement.notice)),)
    declare_move("leave", Round.ORDERS, f"{matter}/leave", (binds, not_left), leave, parties)


def _proposal(pact: Pact, me: int, arrival: Expr, at_once: Expr) -> tuple[Change, ...]:
    """What a proposal writes. One of the other side may be under way, which nobody here knows: two that cross are a
    proposal and its acceptance."""
    crosses = op("ne", pact.arrives, 0)
    return (
        put(pact.before, pact.status),
        put(pact.status, choose(at_once, PROPOSED, pact.status)),
        put(pact.accepted, choose(crosses, op("bits_or", pact.accepted, me), me)),
        put(pact.proposer, choose(at_once, me, choose(crosses, op("bits_or", pact.proposer, me), me))),
        put(pact.arrives, choose(crosses, op("min", pact.arrives, arrival), arrival)),
        put(pact.answered, op("max", pact.answered, arrival)),
    )


@act("start")
def start(b: Builder, one: Act) -> Done:
    """The agreement enters into force, with what it opens."""
    agreement = next(each for each in b.model.agreements if each.id == one.target)
    pact, opened = Pact(one.target), tuple(put(Line(channel).status, OPEN) for channel in agreement.opens)
    notice = put(pact.leaves, choose(pact.in_force, pact.leaves, 0))
    return Done((put(pact.status, IN_FORCE), *_forgotten(pact)[:-1], notice, *opened))


@act("end")
def end(b: Builder, one: Act) -> Done:
    """The agreement ends."""
    pact = Pact(one.target)
    return Done((put(pact.status, ENDED), *_forgotten(pact)))


@word("in_force", "agreement")
def _in_force(target: tuple[str, ...]) -> Expr:
    return Pact(target[0]).in_force


@word("proposed", "agreement")
def _proposed(target: tuple[str, ...]) -> Expr:
    return equals(Pact(target[0]).status, PROPOSED)


@word("breached", "agreement")
def _breached(target: tuple[str, ...]) -> Expr:
    return op("ne", Pact(target[0]).breached, 0)


@word("breached_now", "agreement")
def _breached_now(target: tuple[str, ...]) -> Expr:
    return op("ne", Pact(target[0]).breached_now, 0)
