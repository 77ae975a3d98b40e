"""Motions of a forum: moved, voted on, carried or defeated by its quorum and its rule.

Who sits there counts for the quorum, and whoever moves or votes sits there. Of the votes only those count whose team
sits there at the resolution; abstentions count for the quorum and for no share.
"""

from __future__ import annotations

from exercise.engine.expression import ONE, Const, Expr, at_least, choose, equals, every, has, negate, op, some
from exercise.engine.mechanisms import clock, table
from exercise.engine.mechanisms.channels import belongs
from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.mechanisms.house import House, Vote
from exercise.engine.mechanisms.line import Line
from exercise.engine.mechanisms.registry import word
from exercise.engine.program import Builder, Move, Need, Note, Round, SlotSpec, Step, add, mark, put
from exercise.engine.refusals import Reason
from exercise.engine.ties import Chamber, Channel, Motion

OUTCOMES = ("moved", "carried", "defeated")
SHARES = {"two_thirds": (2, 3), "four_fifths": (4, 5), "all": (1, 1)}
NEVER = 10**6


def voters(b: Builder, channel: Channel) -> Expr:
    """Who has a voice now: at the table, neither excluded nor gone."""
    line = Line(channel.id)
    stay = op("sub", b.bits(channel.members), line.left)
    for team in channel.members:
        stay = op("bits_and", stay, choose(line.barred(team), ~b.bits((team,)), -1))
    return op("bits_and", table.PRESENT, stay)


def _here(b: Builder, channel: Channel, house: House) -> Expr:
    """Who sits there at the resolution, and has a voice."""
    stay = op("sub", b.bits(channel.members), house.walking)
    sits = op("bits_and", op("bits_or", house.seated, house.attending), stay)
    return op("bits_and", sits, voters(b, channel))


def quorate(chamber: Chamber, here: Expr, may: Expr) -> Expr:
    """Enough of those who have a voice are there."""
    if chamber.quorum is None:
        return ONE
    if isinstance(chamber.quorum, int):
        return at_least(op("count", here), chamber.quorum)
    if chamber.quorum == "majority":
        return op("lt", op("count", may), op("mul", op("count", here), 2))
    part, whole = SHARES[chamber.quorum]
    return at_least(op("mul", op("count", here), whole), op("mul", op("count", may), part))


def decided(chamber: Chamber, here: Expr, yes: Expr, no: Expr) -> Expr:
    """Those who are there have decided for it, by the forum's rule."""
    some_yes = op("ne", yes, 0)
    if chamber.rule == "consensus":
        return every(some_yes, equals(no, 0))
    if chamber.rule == "unanimity":
        return every(some_yes, equals(yes, here))
    if chamber.rule == "majority":
        return op("lt", op("count", no), op("count", yes))
    part, whole = SHARES[chamber.rule]
    cast = op("add", op("count", yes), op("count", no))
    return every(some_yes, at_least(op("mul", op("count", yes), whole), op("mul", cast, part)))


def declare_motion(b: Builder, channel: Channel, chamber: Chamber, motion: Motion) -> None:
    """Everything about one motion."""
    vote = Vote(channel.id, motion.id)
    _declare_slots(b, channel, motion, vote)
    _declare_outcome(b, channel, chamber, motion, vote)
    for team in channel.shown_to:
        _declare_moves(b, channel, motion, vote, team)
    for outcome, effects in (("carried", motion.carried), ("defeated", motion.defeated)):
        cause = (outcome, channel.id, motion.id)
        aud = b.model.audience(channel.shown_to)
        declare_effects(b, effects, Step.EFFECTS, op("ne", vote.fact_now(outcome), 0), cause, aud)


def _declare_slots(b: Builder, channel: Channel, motion: Motion, vote: Vote) -> None:
    members = b.model.audience(channel.members)
    b.slot(SlotSpec(vote.moving.name, aud=members))
    b.clear(vote.moving)
    for slot in (vote.pending, vote.due, vote.yes, vote.no, vote.abstained):
        b.slot(SlotSpec(slot.name, aud=members))
    b.slot(SlotSpec(vote.times.name, Const(NEVER if motion.times is None else motion.times), aud=members))
    for outcome in OUTCOMES:
        b.slot(SlotSpec(vote.fact(outcome).name, aud=members))
        b.slot(SlotSpec(vote.fact_now(outcome).name, aud=members))


