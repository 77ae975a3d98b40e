"""The rules of an exercise as a few pure functions over a compiled scenario: start, legal, decide, apply, open,
resolve.

They only dispatch: what a move needs and writes, and what a turn does, stands in the program that the mechanisms wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import cast

from exercise.engine import chance, mechanisms
from exercise.engine.compiled import Bound, Env, bind
from exercise.engine.crisis import Crisis
from exercise.engine.effect import EVERYONE, Effect
from exercise.engine.events import Event, Value
from exercise.engine.expression import AtLock, Expr, Slot, walk
from exercise.engine.interpreter import Interpreter, Outcome, State
from exercise.engine.mechanisms import answers, clock, covert, deciding, injects, table, tracks
from exercise.engine.model import Model
from exercise.engine.moves import Moves
from exercise.engine.program import CLOSING, OPENING, RESOLUTION, Builder, Move, Program, Step
from exercise.engine.refusals import Reason, Refusal
from exercise.engine.world import Letter, Sealed, World


def compile_program(model: Model) -> Program:
    """All mechanisms write their part of the program."""
    builder = Builder(model, wanted_slots(model))
    for mechanism in mechanisms.ALL:
        mechanism.declare(builder)
    return builder.program()


def wanted_slots(model: Model) -> frozenset[str]:
    """Every slot that a condition of the scenario reads."""
    return frozenset(
        node.name for expr in model_expressions(model) for node in walk(expr) if isinstance(node, Slot | AtLock)
    )


def model_expressions(model: Model) -> list[Expr]:
    """Every condition of a scenario."""
    found: list[Expr | None] = []
    for team in model.teams:
        found += [one.holds for one in (*team.aims, *team.red_lines)]
    for action in model.actions:
        found += [action.when, *_of_effects(action.effects)]
    for agreement in model.agreements:
        found += [agreement.when, *_of_effects(agreement.on_breach)]
        for one in agreement.procedures:
            found += _of_effects((*one.answered, *one.refused, *one.ignored))
    for channel in model.channels:
        for motion in channel.chamber.motions if channel.chamber else ():
            found += _of_effects((*motion.carried, *motion.defeated))
    for rule in model.rules:
        found += [rule.when, *_of_effects(rule.effects)]
    for inject in model.injects:
        found += [inject.when, *_of_effects(inject.effects)]
    found += [branch.when for phase in model.phases for branch in phase.branches]
    found += [branch.when for branch in model.anytime]
    found += [ending.when for ending in model.endings]
    return [expr for expr in found if expr is not None]


def _of_effects(effects: tuple[Effect, ...]) -> list[Expr]:
    return [
        expr
        for effect in effects
        for expr in (effect.when, *(holds for holds, _percent in effect.lowered), *_of_effects(effect.otherwise))
    ]


class Rules:
    """A compiled scenario, ready to be played. It holds no state of any exercise."""

    def __init__(self, model: Model, program: Program | None = None) -> None:
        self.model = model
        self.program = program or compile_program(model)
        self.index = self.program.index
        self._conditions: dict[int, tuple[Expr, Bound]] = {}
        self._names = tuple(spec.name for spec in self.program.slots)
        self._teams: dict[int, tuple[str, ...]] = {}

    @cached_property
    def interpreter(self) -> Interpreter:
        """The program, bound to its layout."""
        return Interpreter(self.program)

    @cached_property
    def moves(self) -> Moves:
        """Its moves, bound to its layout."""
        return Moves(self.program)

    @cached_property
    def crisis(self) -> Crisis:
        """The state machine that decides where the crisis goes."""
        return Crisis(self.program, self.interpreter.exits)

    @cached_property
    def _starts(self) -> tuple[Bound, ...]:
        return tuple(bind(spec.start, self.index) for spec in self.program.slots)

    def start(self, seed: int, present: Sequence[str] | None = None) -> World:
        """The world before the first turn; `present` are the teams that are played (all, if left out)."""
        base = chance.turn_base(seed, 0)
        slots = [int(start((), (), base)) for start in self._starts]
        slots[self.index[table.PRESENT.name]] = self.model.mask(tuple(present or self.model.team_ids))
        return World(tuple(slots), seed)

    def env(self, world: World) -> Env:
        """What expressions may read besides the state."""
        return self.interpreter.env(world.slots, world.seed)

    def get(self, world: World, slot: Slot) -> int:
        """The value of a slot."""
        return world.slots[self.index[slot.name]]

    def holds(self, world: World, expr: Expr) -> bool:
        """Whether a condition of the scenario holds as the world stands."""
        env = self.env(world)
        return bool(self._bound(expr)(world.slots, env.lock, env.base))

    def _bound(self, expr: Expr) -> Bound:
        found = self._conditions.get(id(expr))
        if found is None:
            found = self._conditions[id(expr)] = (expr, bind(expr, self.index))
        return found[1]

    def ended(self, world: World) -> bool:
        """Whether an ending has been reached."""
        return self.get(world, clock.ENDING) != 0

    def present(self, world: World) -> tuple[str, ...]:
        """The teams at the table, sorted."""
        return self.teams(self.get(world, table.PRESENT))

    def locked(self, world: World) -> tuple[str, ...]:
        """The teams that have locked their orders of this turn, sorted."""
        return self.teams(self.get(world, table.LOCKED))

    def teams(self, bits: int) -> tuple[str, ...]:
        """The teams of a mask, sorted."""
        found = self._teams.get(bits)
        if found is None:
            found = self._teams[bits] = tuple(id for place, id in enumerate(self.model.team_ids) if bits >> place & 1)
        return found

    def everyone_locked(self, world: World) -> bool:
        """Whether nothing holds up the resolution."""
        present = self.get(world, table.PRESENT)
        return present & self.get(world, table.LOCKED) == present

    # --- moves -----------------------------------------------------------------------------------------------------

    def options(self, world: World, team: str) -> list[tuple[Move, Reason | None]]:
        """Every move of a team, with the reason why it is not legal now, or None."""
        codes = self.moves.refusals(team, world.slots, self.env(world))
        bounds = self.moves.of[team]
        return [
            (bound.move, bound.refusals[code - 1] if code else None) for bound, code in zip(bounds, codes, strict=True)
        ]

    def legal(self, world: World, team: str) -> list[Move]:
        """What a team may do now."""
        return [move for move, reason in self.options(world, team) if reason is None]

    def decide(self, world: World, team: str, words: str, text: str = "") -> list[Event] | Refusal:
        """A move of a team, in words; what is not legal is refused with a reason."""
        bound = self.moves.find(team, words)
        if bound is None:
            about = " ".join(words.split()[:2])
            return Refusal(team, words, self.program.never.get((team, about), Reason.UNKNOWN_ACT))
        env = self.env(world)
        reason = bound.refusal(world.slots, env)
        if reason is not None:
            return Refusal(team, words, reason)
        data: dict[str, Value] = {"team": team, "words": words}
        if bound.move.spoken:
            data["text"] = text
        aud = (team,) if bound.delay(world.slots, env.lock, env.base) else bound.move.aud
        acted = Event("acted", aud, actor=team, data=data)
        return [acted, *self.interpreter.seen_at_once(bound, world.slots, env)]

    def asks_for_a_response(self, team: str, words: str) -> bool:
        """Whether others may have something to say to a move: not to a lock, and not to what they learn nothing of."""
        bound = self.moves.find(team, words)
        return words != "lock" and not (bound is not None and (bound.move.sealed or bound.move.verb in deciding.INSIDE))

    def apply(self, world: World, event: Event) -> World:
        """The world after an event."""
        return self.after(world, (event,))

    def after(self, world: World, events: Iterable[Event]) -> World:
        """The world after events, in their order: the fold that state is."""
        index = self.index
        written: dict[int, int] = {}
        for event in events:
            kind, data = event.type, event.data
            if kind == "changed":
                written[index[str(data["slot"])]] = cast(int, data["after"])
            elif kind == "kept":
                for name, value in cast(dict[str, int], data["slots"]).items():
                    written[index[name]] = value
            elif kind == "acted":
                world = self._acted(_written(world, written), data)
            elif kind == "answered":
                kept = answers.sealed(self.model, self.get(world, clock.MOVE), (event,))
                world = world._replace(sealed=(*world.sealed, *kept))
            elif kind == "letter_arrived":
                world = _written(world, written)
                due = self.get(world, clock.MOVE)
                world = world._replace(post=tuple(one for one in world.post if one.due > due))
        return _written(world, written)

    def _acted(self, world: World, data: Mapping[str, Value]) -> World:
        team, words, text = str(data["team"]), str(data["words"]), str(data.get("text", ""))
        bound, env = self.moves.find(team, words), self.env(world)
        if bound is None:
            raise LookupError(words)
        post, sealed = world.post, world.sealed
        if bound.move.verb == "write" and (waits := int(bound.delay(world.slots, env.lock, env.base))):
            post = (*post, Letter(team, bound.move.target, text, self.get(world, clock.MOVE) + waits))
        if bound.move.sealed:
            sealed = self._sealed(world, bound.move, words, text)
        return World(bound.written(world.slots, env), world.seed, post, sealed)

    def _sealed(self, world: World, move: Move, words: str, text: str) -> tuple[Sealed, ...]:
        """All that is under seal after a sealed move; what its team said before it in the same turn is gone, and a move
        that says nothing leaves nothing."""
        turn = self.get(world, clock.MOVE)
        others = tuple(
            one
            for one in world.sealed
            if (one.turn, one.team) != (turn, move.team) or not one.words.startswith(f"{move.words} ")
        )
        return others if words == move.words else (*others, Sealed(turn, move.team, words, text))

    # --- turns -----------------------------------------------------------------------------------------------------

    def open_turn(self, world: World) -> list[Event]:
        """The next turn opens: letters arrive, injects that are due are delivered."""
        outcome = Outcome(world.slots, world.seed)
        self._run(outcome, OPENING[:1])
        move = outcome.slots[self.index[clock.MOVE.name]]
        minutes = outcome.slots[self.index[clock.MINUTES.name]]
        opened = Event("turn_opened", data={"turn": move, "minutes": minutes})
        self._run(outcome, OPENING[1:])
        return [opened, *self._closed(outcome), *self._letters(world, move)]

    def _letters(self, world: World, move: int) -> list[Event]:
        members = {channel.id: channel.members for channel in self.model.channels}
        return [
            Event(
                "letter_arrived",
                self.model.audience(members[one.channel]),
                actor=one.team,
                data={"team": one.team, "channel": one.channel, "text": one.text},
            )
            for one in world.post
            if one.due <= move
        ]

    def interlude(self, world: World, minute: int = injects.TO_THE_LOCK) -> list[Event]:
        """What is due within the turn, up to a minute of real time since its opening."""
        outcome = Outcome(world.slots, world.seed)
        self._set(outcome, clock.MINUTE, minute)
        self._run(outcome, (Step.INTERLUDE, Step.ESTIMATES))
        return self._closed(outcome)

    def resolve(self, world: World) -> list[Event]:
        """The turn is resolved, and the crisis decides where it goes."""
        outcome = Outcome(world.slots, world.seed)
        self._set(outcome, clock.MINUTE, injects.TO_THE_LOCK)
        self._run(outcome, (Step.INTERLUDE, Step.DECIDE, Step.FREEZE))
        env = self.interpreter.env(outcome.slots, world.seed)
        for step in RESOLUTION:
            self.interpreter.run(step, outcome, env)
        phase = outcome.slots[self.index[clock.PHASE.name]]
        self._set(outcome, clock.EXIT, self.crisis.decide(phase, outcome.slots, env))
        for step in CLOSING:
            self.interpreter.run(step, outcome, env)
        turn = outcome.slots[self.index[clock.TURN.name]]
        resolved = [*self._closed(outcome), Event("turn_resolved", data={"turn": turn})]
        over = outcome.slots[self.index[clock.ENDING.name]] != 0
        return [*resolved, *self._laid_open(world, outcome, turn)] if over else resolved

    def _laid_open(self, world: World, outcome: Outcome, turn: int) -> Iterator[Event]:
        """What everybody learns when all is over: what was hidden of who did what, and all that was under seal."""
        for track in self.model.tracks:
            if track.values and tracks.exact_readers(self.model, track) != EVERYONE:
                value = outcome.slots[self.index[tracks.value(track.id).name]]
                yield Event("truth_told", data={"track": track.id, "value": value})
        for slot, (team, action, blamed) in covert.wrongly_blamed(self.model).items():
            if outcome.slots[self.index[slot.name]]:
                yield Event("corrected", data={"team": team, "action": action, "blamed": blamed})
        kept = (*world.sealed, *answers.sealed(self.model, turn, outcome.events))
        yield from map(_unsealed, sorted(kept, key=attrgetter("turn", "team")))

    def _run(self, outcome: Outcome, steps: Sequence[Step]) -> None:
        for step in steps:
            self.interpreter.run(step, outcome)

    def _set(self, outcome: Outcome, slot: Slot, value: int) -> None:
        slots: State = outcome.slots
        place = self.index[slot.name]
        if slots[place] != value:
            outcome.slots = (*slots[:place], value, *slots[place + 1 :])
            outcome.kept[place] = value

    def _closed(self, outcome: Outcome) -> list[Event]:
        """What happened, and at its end the bookkeeping, which nobody at the table sees."""
        if not outcome.kept:
            return outcome.events
        names = self._names
        kept: dict[str, Value] = {names[place]: value for place, value in sorted(outcome.kept.items())}
        return [*outcome.events, Event("kept", (), data={"slots": kept})]


def _written(world: World, values: dict[int, int]) -> World:
    """The world with these slots, by place; they are in it then."""
    if not values:
        return world
    slots = list(world.slots)
    for place, value in values.items():
        slots[place] = value
    values.clear()
    return World(tuple(slots), world.seed, world.post, world.sealed)


def _unsealed(one: Sealed) -> Event:
    data: dict[str, Value] = {"team": one.team, "turn": one.turn, "words": one.words, "text": one.text}
    return Event("unsealed", actor=one.team, data=data)
