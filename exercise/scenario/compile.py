"""From the models of a scenario file to the engine's model: ids sorted, conditions lowered, texts put into one table.

A scenario that comes here has been checked: every id in it exists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from exercise.engine import model as engine
from exercise.engine.expression import Expr
from exercise.engine.mechanisms.pact import Pact
from exercise.engine.temperaments import TABLES, Table
from exercise.scenario import schema
from exercise.scenario.addresses import addressed, text_of
from exercise.scenario.ground import Ground
from exercise.scenario.language.tree import Node
from exercise.scenario.lower import Lowering
from exercise.scenario.schema.tracks import Track
from exercise.scenario.schema.values import Chance, Turn
from exercise.scenario.truths import Truths

Texts = dict[str, Mapping[str, str]]
_STANDING = (
    *(("open", "open_", "channels"), ("close", "close", "channels"), ("cut", "cut", "channels")),
    *(("start", "start", "agreements"), ("end", "end", "agreements")),
)
EPOCH = datetime(2000, 1, 1, 6, 0)
"""When an exercise starts whose author does not say."""


def compile_model(scenario: schema.Scenario, trees: Mapping[str, Node] = MappingProxyType({})) -> engine.Model:
    """The runtime model of a scenario; `trees` are those of its conditions that have been parsed already."""
    return _Compiler(scenario, trees).model()


class _Compiler:
    def __init__(self, scenario: schema.Scenario, trees: Mapping[str, Node]) -> None:
        self.scenario = scenario
        self.teams = tuple(sorted(scenario.teams))
        self.texts: Texts = {}
        self.ground = Ground(scenario, self.teams)
        self.reveals: dict[str, set[str]] = {}
        doers = {id: self._teams(action.by) for id, action in scenario.actions.items()}
        named = {
            id: self._teams((*doers[id], *one.discovered.blames))
            for id, one in scenario.actions.items()
            if one.discovered.chance
        }
        clock = scenario.clock
        self.truths = Truths(scenario, self.teams)
        self.lowering = Lowering(clock.start or EPOCH, clock.turns, self.teams, doers, named, self.truths.values, trees)

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

    # --- small words -----------------------------------------------------------------------------------------------

    def _teams(self, some: Iterable[str] | None) -> tuple[str, ...]:
        return self.teams if some is None else self._there(some, self.teams)

    @staticmethod
    def _there(some: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
        """Sorted, without those that a variant has taken out."""
        return tuple(sorted({one for one in some if one in known}))

    def _sighted(self, shown_to: Mapping[str, int] | None) -> tuple[str, ...]:
        return self._teams(None if shown_to is None or "all" in shown_to else shown_to)

    def _note(self, owner: str, what: str, texts: Mapping[str, str] | str) -> str:
        reference = f"{owner}.{what}"
        found = {"all": texts} if isinstance(texts, str) else texts
        if any(found.values()):
            self.texts[reference] = dict(found)
        return reference

    def _when(self, text: str | None) -> Expr:
        return self.lowering.condition(text)

    def _maybe(self, text: str | None) -> Expr | None:
        return None if text is None else self.lowering.condition(text)

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

    def _channel(self, id: str) -> engine.Channel:
        channel = self.scenario.channels[id]
        self._note(f"channel.{id}", "name", channel.name)
        self._note(f"channel.{id}", "text", channel.text)
        shown = self._sighted(channel.shown_to)
        members = shown if channel.between is None else self._teams(channel.between)
        convened_by = members if channel.convened_by is None else self._teams(channel.convened_by)
        chamber = self._chamber(id, members)
        return engine.Channel(
            id=id,
            kind=channel.kind,
            members=members,
            status=channel.status,
            delay=channel.delay,
            shown_to=self._teams((*shown, *members)),
            convened_by=convened_by,
            chamber=chamber,
        )

    def _chamber(self, id: str, members: tuple[str, ...]) -> engine.Chamber | None:
        """How a forum sits and decides; None for one that is a table to talk at."""
        channel = self.scenario.channels[id]
        protected = any(id in one.protects for one in self.scenario.agreements.values())
        written = channel.model_fields_set & {"quorum", "rule", "excluding", "suspended_by", "motions"}
        if channel.kind != "forum" or not (written or protected):
            return None
        excluded = self._there(channel.excluding, members)
        motions = []
        for name in sorted(channel.motions):
            one, owner = channel.motions[name], f"motion/{id}/{name}"
            self._note(f"motion.{id}.{name}", "name", one.name)
            moved_by = members if one.moved_by is None else self._there(one.moved_by, members)
            effects = [self._effects(f"{owner}/{what}", getattr(one, what)) for what in ("carried", "defeated")]
            motions.append(engine.Motion(name, moved_by, one.within or 0, one.times, *effects))
        suspended_by = self._there(channel.suspended_by, members)
        return engine.Chamber(channel.rule or "consensus", channel.quorum, excluded, suspended_by, tuple(motions))

    def _agreement(self, id: str) -> engine.Agreement:
        one = self.scenario.agreements[id]
        self._note(f"agreement.{id}", "name", one.name)
        self._note(f"agreement.{id}", "text", one.text)
        self._note(f"agreement.{id}", "why_not", one.why_not)
        parties = self._teams(one.parties)
        return engine.Agreement(
            id=id,
            parties=parties,
            status=one.status,
            needs=one.needs if isinstance(one.needs, str) else self._teams(one.needs),
            notice=one.notice,
            forbids=self._there(one.forbids, self.scenario.actions),
            permits=self._there(one.permits, self.scenario.actions),
            opens=self._there(one.opens, self.scenario.channels),
            shown_to=self._teams((*self._sighted(one.shown_to), *parties)),
            on_breach=self._effects(f"breach/{id}", one.on_breach),
            procedures=tuple(self._procedure(id, parties, procedure) for procedure in sorted(one.procedures)),
            terms=tuple(sorted(one.terms.items())),
            when=self._maybe(one.when),
            falls_with=self._there(one.falls_with, self.scenario.agreements),
            returns=one.return_ == "declared",
            protects=self._there(one.protects, self.scenario.channels),
        )

    def _procedure(self, agreement: str, parties: tuple[str, ...], id: str) -> engine.Procedure:
        one = self.scenario.agreements[agreement].procedures[id]
        owner = f"procedure/{agreement}/{id}"
        self._note(f"procedure.{agreement}.{id}", "name", one.name)
        asked_by = parties if one.asked_by is None else self._teams(one.asked_by)
        others = tuple(team for team in parties if team not in asked_by) or parties
        return engine.Procedure(
            id=id,
            asked_by=asked_by,
            answered_by=others if one.answered_by is None else self._teams(one.answered_by),
            within=one.within or 0,
            quota=one.quota,
            answered=self._effects(f"{owner}/answered", one.answered),
            refused=self._effects(f"{owner}/refused", one.refused),
            ignored=self._effects(f"{owner}/ignored", one.ignored),
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

    # --- effects ---------------------------------------------------------------------------------------------------

    def _effects(self, owner: str, effects: Iterable[schema.Effect]) -> tuple[engine.Effect, ...]:
        return tuple(self._effect(address, effect) for address, effect in addressed(owner, effects))

    def _effect(self, address: str, effect: schema.Effect) -> engine.Effect:
        acts = [engine.Act("change", track, amount) for track, amount in sorted(effect.change.items())]
        acts += [engine.Act("set", id, self.truths.number(id, value)) for id, value in sorted(effect.set_.items())]
        acts = [one for one in acts if self._is_kept(one.target)]
        for kind, field, section in _STANDING:
            targets = self._there(getattr(effect, field), getattr(self.scenario, section))
            acts += [engine.Act(kind, target) for target in targets]
        for target, teams in sorted(effect.reveal.items()):
            if target in self.scenario.tracks or target in self.ground:
                shown = self._teams(teams)
                self.reveals.setdefault(target, set()).update(shown)
                acts.append(engine.Act("reveal", target, teams=shown))
        for kind, forums in (("exclude", effect.exclude), ("admit", effect.admit)):
            for target in self._there(forums, self.scenario.channels):
                acts.append(engine.Act(kind, target, teams=self._teams(forums[target])))
        acts += self.ground.moves(effect.move)
        for id in sorted(effect.clue):
            where, clue = f"{address}/clue/{id}", effect.clue[id]
            acts += self.truths.clue(where, id, clue, self._note(text_of(where), "text", clue.from_))
        acts += self._tells(address, effect.tell)
        chance = 100 if effect.chance is None else effect.chance
        otherwise = self._effects(f"{address}/otherwise", effect.otherwise)
        lowered = tuple(
            (Pact(id).in_force, effect.chance_under[id])
            for id in self._there(effect.chance_under, self.scenario.agreements)
        )
        return engine.Effect(address, self._when(effect.when), chance, tuple(acts), otherwise, lowered)

    def _is_kept(self, measure: str) -> bool:
        """There is such a track, and such a team where each has its own."""
        track, dot, team = measure.partition(".")
        return track in self.scenario.tracks and (not dot or team in self.teams)

    def _tells(self, address: str, texts: Mapping[str, str]) -> list[engine.Act]:
        """One act for each distinct reader or group of readers."""
        if not texts:
            return []
        reference = self._note(text_of(address), "text", texts)
        rest = tuple(team for team in self.teams if team not in texts) if "all" in texts else ()
        alone = [(team,) for team in self._there(texts, self.teams)]
        return [engine.Act("tell", reference, teams=readers) for readers in (rest, *alone) if readers]