def _declare_outcome(b: Builder, channel: Channel, chamber: Chamber, motion: Motion, vote: Vote) -> None:
    """Decided when all have voted or when its time is over; it lapses where the forum no longer sits or works."""
    house, may = House(channel.id), voters(b, channel)
    here = _here(b, channel, house)
    yes, no = op("bits_and", vote.yes, here), op("bits_and", vote.no, here)
    moved = op("ne", vote.moving, 0)
    turns = op("max", op("ceil_div", motion.within, clock.turn_length(b.model)), 1)
    due = choose(moved, op("sub", op("add", clock.MOVE, turns), 1), vote.due)
    works = every(Line(channel.id).is_open, equals(house.suspended, 0))
    ripe = some(at_least(clock.MOVE, due), equals(op("bits_and", vote.cast, may), may))
    enough, agreed = quorate(chamber, here, may), decided(chamber, here, yes, no)
    outcomes = {
        "lapsed": every(vote.open, negate(works)),
        "carried": every(vote.open, works, ripe, enough, agreed),
        "defeated": every(vote.open, works, ripe, enough, negate(agreed)),
        "no_quorum": every(vote.open, works, ripe, negate(enough)),
    }
    closed = some(*outcomes.values())
    cause = ("motion", channel.id, motion.id)
    kept = (put(slot, choose(closed, 0, slot)) for slot in (vote.yes, vote.no, vote.abstained))
    pending = put(vote.pending, choose(closed, 0, op("bits_or", vote.pending, vote.moving)))
    changes = (pending, put(vote.due, due), add(vote.times, choose(moved, -1, 0)), *kept)
    b.block(Step.FREEZE, vote.open, changes, cause)
    facts = {
        "moved": moved,
        "carried": outcomes["carried"],
        "defeated": some(outcomes["defeated"], outcomes["no_quorum"]),
    }
    for fact, holds in facts.items():
        b.block(Step.FREEZE, ONE, (put(vote.fact_now(fact), holds),), cause)
        b.block(Step.FREEZE, holds, (put(vote.fact(fact), 1),), cause)
    aud = b.model.audience(channel.members)
    abstained = op("bits_and", vote.abstained, here)
    counted = {"yes": yes, "no": no, "abstained": abstained, "present": here}
    numbers = {name: op("count", mask) for name, mask in counted.items()}
    for outcome, holds in outcomes.items():
        ids = {"channel": channel.id, "motion": motion.id, "outcome": outcome}
        b.block(Step.FREEZE, holds, (), cause, aud, (Note("motion_closed", ids, aud, numbers),))


def _declare_moves(b: Builder, channel: Channel, motion: Motion, vote: Vote, team: str) -> None:
    """Who is no member, or is excluded, is told so; members move and vote."""
    me, house, name = b.bits((team,)), House(channel.id), f"{channel.id}.{motion.id}"
    members = b.model.audience(channel.members)
    base = (
        *table.may_act(b.model, team),
        Need(Const(int(team in channel.members)), Reason.NOT_A_MEMBER),
        *(belongs(b.model, channel, team) if team in channel.members else ()),
        Need(equals(house.suspended, 0), Reason.SUSPENDED),
        Need(Line(channel.id).is_open, Reason.NOT_OPEN),
    )
    if team in motion.moved_by or team not in channel.members:
        needs = (
            *base,
            Need(equals(vote.pending, 0), Reason.MOVED),
            Need(negate(has(vote.moving, me)), Reason.ALREADY_DONE),
            Need(at_least(vote.times, 1), Reason.USED_UP),
        )
        opens = (mark(vote.moving, me), mark(vote.yes, me), mark(house.attending, me))
        b.move(Move(team, f"move {name}", "move", name, (Round.CONTACT,), f"motion/{name}", needs, opens, members))
    closed = every(op("ne", vote.fact("moved"), 0), op("lt", vote.due, clock.MOVE))
    needs = (
        *base,
        Need(some(vote.open, negate(closed)), Reason.TOO_LATE),
        Need(vote.open, Reason.NOTHING_MOVED),
        Need(negate(has(vote.cast, me)), Reason.VOTED),
    )
    for verb, slot in (("vote_for", vote.yes), ("vote_against", vote.no), ("abstain", vote.abstained)):
        writes, matter = (mark(slot, me), mark(house.attending, me)), f"motion/{name}/vote"
        b.move(Move(team, f"{verb} {name}", verb, name, (Round.RESPONSE,), matter, needs, writes, (team,)))


def _register(outcome: str) -> None:
    @word(outcome, "motion")
    def ever(target: tuple[str, ...]) -> Expr:
        return op("ne", Vote(*target).fact(outcome), 0)

    @word(f"{outcome}_now", "motion")
    def now(target: tuple[str, ...]) -> Expr:
        return op("ne", Vote(*target).fact_now(outcome), 0)


for _outcome in OUTCOMES:
    _register(_outcome)
