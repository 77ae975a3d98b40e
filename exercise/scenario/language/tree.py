"""The tree that a condition is read into, and how a tree is written as text again.

    tension >= 60 and not open(military_line)

    And
     ├── Compare >=   Name tension, Number 60
     └── Not          Call open, target military_line

Trees are values: two trees are equal when they say the same, wherever in a text they stood. `at` is the offset of
a node's first character in its text and takes no part in that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypeAlias

Quantifier: TypeAlias = Literal["sum", "count", "any", "all"]
QUANTIFIERS: tuple[Quantifier, ...] = ("sum", "count", "any", "all")

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Placed:
    """What all nodes share: the offset of the first character in the text."""

    at: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Placed):
    """A whole number, 0 to 999,999,999; a minus before it is a `Negative`."""

    value: int


@dataclass(frozen=True, slots=True)
class Moment(Placed):
    """A moment of exercise time, to the minute: `2015-03-18 06:00`."""

    when: datetime


@dataclass(frozen=True, slots=True)
class Fact(Placed):
    """`yes` or `true`, `no` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Name(Placed):
    """A track (`tension`), a team's own (`readiness.nato`), or `turn`, `next_turn`, `last_turn`, `date`."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call(Placed):
    """A question about one thing: `used(military_line)`, `took(nato.inspect)`, `agreed(rules.distance = wide)`."""

    word: str
    target: tuple[str, ...]
    value: str | None = None
    target_at: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Not(Placed):
    item: Node


@dataclass(frozen=True, slots=True)
class And(Placed):
    """Two items or more."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Placed):
    """Two items or more."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Placed):
    """A comparison or a chain of them: `3 <= x <= 5` has three operands and two of the `COMPARISONS`."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Placed):
    """`+`, `-` or `*`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative(Placed):
    item: Node


@dataclass(frozen=True, slots=True)
class Over(Placed):
    """One answer over all teams: `sum(readiness)`, `count(readiness >= 3)`, `any(…)`, `all(…)`."""

    kind: Quantifier
    item: Node


Node: TypeAlias = Number | Moment | Fact | Name | Call | Not | And | Or | Compare | Arithmetic | Negative | Over


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case And(items=items) | Or(items=items) | Compare(operands=items):
            return items
        case Not(item=item) | Negative(item=item) | Over(item=item):
            return (item,)
        case Arithmetic(left=left, right=right):
            return (left, right)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same tree with each of its leaves changed."""
    match node:
        case And(items=items) | Or(items=items):
            return replace(node, items=tuple(mapped(item, change) for item in items))
        case Compare(operands=operands):
            return replace(node, operands=tuple(mapped(operand, change) for operand in operands))
        case Not(item=item) | Negative(item=item) | Over(item=item):
            return replace(node, item=mapped(item, change))
        case Arithmetic(left=left, right=right):
            return replace(node, left=mapped(left, change), right=mapped(right, change))
        case _:
            return change(node)


# How tightly each kind of node holds together; what is looser than its surroundings needs parentheses.
_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _UNARY = range(1, 8)


def unparse(node: Node) -> str:
    """The text of a condition, with no more parentheses than are needed; parsing it gives an equal tree."""
    match node:
        case Number(value=value):
            return str(value)
        case Moment(when=when):
            return when.isoformat(" ", "minutes")
        case Fact(value=value):
            return "yes" if value else "no"
        case Name(parts=parts):
            return ".".join(parts)
        case Call(word=word, target=target, value=value):
            chosen = "" if value is None else f" = {value}"
            return f"{word}({'.'.join(target)}{chosen})"
        case Over(kind=kind, item=item):
            return f"{kind}({unparse(item)})"
        case Not(item=item):
            return f"not {_inside(item, _NOT)}"
        case Negative(item=item):
            return f"-{_inside(item, _UNARY)}"
        case And(items=items):
            return " and ".join(_inside(item, _AND + 1) for item in items)
        case Or(items=items):
            return " or ".join(_inside(item, _OR + 1) for item in items)
        case Arithmetic(operator=operator, left=left, right=right):
            power = _power(node)
            return f"{_inside(left, power)} {operator} {_inside(right, power + 1)}"
        case Compare(operands=operands, operators=operators):
            first, *rest = (_inside(operand, _COMPARE + 1) for operand in operands)
            return " ".join([first, *(f"{sign} {text}" for sign, text in zip(operators, rest, strict=True))])


def _inside(node: Node, least: int) -> str:
    text = unparse(node)
    return f"({text})" if _power(node) < least else text


def _power(node: Node) -> int:
    match node:
        case Or():
            return _OR
        case And():
            return _AND
        case Not():
            return _NOT
        case Compare():
            return _COMPARE
        case Arithmetic(operator=operator):
            return _PRODUCT if operator == "*" else _SUM
        case _:
            return _UNARY
