"""Computer players: four temperaments and scripts, choosing among the same options as people.

A player goes through the matters of a round (a channel, an agreement, a question, its orders) and takes one of the
legal moves of each, or none, by weights and an addressed draw. The weights are tables over options, whole numbers, so
that any other engine of the same program can choose in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from exercise.engine import chance
from exercise.engine.compiled import Env
from exercise.engine.interpreter import BoundMove, State
from exercise.engine.mechanisms import spiral
from exercise.engine.program import Move, Program, Round
from exercise.engine.rules import Rules
from exercise.engine.world import World

Temperament = Literal["random", "cautious", "hawkish", "tit_for_tat"]
TEMPERAMENTS: tuple[Temperament, ...] = ("random", "cautious", "hawkish", "tit_for_tat")


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one temperament. `verbs` gives, per verb, its weight; `nothing` what doing nothing weighs in the
    matter of that verb; `intents` the weights of orders up to an escalation in tenths, rising; `idle` of ordering
    nothing more."""

    verbs: Mapping[str, int]
    nothing: Mapping[str, int]
    intents: tuple[tuple[int, int], ...]
    idle: int

    def weight(self, move: Move) -> int:
        """What a move weighs."""
        if move.verb != "order":
            return self.verbs.get(move.verb, 1)
        return next(weight for limit, weight in self.intents if move.escalation <= limit)

    def nothing_weighs(self, moves: Sequence[Move]) -> int:
        """What taking none of these moves weighs."""
        if moves[0].verb == "order":
            return self.idle
        return max(self.nothing.get(move.verb, 1) for move in moves)


_RARELY = {"suspend": 40, "leave": 40, "close": 20}

TABLES: Mapping[str, Table] = {
    "random": Table({}, {"open": 1, **_RARELY}, ((1000, 4),), 1),
    "cautious": Table(
        {
            "call": 3,
            "answer": 9,
            "write": 2,
            "accept": 4,
            "reply": 6,
            "suspend": 0,
            "leave": 0,
            "close": 0,
            "explain": 4,
        },
        {"answer": 0, "reply": 1, "open": 1, "suspend": 1, "leave": 1, "close": 1},
        ((-1, 9), (0, 5), (20, 3), (50, 1), (1000, 0)),
        1,
    ),
    "hawkish": Table(
        {"reject": 3, "refuse": 2, "explain": 1},
        {"call": 5, "answer": 0, "write": 4, "open": 4, "propose": 6, "accept": 2, "ask": 2, "explain": 4}
        | {"suspend": 25, "leave": 40, "close": 15},
        ((-1, 1), (0, 2), (20, 4), (50, 6), (1000, 6)),
        1,
    ),
}
PROVOKED = 20
"""From this perceived escalation on, in tenths, tit for tat answers in kind."""


@dataclass(frozen=True, slots=True)
class Human:
    """A person sits here."""

    words: str = "human"


@dataclass(frozen=True, slots=True)
class Empty:
    """Nobody sits here; only for optional teams."""

    words: str = "empty"


@dataclass(frozen=True, slots=True)
class Computer:
    """A computer player."""

    temperament: Temperament

    @property
    def words(self) -> str:
        """As it stands in a roster."""
        return self.temperament


@dataclass(frozen=True, slots=True)
class Scripted:
    """Does what a script says, turn by turn, in words; passes where it says nothing."""

    acts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    words: str = "script"


Chair = Human | Empty | Computer | Scripted


def drawn_temperament(seed: int, team: str) -> Temperament:
    """The temperament that `mixed` gives a team for a seed."""
    place = chance.draw(chance.turn_base(seed, 0), chance.address_id(f"temperament/{team}"), len(TEMPERAMENTS))
    return TEMPERAMENTS[place]


