"""The interpreter: runs steps of a program over one state and tells what happened, with causes and audiences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from exercise.engine import chance
from exercise.engine.compiled import Bound, Compiler, Env
from exercise.engine.events import SEVERAL, UNDISCLOSED, Event, EventType, Value
from exercise.engine.expression import ONE
from exercise.engine.model import EVERYONE, Audience, in_both
from exercise.engine.program import Block, Cause, Change, Move, Program, SlotSpec, Step
from exercise.engine.refusals import Reason

State = tuple[int, ...]
_Places = tuple[tuple[int, str, bool], ...]
_Pending = tuple[int, Block, bool]
_Fired = list[tuple[int, tuple[int, ...], tuple[int, ...]]]


@dataclass(slots=True)
class Outcome:
    """What a run of steps came to: the new state, what people read, and the bookkeeping that only the fold needs."""

    slots: State
    events: list[Event]
    kept: dict[str, Value]
    _parts: dict[tuple[str, Cause, Audience], int] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        """One more event. Parts of one change that have the same cause and the same readers are one part."""
        if event.type == "contributed":
            part = (str(event.data["slot"]), event.cause, event.aud)
            place = self._parts.get(part)
            if place is not None:
                whole = cast(int, self.events[place].data["thousandths"]) + cast(int, event.data["thousandths"])
                self.events[place] = replace(event, data={**event.data, "thousandths": whole})
                return
            self._parts[part] = len(self.events)
        elif event.type == "changed":
            self._parts = {part: place for part, place in self._parts.items() if part[0] != event.data["slot"]}
        self.events.append(event)


@dataclass(frozen=True, slots=True, eq=False)
class BoundMove:
    """A move of the program, bound to its layout. `place` is its place among its team's moves."""

    move: Move
    place: int
    refusals: tuple[Reason, ...]
    refused_by: Bound
    worthwhile: Bound
    delay: Bound
    values: Callable[..., tuple[int, ...]]
    places: _Places

    def refusal(self, slots: State, env: Env) -> Reason | None:
        """The first need that does not hold, None where the move is legal."""
        code = self.refused_by(slots, env.lock, env.base)
        return self.refusals[code - 1] if code else None

    def written(self, slots: State, env: Env) -> State:
        """The state after the move: a wish recorded, or talk."""
        following = list(slots)
        for (place, kind, _), value in zip(self.places, self.values(slots, env.lock, env.base), strict=True):
            if kind == "put":
                following[place] = int(value)
            elif kind == "mark":
                following[place] |= value
            else:
                following[place] += value
        return tuple(following)


