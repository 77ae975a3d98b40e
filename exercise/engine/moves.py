"""The moves of a program, bound to its layout: whether each is legal, why not, and what it writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exercise.engine.compiled import Bound, Compiler, Env
from exercise.engine.expression import ONE
from exercise.engine.program import Move, Program
from exercise.engine.refusals import Reason
from exercise.engine.steps import StepWriter

State = tuple[int, ...]

OpenMoves = Callable[[Sequence[int], Sequence[int], int], tuple[int, ...]]
"""Of the state, the state at the lock and the luck of the turn."""


@dataclass(frozen=True, slots=True, eq=False)
class BoundMove:
    """A move of the program, bound to its layout. `place` is its place among its team's moves."""

    move: Move
    place: int
    refusals: tuple[Reason, ...]
    refused_by: Bound
    delay: Bound
    after: Callable[..., State]
    read: tuple[int, ...]
    """The slots that it writes and that people read."""

    def refusal(self, slots: State, env: Env) -> Reason | None:
        """The first need that does not hold, None where the move is legal."""
        code = self.refused_by(slots, env.lock, env.base)
        return self.refusals[code - 1] if code else None

    def written(self, slots: State, env: Env) -> State:
        """The state after the move: a wish recorded, or talk."""
        return self.after(slots, env.lock, env.base)


class Moves:
    """All moves of a program."""

    def __init__(self, program: Program) -> None:
        self._program, self._index = program, program.index

    @cached_property
    def by_words(self) -> Mapping[tuple[str, str], BoundMove]:
        """By team and words."""
        return {(bound.move.team, bound.move.words): bound for team in self.of.values() for bound in team}

    @cached_property
    def of(self) -> Mapping[str, tuple[BoundMove, ...]]:
        """Those of each team, sorted by words."""
        return self._bound[0]

    def find(self, team: str, words: str) -> BoundMove | None:
        """The move that a team makes with these words, None where they are none of its moves."""
        exactly = self.by_words.get((team, words))
        if exactly is not None:
            return exactly
        head, _, rest = words.partition(" ")
        bound = self.by_words.get((team, head))
        fits = bound is not None and bound.move.details and re.fullmatch(bound.move.details, rest)
        return bound if fits else None

    def refusals(self, team: str, slots: State, env: Env) -> tuple[int, ...]:
        """For each move of a team, 0 where it is legal, else the number of the first need that does not hold."""
        return self._bound[1][team](slots, env.lock, env.base)

    def open_moves(self, moves: Sequence[Move]) -> OpenMoves:
        """A function that says of each of these moves, 1 or 0, whether a computer player may think of it now: it is
        legal and worthwhile."""
        compiler = Compiler(self._index)
        asked = [[*(need.holds for need in move.needs), move.worthwhile] for move in moves]
        tests = [" and ".join(compiler.truth(expr) for expr in some if expr != ONE) or "True" for some in asked]
        name = compiler.function([f"return ({''.join(f'1 if {test} else 0, ' for test in tests)})"])
        found: OpenMoves = compiler.compiled()[name]
        return found

    @cached_property
    def _bound(self) -> tuple[Mapping[str, tuple[BoundMove, ...]], Mapping[str, Callable[..., tuple[int, ...]]]]:
        compiler = Compiler(self._index)
        writer = StepWriter(compiler, self._index, self._program.slots)
        teams: dict[str, list[Move]] = {team: [] for team in self._program.model.team_ids}
        for move in self._program.moves.values():
            teams[move.team].append(move)
        every, named = {}, {}
        for team, moves in teams.items():
            codes = [_code(compiler, move) for move in moves]
            every[team] = compiler.function([f"return ({''.join(f'{code}, ' for code in codes)})"])
            named[team] = [
                (
                    compiler.function([f"return {code}"]),
                    compiler.expression(move.delay),
                    writer.move(move.writes),
                )
                for move, code in zip(moves, codes, strict=True)
            ]
        functions = compiler.compiled()

        def bound(place: int, move: Move, names: tuple[str, ...]) -> BoundMove:
            reasons = tuple(need.reason for need in move.needs)
            places = (self._index[change.slot] for change in move.writes)
            read = tuple(place for place in places if self._program.slots[place].topic is not None)
            refused, delay, after = (functions[name] for name in names)
            return BoundMove(move, place, reasons, refused, delay, after, read)

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
