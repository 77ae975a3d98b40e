"""Makes the snapshot of a team from the state of the world."""

from __future__ import annotations

from typing import Literal

from exercise.engine.mechanisms import agreements, clock, explanations, orders, table, tracks
from exercise.engine.mechanisms.agreements import Pact
from exercise.engine.mechanisms.channels import Line
from exercise.engine.mechanisms.procedures import NEVER, Question
from exercise.engine.model import Action, Agreement, Channel, Judgement, Procedure, Track
from exercise.engine.program import Move
from exercise.engine.refusals import Reason
from exercise.engine.rules import Rules
from exercise.engine.views import (
    AgreementView,
    ChannelView,
    EndingView,
    JudgedView,
    OptionView,
    OrderView,
    ProcedureView,
    Snapshot,
    TrackView,
)
from exercise.engine.world import World

CHANNEL_STATUS: tuple[Literal["cut", "silent", "open"], ...] = ("cut", "silent", "open")
AGREEMENT_STATUS: tuple[Literal["none", "proposed", "in_force", "suspended", "ended"], ...] = (
    "none",
    "proposed",
    "in_force",
    "suspended",
    "ended",
)
"""What the numbers of `channels.STATUS` and `agreements.STATUS` are called."""

SHOWN_WITH_REASON = {Reason.CONDITION, Reason.USED_UP, Reason.NO_ORDERS_LEFT, Reason.NOT_PERMITTED, Reason.LOCKED}
"""Orders that are refused for these reasons stay on the list, with the reason."""


def snapshot(rules: Rules, world: World, team: str) -> Snapshot:
    """What the team sees now."""
    return _Viewer(rules, world, team).snapshot()


