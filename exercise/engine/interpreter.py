"""The interpreter: runs steps of a program over one state and tells what happened, with causes and audiences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from exercise.engine import chance
from exercise.engine.events import SEVERAL, UNDISCLOSED, Event, EventType, Value
from exercise.engine.expression import ONE, Bound, Env, bind
from exercise.engine.model import EVERYONE, Audience
from exercise.engine.program import Block, Change, Move, Note, Program, SlotSpec, Step
from exercise.engine.refusals import Reason

State = tuple[int, ...]
_Change = tuple[int, str, Bound, bool]
_Note = tuple[Note, tuple[tuple[str, Bound], ...]]
_Block = tuple[Bound | None, tuple[_Change, ...], tuple[_Note, ...], Block]
_Pending = tuple[int, Block, bool]


@dataclass(slots=True)
class Outcome:
    """What a run of steps came to: the new state, what people read, and the bookkeeping that only the fold needs."""

    slots: State
    events: list[Event]
    kept: dict[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class BoundMove:
    """A move of the program, bound to its layout."""

    move: Move
    needs: tuple[tuple[Bound, Reason], ...]
    writes: tuple[_Change, ...]
    delay: Bound
    worthwhile: Bound | None

    def refusal(self, slots: State, env: Env) -> Reason | None:
        """The first need that does not hold, None where the move is legal."""
        for holds, reason in self.needs:
            if not holds(slots, env):
                return reason
        return None

    def written(self, slots: State, env: Env) -> State:
        """The state after the move: a wish recorded, or talk."""
        following = list(slots)
        for place, kind, value, _ in self.writes:
            amount = int(value(slots, env))
            match kind:
                case "put":
                    following[place] = amount
                case "mark":
                    following[place] |= amount
                case _:
                    following[place] += amount
        return tuple(following)


class Interpreter:
    """A program, bound to its layout once; running it needs no names any more."""

    def __init__(self, program: Program) -> None:
        self.program = program
        index = program.index
        self._specs = program.slots
        self._index = index
        self._combine: tuple[Callable[[int, int], int], ...] = tuple(
            cast(Callable[[int, int], int], max if spec.combine == "max" else min) for spec in self._specs
        )
        self._steps: Mapping[Step, tuple[_Block, ...]] = {
            step: tuple(self._bind(block) for block in blocks) for step, blocks in program.blocks.items()
        }
        self.exits = tuple(bind(way.guard, index) for way in program.exits)

    def _bind(self, block: Block) -> _Block:
        guard = None if block.guard == ONE else bind(block.guard, self._index)
        changes = tuple(self._bind_change(change) for change in block.changes)
        notes = tuple(
            (note, tuple((name, bind(expr, self._index)) for name, expr in note.numbers.items()))
            for note in block.notes
        )
        return guard, changes, notes, block

    def _bind_change(self, change: Change) -> _Change:
        return self._index[change.slot], change.kind, bind(change.value, self._index), change.told

    def env(self, slots: State, seed: int) -> Env:
        """The surroundings of a step: the luck of the move in play."""
        return Env(slots, chance.turn_base(seed, slots[self._index["move"]]))

    def run(self, step: Step, outcome: Outcome, env: Env) -> None:
        """One step: all changes read the same state, are added up, held to range, and become the next state."""
        now = outcome.slots
        frame: Sequence[int] = env.lock if step.reads_lock else now
        puts: dict[int, int] = {}
        adds: dict[int, int] = {}
        marks: dict[int, int] = {}
        causes: dict[int, list[_Pending]] = {}
        for guard, changes, notes, block in self._steps[step]:
            if guard is not None and not guard(frame, env):
                continue
            for place, kind, value, told in changes:
                amount = int(value(frame, env))
                if kind == "put":
                    puts[place] = self._combine[place](puts[place], amount) if place in puts else amount
                elif kind == "mark":
                    marks[place] = marks.get(place, 0) | amount
                elif amount:
                    adds[place] = adds.get(place, 0) + amount
                if self._specs[place].topic is not None:
                    causes.setdefault(place, []).append((amount if kind == "add" else 0, block, told))
            for note, numbers in notes:
                data: dict[str, Value] = dict(note.ids)
                data.update((name, int(number(frame, env))) for name, number in numbers)
                cause = block.cause if _intersection(note.aud, block.aud) == note.aud else UNDISCLOSED
                outcome.events.append(Event(cast(EventType, note.type), note.aud, cause, data=data))
        self._settle(outcome, puts, adds, marks, causes)

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
        for place in puts.keys() | adds.keys() | marks.keys():
            spec = self._specs[place]
            after = (puts.get(place, now[place]) + adds.get(place, 0)) | marks.get(place, 0)
            if spec.low is not None and after < spec.low:
                after = spec.low
            if spec.high is not None and after > spec.high:
                after = spec.high
            following[place] = after
        for place in sorted(causes):
            self._tell(outcome, place, now[place], following[place], causes[place])
        for place, (before, after) in enumerate(zip(now, following, strict=True)):
            if before != after and self._specs[place].topic is None:
                outcome.kept[self._specs[place].name] = after
        outcome.slots = tuple(following)

    def _tell(self, outcome: Outcome, place: int, before: int, after: int, causes: list[_Pending]) -> None:
        """A change that people read: each part with its cause for those who may know, the whole for all who see the
        slot."""
        spec = self._specs[place]
        aud = self._audience(spec, outcome.slots)
        for amount, block, told in causes:
            if amount and told:
                both = _intersection(aud, block.aud)
                data: dict[str, Value] = {"slot": spec.name, "thousandths": 1000 * amount}
                outcome.events.append(Event("contributed", both, block.cause, data=data))
        if before == after:
            return
        open_to_all = all(_intersection(aud, block.aud) == aud for _, block, _ in causes)
        cause = UNDISCLOSED if not open_to_all else causes[0][1].cause if len(causes) == 1 else SEVERAL
        outcome.events.append(Event("changed", aud, cause, data={"slot": spec.name, "before": before, "after": after}))

    def _audience(self, spec: SlotSpec, slots: State) -> Audience:
        if spec.revealed is None or spec.aud == EVERYONE:
            return spec.aud
        return self.widened(spec.aud, slots[self._index[spec.revealed]])

    def widened(self, aud: Audience, bits: int) -> Audience:
        """An audience and the teams of a mask."""
        ids = self.program.model.team_ids
        return self.program.model.audience((*aud, *(team for place, team in enumerate(ids) if bits >> place & 1)))

    @cached_property
    def moves(self) -> Mapping[tuple[str, str], BoundMove]:
        """All moves, bound, by team and words."""
        return {key: self._bind_move(move) for key, move in self.program.moves.items()}

    @cached_property
    def moves_of(self) -> Mapping[str, tuple[BoundMove, ...]]:
        """The moves of each team, sorted by words."""
        groups: dict[str, list[BoundMove]] = {team: [] for team in self.program.model.team_ids}
        for bound in self.moves.values():
            groups[bound.move.team].append(bound)
        return {team: tuple(found) for team, found in groups.items()}

    def _bind_move(self, move: Move) -> BoundMove:
        index = self._index
        needs = tuple((bind(need.holds, index), need.reason) for need in move.needs if need.holds != ONE)
        writes = tuple(self._bind_change(change) for change in move.writes)
        worthwhile = None if move.worthwhile == ONE else bind(move.worthwhile, index)
        return BoundMove(move, needs, writes, bind(move.delay, index), worthwhile)


def _intersection(one: Audience, other: Audience) -> Audience:
    if one == EVERYONE:
        return other
    if other == EVERYONE:
        return one
    return tuple(team for team in one if team in other)
