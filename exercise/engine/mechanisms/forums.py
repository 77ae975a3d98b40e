"""Forums: who convenes them and sits in them, what is moved and voted, who suspends them, who leaves.

A motion is talk and is before the forum at once; votes, seats and leaving are recorded and count in the resolution. A
motion is decided when all who have a voice have voted, or when its time runs out. A forum without a chamber is a table
to talk at: it is convened and closed, no more.
"""

from __future__ import annotations

from exercise.engine.effect import Act
from exercise.engine.expression import ONE, Const, Expr, Slot, choose, equals, every, has, negate, op
from exercise.engine.mechanisms import table
from exercise.engine.mechanisms.channels import belongs
from exercise.engine.mechanisms.house import House
from exercise.engine.mechanisms.line import SILENT, Line
from exercise.engine.mechanisms.motions import declare_motion
from exercise.engine.mechanisms.pact import Pact
from exercise.engine.mechanisms.registry import Done, act, word
from exercise.engine.model import Model
from exercise.engine.program import Builder, Move, Need, Note, Round, SlotSpec, Step, mark, put
from exercise.engine.refusals import Reason
from exercise.engine.ties import Chamber, Channel


def declare(b: Builder) -> None:
    """All forums."""
    for channel in b.model.channels:
        if channel.kind != "forum":
            continue
        for team in channel.members:
            _declare_doors(b, channel, team)
        if channel.chamber is not None:
            house = House(channel.id)
            _declare_slots(b, channel, channel.chamber, house)
            _declare_seats(b, channel, channel.chamber, house)
            for team in channel.members:
                _declare_moves(b, channel, house, team)
            for motion in channel.chamber.motions:
                declare_motion(b, channel, channel.chamber, motion)


def _duty(model: Model, channel: Channel, team: str) -> tuple[Need, ...]:
    """No agreement of this team protects the forum."""
    return tuple(
        Need(negate(Pact(one.id).in_force), Reason.PROTECTED)
        for one in model.agreements
        if channel.id in one.protects and team in one.parties
    )


def _declare_doors(b: Builder, channel: Channel, team: str) -> None:
    """One of those who may convenes it; one member alone can close it."""
    me, line = b.bits((team,)), Line(channel.id)
    base = (*table.may_act(b.model, team), *belongs(b.model, channel, team))

    def door(verb: str, needs: tuple[Need, ...], slot: Slot) -> None:
        once = Need(negate(has(slot, me)), Reason.ALREADY_DONE)
        words, matter = f"{verb} {channel.id}", f"channel/{channel.id}/door"
        writes = (mark(slot, me),)
        b.move(Move(team, words, verb, channel.id, (Round.CONTACT,), matter, (*base, *needs, once), writes, (team,)))

    if team in channel.convened_by:
        door("convene", (Need(equals(line.status, SILENT), Reason.NOT_SILENT),), line.opening)
    is_open = Need(line.is_open, Reason.NOT_OPEN)
    door("close", (is_open, *_duty(b.model, channel, team)), line.closing)


def _declare_slots(b: Builder, channel: Channel, chamber: Chamber, house: House) -> None:
    members, shown = b.model.audience(channel.members), b.model.audience(channel.shown_to)
    for slot in (house.attending, house.walking, house.suspending, house.resuming, house.leaving):
        b.slot(SlotSpec(slot.name, aud=members))
        b.clear(slot)
    b.slot(SlotSpec(house.seated.name, aud=members))
    b.slot(SlotSpec(house.suspended.name, Const(b.bits(chamber.suspended_by)), aud=shown))
    b.slot(SlotSpec(house.left.name, aud=shown))
    for team in channel.members:
        b.slot(SlotSpec(Line(channel.id).barred(team).name, Const(int(team in chamber.excluded)), aud=shown))


