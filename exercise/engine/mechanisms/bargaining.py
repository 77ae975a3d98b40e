"""Bargaining: proposals with a value for each term, counter-proposals, acceptance and rejection.

A counter-proposal is a proposal of other values by a party that has not accepted those on the table. It takes their
place, whoever had accepted them has to answer anew, and the time for answers begins again.
"""

from __future__ import annotations

from exercise.engine.expression import (
    ONE,
    ZERO,
    Const,
    Expr,
    choose,
    equals,
    every,
    has,
    negate,
    op,
    some,
)
from exercise.engine.mechanisms import clock, table, terms
from exercise.engine.mechanisms.channels import belongs, delay
from exercise.engine.mechanisms.line import Line
from exercise.engine.mechanisms.pact import PROPOSED, Pact
from exercise.engine.model import Model
from exercise.engine.program import Builder, Change, Move, Need, Round, mark, put
from exercise.engine.refusals import Reason
from exercise.engine.ties import Agreement, Channel

VERBS = ("propose", "accept", "reject", "suspend", "resume", "leave")
"""All that parties do with an agreement."""


def enough_accept(model: Model, agreement: Agreement, yes: Expr) -> Expr:
    """These teams are all who must accept; empty teams are left out."""
    if agreement.needs == "majority":
        asked = op("bits_and", table.PRESENT, model.mask(agreement.parties))
        return op("lt", op("count", asked), op("mul", op("count", op("bits_and", yes, asked)), 2))
    needed = agreement.parties if agreement.needs == "all" else agreement.needs
    must = op("bits_and", table.PRESENT, model.mask(needed))
    return equals(op("bits_and", yes, must), must)


def joining(model: Model, parties: tuple[str, ...]) -> list[Channel]:
    """The channels over which these can agree, the quickest first."""
    found = [one for one in model.channels if set(one.members) >= set(parties) and one.kind != "public"]
    return sorted(found, key=lambda one: (one.delay, one.id))


def joined(model: Model, parties: tuple[str, ...]) -> tuple[Expr, Expr]:
    """Whether an open channel joins all parties, and the turns that the quickest open one takes."""
    joins = [
        (one, every(Line(one.id).is_open, *(need.holds for need in belongs(model, one, *parties))))
        for one in joining(model, parties)
    ]
    quickest: Expr = Const(0)
    for one, holds in reversed(joins):
        quickest = choose(holds, delay(model, one), quickest)
    return some(*(holds for _, holds in joins)), quickest


def declare_moves(b: Builder, agreement: Agreement, pact: Pact, team: str) -> None:
    """What a party says: its proposals, and its answers to what is on the table."""
    is_open, turns = joined(b.model, agreement.parties)
    can_talk = Need(is_open, Reason.NO_COMMON_CHANNEL)
    packages = terms.packages(agreement)
    for number, package in enumerate(packages, 1):
        words = f"propose {agreement.id} {terms.words_of(package)}"
        _declare_proposal(b, agreement, pact, team, words, number, can_talk, turns)
    if packages:
        b.never(team, f"propose {agreement.id}", Reason.NO_SUCH_TERMS)
    else:
        _declare_proposal(b, agreement, pact, team, f"propose {agreement.id}", 0, can_talk, turns)
    _declare_answers(b, agreement, pact, team, can_talk, turns)


def _declare_proposal(
    b: Builder, agreement: Agreement, pact: Pact, team: str, words: str, number: int, can_talk: Need, turns: Expr
) -> None:
    me, parties, matter = b.bits((team,)), b.model.audience(agreement.parties), f"agreement/{agreement.id}"
    mine, at_once = some(has(pact.accepted, me), every(_under_way(pact), has(pact.proposer, me))), equals(turns, 0)
    same = equals(pact.offer, number) if number else ONE
    stands = every(pact.proposed, some(same, negate(at_once))) if number else pact.proposed
    needs = (
        *table.may_act(b.model, team),
        Need(negate(pact.in_force), Reason.ALREADY_IN_FORCE),
        Need(negate(some(stands, mine)), Reason.ALREADY_PROPOSED),
        can_talk,
    )
    writes = _proposal(pact, me, op("add", clock.MOVE, turns), at_once, same)
    if number:
        writes = (*writes, put(pact.offer, number), put(pact.rejected, 0))
    if number and agreement.when is not None:
        writes = (*writes, put(pact.signed, 0))
    cause, rounds = ("proposed", agreement.id), (Round.CONTACT,)
    b.move(Move(team, words, "propose", agreement.id, rounds, matter, needs, writes, parties, turns, cause=cause))


