"""Channels: where teams call, write and convene, and what counts as having spoken.

Nothing travels over a channel that is not open. A call rings on the other side; unanswered by the lock, it has rung
out. A channel with a delay delivers whole turns later. Free text changes nothing; that both sides spoke does.
"""

from __future__ import annotations

from exercise.engine.effect import Act
from exercise.engine.expression import (
    ONE,
    ZERO,
    Const,
    Expr,
    Pick,
    Slot,
    at_least,
    choose,
    equals,
    every,
    has,
    negate,
    op,
    some,
    total,
)
from exercise.engine.mechanisms import clock, table
from exercise.engine.mechanisms.line import CUT, OPEN, SILENT, STATUS, Line
from exercise.engine.mechanisms.registry import Done, act, word
from exercise.engine.model import Model
from exercise.engine.program import Builder, Move, Need, Note, Round, SlotSpec, Step, mark, op_nonzero, put
from exercise.engine.refusals import Reason
from exercise.engine.ties import Channel

CALLED_OVER = ("hotline", "backchannel")


def delay(model: Model, channel: Channel) -> Expr:
    """Whole turns that a message takes in the present phase."""
    if not channel.delay:
        return Const(0)
    turns = tuple(-(-channel.delay // phase.turn) for phase in model.phases)
    return Const(turns[0]) if len(set(turns)) == 1 else Pick(clock.PHASE, turns)


def belongs(model: Model, channel: Channel, *teams: str) -> tuple[Need, ...]:
    """These teams have not left the forum, nor does it exclude them; other channels nobody leaves."""
    if channel.chamber is None:
        return ()
    line = Line(channel.id)
    stay = Need(negate(has(line.left, model.mask(teams))), Reason.NOT_A_MEMBER)
    return (stay, *(Need(equals(line.barred(team), 0), Reason.EXCLUDED) for team in teams))


def declare(b: Builder) -> None:
    """All channels."""
    for channel in b.model.channels:
        line = Line(channel.id)
        _declare_slots(b, channel, line)
        _declare_facts(b, channel, line)
        _declare_status(b, channel, line)
        for team in channel.members:
            _declare_calls(b, channel, line, team)
            _declare_writing(b, channel, line, team)
            _declare_doors(b, channel, line, team)


def _declare_slots(b: Builder, channel: Channel, line: Line) -> None:
    members = b.model.audience(channel.members)
    shown = b.model.audience(channel.shown_to)
    start = Const(STATUS[channel.status])
    b.slot(SlotSpec(line.status.name, start, CUT, OPEN, "min", ("channel", channel.id), shown))
    for slot in (line.called, line.answered, line.ignored, line.spoke, line.opening, line.closing):
        b.slot(SlotSpec(slot.name, aud=members))
        b.clear(slot)
    for slot in (line.used, line.used_now, line.rang_out, line.rang_out_now):
        b.slot(SlotSpec(slot.name, aud=members))
    if channel.delay:
        for team in channel.members:
            transit, arrived = line.transit(team), line.arrived(team)
            b.slot(SlotSpec(transit.name, aud=(team,)))
            b.slot(SlotSpec(arrived.name, Const(-99), aud=members))
            shifted = op("shr", transit, 1)
            b.block(Step.TURN, op_nonzero(transit), (put(transit, op("bits_and", shifted, ~1)),))
            b.block(Step.TURN, has(shifted, 1), (put(arrived, op("add", clock.MOVE, 1)),))


def _declare_facts(b: Builder, channel: Channel, line: Line) -> None:
    members = b.model.audience(channel.members)
    if channel.delay:
        since = op("sub", op("sub", clock.MOVE, delay(b.model, channel)), 1)
        recent = total(op("lt", since, line.arrived(team)) for team in channel.members)
        fresh = some(*(equals(line.arrived(team), clock.MOVE) for team in channel.members))
        spoke = every(fresh, at_least(recent, 2))
    else:
        both = at_least(op("count", op("bits_or", line.spoke, line.called)), 2)
        wrote = at_least(op("count", line.spoke), 2)
        spoke = some(op("ne", line.answered, 0), wrote, every(op("ne", line.called, 0), both))
    rang = every(op("ne", line.called, 0), negate(spoke))
    cause = ("channel", channel.id)
    b.block(Step.FREEZE, ONE, (put(line.used_now, spoke), put(line.rang_out_now, rang)), cause)
    b.block(
        Step.FREEZE,
        spoke,
        (put(line.used, 1),),
        cause,
        members,
        (Note("channel_used", {"channel": channel.id}, members),),
    )
    b.block(
        Step.FREEZE,
        rang,
        (put(line.rang_out, 1),),
        cause,
        members,
        (Note("rang_out", {"channel": channel.id}, members),),
    )


def _declare_status(b: Builder, channel: Channel, line: Line) -> None:
    enough = 1 if channel.kind == "forum" else 2
    opens = every(equals(line.status, SILENT), at_least(op("count", line.opening), enough))
    closes = every(line.is_open, op("ne", line.closing, 0))
    shown = b.model.audience(channel.shown_to)
    b.block(Step.STATUSES, opens, (put(line.status, OPEN),), ("members_open", channel.id), shown)
    b.block(Step.STATUSES, closes, (put(line.status, SILENT),), ("member_closes", channel.id), shown)


def _declare_calls(b: Builder, channel: Channel, line: Line, team: str) -> None:
    """A call rings; whoever it rings for answers it or lets it ring."""
    if channel.kind not in CALLED_OVER or channel.delay:
        return
    me, aud = b.bits((team,)), b.model.audience(channel.members)
    base = (*table.may_act(b.model, team), Need(line.is_open, Reason.NOT_OPEN))
    rings = every(has(line.called, b.bits(channel.members) & ~me), negate(has(line.answered, me)))
    ringing = Need(rings, Reason.NOTHING_RINGS)
    matter, answer = f"channel/{channel.id}", f"channel/{channel.id}/call"

    def say(verb: str, when: Round, what: str, need: tuple[Need, ...], slot: Slot) -> None:
        words, writes = f"{verb} {channel.id}", (mark(slot, me),)
        b.move(Move(team, words, verb, channel.id, (when,), what, (*base, *need), writes, aud))

    def once(slot: Slot) -> Need:
        return Need(negate(has(slot, me)), Reason.ALREADY_DONE)

    say("call", Round.CONTACT, matter, (once(line.called),), line.called)
    say("answer", Round.RESPONSE, answer, (ringing,), line.answered)
    say("let_ring", Round.RESPONSE, answer, (ringing, once(line.ignored)), line.ignored)


def _declare_writing(b: Builder, channel: Channel, line: Line, team: str) -> None:
    """Words written into a channel: read at once, or turns later by the others."""
    me, late = b.bits((team,)), delay(b.model, channel)
    slot, bits = (line.transit(team), op("shl", 1, late)) if channel.delay else (line.spoke, Const(me))
    aud = b.model.audience(channel.members)
    needs = (*table.may_act(b.model, team), *belongs(b.model, channel, team), Need(line.is_open, Reason.NOT_OPEN))
    calls_instead = channel.kind in CALLED_OVER and not channel.delay
    said = op("ne", op("bits_and", slot, bits), 0)
    worthwhile = ZERO if calls_instead or channel.kind == "public" else negate(said)
    words, matter = f"write {channel.id}", f"channel/{channel.id}/write"
    rounds, writes = (Round.CONTACT, Round.RESPONSE), (mark(slot, bits),)
    b.move(Move(team, words, "write", channel.id, rounds, matter, needs, writes, aud, late, 0, worthwhile, spoken=True))


def _declare_doors(b: Builder, channel: Channel, line: Line, team: str) -> None:
    if channel.kind in ("public", "forum"):
        return  # nobody closes the one; the doors of the other are a matter of forums
    me = b.bits((team,))
    base = table.may_act(b.model, team)
    silent = Need(equals(line.status, SILENT), Reason.NOT_SILENT)
    is_open = Need(line.is_open, Reason.NOT_OPEN)

    def door(verb: str, needs: Need, slot: Slot) -> None:
        once = Need(negate(has(slot, me)), Reason.ALREADY_DONE)
        words, matter = f"{verb} {channel.id}", f"channel/{channel.id}/door"
        b.move(
            Move(
                team,
                words,
                verb,
                channel.id,
                (Round.CONTACT,),
                matter,
                (*base, needs, once),
                (mark(slot, me),),
                (team,),
            )
        )

    door("open", silent, line.opening)
    door("close", is_open, line.closing)


@act("open")
def open_(b: Builder, one: Act) -> Done:
    """The channel opens, even a cut one."""
    return Done((put(Line(one.target).status, OPEN),))


@act("close")
def close(b: Builder, one: Act) -> Done:
    """An open channel falls silent; a cut one stays cut."""
    status = Line(one.target).status
    return Done((put(status, choose(equals(status, CUT), CUT, SILENT)),))


@act("cut")
def cut(b: Builder, one: Act) -> Done:
    """Nobody at the table can open it again; an effect can."""
    return Done((put(Line(one.target).status, CUT),))


@word("used", "channel")
def _used(target: tuple[str, ...]) -> Expr:
    return op("ne", Line(target[0]).used, 0)


@word("used_now", "channel")
def _used_now(target: tuple[str, ...]) -> Expr:
    return op("ne", Line(target[0]).used_now, 0)


@word("rang_out", "channel")
def _rang_out(target: tuple[str, ...]) -> Expr:
    return op("ne", Line(target[0]).rang_out, 0)


@word("rang_out_now", "channel")
def _rang_out_now(target: tuple[str, ...]) -> Expr:
    return op("ne", Line(target[0]).rang_out_now, 0)


@word("open", "channel")
def _open(target: tuple[str, ...]) -> Expr:
    return Line(target[0]).is_open


@word("cut", "channel")
def _cut(target: tuple[str, ...]) -> Expr:
    return equals(Line(target[0]).status, CUT)
