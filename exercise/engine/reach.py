"""Where a crisis can go, turn by turn: what no player and no luck can bring about is proved to be impossible.

The program is run over intervals instead of numbers. For every turn and phase one frame holds, slot by slot, the least
and the greatest value with which any exercise can enter it; a turn makes of a frame all frames that can follow. People
may do anything that is legal, in any order, and any draw may fall in any way. It errs to one side only: what it leaves
out cannot be; what it lets in may still be impossible. After Cousot and Cousot, "Abstract interpretation" (1977).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exercise.engine.bounds import ANY, Bounds, hull
from exercise.engine.frames import Frame, Steps
from exercise.engine.mechanisms import clock, injects, orders, table
from exercise.engine.program import RESOLUTION, Move, Program, Step
from exercise.engine.relevance import relevant

MOST_FRAMES = 1_000
"""A turn of a phase takes some hundredths of a second."""

_PATIENCE = 12
"""So often what people do may widen a frame before the slots that still move count as unbounded."""


@dataclass(frozen=True)
class Reach:
    """What can come about, each with the earliest turn in which it can: exits and phases by their place, orders by team
    and action, injects by id. `ways` are the exits that can be taken in each phase, `frames` those at the end of each
    turn, by turn and phase."""

    exits: dict[int, int] = field(default_factory=dict)
    ways: set[tuple[int, int]] = field(default_factory=set)
    phases: dict[int, int] = field(default_factory=dict)
    orders: dict[tuple[str, str], int] = field(default_factory=dict)
    injects: dict[str, int] = field(default_factory=dict)
    frames: dict[tuple[int, int], Frame] = field(default_factory=dict, repr=False)


def provable(program: Program) -> bool:
    """Whether there are few enough frames for somebody to wait for them."""
    return program.model.turns * len(program.model.phases) <= MOST_FRAMES


def reach(program: Program) -> Reach:
    """All that can come about."""
    found = Reach(phases={0: 1})
    analysis = _Analysis(program, found)
    frames: Mapping[int, Frame] = {0: analysis.start()}
    for turn in range(1, program.model.turns + 1):
        after: dict[int, Frame] = {}
        for phase in sorted(frames):
            for goal, frame in analysis.turn(turn, phase, frames[phase]):
                after[goal] = _either(after[goal], frame) if goal in after else frame
                found.phases.setdefault(goal, turn + 1)
        found.frames.update({(turn, phase): frame for phase, frame in after.items()})
        frames = after
    return found


def _either(one: Frame, other: Frame) -> Frame:
    return {name: hull(interval, other[name]) for name, interval in one.items()}


class _Analysis:
    """One program, cut down to what decides where the crisis can go."""

    def __init__(self, program: Program, found: Reach) -> None:
        self.program, self.model, self.found = program, program.model, found
        asked = [way.guard for way in program.exits]
        asked += [need.holds for move in program.moves.values() if move.verb == "order" for need in move.needs]
        self.slots = relevant(program, asked, (injects.delivered(one.id).name for one in self.model.injects))
        self.steps = Steps(program, self.slots)
        self.moves = [
            move
            for move in program.moves.values()
            if move.verb == "order" or any(change.slot in self.slots for change in move.writes)
        ]
        self.spent = {orders.spent(team).name for team in self.model.team_ids}
        self.delivers = {injects.delivered(one.id).name: one.id for one in self.model.injects}
        self.ways = _tried(program)

    def start(self) -> Frame:
        """Before the first turn. Optional teams may stay away."""
        nothing = Bounds({})
        frame = {spec.name: nothing.of(spec.start) for spec in self.program.slots if spec.name in self.slots}
        needed = tuple(team.id for team in self.model.teams if not team.optional)
        frame[table.PRESENT.name] = self.model.mask(needed), self.model.mask(self.model.team_ids)
        return frame

    def turn(self, turn: int, phase: int, frame: Frame) -> Iterator[tuple[int, Frame]]:
        """One turn that begins in a phase: the frames that can follow, by their phase."""
        frame = self.steps.run(Step.TURN, frame)
        self._deliver(Step.INJECTS, frame, turn)
        frame = self._deliberated(self.steps.run(Step.INJECTS, frame), turn)
        frame[clock.MINUTE.name] = (injects.TO_THE_LOCK, injects.TO_THE_LOCK)
        self._deliver(Step.INTERLUDE, frame, turn)
        frame = self.steps.run(Step.INTERLUDE, frame, adding=False)
        lock = self.steps.run(Step.FREEZE, self.steps.run(Step.DECIDE, frame))
        frame = lock
        for step in RESOLUTION:
            frame = self.steps.run(step, frame, lock)
        yield from self._ways_on(turn, phase, Bounds(frame, lock=lock), lock)

    def _ways_on(self, turn: int, phase: int, known: Bounds, lock: Frame) -> Iterator[tuple[int, Frame]]:
        """Every exit that can be taken, each knowing that none before it was; at last staying."""
        for place in self.ways[phase]:
            way = self.program.exits[place]
            taken = known.given(way.guard) if known.possible(way.guard) else None
            if taken is None:
                continue
            self.found.exits.setdefault(place, turn)
            self.found.ways.add((phase, place))
            if way.phase is not None:
                yield way.phase, self._advanced(taken, place + 1, lock)
            passed = None if known.certain(way.guard) else known.given(way.guard, holds=False)
            if passed is None:
                return
            known = passed
        yield phase, self._advanced(known, 0, lock)

    def _advanced(self, known: Bounds, exit: int, lock: Frame) -> Frame:
        return self.steps.run(Step.ADVANCE, {**known.now(), clock.EXIT.name: (exit, exit)}, lock)

    # --- what happens before the lock --------------------------------------------------------------------------------

    def _deliver(self, step: Step, frame: Frame, turn: int) -> None:
        """Which injects can be delivered now."""
        bounds = Bounds(frame)
        for block in self.program.blocks[step]:
            for change in block.changes:
                if change.slot in self.delivers and bounds.possible(block.guard):
                    self.found.injects.setdefault(self.delivers[change.slot], turn)

    def _deliberated(self, opening: Frame, turn: int) -> Frame:
        """All that people can bring about before the lock, with what comes at a minute of the turn in between."""
        now = {**opening, clock.MINUTE.name: (0, injects.TO_THE_LOCK)}
        standing, fired, waiting = dict(now), set[tuple[str, str]](), _PATIENCE
        while True:
            bounds, before = Bounds(now), dict(now)
            for move in self.moves:
                key = move.team, move.words
                if key in fired or self._legal(move, bounds):
                    fired.add(key)
                    self._write(move, bounds, standing)
            self.steps.interrupt(bounds, standing)
            now.update(self.steps.with_added(standing, bounds))
            if now == before:
                break
            waiting -= 1
            if waiting < 0:
                standing |= {name: ANY for name, interval in now.items() if interval != before[name]}
        for team, action in fired:
            if self.program.moves[team, action].verb == "order":
                self.found.orders.setdefault((team, action.removeprefix("order ")), turn)
        return now

    def _write(self, move: Move, bounds: Bounds, standing: Frame) -> None:
        """What a move may leave in the slots that it writes."""
        for change in move.writes:
            if change.slot in self.spent:
                standing[change.slot] = (0, self.model.orders)  # no order is legal beyond the budget
            elif change.slot in self.slots:
                standing[change.slot] = self.steps.perhaps(change, bounds.of(change.value), standing[change.slot])

    @staticmethod
    def _legal(move: Move, bounds: Bounds) -> bool:
        known: Bounds | None = bounds
        for need in move.needs:
            if known is None or not known.possible(need.holds):
                return False
            known = known.given(need.holds)
        return known is not None


def _tried(program: Program) -> Mapping[int, list[int]]:
    """The exits that are tried in each phase, in their order."""
    return {
        phase: [place for place, way in enumerate(program.exits) if way.source in (None, phase)]
        for phase in range(len(program.model.phases))
    }
