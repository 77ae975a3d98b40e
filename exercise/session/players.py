"""Computer players: temperaments and scripts, choosing among the same options as people.

A player goes through the matters of a round (a channel, an agreement, a question, its orders) and takes one of the
legal moves of each, or none, by weights and an addressed draw. The weights are tables over options
(`engine.temperaments`), so that any other engine of the same program can choose in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from exercise.engine import chance
from exercise.engine.mechanisms import spiral
from exercise.engine.model import Model
from exercise.engine.moves import BoundMove, OpenMoves
from exercise.engine.program import Move, Program, Round
from exercise.engine.rules import Rules
from exercise.engine.temperaments import ORDER, TABLES, Table
from exercise.engine.world import World

TIT_FOR_TAT, CALM, STIRRED = "tit_for_tat", "cautious", "hawkish"
"""One has no table of its own: it is calm, or stirred."""
PROVOKED = 20
"""From this perceived escalation on, in tenths, tit for tat answers in kind."""

TEMPERAMENTS = (*TABLES, TIT_FOR_TAT)
"""Those of every scenario, among which `mixed` draws."""


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

    temperament: str

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


def temperaments(model: Model) -> tuple[str, ...]:
    """All that can be played in a scenario: those of every scenario, then its own."""
    return (*TEMPERAMENTS, *(one for one in model.tables if one not in TEMPERAMENTS))


def drawn_temperament(seed: int, team: str) -> str:
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


def weight(table: Table, move: Move) -> int:
    """What a move weighs."""
    return table.weight(move.verb, move.target, move.escalation)


def nothing_weighs(table: Table, moves: Sequence[Move]) -> int:
    """What taking none of these moves, all of one matter, weighs."""
    if moves[0].verb == ORDER:
        return table.idle
    return max(table.nothing.get(move.verb, 1) for move in moves)


@dataclass(frozen=True, slots=True)
class _Matter:
    """Something to decide on, with the moves that settle it and the addresses of its draws."""

    bounds: tuple[BoundMove, ...]
    where: slice
    """Its moves among all of the round."""
    addresses: tuple[int, ...]
    weights: Mapping[str, tuple[tuple[int, ...], int]]
    """By table: what each move weighs, and what doing nothing weighs."""

    def pick(self, legal: Sequence[int], table: str, base: int, address: int) -> BoundMove | None:
        """One of the legal moves by weight, or none."""
        weights, nothing = self.weights[table]
        everything = sum(compress(weights, legal))
        if not everything:
            return None
        rest = chance.draw(base, address, nothing + everything) - nothing
        if rest < 0:
            return None
        for bound, weighs in compress(zip(self.bounds, weights, strict=True), legal):
            if rest < weighs:
                return bound
            rest -= weighs
        return None


@dataclass(frozen=True, slots=True)
class _Round:
    """What a team decides on in one round: its matters, and a function that says which moves are open to it now."""

    matters: tuple[_Matter, ...]
    open_now: OpenMoves


class Deliberation:
    """What computer players of one scenario think about, by team and round."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._rounds = {(team, one): self._of_round(team, one) for team in rules.model.team_ids for one in Round}

    def _of_round(self, team: str, one: Round) -> _Round:
        bound = self.rules.moves.by_words
        matters: list[_Matter] = []
        every: list[Move] = []
        for matter, moves in matters_of(self.rules.program, team, one).items():
            weights = {
                name: (tuple(weight(table, move) for move in moves), nothing_weighs(table, moves))
                for name, table in self.rules.model.tables.items()
            }
            bounds = tuple(bound[team, move.words] for move in moves)
            where = slice(len(every), len(every) + len(moves))
            addresses = self._addresses(f"player/{team}/{one.name}/{matter}", matter)
            matters.append(_Matter(bounds, where, addresses, weights))
            every += moves
        return _Round(tuple(matters), self.rules.moves.open_moves(every))

    def _addresses(self, path: str, matter: str) -> tuple[int, ...]:
        picks = self.rules.model.orders if matter == "orders" else 1
        return tuple(chance.address_id(f"{path}/{pick}") for pick in range(picks))

    def choose(self, world: World, team: str, chair: Computer, one: Round) -> list[str]:
        """The moves that a computer player makes in a round, in words."""
        deciding = self._rounds[team, one]
        if not deciding.matters:
            return []
        env = self.rules.env(world)
        legal = deciding.open_now(world.slots, env.lock, env.base)
        if 1 not in legal:
            return []
        table = self._table(world, team, chair)
        found: list[str] = []
        for matter in deciding.matters:
            slots, now = world.slots, legal
            for more, address in enumerate(matter.addresses, 1 - len(matter.addresses)):
                picked = matter.pick(now[matter.where], table, env.base, address)
                if picked is None:
                    break
                found.append(picked.move.words)
                if more:
                    slots = picked.written(slots, env)
                    now = deciding.open_now(slots, env.lock, env.base)
        return found

    def _table(self, world: World, team: str, chair: Computer) -> str:
        """The table that a temperament chooses by now."""
        if chair.temperament != TIT_FOR_TAT:
            return chair.temperament
        return STIRRED if self.rules.get(world, spiral.felt(team)) >= PROVOKED else CALM

    def scripted(self, team: str, chair: Scripted, turn: int, one: Round) -> list[str]:
        """What a script says for a round; what is no act at all comes with the orders, to be refused there."""
        found = []
        for words in chair.acts.get(turn, ()):
            bound = self.rules.moves.by_words.get((team, words))
            rounds = bound.move.rounds if bound is not None and bound.move.rounds else (Round.ORDERS,)
            if rounds[0] is one:
                found.append(words)
        return found


@lru_cache(maxsize=16)
def deliberation(rules: Rules) -> Deliberation:
    """What computer players think about under these rules; worked out once."""
    return Deliberation(rules)