def _under_way(pact: Pact) -> Expr:
    """A proposal has been sent and has not arrived; only its proposers know."""
    return every(op("ne", pact.arrives, 0), negate(pact.proposed))


def _proposal(pact: Pact, me: int, arrival: Expr, at_once: Expr, same: Expr) -> tuple[Change, ...]:
    """What a proposal writes. One of the other side may be under way, which nobody here knows: two that cross with the
    same values are a proposal and its acceptance; of two with other values the later one counts."""
    crosses = every(op("ne", pact.arrives, 0), same)
    return (
        put(pact.before, choose(pact.proposed, pact.before, pact.status)),
        put(pact.status, choose(at_once, PROPOSED, pact.status)),
        put(pact.accepted, choose(crosses, op("bits_or", pact.accepted, me), me)),
        put(pact.proposer, choose(at_once, me, choose(_under_way(pact), op("bits_or", pact.proposer, me), me))),
        put(pact.arrives, choose(crosses, op("min", pact.arrives, arrival), arrival)),
        put(pact.answered, choose(crosses, op("max", pact.answered, arrival), arrival)),
    )


def _declare_answers(b: Builder, agreement: Agreement, pact: Pact, team: str, can_talk: Need, turns: Expr) -> None:
    me, matter, rounds = b.bits((team,)), f"agreement/{agreement.id}/answer", (Round.RESPONSE,)
    base = (
        *table.may_act(b.model, team),
        Need(negate(_is_off_the_table(b.model, agreement, pact)), Reason.TOO_LATE),
        Need(pact.proposed, Reason.NOTHING_PROPOSED),
    )
    accepted, rejected = has(pact.accepted, me), has(pact.rejected, me)
    open_to_me = Need(negate(some(accepted, rejected)), Reason.ALREADY_DONE)
    arrival = op("add", clock.MOVE, turns)
    accept = (mark(pact.accepted, me), put(pact.answered, op("max", pact.answered, arrival)))
    words, needs = f"accept {agreement.id}", (*base, open_to_me, can_talk)
    b.move(Move(team, words, "accept", agreement.id, rounds, matter, needs, accept, (team,)))
    # What hangs on something else may wait for long: a party can take its word back.
    may_reject = open_to_me if agreement.when is None else Need(negate(rejected), Reason.ALREADY_DONE)
    words, needs, reject = f"reject {agreement.id}", (*base, may_reject), (mark(pact.rejected, me),)
    thinks = ONE if agreement.when is None else negate(accepted)
    b.move(Move(team, words, "reject", agreement.id, rounds, matter, needs, reject, (team,), worthwhile=thinks))


def _is_off_the_table(model: Model, agreement: Agreement, pact: Pact) -> Expr:
    """It was proposed, and is so no more. Where a proposal may be under way unseen, nobody is told which it is."""
    if any(one.delay for one in joining(model, agreement.parties)):
        return ZERO
    return every(op("ne", pact.proposer, 0), negate(pact.proposed), negate(pact.in_force))


def declare_outsiders(b: Builder, agreement: Agreement) -> None:
    """Who knows of it and is no party to it is told so."""
    for team in sorted(set(agreement.shown_to) - set(agreement.parties)):
        for verb in VERBS:
            b.never(team, f"{verb} {agreement.id}", Reason.NOT_A_PARTY)
