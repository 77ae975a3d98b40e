"""Computer players: four temperaments and scripts, choosing among the same options as people.

A player goes through the matters of a round (a channel, an agreement, a question, its orders) and takes one of the
legal moves of each, or none, by weights and an addressed draw. The weights are tables over options, whole numbers, so
that any other engine of the same program can choose in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from exercise.engine import chance
from exercise.engine.interpreter import BoundMove
from exercise.engine.mechanisms import spiral
from exercise.engine.program import Round
from exercise.engine.refusals import Refusal
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

    def weight(self, bound: BoundMove) -> int:
        """What a move weighs."""
        if bound.move.verb != "order":
            return self.verbs.get(bound.move.verb, 1)
        return next(weight for limit, weight in self.intents if bound.move.escalation <= limit)

    def nothing_weighs(self, bounds: list[BoundMove]) -> int:
        """What taking none of these moves weighs."""
        if bounds[0].move.verb == "order":
            return self.idle
        return max(self.nothing.get(bound.move.verb, 1) for bound in bounds)


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


class Deliberation:
    """What computer players of one scenario think about, by team and round."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._matters: dict[tuple[str, Round], dict[str, list[BoundMove]]] = {}
        for team, bounds in rules.interpreter.moves_of.items():
            for bound in bounds:
                if bound.move.verb == "lock":
                    continue
                for one in bound.move.rounds:
                    self._matters.setdefault((team, one), {}).setdefault(bound.move.matter, []).append(bound)

    def choose(self, world: World, team: str, chair: Computer, one: Round) -> list[str]:
        """The moves that a computer player makes in a round, in words."""
        table = self._table(world, team, chair)
        matters = self._matters.get((team, one), {})
        found = []
        for matter, bounds in matters.items():
            picks = self.rules.model.orders if matter == "orders" else 1
            here = world
            for pick in range(picks):
                words = self._pick(here, table, bounds, f"player/{team}/{one.name}/{matter}/{pick}")
                if words is None:
                    break
                found.append(words)
                if picks > 1:
                    here = self._after(here, team, words)
        return found

    def _after(self, world: World, team: str, words: str) -> World:
        decided = self.rules.decide(world, team, words)
        if isinstance(decided, Refusal):
            return world
        for event in decided:
            world = self.rules.apply(world, event)
        return world

    def _pick(self, world: World, table: Table, bounds: list[BoundMove], address: str) -> str | None:
        env, slots = self.rules.env(world), world.slots
        legal = [
            bound
            for bound in bounds
            if bound.refusal(slots, env) is None and (bound.worthwhile is None or bound.worthwhile(slots, env))
        ]
        if not legal:
            return None
        weights = [table.weight(bound) for bound in legal]
        nothing = table.nothing_weighs(legal)
        everything = sum(weights) + nothing
        if not everything:
            return None
        rest = chance.draw(env.base, chance.address_id(address), everything) - nothing
        if rest < 0:
            return None
        for bound, weight in zip(legal, weights, strict=True):
            if rest < weight:
                return bound.move.words
            rest -= weight
        return None

    def _table(self, world: World, team: str, chair: Computer) -> Table:
        if chair.temperament != "tit_for_tat":
            return TABLES[chair.temperament]
        provoked = self.rules.get(world, spiral.felt(team)) >= PROVOKED
        return TABLES["hawkish" if provoked else "cautious"]

    def scripted(self, team: str, chair: Scripted, turn: int, one: Round) -> list[str]:
        """What a script says for a round; what is no act at all comes with the orders, to be refused there."""
        found = []
        for words in chair.acts.get(turn, ()):
            bound = self.rules.interpreter.moves.get((team, words))
            rounds = bound.move.rounds if bound is not None and bound.move.rounds else (Round.ORDERS,)
            if rounds[0] is one:
                found.append(words)
        return found