def _declare_seats(b: Builder, channel: Channel, chamber: Chamber, house: House) -> None:
    """Seats are taken and left in the resolution; who leaves the forum takes back nothing, and holds up nothing."""
    line, everyone = Line(channel.id), b.bits(channel.members)
    members, shown = b.model.audience(channel.members), b.model.audience(channel.shown_to)
    cause = ("forum", channel.id)
    goes_on = every(line.is_open, equals(line.closing, 0))
    begins = every(equals(line.status, SILENT), op("ne", line.opening, 0))
    gone = op("bits_or", house.walking, house.leaving)
    stay = op("bits_and", op("bits_or", house.seated, house.attending), op("sub", everyone, gone))
    b.block(Step.STATUSES, goes_on, (put(house.seated, stay),), cause)
    b.block(Step.STATUSES, begins, (put(house.seated, line.opening),), cause)
    ends = every(op("ne", house.seated, 0), negate(goes_on), negate(begins))
    b.block(Step.STATUSES, ends, (put(house.seated, 0),), cause)
    back = op("sub", everyone, op("bits_or", house.resuming, house.leaving))
    held = op("bits_and", op("bits_or", house.suspended, house.suspending), back)
    b.block(Step.STATUSES, ONE, (put(house.suspended, held),), cause)
    b.block(Step.STATUSES, op("ne", house.leaving, 0), (mark(house.left, house.leaving),), cause)
    told = {
        "took_seat": (op("bits_or", _sitting_down(house, goes_on, gone), choose(begins, line.opening, 0)), members),
        "walked_out": (house.walking, members),
        "suspended": (house.suspending, shown),
        "resumed": (house.resuming, shown),
        "left": (house.leaving, shown),
    }
    for team in channel.members:
        for what, (who, aud) in told.items():
            note = Note("forum_changed", {"channel": channel.id, "team": team, "what": what}, aud)
            b.block(Step.STATUSES, has(who, b.bits((team,))), (), (*cause, team), aud, (note,))


def _sitting_down(house: House, goes_on: Expr, gone: Expr) -> Expr:
    """Who takes a seat in this turn: not who sits there, nor who goes again at once."""
    stays = op("bits_or", house.seated, gone)
    return choose(goes_on, op("sub", op("bits_or", house.attending, stays), stays), 0)


def _declare_moves(b: Builder, channel: Channel, house: House, team: str) -> None:
    me, line = b.bits((team,)), Line(channel.id)
    base = (*table.may_act(b.model, team), *belongs(b.model, channel, team))
    is_open = Need(line.is_open, Reason.NOT_OPEN)

    def say(verb: str, when: Round, matter: str, needs: tuple[Need, ...], slot: Slot) -> None:
        once = Need(negate(has(slot, me)), Reason.ALREADY_DONE)
        words, writes = f"{verb} {channel.id}", (mark(slot, me),)
        what = f"channel/{channel.id}/{matter}"
        b.move(Move(team, words, verb, channel.id, (when,), what, (*base, *needs, once), writes, (team,)))

    sits, duty = has(house.seated, me), _duty(b.model, channel, team)
    absent = Need(negate(sits), Reason.ALREADY_THERE)
    say("attend", Round.CONTACT, "seat", (is_open, absent), house.attending)
    say("walk_out", Round.RESPONSE, "walk_out", (is_open, Need(sits, Reason.NOT_THERE)), house.walking)
    works = Need(negate(has(house.suspended, me)), Reason.SUSPENDED)
    say("halt", Round.ORDERS, "work", (works, *duty), house.suspending)
    say("restart", Round.ORDERS, "work", (Need(has(house.suspended, me), Reason.NOT_HALTED),), house.resuming)
    say("quit", Round.ORDERS, "work", duty, house.leaving)


@act("exclude")
def exclude(b: Builder, one: Act) -> Done:
    """Some members have no voice in the forum from now on."""
    return _turn_away(b, one, 1)


@act("admit")
def admit(b: Builder, one: Act) -> Done:
    """Members whom the forum excluded have a voice again; who is excluded at the same time stays so."""
    return _turn_away(b, one, 0)


def _turn_away(b: Builder, one: Act, barred: int) -> Done:
    channel = next(each for each in b.model.channels if each.id == one.target)
    line, shown = Line(one.target), b.model.audience(channel.shown_to)
    what = "excluded" if barred else "admitted"
    changes = tuple(put(line.barred(team), barred) for team in one.teams)
    ids = ({"channel": one.target, "team": team, "what": what} for team in one.teams)
    return Done(changes, tuple(Note("forum_changed", each, shown) for each in ids))


@word("suspended", "channel")
def _suspended(target: tuple[str, ...]) -> Expr:
    return op("ne", House(target[0]).suspended, 0)