class _Viewer:
    def __init__(self, rules: Rules, world: World, team: str) -> None:
        self.rules, self.world, self.team = rules, world, team
        self.model = rules.model
        self.index = rules.index
        self.me = self.model.mask((team,))

    def get(self, name: str) -> int:
        return self.world.slots[self.index[name]]

    def snapshot(self) -> Snapshot:
        model, get = self.model, self.get
        phase = model.phases[get(clock.PHASE.name)]
        locked = get(table.LOCKED.name)
        return Snapshot(
            team=self.team,
            turn=get(clock.MOVE.name),
            turns=model.turns,
            start=model.start,
            minutes=get(clock.MINUTES.name),
            length=phase.turn,
            deliberation=phase.deliberation,
            phase=phase.id,
            phase_title=model.text(f"phase.{phase.id}.title", self.team),
            brief=model.text(f"phase.{phase.id}.brief", self.team),
            rung=phase.rung,
            ladder=tuple(sorted({one.rung for one in model.phases if one.rung is not None})),
            orders_left=model.orders - get(orders.spent(self.team).name),
            orders_total=model.orders,
            locked=bool(locked & self.me),
            locked_teams=self.rules.locked(self.world),
            present=self.rules.present(self.world),
            tracks=tuple(view for track in model.tracks for view in self._track(track)),
            channels=tuple(self._channel(one) for one in model.channels if self.team in one.shown_to),
            agreements=tuple(self._agreement(one) for one in model.agreements if self.team in one.shown_to),
            options=self._options(),
            orders=self._orders(),
            ending=self._ending(),
        )

    # --- tracks ----------------------------------------------------------------------------------------------------

    def _track(self, track: Track) -> tuple[TrackView, ...]:
        width = track.within.get(self.team)
        mask = self.index.get(tracks.revealed(track.id).name)
        if mask is not None and self.world.slots[mask] & self.me:
            width = 0
        if width is None:
            return ()
        return tuple(self._value(track, reference, width) for reference in tracks.references(self.model, track))

    def _value(self, track: Track, reference: str, width: int) -> TrackView:
        slot = tracks.interval(reference, self.team) if width else tracks.value(reference)
        low = self.get(slot.name)
        name = self.model.label("track", track.id, self.team)
        if track.per_team:
            name = f"{name}, {self.model.label('team', reference.partition('.')[2], self.team)}"
        exact = width == 0
        return TrackView(reference, name, track.fact, low, low + 2 * width, track.low, track.high, track.good, exact)

    # --- channels and agreements -----------------------------------------------------------------------------------

    def _channel(self, channel: Channel) -> ChannelView:
        line = Line(channel.id)
        name, text = (
            self.model.label("channel", channel.id, self.team),
            self.model.text(f"channel.{channel.id}.text", self.team),
        )
        status = CHANNEL_STATUS[self.get(line.status.name)]
        turn = self.model.phases[self.get(clock.PHASE.name)].turn
        delay = -(-channel.delay // turn)
        plain = ChannelView(channel.id, name, text, channel.kind, channel.members, status, delay, False)
        if self.team not in channel.members:
            return plain
        called, answered = self.get(line.called.name), self.get(line.answered.name)
        ignored, spoke = self.get(line.ignored.name), self.get(line.spoke.name)
        waits = called & ~self.me and not (answered | ignored) & self.me
        sent = self.get(line.transit(self.team).name) if channel.delay else spoke & self.me
        return ChannelView(
            channel.id,
            name,
            text,
            channel.kind,
            channel.members,
            status,
            delay,
            True,
            ringing=self.rules.teams(called & ~self.me) if waits else (),
            calling=bool(called & self.me) and not answered,
            spoke=bool(sent) or bool(answered & self.me) or bool(called & self.me and answered),
            opening=bool(self.get(line.opening.name) & self.me),
            closing=bool(self.get(line.closing.name) & self.me),
        )

    def _agreement(self, agreement: Agreement) -> AgreementView:
        pact, model = Pact(agreement.id), self.model
        member = self.team in agreement.parties
        status = self.get(pact.status.name)
        proposed = status == agreements.PROPOSED
        accepted = self.get(pact.accepted.name) if member and proposed else 0
        leaves = self.get(pact.leaves.name) if member else 0
        procedures = tuple(self._procedure(agreement, one) for one in agreement.procedures)
        return AgreementView(
            agreement.id,
            model.label("agreement", agreement.id, self.team),
            model.text(f"agreement.{agreement.id}.text", self.team),
            AGREEMENT_STATUS[status],
            agreement.parties,
            member,
            self.rules.teams(self.get(pact.proposer.name)) if member and proposed else (),
            bool(accepted & self.me),
            self.get(pact.arrives.name) + 1 if member and proposed else None,
            leaves or None,
            tuple(model.label("action", one.id, self.team) for one in self._known_of(agreement.forbids)),
            procedures if member else (),
        )

    def _known_of(self, actions: tuple[str, ...]) -> list[Action]:
        """Those of these actions that the team can do itself or would see: of the others it knows not even the
        name."""
        ids = self.model.team_ids
        return [
            one
            for one in self.model.actions
            if one.id in actions and any(self.team in one.seers(doer, ids) for doer in one.by)
        ]

    def _procedure(self, agreement: Agreement, one: Procedure) -> ProcedureView:
        question = Question(agreement.id, one.id)
        asking, pending = self.get(question.asking.name), self.get(question.pending.name)
        left = self.get(question.left.name)
        return ProcedureView(
            f"{agreement.id}.{one.id}",
            self.model.text(f"procedure.{agreement.id}.{one.id}.name", self.team),
            bool(asking or pending),
            bool(asking or pending) and self.team in one.answered_by and not self.get(question.reply.name),
            self.team in one.asked_by,
            self.get(question.due.name) if pending else None,
            None if left > NEVER // 2 else left,
        )

    # --- options and orders ----------------------------------------------------------------------------------------

    def _options(self) -> tuple[OptionView, ...]:
        if self.rules.ended(self.world):
            return ()
        phase = self.model.phases[self.get(clock.PHASE.name)].id
        found = []
        for move, reason in self.rules.options(self.world, self.team):
            if reason is None or (move.verb == "order" and reason in SHOWN_WITH_REASON and self._belongs(move, phase)):
                found.append(self._option(move, reason))
        return tuple(found)

    def _belongs(self, move: Move, phase: str) -> bool:
        action = self.model.action[move.target]
        return not action.phases or phase in action.phases

    def _option(self, move: Move, reason: Reason | None) -> OptionView:
        model, target = self.model, move.target
        is_order = move.verb == "order"
        why = model.text(f"action.{target}.why_not", self.team) if reason is Reason.CONDITION else ""
        name, cost = "", 0
        breaks: tuple[str, ...] = ()
        if is_order:
            name = model.label("action", target, self.team)
            cost = model.action[target].cost
            breaks = self._breaks(target)
        return OptionView(
            move.words, move.verb, target, name, move.escalation, cost, reason is None, reason, why, breaks
        )

    def _breaks(self, action: str) -> tuple[str, ...]:
        return tuple(
            self.model.label("agreement", one.id, self.team)
            for one in self.model.agreements
            if self.team in one.parties
            and action in one.forbids
            and self.get(Pact(one.id).status.name) == agreements.IN_FORCE
        )

    def _orders(self) -> tuple[OrderView, ...]:
        found = []
        over = explanations.channels_for(self.model, self.team)
        for action in self.model.actions:
            if self.team not in action.by or not self.get(orders.draft(self.team, action.id).name):
                continue
            said = self.get(orders.explained(self.team, action.id).name)
            channels_used = tuple(one.id for one in over if said & explanations.channel_bit(self.model, one.id))
            name = self.model.label("action", action.id, self.team)
            found.append(OrderView(action.id, name, action.escalation, action.cost, channels_used))
        return tuple(found)

    # --- the end ---------------------------------------------------------------------------------------------------

    def _ending(self) -> EndingView | None:
        place = self.get(clock.ENDING.name)
        if not place:
            return None
        ending = self.model.endings[place - 1]
        own = next(team for team in self.model.teams if team.id == self.team)
        judged = [self._judged(one, "aim") for one in own.aims] + [
            self._judged(one, "red_line") for one in own.red_lines
        ]
        title, text = (self.model.text(f"ending.{ending.id}.{what}", self.team) for what in ("title", "text"))
        return EndingView(ending.id, title, text, ending.outlook, tuple(judged))

    def _judged(self, one: Judgement, kind: Literal["aim", "red_line"]) -> JudgedView:
        holds = None if one.holds is None else self.rules.holds(self.world, one.holds)
        return JudgedView(one.text, kind, holds)
