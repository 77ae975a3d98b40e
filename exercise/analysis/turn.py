"""One whole turn of a program as lines: opening, the rounds of the computer players, resolution, the crisis's
decision.

The sequence is the one in which a session plays a turn in which nobody but computer players sits at the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exercise.analysis.choices import picked
from exercise.analysis.exits import decided
from exercise.analysis.lines import Frame
from exercise.analysis.values import FALSE, TRUE, Interval, Value, constant, given, width_of
from exercise.analysis.writer import Writer
from exercise.engine.expression import ONE, reads
from exercise.engine.mechanisms import clock, injects, spiral, table
from exercise.engine.model import Model
from exercise.engine.program import CLOSING, OPENING, RESOLUTION, Change, Move, Program, Round, SlotSpec, Step
from exercise.session.players import CALM, PROVOKED, STIRRED, matters_of

TURN_OF_ALL = frozenset({"move", "turn", "minute"})
"""Slots that are the same in every row: all playthroughs of a batch are in the same turn."""


def mirroring(model: Model) -> int:
    """Stands for tit for tat where others have the number of their table."""
    return len(model.tables)


@dataclass(frozen=True, slots=True)
class Choice:
    """A move with the rows in which it is legal and those in which it was picked, all of them legal."""

    move: Move
    legal: Value
    picked: Value


class TurnWriter:
    """Writes the turn of one program for given computer players; of mixed ones `player_TEAM` numbers the table."""

    def __init__(
        self,
        program: Program,
        ranges: Mapping[str, Interval],
        players: Mapping[str, str | None],
        writer: Writer,
        move: Value,
    ) -> None:
        """`move` is the turn's number, or what its name is while the turn is played."""
        self.program, self._players = program, players
        self.specs = {spec.name: spec for spec in program.slots}
        columns = [name for name in sorted(self.specs) if name not in TURN_OF_ALL]
        self.writer, self._move = writer, move
        self.given = {name: f"c{place}" for place, name in enumerate(columns)}
        """What the slots that go from turn to turn are called."""
        self.now: Frame = {name: given(text, ranges[name], width_of(ranges[name])) for name, text in self.given.items()}
        self.now[clock.ENDING.name] = FALSE  # a row that has one is not played
        before = self.writer.operation("sub", [self._move, TRUE])
        self.now["move"], self.now["turn"], self.now["minute"] = before, before, FALSE
        self._play()

    def needed(self, wanted: Iterable[str]) -> set[str]:
        """The slots that these come from, one turn before."""
        inputs = self.writer.inputs(self.now[name] for name in wanted)
        return {name for name, given in self.given.items() if given in inputs}

    def carried(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """These slots and all that they come from, from turn to turn."""
        found = set(wanted)
        while more := self.needed(found) - found:
            found |= more
        return tuple(sorted(found))

    def _play(self) -> None:
        for step in OPENING:
            self.step(step)
            if step is Step.TURN:
                self.now["move"] = self._move
        self.round(Round.CONTACT)
        self.round(Round.RESPONSE)
        self.now["minute"] = constant(injects.TO_THE_LOCK)
        self.step(Step.INTERLUDE)
        self.step(Step.ESTIMATES)
        self.round(Round.ORDERS)
        self.round(Round.VOICES)
        self.round(Round.EXPLAIN)
        self.now[table.LOCKED.name] = self.now[table.PRESENT.name]
        self.step(Step.INTERLUDE)  # once more: an inject of the first time may be what another one waits for
        self.step(Step.DECIDE)
        self.step(Step.FREEZE)
        self.now["turn"] = self._move
        self.writer.lock(self.now)
        for step in RESOLUTION:
            self.step(step)
        self.decide()
        for step in CLOSING:
            self.step(step)

    # --- steps -----------------------------------------------------------------------------------------------------

    def step(self, step: Step) -> None:
        """All changes of a step over the state before it (or at the lock), added up and held to range."""
        frame = self.writer.locked if step.reads_lock else dict(self.now)
        found: dict[str, dict[str, list[tuple[Value, Value]]]] = {}
        for block in self.program.blocks[step]:
            guard = TRUE if block.guard == ONE else self.writer.truth(block.guard, frame)
            if guard == FALSE:
                continue
            for change in block.changes:
                if change.slot in TURN_OF_ALL:
                    continue
                value = self.writer.number(change.value, frame)
                kinds = found.setdefault(change.slot, {"put": [], "add": [], "mark": []})
                kinds[change.kind].append((guard, value))
        for name, kinds in found.items():
            self.now[name] = self._settled(self.specs[name], self.now[name], kinds)

    def _settled(self, spec: SlotSpec, before: Value, kinds: Mapping[str, list[tuple[Value, Value]]]) -> Value:
        write = self.writer
        after = self._put(spec, before, kinds["put"])
        for guard, amount in kinds["add"]:
            after = write.operation("add", [after, write.chosen(guard, amount, FALSE)])
        if kinds["add"] or kinds["put"]:
            if spec.low is not None:
                after = write.operation("max", [after, constant(spec.low)])
            if spec.high is not None:
                after = write.operation("min", [after, constant(spec.high)])
        for guard, bits in kinds["mark"]:
            after = write.operation("bits_or", [after, write.chosen(guard, bits, FALSE)])
        return after

    def _put(self, spec: SlotSpec, before: Value, puts: list[tuple[Value, Value]]) -> Value:
        write = self.writer
        if len(puts) == 1:
            return write.chosen(puts[0][0], puts[0][1], before)
        if not puts:
            return before
        if spec.combine == "max":
            worst = constant(min(value.low for _, value in puts))
        else:
            worst = constant(max(value.high for _, value in puts))
        best = worst
        for guard, value in puts:
            best = write.operation(spec.combine, [best, write.chosen(guard, value, worst)])
        return write.chosen(write.joined("or", [guard for guard, _ in puts]), best, before)

    def decide(self) -> None:
        """The crisis's decision: the first exit whose guard holds."""
        write = self.writer
        by_table = decided(write, self.program.exits, self.now, len(self.program.model.phases))
        if by_table is not None:
            self.now[clock.EXIT.name] = by_table
            return
        taken = FALSE
        for number, way in reversed(list(enumerate(self.program.exits, 1))):
            guard = write.truth(way.guard, self.now)
            if way.source is not None:
                here = write.operation("eq", [self.now[clock.PHASE.name], constant(way.source)])
                guard = write.joined("and", [here, guard])
            taken = write.chosen(guard, constant(number), taken)
        self.now[clock.EXIT.name] = taken

    # --- players ---------------------------------------------------------------------------------------------------

    def round(self, one: Round) -> None:
        """All players choose on one common view; their moves are made by team id, if they are still legal then."""
        view = dict(self.now)
        touched: set[str] = set()
        for team in self.program.model.team_ids:
            for choices in self._choices(team, one, view):
                needs = {id(need.holds): need.holds for choice in choices for need in choice.move.needs}
                undisturbed = touched.isdisjoint(name for holds in needs.values() for name in reads(holds))
                for choice in choices:
                    self._make(choice.move, choice.picked if undisturbed else self._still(choice), self.now)
                    touched |= {change.slot for change in choice.move.writes}

    def _still(self, choice: Choice) -> Value:
        """Picked, and legal even after what others did in the same round."""
        still = self._legal(choice.move, self.now)
        return choice.picked if still == choice.legal else self.writer.joined("and", [choice.picked, still])

    def _choices(self, team: str, one: Round, view: Frame) -> Iterator[list[Choice]]:
        """For each matter, what may be picked."""
        for matter, moves in matters_of(self.program, team, one).items():
            here, active = dict(view), TRUE
            chosen: list[Choice] = []
            for pick in range(self.program.model.orders if matter == "orders" else 1):
                address = f"player/{team}/{one.name}/{matter}/{pick}"
                picks = [choice for choice in self._pick(team, moves, here, active, address) if choice.picked != FALSE]
                chosen += picks
                active = self.writer.joined("or", [choice.picked for choice in picks])
                for choice in picks:
                    self._make(choice.move, choice.picked, here)
            yield chosen

    def _pick(self, team: str, moves: list[Move], frame: Frame, active: Value, address: str) -> list[Choice]:
        """One draw among the legal moves and doing nothing, by the weights of the player's table."""
        write = self.writer
        legal = [self._legal(move, frame) for move in moves]
        parts = [
            write.joined("and", [here, active, write.truth(move.worthwhile, frame)])
            for move, here in zip(moves, legal, strict=True)
        ]
        tables = list(self.program.model.tables.values())
        found = picked(write, moves, parts, tables, self._player(team, frame), address)
        return [Choice(*choice) for choice in zip(moves, legal, found, strict=True)]

    def _player(self, team: str, frame: Frame) -> Value:
        """Which table a player chooses by: tit for tat looks at what it felt."""
        names, given = list(self.program.model.tables), self._players.get(team)
        if given in names:
            return constant(names.index(given))
        felt = frame[spiral.felt(team).name]
        provoked = self.writer.operation("le", [constant(PROVOKED), felt])
        mood = self.writer.chosen(provoked, constant(names.index(STIRRED)), constant(names.index(CALM)))
        if given is not None:
            return mood
        mirrors = mirroring(self.program.model)
        drawn = Value(f"player_{team}", 0, mirrors, 16)
        mirrored = self.writer.operation("eq", [drawn, constant(mirrors)])
        return self.writer.chosen(mirrored, mood, drawn)

    def _legal(self, move: Move, frame: Frame) -> Value:
        return self.writer.joined("and", [self.writer.truth(need.holds, frame) for need in move.needs])

    def _make(self, move: Move, made: Value, frame: Frame) -> None:
        """What a move writes, where it was made."""
        values = [self.writer.number(change.value, frame) for change in move.writes]
        for change, value in zip(move.writes, values, strict=True):
            frame[change.slot] = self._write(change, value, made, frame[change.slot])

    def _write(self, change: Change, value: Value, made: Value, before: Value) -> Value:
        if change.kind == "put":
            return self.writer.chosen(made, value, before)
        part = self.writer.chosen(made, value, FALSE)
        return self.writer.operation("add" if change.kind == "add" else "bits_or", [before, part])