class Interpreter:
    """A program, bound to its layout once; running it needs no names any more."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._index = program.index
        self._specs = program.slots
        self._combine = tuple(
            cast(Callable[[int, int], int], max if spec.combine == "max" else min) for spec in self._specs
        )
        compiler = Compiler(program.index)
        steps = {step: self._write_step(compiler, blocks) for step, blocks in program.blocks.items()}
        exits = [compiler.expression(way.guard) for way in program.exits]
        functions = compiler.compiled()
        self._steps: Mapping[Step, Callable[..., _Fired]] = {step: functions[name] for step, name in steps.items()}
        self._places: Mapping[Step, tuple[_Places, ...]] = {
            step: tuple(self._where(block.changes) for block in blocks) for step, blocks in program.blocks.items()
        }
        self.exits: tuple[Bound, ...] = tuple(functions[name] for name in exits)

    def _where(self, changes: tuple[Change, ...]) -> _Places:
        return tuple((self._index[change.slot], change.kind, change.told) for change in changes)

    @staticmethod
    def _write_step(compiler: Compiler, blocks: tuple[Block, ...]) -> str:
        """A function that returns what fires: the place of the block, its amounts, the numbers of its notes."""
        lines = ["fired = []"]
        for place, block in enumerate(blocks):
            amounts = "".join(f"{compiler.value(change.value)}, " for change in block.changes)
            numbers = "".join(f"{compiler.value(number)}, " for note in block.notes for number in note.numbers.values())
            fires = f"fired.append(({place}, ({amounts}), ({numbers})))"
            lines.append(fires if block.guard == ONE else f"if {compiler.truth(block.guard)}: {fires}")
        return compiler.function([*lines, "return fired"])

    def env(self, slots: State, seed: int) -> Env:
        """The surroundings of a step: the luck of the move in play."""
        return Env(slots, chance.turn_base(seed, slots[self._index["move"]]))

    # --- steps -----------------------------------------------------------------------------------------------------

    def run(self, step: Step, outcome: Outcome, env: Env) -> None:
        """One step: all changes read the same state, are added up, held to range, and become the next state."""
        frame = env.lock if step.reads_lock else outcome.slots
        blocks, where = self.program.blocks[step], self._places[step]
        puts: dict[int, int] = {}
        adds: dict[int, int] = {}
        marks: dict[int, int] = {}
        causes: dict[int, list[_Pending]] = {}
        for number, amounts, numbers in self._steps[step](frame, env.lock, env.base):
            block = blocks[number]
            for (place, kind, told), amount in zip(where[number], amounts, strict=True):
                if kind == "put":
                    puts[place] = self._combine[place](puts[place], amount) if place in puts else amount
                elif kind == "mark":
                    marks[place] = marks.get(place, 0) | amount
                else:
                    adds[place] = adds.get(place, 0) + amount
                if self._specs[place].topic is not None:
                    causes.setdefault(place, []).append((amount if kind == "add" else 0, block, told))
            if block.notes:
                self._note(outcome, block, numbers)
        self._settle(outcome, puts, adds, marks, causes)

    @staticmethod
    def _note(outcome: Outcome, block: Block, numbers: tuple[int, ...]) -> None:
        waiting = iter(numbers)
        for note in block.notes:
            data: dict[str, Value] = dict(note.ids)
            data.update((name, int(next(waiting))) for name in note.numbers)
            known = in_both(note.aud, block.aud) == note.aud
            cause = block.cause if known else UNDISCLOSED
            outcome.tell(Event(cast(EventType, note.type), note.aud, cause, data=data))

    def _settle(
        self,
        outcome: Outcome,
        puts: dict[int, int],
        adds: dict[int, int],
        marks: dict[int, int],
        causes: dict[int, list[_Pending]],
    ) -> None:
        now = outcome.slots
        following = list(now)
        for place in sorted({*puts, *adds, *marks}):
            spec = self._specs[place]
            after = int(puts.get(place, now[place]) + adds.get(place, 0)) | marks.get(place, 0)
            if spec.low is not None and after < spec.low:
                after = spec.low
            if spec.high is not None and after > spec.high:
                after = spec.high
            if place in causes:
                self._tell(outcome, place, now[place], after, causes[place])
            elif after != now[place]:
                outcome.kept[spec.name] = after
            following[place] = after
        outcome.slots = tuple(following)

    def _tell(self, outcome: Outcome, place: int, before: int, after: int, causes: list[_Pending]) -> None:
        """A change that people read: each part with its cause for those who may know, the whole for all who see the
        slot."""
        spec = self._specs[place]
        aud = self._audience(spec, outcome.slots)
        for amount, block, told in causes:
            if amount and told:
                both = in_both(aud, block.aud)
                data: dict[str, Value] = {"slot": spec.name, "thousandths": 1000 * amount}
                outcome.tell(Event("contributed", both, block.cause, data=data))
        if before == after:
            return
        open_to_all = all(in_both(aud, block.aud) == aud for _, block, _ in causes)
        cause = UNDISCLOSED if not open_to_all else causes[0][1].cause if len(causes) == 1 else SEVERAL
        outcome.tell(Event("changed", aud, cause, data={"slot": spec.name, "before": before, "after": after}))

    def _audience(self, spec: SlotSpec, slots: State) -> Audience:
        """Who sees a slot: those who always do, and those to whom it was revealed."""
        if spec.revealed is None or spec.aud == EVERYONE:
            return spec.aud
        bits, ids = slots[self._index[spec.revealed]], self.program.model.team_ids
        also = tuple(team for place, team in enumerate(ids) if bits >> place & 1)
        return self.program.model.audience((*spec.aud, *also))

    # --- moves -----------------------------------------------------------------------------------------------------

    def seen_at_once(self, bound: BoundMove, slots: State, env: Env) -> list[Event]:
        """What people read changes with the move itself."""
        found = []
        following = bound.written(slots, env)
        for place, _, _ in bound.places:
            spec, before, after = self._specs[place], slots[place], following[place]
            if spec.topic is not None and before != after:
                data: dict[str, Value] = {"slot": spec.name, "before": before, "after": after}
                found.append(Event("changed", self._audience(spec, slots), bound.move.cause, data=data))
        return found

    @cached_property
    def moves(self) -> Mapping[tuple[str, str], BoundMove]:
        """All moves, bound, by team and words."""
        return {(bound.move.team, bound.move.words): bound for team in self.moves_of.values() for bound in team}

    @cached_property
    def moves_of(self) -> Mapping[str, tuple[BoundMove, ...]]:
        """The moves of each team, sorted by words."""
        return self._bound[0]

    def refusals(self, team: str, slots: State, env: Env) -> tuple[int, ...]:
        """For each move of a team, 0 where it is legal, else the number of the first need that does not hold."""
        return self._bound[1][team](slots, env.lock, env.base)

    @cached_property
    def _bound(self) -> tuple[Mapping[str, tuple[BoundMove, ...]], Mapping[str, Callable[..., tuple[int, ...]]]]:
        compiler = Compiler(self._index)
        teams: dict[str, list[Move]] = {team: [] for team in self.program.model.team_ids}
        for move in self.program.moves.values():
            teams[move.team].append(move)
        every, named = {}, {}
        for team, moves in teams.items():
            codes = [_code(compiler, move) for move in moves]
            every[team] = compiler.function([f"return ({''.join(f'{code}, ' for code in codes)})"])
            named[team] = [
                (
                    compiler.function([f"return {code}"]),
                    compiler.expression(move.worthwhile),
                    compiler.expression(move.delay),
                    compiler.function([f"return ({''.join(f'{compiler.value(one.value)}, ' for one in move.writes)})"]),
                )
                for move, code in zip(moves, codes, strict=True)
            ]
        functions = compiler.compiled()

        def bound(place: int, move: Move, names: tuple[str, ...]) -> BoundMove:
            reasons = tuple(need.reason for need in move.needs)
            refused, worthwhile, delay, values = (functions[name] for name in names)
            return BoundMove(move, place, reasons, refused, worthwhile, delay, values, self._where(move.writes))

        moves_of = {
            team: tuple(
                bound(place, move, names)
                for place, (move, names) in enumerate(zip(teams[team], named[team], strict=True))
            )
            for team in teams
        }
        return moves_of, {team: functions[name] for team, name in every.items()}


def _code(compiler: Compiler, move: Move) -> str:
    """The source of the first need that does not hold: its number from 1, or 0."""
    tests = [
        f"{number} if not {compiler.truth(need.holds)} else"
        for number, need in enumerate(move.needs, 1)
        if need.holds != ONE
    ]
    return f"({' '.join(tests)} 0)"
