"""Windows: what one seat sees of one thing. Built once per seat; looking through one only reads places of the state."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Generic, Literal, TypeVar

from exercise.engine.compiled import bind
from exercise.engine.mechanisms import clock, clues, sight, terms, tracks
from exercise.engine.mechanisms.house import House, Vote
from exercise.engine.mechanisms.line import Line
from exercise.engine.mechanisms.pact import IN_FORCE, PROPOSED, SUSPENDED, Pact
from exercise.engine.mechanisms.procedures import NEVER, REFUSED, Question
from exercise.engine.model import Track
from exercise.engine.rules import Rules
from exercise.engine.ties import Agreement, Chamber, Channel, Motion, Procedure
from exercise.engine.views import (
    AgreementView,
    BeliefView,
    ChamberView,
    ChannelView,
    HeldView,
    MotionView,
    ProcedureView,
    TrackView,
)

State = Sequence[int]
View = TypeVar("View")

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


class Window(Generic[View]):
    """What is seen through it follows from the places of the state that it reads: as long as they hold the same, the
    view is the same, and need not be made again."""

    def __init__(self, *places: int | None) -> None:
        known = tuple(place for place in places if place is not None)
        self._seen = itemgetter(*known) if known else len
        self._last: tuple[object, View] | None = None

    def look(self, s: State) -> View:
        """The thing as the team knows it now."""
        seen, last = self._seen(s), self._last
        if last is None or last[0] != seen:
            last = self._last = (seen, self._look(s))
        return last[1]

    def _look(self, s: State) -> View:
        raise NotImplementedError  # every window looks in its own way


class TrackWindow(Window["TrackView | None"]):
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
        super().__init__(self._exact, self._lowest, self._revealed)
        self._head = (reference, name, track.fact or bool(track.values))
        self._tail = (track.low, track.high, track.good)
        self._values = tuple(model.label("value", f"{track.id}.{value}", team) for value in track.values)

    def _look(self, s: State) -> TrackView | None:
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
        self.places = tuple(index[slot.name] for slot in slots)
        self.moving = self.places[0]
        self._clock = (index[clock.MOVE.name], index[clock.PHASE.name])

    def look(self, s: State) -> MotionView:
        """Whether it waits for votes, and until when."""
        moving, pending, due, left, yes, no, abstained = (s[place] for place in self.places)
        move, phase = (s[place] for place in self._clock)
        movers = self._rules.teams(moving | pending)
        until = due if pending else move + self._within[phase] - 1
        voted = bool((yes | no | abstained) & self._me)
        known_left = None if left > NEVER // 2 else left
        return MotionView(*self._head, bool(movers), movers, voted, until if movers else None, known_left)


class ChamberWindow(Window[ChamberView]):
    """How a forum sits and decides."""

    def __init__(self, rules: Rules, team: str, channel: Channel, chamber: Chamber) -> None:
        self._rules, house = rules, House(channel.id)
        self._head = (chamber.rule, str(chamber.quorum or ""))
        line, index = Line(channel.id), rules.index
        self._barred = tuple((one, index[line.barred(one).name]) for one in channel.members)
        self._places = tuple(rules.index[slot.name] for slot in (house.suspended, house.left, house.seated))
        self._member = team in channel.members
        self._motions = tuple(MotionWindow(rules, team, channel.id, one) for one in chamber.motions)
        votes = (place for one in self._motions for place in one.places)
        super().__init__(*self._places, *(place for _one, place in self._barred), *votes)

    def look(self, s: State) -> ChamberView:
        """The forum as the team knows it now; until when is voted on what is being moved hangs on the clock, too."""
        return self._look(s) if any(s[one.moving] for one in self._motions) else super().look(s)

    def _look(self, s: State) -> ChamberView:
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
        transit = () if self._transit is None else (self._transit,)
        self._reads = itemgetter(self._phase, self._status, *self._places, *transit)
        self._seen: tuple[object, ChamberView | None, ChannelView] | None = None
        self._last: tuple[object, ChannelView] | None = None

    def look(self, s: State) -> ChannelView:
        """The channel as the team knows it now."""
        chamber = self._chamber.look(s) if self._chamber else None
        reads, seen = self._reads(s), self._seen
        if seen is None or seen[0] != reads or seen[1] is not chamber:
            seen = self._seen = (reads, chamber, self._look(s, chamber))
        return seen[2]

    def _look(self, s: State, chamber: ChamberView | None) -> ChannelView:
        status, delay = CHANNEL_STATUS[s[self._status]], self._delays[s[self._phase]]
        if not self._member:
            return ChannelView(*self._head, status, delay, False, chamber=chamber)
        me = self._me
        called, answered, ignored, spoke, opening, closing = (s[place] for place in self._places)
        rings = called & ~me if not (answered | ignored) & me else 0
        sent = s[self._transit] if self._transit is not None else spoke & me
        said = bool(sent or answered & me or (called & me and answered))
        now = (status, delay, rings, bool(called & me) and not answered, said, opening & me, closing & me, chamber)
        last = self._last
        if last is None or last[0] != now:  # most of it stays as it is from turn to turn
            last = self._last = (now, self._view(*now))
        return last[1]

    def _view(
        self,
        status: Literal["cut", "silent", "open"],
        delay: int,
        rings: int,
        calling: bool,
        said: bool,
        opening: int,
        closing: int,
        chamber: ChamberView | None,
    ) -> ChannelView:
        ringing, doors = self._rules.teams(rings), (bool(opening), bool(closing))
        return ChannelView(*self._head, status, delay, True, ringing, calling, said, *doors, chamber)


class ProcedureWindow:
    """A procedure, for the parties of its agreement."""

    def __init__(self, rules: Rules, team: str, agreement: Agreement, one: Procedure) -> None:
        question, index = Question(agreement.id, one.id), rules.index
        name = rules.model.text(f"procedure.{agreement.id}.{one.id}.name", team)
        self._head = (f"{agreement.id}.{one.id}", name)
        self._asks, self._answers = team in one.asked_by, team in one.answered_by
        slots = (question.asking, question.pending, question.reply, question.due, question.left)
        self.places = tuple(index[slot.name] for slot in slots)

    def look(self, s: State) -> ProcedureView:
        """Who waits for whose answer until when."""
        asking, pending, reply, due, left = (s[place] for place in self.places)
        waits = bool(asking or pending)
        known_left = None if left > NEVER // 2 else left
        must = waits and self._answers and not reply
        refused = waits and reply == REFUSED
        return ProcedureView(*self._head, waits, must, self._asks, refused, due if pending else None, known_left)


class AgreementWindow(Window[AgreementView]):
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
        asked = (place for one in self._procedures for place in one.places)
        super().__init__(*self._places, self._offer, self._agreed, self._signed, *asked)

    def _look(self, s: State) -> AgreementView:
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
