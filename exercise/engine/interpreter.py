"""The interpreter: runs steps of a program over one state and tells what happened, with causes and audiences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from exercise.engine import chance
from exercise.engine.compiled import Bound, Compiler, Env
from exercise.engine.effect import EVERYONE, Audience, in_both
from exercise.engine.events import SEVERAL, UNDISCLOSED, Event, EventType, Value
from exercise.engine.moves import BoundMove
from exercise.engine.program import Block, Cause, Note, Program, SlotSpec, Step
from exercise.engine.steps import Fired, Places, StepFunction, StepWriter

State = tuple[int, ...]
_Pending = tuple[int, Block, bool]


_luck = lru_cache(chance.turn_base)
"""The luck of a turn is asked for with every move in it."""


@dataclass(slots=True)
class Outcome:
    """What a run of steps came to: the new state, what people read, and the bookkeeping that only the fold needs."""

    slots: State
    seed: int
    events: list[Event] = field(default_factory=list)
    kept: dict[int, int] = field(default_factory=dict)
    """By the place of the slot."""
    _parts: dict[str, dict[tuple[Cause, Audience], int]] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        """One more event. Parts of one change that have the same cause and the same readers are one part."""
        if event.type == "contributed":
            parts = self._parts.setdefault(str(event.data["slot"]), {})
            part = (event.cause, event.aud)
            place = parts.get(part)
            if place is not None:
                whole = cast(int, self.events[place].data["thousandths"]) + cast(int, event.data["thousandths"])
                self.events[place] = event._replace(data={**event.data, "thousandths": whole})
                return
            parts[part] = len(self.events)
        elif event.type == "changed":
            self._parts.pop(str(event.data["slot"]), None)
        self.events.append(event)


def _bound_notes(block: Block) -> tuple[tuple[Event, tuple[str, ...]], ...]:
    """The notes of a block as events, each with the names of the numbers that are filled in when it fires."""

    def event(note: Note) -> Event:
        known = block.aud == EVERYONE or in_both(note.aud, block.aud) == note.aud
        cause = block.cause if known else UNDISCLOSED
        return Event(cast(EventType, note.type), note.aud, cause, data=dict(note.ids))

    return tuple((event(note), tuple(note.numbers)) for note in block.notes)


class _Sum:
    """All changes of one slot in a step."""

    __slots__ = ("add", "causes", "marks", "put")

    def __init__(self) -> None:
        self.put: int | None = None
        self.add = self.marks = 0
        self.causes: list[_Pending] = []


class Interpreter:
    """A program, bound to its layout once; running it needs no names any more."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._index = program.index
        self._move = program.index["move"]
        self._asked: tuple[State, int, Env] | None = None
        self._specs = program.slots
        self._combine = tuple(
            cast(Callable[[int, int], int], max if spec.combine == "max" else min) for spec in self._specs
        )
        compiler = Compiler(program.index)
        writer = StepWriter(compiler, program.index, program.slots)
        written = {step: writer.write(blocks) for step, blocks in program.blocks.items() if blocks}
        exits = [compiler.expression(way.guard) for way in program.exits]
        functions = compiler.compiled()
        self._steps: Mapping[Step, tuple[StepFunction, tuple[Places, ...]]] = {
            step: (functions[one.function], one.told) for step, one in written.items()
        }
        self.exits: tuple[Bound, ...] = tuple(functions[name] for name in exits)
        self._notes = {step: tuple(map(_bound_notes, blocks)) for step, blocks in program.blocks.items()}

    def env(self, slots: State, seed: int) -> Env:
        """The surroundings of a step: the luck of the move in play. Several questions in a row are of one state."""
        asked = self._asked
        if asked is None or asked[0] is not slots or asked[1] != seed:
            asked = self._asked = (slots, seed, Env(slots, _luck(seed, slots[self._move])))
        return asked[2]

    # --- steps -----------------------------------------------------------------------------------------------------

    def run(self, step: Step, outcome: Outcome, env: Env | None = None) -> None:
        """One step: all changes read the same state, are added up, held to range, and become the next state.

        Without surroundings it reads the state as it stands, with the luck of its move."""
        if step not in self._steps:
            return
        function, told = self._steps[step]
        before = outcome.slots
        env = env or self.env(before, outcome.seed)
        now = list(before)
        fired = function(env.lock if step.reads_lock else before, env.lock, env.base, before, now, outcome.kept)
        if fired:
            self._settle(outcome, now, self._gathered(outcome, step, told, fired))
        outcome.slots = tuple(now)

    def _gathered(self, outcome: Outcome, step: Step, told: tuple[Places, ...], fired: Fired) -> dict[int, _Sum]:
        """What fired, added up by slot."""
        sums: dict[int, _Sum] = {}
        blocks, notes = self.program.blocks[step], self._notes[step]
        for number, amounts, numbers in fired:
            block = blocks[number]
            for (place, kind, aloud), amount in zip(told[number], amounts, strict=True):
                found = sums.get(place)
                if found is None:
                    found = sums[place] = _Sum()
                if kind == "put":
                    found.put = amount if found.put is None else self._combine[place](found.put, amount)
                elif kind == "mark":
                    found.marks |= amount
                else:
                    found.add += amount
                found.causes.append((amount if kind == "add" else 0, block, aloud))
            if notes[number]:
                waiting = iter(numbers)
                for event, names in notes[number]:
                    outcome.tell(event._replace(data={**event.data, **{name: int(next(waiting)) for name in names}}))
        return sums

    def _settle(self, outcome: Outcome, now: list[int], sums: Mapping[int, _Sum]) -> None:
        for place in sorted(sums):
            spec, found = self._specs[place], sums[place]
            before = now[place]
            after = int((before if found.put is None else found.put) + found.add) | found.marks
            if spec.low is not None and after < spec.low:
                after = spec.low
            if spec.high is not None and after > spec.high:
                after = spec.high
            if spec.topic is not None:
                self._tell(outcome, place, before, after, found.causes)
            elif after != before:
                outcome.kept[place] = after
            now[place] = after

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

    def seen_at_once(self, bound: BoundMove, slots: State, env: Env) -> list[Event]:
        """What people read changes with a move itself."""
        found: list[Event] = []
        if not bound.read:
            return found
        following = bound.written(slots, env)
        for place in bound.read:
            spec, before, after = self._specs[place], slots[place], following[place]
            if before != after:
                data: dict[str, Value] = {"slot": spec.name, "before": before, "after": after}
                found.append(Event("changed", self._audience(spec, slots), bound.move.cause, data=data))
        return found
