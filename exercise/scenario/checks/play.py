"""A scenario as it can be played: what its compiled form says about where the crisis can go and what can ever hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from exercise.engine.bounds import PERHAPS, Bounds, Interval
from exercise.engine.effect import Act, Effect
from exercise.engine.ever import ever
from exercise.engine.expression import Expr, Op
from exercise.engine.mechanisms import clock, clues, injects, tracks
from exercise.engine.mechanisms.line import CUT, OPEN, Line
from exercise.engine.mechanisms.pact import ENDED, NONE, Pact
from exercise.engine.mechanisms.withdrawal import falling_with
from exercise.engine.model import Model
from exercise.engine.program import Exit, Program
from exercise.scenario.checks.draft import Draft, Rules
from exercise.scenario.compiling.workshop import EPOCH
from exercise.scenario.lower import Lowering
from exercise.scenario.source import Path


@dataclass(frozen=True)
class Ways:
    """The ways on from one phase, as places among the program's exits."""

    possible: frozenset[int]
    """Those whose condition can hold."""
    taken: frozenset[int]
    """Those that can be taken: nothing before them is always taken first."""


@dataclass(frozen=True)
class Play:
    """A scenario that compiles."""

    draft: Draft
    program: Program

    @property
    def model(self) -> Model:
        """The compiled scenario."""
        return self.program.model

    @cached_property
    def lowering(self) -> Lowering:
        """From the trees of conditions to what the engine reads."""
        doers = {action.id: action.by for action in self.model.actions}
        values = {track.id: track.values for track in self.model.tracks if track.values}
        start = self.draft.scenario.clock.start or EPOCH
        named = {
            one.id: (*one.by, *(one.mistake.blames if one.mistake else ())) if one.discovered else ()
            for one in self.model.actions
        }
        return Lowering(start, self.model.turns, self.model.team_ids, doers, named, values)

    @cached_property
    def expressions(self) -> Mapping[str, Expr]:
        """Every condition of the file as the engine reads it, by its text."""
        return {text: self.lowering.lower(tree) for text, tree in self.draft.trees.items()}

    @cached_property
    def listed(self) -> Mapping[str, frozenset[str]]:
        """The ids that stand in lists, by the field of the list: what some effect opens, what an agreement forbids."""
        found: dict[str, set[str]] = {}
        for mentions in self.draft.mentions.values():
            for one in mentions:
                found.setdefault(str(one.path[-2]), set()).add(one.name)
        return {field: frozenset(names) for field, names in found.items()}

    def possible(self, text: str | None) -> bool:
        """Whether a condition can ever hold."""
        return text is None or self.bounds.possible(self.expressions[text])

    @cached_property
    def bounds(self) -> Bounds:
        """What is known of every slot, at any time."""
        turns = self.model.turns
        known = ever(self.program, dict(_by_hand(self.model)))
        for phase in self.model.phases:
            known |= {clock.turns_in(phase.id).name: (0, turns), clock.visits(phase.id).name: (0, turns)}
        return Bounds(known)

    @cached_property
    def ways(self) -> Mapping[int, Ways]:
        """The ways on from each phase that can be reached, by the phase's place in the file."""
        visited = set(range(len(self.model.phases)))
        while True:
            elsewhere = self._elsewhere(visited)
            found = {phase: self._ways(phase, elsewhere) for phase in visited}
            reached = self._reached(found)
            if reached == visited:
                return found
            visited = reached  # phases that nobody visits may close further ways

    def _reached(self, ways: Mapping[int, Ways]) -> set[int]:
        reached, new = {0}, {0}
        while new:
            new = {goal for phase in new for goal in self.goals(ways[phase])} - reached
            reached |= new
        return reached

    def goals(self, ways: Ways) -> set[int]:
        """The phases that the crisis can go to next."""
        exits = self.program.exits
        return {phase for way in ways.taken if (phase := exits[way].phase) is not None}

    def _ways(self, phase: int, known: Bounds) -> Ways:
        """Tried twice: in all turns but the last, and in the last, when no phase follows any more."""
        possible: set[int] = set()
        taken: set[int] = set()
        turns, id = self.model.turns, self.model.phases[phase].id
        here = {
            clock.PHASE.name: (phase, phase),
            clock.turns_in(id).name: (1, turns),
            clock.visits(id).name: (1, turns),
        }
        for turn in ((1, turns - 1), (turns, turns)):
            if turn[0] <= turn[1]:
                now = known.among({**here, clock.MOVE.name: turn, clock.TURN.name: turn})
                self._try(now, self._tried[phase], possible, taken)
        return Ways(frozenset(possible), frozenset(taken))

    def _elsewhere(self, visited: set[int]) -> Bounds:
        """What is known at the end of a turn of the phases in which the crisis does not stand."""
        known: dict[str, Interval] = {}
        for place, one in enumerate(self.model.phases):
            known[clock.turns_in(one.id).name] = (0, 0)
            known[clock.visits(one.id).name] = (int(place == 0), self.model.turns if place in visited else 0)
        return self.bounds.from_now_on(known)

    @cached_property
    def _tried(self) -> Mapping[int, list[int]]:
        """The ways on that are tried in each phase, in their order."""
        anywhere = [place for place, way in enumerate(self.program.exits) if way.source is None]
        own: dict[int, list[int]] = {phase: [] for phase in range(len(self.model.phases))}
        for place, way in enumerate(self.program.exits):
            if way.source is not None:
                own[way.source].append(place)
        return {phase: sorted(anywhere + places) for phase, places in own.items()}

    def _try(self, known: Bounds, ways: list[int], possible: set[int], taken: set[int]) -> None:
        still: Bounds | None = known
        for place in ways:
            guard = self.program.exits[place].guard
            if still is not None and still.possible(guard):
                taken.add(place)
                possible.add(place)
                still = _passed_over(still, guard)
            elif known.possible(guard):
                possible.add(place)

    def path(self, way: Exit) -> Path:
        """Where a way on stands in the file."""
        kind, place, *_rest = way.id.split("/")
        if way.source is not None:
            return "phases", self.model.phases[way.source].id, "branches", int(place)
        return ("anytime", int(place)) if kind == "anytime" else ("endings", place)


