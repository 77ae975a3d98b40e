"""One whole turn of a program as columns: opening, the rounds of the computer players, resolution, the crisis's
decision.

The sequence is the one in which a session plays a turn in which nobody but computer players sits at the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exercise.analysis.columns import Frame, Value, Writer
from exercise.engine import chance
from exercise.engine.expression import ONE
from exercise.engine.mechanisms import clock, injects, spiral, table
from exercise.engine.program import CLOSING, OPENING, RESOLUTION, Change, Move, Program, Round, SlotSpec, Step
from exercise.session.players import PROVOKED, TABLES, matters_of

LOWEST = -(2**62)
"""Less than any value that a slot can take."""

TURN_OF_ALL = ("move", "turn", "minute")
"""Slots that are the same in every row: all playthroughs of a batch are in the same turn."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A move with the rows in which it is legal and those in which it was picked, all of them legal."""

    move: Move
    legal: Value
    picked: Value


FALSE, TRUE = Value("False", truth=True), Value("True", truth=True)


class TurnWriter:
    """Writes the turn of one program for given computer players: a column of tables per team, `player_TEAM`."""

    def __init__(self, program: Program, keep: Iterable[str] | None = None) -> None:
        """`keep` names the slots that somebody asks about at the end; None is all. Besides these only what they and the
        endings depend on is computed."""
        self.program = program
        self._keep = keep
        self.specs = {spec.name: spec for spec in program.slots}
        self.columns = tuple(name for name in sorted(self.specs) if name not in TURN_OF_ALL)
        self.writer = Writer()
        self._given = {name: f"c{place}" for place, name in enumerate(self.columns)}
        self.now: Frame = {name: Value(given) for name, given in self._given.items()}
        self.now["move"], self.now["turn"], self.now["minute"] = Value("(move - 1)"), Value("(move - 1)"), Value("0")

    def compiled(self) -> Callable[..., tuple[Any, ...]]:
        """The turn as a function of the move's number, the luck of the turn, the players' tables, and all columns."""
        for step in OPENING:
            self.step(step)
            if step is Step.TURN:
                self.now["move"] = Value("move")
        self.round(Round.CONTACT)
        self.round(Round.RESPONSE)
        self.now["minute"] = Value(str(injects.TO_THE_LOCK))
        self.step(Step.INTERLUDE)
        self.step(Step.ESTIMATES)
        self.round(Round.ORDERS)
        self.round(Round.EXPLAIN)
        self.now[table.LOCKED.name] = self.now[table.PRESENT.name]
        self.step(Step.INTERLUDE)  # once more: an inject of the first time may be what another one waits for
        self.step(Step.FREEZE)
        self.now["turn"] = Value("move")
        self.writer.lock(self.now)
        for step in RESOLUTION:
            self.step(step)
        self.decide()
        for step in CLOSING:
            self.step(step)
        self.columns = self._wanted()
        returned = {name: self.now[name] for name in self.columns}
        self.writer.forget_unused(returned.values())
        given = ("move", "base", *(f"player_{team}" for team in self.program.model.team_ids))
        return self.writer.compiled((*given, *(self._given[name] for name in self.columns)), returned)

    def _wanted(self) -> tuple[str, ...]:
        """What is kept, and everything that it depends on from turn to turn."""
        if self._keep is None:
            return self.columns
        names = {given: name for name, given in self._given.items()}
        wanted = {clock.ENDING.name, *self._keep} & set(self.columns)
        while True:
            inputs = self.writer.inputs(self.now[name] for name in wanted)
            more = wanted | {names[one] for one in inputs if one in names}
            if more == wanted:
                return tuple(sorted(wanted))
            wanted = more

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
            part = write.chosen(guard, amount, Value("0"))
            after = write.line(f"({after.text} + {part.text})", [after, part])
        if kinds["add"] or kinds["put"]:
            if spec.low is not None:
                after = write.line(f"max({after.text}, {spec.low})", [after])
            if spec.high is not None:
                after = write.line(f"min({after.text}, {spec.high})", [after])
        for guard, bits in kinds["mark"]:
            part = write.chosen(guard, bits, Value("0"))
            after = write.line(f"({after.text} | {part.text})", [after, part])
        return after

    def _put(self, spec: SlotSpec, before: Value, puts: list[tuple[Value, Value]]) -> Value:
        write = self.writer
        if len(puts) == 1:
            return write.chosen(puts[0][0], puts[0][1], before)
        if not puts:
            return before
        worst = LOWEST if spec.combine == "max" else -LOWEST
        best = Value(f"({worst})")
        for guard, value in puts:
            candidate = write.chosen(guard, value, Value(f"({worst})"))
            best = (
                candidate
                if best.text == f"({worst})"
                else write.line(f"{spec.combine}({best.text}, {candidate.text})", [best, candidate])
            )
        some = write.line(f"({best.text} != {worst})", [best], truth=True)
        return write.chosen(some, best, before)

    def decide(self) -> None:
        """The crisis's decision: the first exit whose guard holds."""
        write = self.writer
        taken = Value("0")
        phase = self.now[clock.PHASE.name]
        for number, way in reversed(list(enumerate(self.program.exits, 1))):
            guard = write.truth(way.guard, self.now)
            if way.source is not None:
                here = write.line(f"({phase.text} == {way.source})", [phase], truth=True)
                guard = write.joined("and", [here, guard])
            taken = write.chosen(guard, Value(str(number)), taken)
        self.now[clock.EXIT.name] = taken

    # --- players ---------------------------------------------------------------------------------------------------

    def round(self, one: Round) -> None:
        """All players choose on one common view; their moves are made by team id, if they are still legal then."""
        view = dict(self.now)
        chosen: list[Choice] = []
        for team in self.program.model.team_ids:
            chosen += self._choices(team, one, view)
        for choice in chosen:
            still = self._legal(choice.move, self.now)
            made = choice.picked if still == choice.legal else self.writer.joined("and", [choice.picked, still])
            self._make(choice.move, made, self.now)

    def _choices(self, team: str, one: Round, view: Frame) -> list[Choice]:
        chosen: list[Choice] = []
        for matter, moves in matters_of(self.program, team, one).items():
            here = dict(view)
            active = TRUE
            for pick in range(self.program.model.orders if matter == "orders" else 1):
                address = f"player/{team}/{one.name}/{matter}/{pick}"
                picks = self._pick(team, moves, here, active, address)
                chosen += picks
                active = self.writer.joined("or", [choice.picked for choice in picks])
                for choice in picks:
                    self._make(choice.move, choice.picked, here)
        return chosen

    def _pick(self, team: str, moves: list[Move], frame: Frame, active: Value, address: str) -> list[Choice]:
        """One draw among the legal moves and doing nothing, by the weights of the player's table."""
        write, player = self.writer, self._player(team)
        running = self._weight(player, [table.nothing_weighs(moves) for table in TABLES.values()])
        legal = [self._legal(move, frame) for move in moves]
        bounds = [running]
        for move, here in zip(moves, legal, strict=True):
            takes_part = write.joined("and", [here, active, write.truth(move.worthwhile, frame)])
            weight = self._weight(player, [table.weight(move) for table in TABLES.values()])
            weight = write.chosen(takes_part, weight, Value("0"))
            running = write.line(f"({running.text} + {weight.text})", [running, weight])
            bounds.append(running)
        drawn = write.line(f"draw(base, {chance.address_id(address)}, {running.text})", [running])
        passed = [write.line(f"({drawn.text} >= {bound.text})", [drawn, bound], truth=True) for bound in bounds]
        return [
            Choice(move, here, write.line(f"({before.text} > {after.text})", [before, after], truth=True))
            for move, here, before, after in zip(moves, legal, passed, passed[1:], strict=False)
        ]

    def _weight(self, player: Value, by_table: list[int]) -> Value:
        if len(set(by_table)) == 1:
            return Value(str(by_table[0]))
        return self.writer.line(f"{self.writer.table(tuple(by_table))}[{player.text}]", [player])

    def _player(self, team: str) -> Value:
        """Which table a player chooses by: tit for tat looks at what it felt."""
        given, felt = Value(f"player_{team}"), self.now[spiral.felt(team).name]
        names = list(TABLES)
        provoked = self.writer.line(f"({felt.text} >= {PROVOKED})", [felt], truth=True)
        mood = self.writer.chosen(provoked, Value(str(names.index("hawkish"))), Value(str(names.index("cautious"))))
        mirrors = self.writer.line(f"({given.text} == {len(names)})", [given], truth=True)
        return self.writer.chosen(mirrors, mood, given)

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
        part = self.writer.chosen(made, value, Value("0"))
        sign = "+" if change.kind == "add" else "|"
        return self.writer.line(f"({before.text} {sign} {part.text})", [before, part])
