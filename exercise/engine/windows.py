"""Windows: what one seat sees of one thing. Built once per seat; looking through one only reads places of the state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from exercise.engine.compiled import bind
from exercise.engine.mechanisms import clock, clues, explanations, orders, seats, sight, terms, tracks
from exercise.engine.mechanisms.house import House, Vote
from exercise.engine.mechanisms.line import Line
from exercise.engine.mechanisms.pact import IN_FORCE, PROPOSED, SUSPENDED, Pact
from exercise.engine.mechanisms.procedures import NEVER, REFUSED, Question
from exercise.engine.model import Agreement, Chamber, Channel, Motion, Procedure, Track
from exercise.engine.program import Move
from exercise.engine.refusals import Reason
from exercise.engine.rules import Rules
from exercise.engine.views import (
    AgreementView,
    BeliefView,
    ChamberView,
    ChannelView,
    HeldView,
    MotionView,
    OptionView,
    OrderView,
    ProcedureView,
    TrackView,
)

State = Sequence[int]

CHANNEL_STATUS: tuple[Literal["cut", "silent", "open"], ...] = ("cut", "silent", "open")
AGREEMENT_STATUS: tuple[Literal["none", "proposed", "in_force", "suspended", "ended"], ...] = (
    "none",
    "proposed",
    "in_force",
    "suspended",
    "ended",
)
"""What the numbers of `line.STATUS` and `pact.STATUS` are called."""

BINDING = (IN_FORCE, SUSPENDED)
"""In these one can still leave an agreement; a notice counts no more in others."""


class TrackWindow:
    """One value of a track: exactly, within an interval, or not at all."""

    def __init__(self, rules: Rules, team: str, track: Track, reference: str) -> None:
        model, index = rules.model, rules.index
        name = model.label("track", track.id, team)
        if track.per_team:
            name = f"{name}, {model.label('team', reference.partition('.')[2], team)}"
        self._me = model.mask((team,))
        self._width = track.within.get(team)
        self._exact = index[tracks.value(reference).name]
        self._lowest = index[tracks.interval(reference, team).name] if self._width else self._exact
        self._revealed = index.get(sight.revealed(track.id).name)
        self._head = (reference, name, track.fact or bool(track.values))
        self._tail = (track.low, track.high, track.good)
        self._values = tuple(model.label("value", f"{track.id}.{value}", team) for value in track.values)

    def look(self, s: State) -> TrackView | None:
        """The value as the team knows it now."""
        width = self._width
        if width != 0 and self._revealed is not None and s[self._revealed] & self._me:
            width = 0
        if width is None:
            return None
        low = s[self._lowest] if width else s[self._exact]
        return TrackView(*self._head, low, low + 2 * width, *self._tail, width == 0, self._values)


class BeliefWindow:
    """What clues have made a team believe of a track with named values; nothing before the first of them, and nothing
    any more where it sees how it is."""

    def __init__(self, rules: Rules, team: str, track: Track) -> None:
        model, index = rules.model, rules.index
        self._sight = TrackWindow(rules, team, track, track.id)
        self._head = (track.id, model.label("track", track.id, team))
        self._values = tuple((one, model.label("value", f"{track.id}.{one}", team)) for one in track.values)
        self._counts = tuple(index[clues.count(team, track.id, one).name] for one in track.values)
        self._sure = tuple(bind(clues.confidence(team, track.id, track.values, one), index) for one in track.values)

    def look(self, s: State) -> BeliefView | None:
        """How sure the team may be of each value now."""
        counts = [s[place] for place in self._counts]
        if not any(counts) or self._sight.look(s) is not None:
            return None
        held = [
            HeldView(*value, int(sure(tuple(s), (), 0)), found)
            for value, sure, found in zip(self._values, self._sure, counts, strict=True)
        ]
        ranked = sorted(held, key=lambda one: (-one.percent, -one.clues, one.id))
        return BeliefView(*self._head, sum(counts), tuple(ranked))


class MotionWindow:
    """A motion, for the members of its forum."""

    def __init__(self, rules: Rules, team: str, forum: str, one: Motion) -> None:
        self._rules, vote, index = rules, Vote(forum, one.id), rules.index
        self._head = (f"{forum}.{one.id}", rules.model.text(f"motion.{forum}.{one.id}.name", team))
        self._me = rules.model.mask((team,))
        self._within = tuple(max(-(-one.within // phase.turn), 1) for phase in rules.model.phases)
        slots = (vote.moving, vote.pending, vote.due, vote.times, vote.yes, vote.no, vote.abstained)
        self._places = tuple(index[slot.name] for slot in slots)
        self._clock = (index[clock.MOVE.name], index[clock.PHASE.name])

    def look(self, s: State) -> MotionView:
        """Whether it waits for votes, and until when."""
        moving, pending, due, left, yes, no, abstained = (s[place] for place in self._places)
        move, phase = (s[place] for place in self._clock)
        movers = self._rules.teams(moving | pending)
        until = due if pending else move + self._within[phase] - 1
        voted = bool((yes | no | abstained) & self._me)
        known_left = None if left > NEVER // 2 else left
        return MotionView(*self._head, bool(movers), movers, voted, until if movers else None, known_left)


class ChamberWindow:
    """How a forum sits and decides."""

    def __init__(self, rules: Rules, team: str, channel: Channel, chamber: Chamber) -> None:
        self._rules, house = rules, House(channel.id)
        self._head = (chamber.rule, str(chamber.quorum or ""))
        line, index = Line(channel.id), rules.index
        self._barred = tuple((one, index[line.barred(one).name]) for one in channel.members)
        self._places = tuple(rules.index[slot.name] for slot in (house.suspended, house.left, house.seated))
        self._member = team in channel.members
        self._motions = tuple(MotionWindow(rules, team, channel.id, one) for one in chamber.motions)

    def look(self, s: State) -> ChamberView:
        """The forum as the team knows it now."""
        suspended, left, seated = (self._rules.teams(s[place]) for place in self._places)
        excluded = tuple(team for team, place in self._barred if s[place])
        if not self._member:
            return ChamberView(*self._head, excluded, suspended, left)
        motions = tuple(one.look(s) for one in self._motions)
        return ChamberView(*self._head, excluded, suspended, left, seated, motions)


class ChannelWindow:
    """A channel; what happens on it shows only to its members."""

    def __init__(self, rules: Rules, team: str, channel: Channel) -> None:
        self._rules, self._channel = rules, channel
        index, line = rules.index, Line(channel.id)
        label, text = (
            rules.model.label("channel", channel.id, team),
            rules.model.text(f"channel.{channel.id}.text", team),
        )
        self._head = (channel.id, label, text, channel.kind, channel.members)
        self._me = rules.model.mask((team,))
        self._member = team in channel.members
        self._delays = tuple(-(-channel.delay // phase.turn) for phase in rules.model.phases)
        self._phase, self._status = index[clock.PHASE.name], index[line.status.name]
        slots = (line.called, line.answered, line.ignored, line.spoke, line.opening, line.closing)
        self._places = tuple(index[slot.name] for slot in slots)
        self._chamber = ChamberWindow(rules, team, channel, channel.chamber) if channel.chamber else None
        self._transit = index[line.transit(team).name] if channel.delay and self._member else None

    def look(self, s: State) -> ChannelView:
        """The channel as the team knows it now."""
        status, delay = CHANNEL_STATUS[s[self._status]], self._delays[s[self._phase]]
        chamber = self._chamber.look(s) if self._chamber else None
        if not self._member:
            return ChannelView(*self._head, status, delay, False, chamber=chamber)
        me = self._me
        called, answered, ignored, spoke, opening, closing = (s[place] for place in self._places)
        waits = called & ~me and not (answered | ignored) & me
        sent = s[self._transit] if self._transit is not None else spoke & me
        return ChannelView(
            *self._head,
            status,
            delay,
            True,
            ringing=self._rules.teams(called & ~me) if waits else (),
            calling=bool(called & me) and not answered,
            spoke=bool(sent or answered & me or (called & me and answered)),
            opening=bool(opening & me),
            closing=bool(closing & me),
            chamber=chamber,
        )


class ProcedureWindow:
    """A procedure, for the parties of its agreement."""

    def __init__(self, rules: Rules, team: str, agreement: Agreement, one: Procedure) -> None:
        question, index = Question(agreement.id, one.id), rules.index
        name = rules.model.text(f"procedure.{agreement.id}.{one.id}.name", team)
        self._head = (f"{agreement.id}.{one.id}", name)
        self._asks, self._answers = team in one.asked_by, team in one.answered_by
        slots = (question.asking, question.pending, question.reply, question.due, question.left)
        self._places = tuple(index[slot.name] for slot in slots)

    def look(self, s: State) -> ProcedureView:
        """Who waits for whose answer until when."""
        asking, pending, reply, due, left = (s[place] for place in self._places)
        waits = bool(asking or pending)
        known_left = None if left > NEVER // 2 else left
        must = waits and self._answers and not reply
        refused = waits and reply == REFUSED
        return ProcedureView(*self._head, waits, must, self._asks, refused, due if pending else None, known_left)


class AgreementWindow:
    """An agreement; what is proposed and by whom shows only to its parties."""

    def __init__(self, rules: Rules, team: str, agreement: Agreement) -> None:
        self._rules, pact, model = rules, Pact(agreement.id), rules.model
        self._me = model.mask((team,))
        self._member = team in agreement.parties
        name, text = model.label("agreement", agreement.id, team), model.text(f"agreement.{agreement.id}.text", team)
        self._id, self._name, self._text, self._parties = agreement.id, name, text, agreement.parties
        slots = (pact.status, pact.accepted, pact.proposer, pact.arrives, pact.leaves)
        self._places = tuple(rules.index[slot.name] for slot in slots)
        self._packages = ((), *terms.packages(agreement))
        self._offer = rules.index[pact.offer.name] if agreement.terms else None
        self._agreed = rules.index[pact.package.name] if agreement.terms else None
        self._signed = rules.index[pact.signed.name] if agreement.when is not None else None
        self._why_not = model.text(f"agreement.{agreement.id}.why_not", team)
        self._forbids = tuple(model.label("action", one, team) for one in _known(rules, team, agreement.forbids))
        self._procedures = tuple(ProcedureWindow(rules, team, agreement, one) for one in agreement.procedures)

    def look(self, s: State) -> AgreementView:
        """The agreement as the team knows it now."""
        status, accepted, proposer, arrives, leaves = (s[place] for place in self._places)
        signed = self._signed is not None and self._member and status == PROPOSED and bool(s[self._signed])
        own, settled = self._member and status == PROPOSED, status in BINDING
        return AgreementView(
            self._id,
            self._name,
            self._text,
            AGREEMENT_STATUS[status],
            self._parties,
            self._member,
            self._rules.teams(proposer) if own else (),
            bool(own and accepted & self._me),
            arrives + 1 if own else None,
            (leaves or None) if self._member and status in BINDING else None,
            self._member and not own and bool(arrives and proposer & self._me),
            self._forbids,
            tuple(one.look(s) for one in self._procedures) if self._member else (),
            self._packages[s[self._offer]] if own and self._offer is not None else (),
            self._packages[s[self._agreed]] if settled and self._agreed is not None else (),
            signed,
            self._why_not if signed else "",
        )


def _known(rules: Rules, team: str, actions: tuple[str, ...]) -> list[str]:
    """Those of these actions that the team can do itself or would see: of the others it knows not even the name."""
    model = rules.model
    return [
        one.id
        for one in model.actions
        if one.id in actions and any(team in one.seers(doer, model.team_ids) for doer in one.by)
    ]


class OptionWindow:
    """A move of the team, legal or not. Orders that belong to the phase stay on the list with the reason."""

    SHOWN_WITH_REASON = frozenset(
        {Reason.CONDITION, Reason.USED_UP, Reason.NO_ORDERS_LEFT, Reason.NOT_PERMITTED, Reason.LOCKED}
    )

    def __init__(self, rules: Rules, team: str, move: Move) -> None:
        model, action = rules.model, rules.model.action.get(move.target) if move.verb == "order" else None
        name = model.label("action", move.target, team) if action else ""
        self._head = (move.words, move.verb, move.target, name, move.escalation, action.cost if action else 0)
        self._why = model.text(f"action.{move.target}.why_not", team) if action else ""
        self._phases = None
        self._breaks: tuple[tuple[int, str], ...] = ()
        if action is not None:
            self._phases = tuple(not action.phases or phase.id in action.phases for phase in model.phases)
            self._breaks = tuple(
                (rules.index[Pact(one.id).status.name], model.label("agreement", one.id, team))
                for one in model.agreements
                if team in one.parties and action.id in one.forbids
            )

    def look(self, s: State, phase: int, reason: Reason | None) -> OptionView | None:
        """The move as it stands on the list, None where it does not."""
        if reason is not None and (
            self._phases is None or not self._phases[phase] or reason not in self.SHOWN_WITH_REASON
        ):
            return None
        why = self._why if reason is Reason.CONDITION else ""
        breaks = tuple(name for place, name in self._breaks if s[place] == IN_FORCE)
        return OptionView(*self._head, reason is None, reason, why, breaks)


class OrderWindow:
    """The team's draft of one action."""

    def __init__(self, rules: Rules, team: str, action: str) -> None:
        model, one = rules.model, rules.model.action[action]
        self._draft = rules.index[orders.draft(team, action).name]
        self._said = rules.index[orders.explained(team, action).name]
        self._view = (action, model.label("action", action, team), one.escalation, one.cost)
        over = explanations.channels_for(model, team)
        self._over = tuple((explanations.channel_bit(model, channel.id), channel.id) for channel in over)
        self._team = seats.of(model, team)
        self._voices = tuple(rules.index[slot.name] for slot in seats.slots(self._team, action))
        self._agreed = bind(seats.agreed(self._team, action), rules.index)

    def look(self, s: State) -> OrderView | None:
        """The order, if it is drafted."""
        if not s[self._draft]:
            return None
        said = s[self._said]
        over = tuple(channel for bit, channel in self._over if said & bit)
        if not self._voices:
            return OrderView(*self._view, over)
        behind, against, *held = (s[place] for place in self._voices)
        sides = self._seats(behind), self._seats(against)
        return OrderView(*self._view, over, *sides, bool(self._agreed(s, s, 0)), any(held))

    def _seats(self, bits: int) -> tuple[str, ...]:
        return tuple(seat for place, seat in enumerate(self._team.seats) if bits >> place & 1)
