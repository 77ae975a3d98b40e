"""From the models of a scenario file to the engine's model: ids sorted, conditions lowered, texts put into one table.

A scenario that comes here has been checked: every id in it exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from exercise.engine import model as engine
from exercise.engine.temperaments import TABLES, Table
from exercise.scenario import schema
from exercise.scenario.compiling.ties import Ties
from exercise.scenario.compiling.workshop import EPOCH
from exercise.scenario.language.tree import Node
from exercise.scenario.schema.tracks import Track
from exercise.scenario.schema.values import Chance, Turn


def compile_model(scenario: schema.Scenario, trees: Mapping[str, Node] = MappingProxyType({})) -> engine.Model:
    """The runtime model of a scenario; `trees` are those of its conditions that have been parsed already."""
    return _Compiler(scenario, trees).model()


class _Compiler(Ties):
    def model(self) -> engine.Model:
        scenario = self.scenario
        clock = scenario.clock
        self._note("scenario", "title", {"all": scenario.title})
        self._note("scenario", "background", scenario.background)
        for id, variant in scenario.variants.items():
            self._note(f"variant.{id}", "title", variant.title)
        for kind, things in (("place", scenario.places), ("force", scenario.forces)):
            for id, thing in things.items():
                self._note(f"{kind}.{id}", "name", thing.name)
        return engine.Model(
            id=scenario.id,
            start=clock.start or EPOCH,
            turns=clock.turns,
            orders=clock.orders,
            teams=tuple(self._team(id) for id in self.teams),
            tracks=tuple(self._track(id, scenario.tracks[id]) for id in sorted(scenario.tracks)),
            channels=tuple(self._channel(id) for id in sorted(scenario.channels)),
            agreements=tuple(self._agreement(id) for id in sorted(scenario.agreements)),
            actions=tuple(self._action(id) for id in sorted(scenario.actions)),
            rules=tuple(self._rule(id) for id in sorted(scenario.rules)),
            injects=tuple(self._inject(id) for id in sorted(scenario.injects)),
            phases=tuple(self._phase(id) for id in scenario.phases),
            anytime=tuple(self._branch(branch) for branch in scenario.anytime),
            endings=tuple(self._ending(id) for id in scenario.endings),
            spiral=self._spiral(),
            texts=self.texts,
            tables={**TABLES, **{id: self._table(id) for id in sorted(scenario.temperaments)}},
            readings=clock.readings,
            reveals={id: tuple(sorted(self.reveals[id])) for id in sorted(self.reveals)},
            clues=self.truths.clues,
            area=scenario.map_,
            places=self.ground.places,
            forces=self.ground.forces,
        )

    # --- parts -----------------------------------------------------------------------------------------------------

    def _team(self, id: str) -> engine.Team:
        team = self.scenario.teams[id]
        self._note(f"team.{id}", "name", team.name)
        self._note(f"team.{id}", "brief", team.brief)
        aims = tuple(engine.Judgement(one.text, self._maybe(one.met_when), one.weight) for one in team.aims)
        lines = tuple(
            engine.Judgement(one.text, self._maybe(one.crossed_when), one.weight, one.declared)
            for one in team.red_lines
        )
        for seat, one in team.seats.items():
            self._note(f"seat.{id}.{seat}", "name", one.name)
            self._note(f"seat.{id}.{seat}", "card", one.card)
        by, minutes = team.decides_by
        return engine.Team(id, team.side or id, team.optional, tuple(team.seats), aims, lines, by, minutes)

    def _track(self, id: str, track: Track) -> engine.Track:
        self._note(f"track.{id}", "name", track.name)
        for number, degree in enumerate(track.in_words):
            self._note(f"track.{id}", f"degree{number}", degree)
        fact, values = track.is_fact, self.truths.values.get(id, ())
        for value, name in track.values.items():
            self._note(f"value.{id}.{value}", "name", name)
        low, high = (0, 1) if fact else (0, len(values) - 1) if values else (track.range.low, track.range.high)
        chance = track.start.percent if isinstance(track.start, Chance) else None
        if track.shown_to is None:
            within = dict.fromkeys(self.teams, 0)
        elif "all" in track.shown_to:
            within = dict.fromkeys(self.teams, track.shown_to["all"]) | {
                team: width for team, width in track.shown_to.items() if team != "all"
            }
        else:
            within = dict(track.shown_to)
        return engine.Track(
            id=id,
            fact=fact,
            start=self.truths.number(id, track.start),
            chance=chance,
            starts={team: self.truths.number(id, value) for team, value in track.starts.items()},
            low=low,
            high=high,
            good=track.good,
            within={team: within[team] for team in self._there(within, self.teams)},
            lasts=track.lasts,
            per_team=track.per is not None,
            values=values,
            shares=self.truths.shares(id),
            held=self.truths.held(id),
        )

    def _action(self, id: str) -> engine.Action:
        action = self.scenario.actions[id]
        for what in ("name", "text", "news", "why_not"):
            self._note(f"action.{id}", what, getattr(action, what))
        return engine.Action(
            id=id,
            by=self._teams(action.by),
            toward=tuple(sorted(set(action.toward))),  # toward somebody who is not there is not toward all
            phases=() if action.in_ is None else tuple(action.in_),
            when=self._when(action.when),
            escalation=action.escalation or 0,
            seen_by=action.seen_by,
            discovered=action.discovered.chance,
            times=action.times,
            cost=action.cost,
            effects=self._effects(f"action/{id}", action.effects),
            mistake=self._mistake(action.discovered),
            learned_by=None if action.discovered.to is None else self._teams(action.discovered.to),
            answers=self.truths.answers(action.answers),
        )

    def _mistake(self, discovered: schema.Discovery) -> engine.Mistake | None:
        blames = self._teams(discovered.blames)
        return engine.Mistake(discovered.wrong, blames, discovered.corrected) if blames else None

    def _rule(self, id: str) -> engine.Rule:
        rule = self.scenario.rules[id]
        self._note(f"rule.{id}", "name", rule.name)
        return engine.Rule(id, self._when(rule.when), self._effects(f"rule/{id}", rule.effects))

    def _inject(self, id: str) -> engine.Inject:
        inject = self.scenario.injects[id]
        for what, field in (("title", "title"), ("text", "text"), ("from", "from_"), ("expected", "expected")):
            self._note(f"inject.{id}", what, getattr(inject, field))
        turn, minute = inject.at if isinstance(inject.at, Turn) else (None, 0)
        date = None
        if isinstance(inject.at, datetime):
            date = int((inject.at - self.lowering.start).total_seconds() // 60)
        effects = self._effects(f"inject/{id}", inject.effects)
        to = self._teams(inject.to)
        return engine.Inject(id, to, turn, date, minute, self._maybe(inject.when), inject.by_hand, effects)

    def _phase(self, id: str) -> engine.Phase:
        phase = self.scenario.phases[id]
        self._note(f"phase.{id}", "title", phase.title)
        self._note(f"phase.{id}", "brief", phase.brief)
        clock = self.scenario.clock
        return engine.Phase(
            id=id,
            rung=phase.rung,
            turn=phase.turn or clock.turn,
            deliberation=phase.deliberation or clock.deliberation,
            branches=tuple(self._branch(branch) for branch in phase.branches),
        )

    def _branch(self, branch: schema.Branch) -> engine.Branch:
        return engine.Branch(branch.to, self._when(branch.when), branch.jump)

    def _ending(self, id: str) -> engine.Ending:
        ending = self.scenario.endings[id]
        self._note(f"ending.{id}", "title", ending.title)
        self._note(f"ending.{id}", "text", ending.text)
        outlook = ending.outlook or "contained_confrontation"
        return engine.Ending(id, outlook, None if ending.otherwise else self._when(ending.when))

    def _table(self, id: str) -> Table:
        temperament = self.scenario.temperaments[id]
        self._note(f"temperament.{id}", "name", temperament.name)
        self._note(f"temperament.{id}", "text", temperament.text)
        return temperament.table()

    def _spiral(self) -> engine.Spiral | None:
        spiral, tracks = self.scenario.spiral, self.scenario.tracks
        if spiral.off or spiral.tension not in tracks:
            return None
        return engine.Spiral(
            tension=spiral.tension,
            trust=spiral.trust if spiral.trust in tracks else None,
            transparency_track=spiral.transparency_track if spiral.transparency_track in tracks else None,
            gain=spiral.gain,
            fade=spiral.fade,
            mistrust=spiral.mistrust,
            transparency=spiral.transparency,
            explained=spiral.explained,
            discount=spiral.discount,
        )