def _by_hand(model: Model) -> Iterator[tuple[str, Interval]]:
    """What control may bring about: any inject, and with those by hand whatever is in their effects."""
    for inject in model.injects:
        yield from ((one(inject.id).name, PERHAPS) for one in (injects.delivered, injects.delivered_now))
        for act in _acts(inject.effects) if inject.by_hand else ():
            if act.kind in ("change", "set"):
                track = next(one for one in model.tracks if one.id == act.target.partition(".")[0])
                yield tracks.value(act.target).name, (track.low, track.high)
            elif act.kind == "clue":
                values = model.track[act.target].values
                slots = (clues.for_value(team, act.target, value) for team in act.teams for value in values)
                yield from ((slot.name, (clues.EXCLUDED, clues.MOST)) for slot in slots)
            elif act.kind in ("open", "close", "cut"):
                yield Line(act.target).status.name, (CUT, OPEN)
            elif act.kind in ("start", "end"):
                for one in (act.target, *(one.id for one in falling_with(model, act.target))):
                    yield Pact(one).status.name, (NONE, ENDED)


def _acts(effects: tuple[Effect, ...]) -> Iterator[Act]:
    for effect in effects:
        yield from effect.acts
        yield from _acts(effect.otherwise)


def _passed_over(known: Bounds, guard: Expr) -> Bounds | None:
    """What is known when a way on was tried and not taken; None if it is always taken."""
    open_parts = [part for part in _conjuncts(guard) if not known.certain(part)]
    if not open_parts:
        return None
    return known.given(open_parts[0], holds=False) if len(open_parts) == 1 else known


def _conjuncts(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Op) and expr.name == "and" else (expr,)


PLAY_RULES: Rules[Play] = Rules()
"""What is checked once a scenario is compiled."""
