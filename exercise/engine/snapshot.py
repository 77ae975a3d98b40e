"""The snapshot of a team: everything that it sees of the state, through the windows of its seat."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from operator import not_
from typing import Literal

from exercise.engine.charts import ChartWindow
from exercise.engine.mechanisms import clock, clues, orders, table, tracks
from exercise.engine.model import Judgement
from exercise.engine.offers import OptionWindow, OrderWindow
from exercise.engine.rules import Rules
from exercise.engine.views import EndingView, JudgedView, OptionView, Snapshot
from exercise.engine.windows import (
    AgreementWindow,
    BeliefWindow,
    ChannelWindow,
    TrackWindow,
)
from exercise.engine.world import World


def snapshot(rules: Rules, world: World, team: str) -> Snapshot:
    """What the team sees now."""
    return _seat(rules, team).snapshot(world)


@lru_cache(maxsize=64)
def _seat(rules: Rules, team: str) -> _Seat:
    return _Seat(rules, team)


class _Seat:
    """All windows of one team."""

    def __init__(self, rules: Rules, team: str) -> None:
        model = rules.model
        self.rules, self.model, self.team = rules, model, team
        self._me = model.mask((team,))
        slots = (clock.MOVE, clock.MINUTES, clock.PHASE, clock.ENDING, orders.spent(team), table.LOCKED)
        self._places = tuple(rules.index[slot.name] for slot in slots)
        self._ladder = tuple(sorted({one.rung for one in model.phases if one.rung is not None}))
        self._tracks = [
            TrackWindow(rules, team, track, reference)
            for track in model.tracks
            for reference in tracks.references(model, track)
        ]
        self._beliefs = [
            BeliefWindow(rules, team, track)
            for track in model.tracks
            if track.values and clues.count(team, track.id, track.values[0]).name in rules.index
        ]
        self._channels = [ChannelWindow(rules, team, one) for one in model.channels if team in one.shown_to]
        self._agreements = [AgreementWindow(rules, team, one) for one in model.agreements if team in one.shown_to]
        self._chart = ChartWindow(rules, team)
        options = [OptionWindow(rules, team, bound) for bound in rules.moves.of[team]]
        # Moves are sorted by their words, so orders stand together. Talk is listed where it is legal.
        places = [place for place, bound in enumerate(rules.moves.of[team]) if bound.move.verb == "order"]
        self._first, self._last = (places[0], places[-1] + 1) if places else (len(options), len(options))
        ordered = options[self._first : self._last]
        self._talk = [one.legal for one in options]
        self._ordered = [[(one, one.shown[phase]) for one in ordered] for phase in range(len(model.phases))]
        self._orders = [OrderWindow(rules, team, one.id) for one in model.actions if team in one.by]

    def snapshot(self, world: World) -> Snapshot:
        """Everything that the team sees of this state."""
        model, s = self.model, world.slots
        move, minutes, place, ending, spent, locked = (s[place] for place in self._places)
        phase = model.phases[place]
        return Snapshot(
            team=self.team,
            turn=move,
            turns=model.turns,
            start=model.start,
            minutes=minutes,
            length=phase.turn,
            deliberation=phase.deliberation,
            phase=phase.id,
            phase_title=model.text(f"phase.{phase.id}.title", self.team),
            brief=model.text(f"phase.{phase.id}.brief", self.team),
            rung=phase.rung,
            ladder=self._ladder,
            orders_left=model.orders - spent,
            orders_total=model.orders,
            locked=bool(locked & self._me),
            locked_teams=self.rules.teams(locked),
            present=self.rules.present(world),
            tracks=tuple(view for one in self._tracks if (view := one.look(s)) is not None),
            channels=tuple([one.look(s) for one in self._channels]),
            agreements=tuple([one.look(s) for one in self._agreements]),
            options=() if ending else self._on_offer(world, place),
            orders=tuple(order for one in self._orders if (order := one.look(s)) is not None),
            ending=self._ended(world, ending) if ending else None,
            chart=self._chart.look(s),
            beliefs=tuple(held for one in self._beliefs if (held := one.look(s)) is not None),
        )

    def _on_offer(self, world: World, phase: int) -> tuple[OptionView, ...]:
        s = world.slots
        codes = self.rules.moves.refusals(self.team, s, self.rules.env(world))
        first, last = self._first, self._last
        both = zip(self._ordered[phase], codes[first:last], strict=True)
        ordered = [one.look(s, code) for (one, shown), code in both if not code or code in shown]
        before = compress(self._talk[:first], map(not_, codes[:first]))
        return (*before, *ordered, *compress(self._talk[last:], map(not_, codes[last:])))

    def _ended(self, world: World, number: int) -> EndingView:
        ending = self.model.endings[number - 1]
        own = next(team for team in self.model.teams if team.id == self.team)
        aims = [self._judged(world, one, "aim") for one in own.aims]
        lines = [self._judged(world, one, "red_line") for one in own.red_lines]
        title, text = (self.model.text(f"ending.{ending.id}.{what}", self.team) for what in ("title", "text"))
        return EndingView(ending.id, title, text, ending.outlook, (*aims, *lines))

    def _judged(self, world: World, one: Judgement, kind: Literal["aim", "red_line"]) -> JudgedView:
        holds = None if one.holds is None else self.rules.holds(world, one.holds)
        return JudgedView(one.text, kind, holds)
