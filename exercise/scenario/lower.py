"""From the tree of a condition to an expression over the engine's slots.

What a function of the language reads belongs to the mechanism that owns the thing; this room knows the grammar only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from exercise.engine.expression import ONE, ZERO, Const, Expr, at_least, every, negate, op, some, total
from exercise.engine.mechanisms import clock, tracks
from exercise.engine.mechanisms.registry import WORDS, WordMeaning
from exercise.scenario.language.parser import parse
from exercise.scenario.language.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Fact,
    Moment,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Over,
)

_ARITHMETIC = {"+": "add", "-": "sub", "*": "mul"}


@dataclass(frozen=True)
class Lowering:
    """What a tree alone does not say: when the exercise starts, how long it is, and who may take each action."""

    start: datetime
    turns: int
    teams: tuple[str, ...]
    doers: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who may be named for each action."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The named values of tracks, sorted."""
    trees: Mapping[str, Node] = field(default_factory=dict, repr=False)
    """Conditions that somebody has parsed already."""
    _known: dict[str, Expr] = field(default_factory=dict, repr=False)

    def condition(self, text: str | None, otherwise: Expr = ONE) -> Expr:
        """A condition as an author wrote it; what stands where it is left out."""
        if text is None:
            return otherwise
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self.lower(self.trees.get(text) or parse(text))
        return found

    def lower(self, node: Node, team: str | None = None) -> Expr:
        """A tree as an expression; `team` is whose track is meant inside `sum`, `count`, `any`, `all`."""
        match node:
            case Number(value=value):
                return Const(value)
            case Fact(value=value):
                return Const(int(value))
            case Moment(when=when):
                return Const(int((when - self.start).total_seconds() // 60))
            case Name(parts=parts):
                return self._name(parts, team)
            case Call(word="confidence" | "points_at" as word, target=(team_of, track), value=value):
                return self._call(word, (team_of, track, value or "", *self.values[track]))
            case Call(word=word, target=target, value=value):
                return self._call(word, target if value is None else (*target, value))
            case Not(item=item):
                return negate(self.lower(item, team))
            case And(items=items):
                return every(*(self.lower(item, team) for item in items))
            case Or(items=items):
                return some(*(self.lower(item, team) for item in items))
            case Negative(item=item):
                return op("sub", 0, self.lower(item, team))
            case Arithmetic(operator=operator, left=left, right=right):
                return op(_ARITHMETIC[operator], self.lower(left, team), self.lower(right, team))
            case Compare():
                return self._compare(node, team)
            case Over():
                return self._over(node)

    def _name(self, parts: tuple[str, ...], team: str | None) -> Expr:
        match parts:
            case ("turn",):
                return clock.TURN
            case ("next_turn",):
                return op("add", clock.TURN, 1)
            case ("last_turn",):
                return at_least(clock.MOVE, self.turns)
            case ("date",):
                return clock.MINUTES
            case (track,) if team is not None:
                return tracks.value(f"{track}.{team}")
            case _:
                return tracks.value(".".join(parts))

    def _call(self, word: str, target: tuple[str, ...]) -> Expr:
        meaning = WORDS.get(word)
        if meaning is None:
            return ZERO  # a word whose mechanism is not built never holds; the checks say so
        if meaning.target == "action" and len(target) == 1:
            return some(*(meaning.meaning((team, target[0])) for team in self.doers[target[0]]))
        if meaning.target == "naming":
            return self._naming(meaning.meaning, target)
        return meaning.meaning(target)

    def _naming(self, meaning: WordMeaning, target: tuple[str, ...]) -> Expr:
        """A team was named for an action, or one of those that may be; of one that never comes out nobody ever is."""
        named = self.named.get(target[-1], ())
        teams = named if len(target) == 1 else tuple(one for one in named if one == target[0])
        return some(*(meaning((team, target[-1])) for team in teams))

    def _compare(self, node: Compare, team: str | None) -> Expr:
        sides = self._named(node) or [self.lower(operand, team) for operand in node.operands]
        pairs = zip(sides, node.operators, sides[1:], strict=False)
        return every(*(_compared(left, sign, right) for left, sign, right in pairs))

    def _named(self, node: Compare) -> list[Expr]:
        """A track with named values and the number of one of them; nothing where no such track is compared."""
        match node.operands:
            case (Name(parts=(track,)), Name(parts=(value,))) if track in self.values:
                return [tracks.value(track), Const(self.values[track].index(value))]
            case (Name(parts=(value,)), Name(parts=(track,))) if track in self.values:
                return [tracks.value(track), Const(self.values[track].index(value))]
            case _:
                return []

    def _over(self, node: Over) -> Expr:
        values = [self.lower(node.item, team) for team in self.teams]
        match node.kind:
            case "any":
                return some(*values)
            case "all":
                return every(*values)
            case _:
                return total(values)


def _compared(left: Expr, sign: str, right: Expr) -> Expr:
    match sign:
        case "=":
            return op("eq", left, right)
        case "!=":
            return op("ne", left, right)
        case "<":
            return op("lt", left, right)
        case "<=":
            return op("le", left, right)
        case ">":
            return op("lt", right, left)
        case _:
            return op("le", right, left)