def matters_of(program: Program, team: str, one: Round) -> dict[str, list[Move]]:
    """What a computer player decides on in a round, each with the moves that settle it, in the order of their words."""
    matters: dict[str, list[Move]] = {}
    for move in program.moves.values():
        if move.team == team and one in move.rounds and move.verb != "lock":
            matters.setdefault(move.matter, []).append(move)
    return matters


@dataclass(frozen=True, slots=True)
class _Matter:
    """Something to decide on, with the moves that settle it and the addresses of its draws."""

    bounds: tuple[BoundMove, ...]
    addresses: tuple[int, ...]
    weights: Mapping[str, tuple[tuple[int, ...], int]]
    """By table: what each move weighs, and what doing nothing weighs."""


class Deliberation:
    """What computer players of one scenario think about, by team and round."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._matters: dict[tuple[str, Round], tuple[_Matter, ...]] = {}
        for team in rules.model.team_ids:
            for one in Round:
                self._matters[team, one] = self._of_round(team, one)

    def _of_round(self, team: str, one: Round) -> tuple[_Matter, ...]:
        bounds = self.rules.interpreter.moves
        return tuple(
            _Matter(
                tuple(bounds[team, move.words] for move in moves),
                self._addresses(f"player/{team}/{one.name}/{matter}", matter),
                {
                    name: (tuple(table.weight(move) for move in moves), table.nothing_weighs(moves))
                    for name, table in TABLES.items()
                },
            )
            for matter, moves in matters_of(self.rules.program, team, one).items()
        )

    def _addresses(self, path: str, matter: str) -> tuple[int, ...]:
        picks = self.rules.model.orders if matter == "orders" else 1
        return tuple(chance.address_id(f"{path}/{pick}") for pick in range(picks))

    def choose(self, world: World, team: str, chair: Computer, one: Round) -> list[str]:
        """The moves that a computer player makes in a round, in words."""
        matters = self._matters[team, one]
        if not matters:
            return []
        table = self._table(world, team, chair)
        env = self.rules.env(world)
        codes = self.rules.interpreter.refusals(team, world.slots, env)
        found: list[str] = []
        for matter in matters:
            slots, now = world.slots, codes
            for address in matter.addresses:
                picked = self._pick(slots, env, now, matter, table, address)
                if picked is None:
                    break
                found.append(picked.move.words)
                if len(matter.addresses) > 1:
                    slots = picked.written(slots, env)
                    now = self.rules.interpreter.refusals(team, slots, env)
        return found

    @staticmethod
    def _pick(
        slots: State, env: Env, codes: tuple[int, ...], matter: _Matter, table: str, address: int
    ) -> BoundMove | None:
        weights, nothing = matter.weights[table]
        legal = [
            (bound, weight)
            for bound, weight in zip(matter.bounds, weights, strict=True)
            if weight and not codes[bound.place] and bound.worthwhile(slots, env.lock, env.base)
        ]
        if not legal:
            return None
        everything = nothing + sum(weight for _, weight in legal)
        rest = chance.draw(env.base, address, everything) - nothing
        if rest < 0:
            return None
        for bound, weight in legal:
            if rest < weight:
                return bound
            rest -= weight
        return None

    def _table(self, world: World, team: str, chair: Computer) -> str:
        """The table that a temperament chooses by now."""
        if chair.temperament != "tit_for_tat":
            return chair.temperament
        return "hawkish" if self.rules.get(world, spiral.felt(team)) >= PROVOKED else "cautious"

    def scripted(self, team: str, chair: Scripted, turn: int, one: Round) -> list[str]:
        """What a script says for a round; what is no act at all comes with the orders, to be refused there."""
        found = []
        for words in chair.acts.get(turn, ()):
            bound = self.rules.interpreter.moves.get((team, words))
            rounds = bound.move.rounds if bound is not None and bound.move.rounds else (Round.ORDERS,)
            if rounds[0] is one:
                found.append(words)
        return found


@lru_cache(maxsize=16)
def deliberation(rules: Rules) -> Deliberation:
    """What computer players think about under these rules; worked out once."""
    return Deliberation(rules)
