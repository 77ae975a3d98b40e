"""Procedures of agreements: a question that must be answered in time, with a quota.

The question and the answer are talk; what they bring happens at the resolution. Several parties that ask the same in
one turn count once. The deadline is fixed when asked: asked in turn 1, within 48 hours at 12-hour turns, it is due in
turn 4.
"""

from __future__ import annotations

from dataclasses import dataclass

from exercise.engine.expression import (
    ONE,
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
from exercise.engine.mechanisms import clock, table
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.pact import Pact
from exercise.engine.mechanisms.registry import word
from exercise.engine.program import Builder, Move, Need, Note, Round, SlotSpec, Step, add, mark, put
from exercise.engine.refusals import Reason
from exercise.engine.ties import Agreement, Procedure

ANSWERED, REFUSED = 1, 2
NEVER = 10**6
OUTCOMES = ("asked", "answered", "refused", "ignored")


@dataclass(frozen=True, slots=True)
class Question:
    """The slots of one procedure."""

    agreement: str
    id: str

    def _slot(self, part: str) -> Slot:
        return slot_of("procedure", self.agreement, self.id, part)

    @property
    def asking(self) -> Slot:
        """Who asks in this turn, as bits."""
        return self._slot("asking")

    @property
    def pending(self) -> Slot:
        """Who asked earlier and waits for the answer, as bits."""
        return self._slot("pending")

    @property
    def due(self) -> Slot:
        """The turn at whose end it counts as ignored."""
        return self._slot("due")

    @property
    def left(self) -> Slot:
        """How often it may still be asked."""
        return self._slot("left")

    @property
    def reply(self) -> Slot:
        """ANSWERED or REFUSED in this turn, else 0."""
        return self._slot("reply")

    def fact(self, outcome: str) -> Slot:
        """`asked`, `answered`, `refused` or `ignored`, at some time."""
        return self._slot(outcome)

    def fact_now(self, outcome: str) -> Slot:
        """The same in the turn being resolved."""
        return self._slot(f"{outcome}_now")

    @property
    def open(self) -> Expr:
        """It waits for an answer."""
        return some(op("ne", self.pending, 0), op("ne", self.asking, 0))


def declare(b: Builder) -> None:
    """All procedures of all agreements."""
    for agreement in b.model.agreements:
        for procedure in agreement.procedures:
            question = Question(agreement.id, procedure.id)
            _declare_slots(b, agreement, procedure, question)
            _declare_facts(b, agreement, procedure, question)
            _declare_moves(b, agreement, procedure, question)
            for outcome in OUTCOMES[1:]:
                step = Step.DEADLINES if outcome == "ignored" else Step.EFFECTS
                effects = getattr(procedure, outcome)
                cause = (outcome, agreement.id, procedure.id)
                aud = b.model.audience(agreement.shown_to)
                declare_effects(b, effects, step, op("ne", question.fact_now(outcome), 0), cause, aud)


def _declare_slots(b: Builder, agreement: Agreement, procedure: Procedure, question: Question) -> None:
    parties = b.model.audience(agreement.parties)
    for slot in (question.asking, question.reply):
        b.slot(SlotSpec(slot.name, aud=parties))
        b.clear(slot)
    quota = NEVER if procedure.quota is None else procedure.quota
    b.slot(SlotSpec(question.pending.name, aud=parties))
    b.slot(SlotSpec(question.due.name, aud=parties))
    b.slot(SlotSpec(question.left.name, Const(quota), aud=parties))
    for outcome in OUTCOMES:
        b.slot(SlotSpec(question.fact(outcome).name, aud=parties))
        b.slot(SlotSpec(question.fact_now(outcome).name, aud=parties))


def _declare_facts(b: Builder, agreement: Agreement, procedure: Procedure, question: Question) -> None:
    asked = op("ne", question.asking, 0)
    turns = op("max", op("ceil_div", procedure.within, clock.turn_length(b.model)), 1)
    deadline = op("sub", op("add", clock.MOVE, turns), 1)
    due = choose(asked, deadline, question.due)
    answered = every(question.open, equals(question.reply, ANSWERED))
    refused = every(question.open, equals(question.reply, REFUSED))
    ignored = every(question.open, equals(question.reply, 0), at_least(clock.MOVE, due))
    closed = some(answered, refused, ignored)
    cause = ("procedure", agreement.id, procedure.id)
    changes = (
        put(question.pending, choose(closed, 0, op("bits_or", question.pending, question.asking))),
        put(question.due, due),
        add(question.left, choose(asked, -1, 0)),
    )
    b.block(Step.FREEZE, question.open, changes, cause)
    aud = b.model.audience(agreement.shown_to)
    for outcome, happened in zip(OUTCOMES, (asked, answered, refused, ignored), strict=True):
        now, ever = question.fact_now(outcome), question.fact(outcome)
        b.block(Step.FREEZE, ONE, (put(now, happened),), cause)
        ids = {"agreement": agreement.id, "procedure": procedure.id, "outcome": outcome}
        notes = () if outcome == "asked" else (Note("procedure_closed", ids, aud),)
        b.block(Step.FREEZE, happened, (put(ever, 1),), cause, aud, notes)


def _declare_moves(b: Builder, agreement: Agreement, procedure: Procedure, question: Question) -> None:
    parties = b.model.audience(agreement.parties)
    name = f"{agreement.id}.{procedure.id}"
    for team in procedure.asked_by:
        me = b.bits((team,))
        answerers = table.someone_present(b.model, procedure.answered_by)
        needs = (
            *table.may_act(b.model, team),
            Need(Pact(agreement.id).in_force, Reason.NOT_IN_FORCE),
            Need(equals(question.pending, 0), Reason.PENDING),
            Need(at_least(question.left, 1), Reason.NO_QUOTA),
            Need(negate(has(question.asking, me)), Reason.ALREADY_DONE),
        )
        if answerers != ONE:
            needs = (*needs, Need(answerers, Reason.NOT_AT_THE_TABLE))
        rounds = (Round.CONTACT,)
        writes = (mark(question.asking, me),)
        b.move(Move(team, f"ask {name}", "ask", name, rounds, f"procedure/{name}", needs, writes, parties))
    for team in procedure.answered_by:
        waits = (
            *table.may_act(b.model, team),
            Need(negate(_is_over(question)), Reason.TOO_LATE),
            Need(has(op("bits_or", question.pending, question.asking), ~b.bits((team,))), Reason.NOTHING_ASKED),
            Need(equals(question.reply, ZERO), Reason.ALREADY_DONE),
        )
        for verb, reply in (("reply", ANSWERED), ("refuse", REFUSED)):
            rounds, matter = (Round.RESPONSE,), f"procedure/{name}/answer"
            b.move(
                Move(team, f"{verb} {name}", verb, name, rounds, matter, waits, (put(question.reply, reply),), parties)
            )


def _is_over(question: Question) -> Expr:
    """Nothing waits for an answer, and the last time for one has run out without it."""
    passed = every(op("ne", question.due, 0), op("lt", question.due, clock.MOVE))
    return every(op("ne", question.fact("ignored"), 0), passed, negate(question.open))


def _register(outcome: str) -> None:
    @word(outcome, "procedure")
    def ever(target: tuple[str, ...]) -> Expr:
        return op("ne", Question(*target).fact(outcome), 0)

    @word(f"{outcome}_now", "procedure")
    def now(target: tuple[str, ...]) -> Expr:
        return op("ne", Question(*target).fact_now(outcome), 0)


for _outcome in OUTCOMES:
    _register(_outcome)
