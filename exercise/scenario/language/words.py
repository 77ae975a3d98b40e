"""Every condition as a sentence for people.

    tension >= 60 and not open(military_line)
    tension is at least 60 and the military line is not open

A sentence is made in two steps: the tree is settled, so that each `not` is carried down to the single statements and
each comparison stands as it is said; then it is spoken. Where `and` and `or` mix, "either", commas and, one level
deeper, parentheses keep what belongs together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from types import MappingProxyType
from typing import Literal, NamedTuple

from exercise.i18n import _
from exercise.scenario.language.functions import COUNTING, SENTENCES, WORDS
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
    unparse,
)

_NUMBERS = {
    "=": _("{left} is {right}"),
    "!=": _("{left} is not {right}"),
    "<": _("{left} is less than {right}"),
    "<=": _("{left} is at most {right}"),
    ">": _("{left} is more than {right}"),
    ">=": _("{left} is at least {right}"),
}
_MOMENTS = {
    "=": _("{left} is {right}"),
    "!=": _("{left} is not {right}"),
    "<": _("{left} is before {right}"),
    "<=": _("{left} is {right} or earlier"),
    ">": _("{left} is after {right}"),
    ">=": _("{left} is {right} or later"),
}
_BETWEEN = (
    _("{item} is between {low} and {high} inclusive"),
    _("{item} is not between {low} and {high} inclusive"),
)
_RECKONED = {"+": _("{left} plus {right}"), "-": _("{left} minus {right}"), "*": _("{left} times {right}")}

_DENIED = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def say(node: Node, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """A checked condition as a clause in plain words, without a capital or a full stop.

    `names` gives what people call things, under `kind.id`: `track.tension`, `team.nato`, `action.inspect`,
    `channel.military_line`, `agreement.rules`, `procedure.rules.clarify`, `term.rules.distance`,
    `value.rules.distance.wide`, `inject.leak`, `phase.clue`. What has no name there is called by its id.
    """
    return _Voice(names).condition(settled(node)).text


def settled(node: Node, yes: bool = True) -> Node:
    """The same condition (or, with `yes` false, its denial) with `not` only before single statements."""
    match node:
        case Not(item=item):
            return settled(item, not yes)
        case And(items=items) | Or(items=items):
            return _joined(And if isinstance(node, And) is yes else Or, items, yes)
        case Compare(operands=operands, operators=operators):
            if len(operators) == 1:
                return _settled_pair(node, yes)
            if _is_between(node) or any(map(_is_fact, operands)):
                return node if yes else Not(node)
            pairs = zip(operands, operands[1:], operators, strict=False)
            parts = tuple(Compare((left, right), (operator,)) for left, right, operator in pairs)
            return _joined(And if yes else Or, parts, yes)
        case Over(kind="any" | "all" as kind, item=item):
            other: Literal["any", "all"] = "all" if kind == "any" else "any"
            return Over(kind if yes else other, settled(item, yes))
        case Fact(value=value):
            return Fact(value is yes)
        case _:
            return node if yes else Not(node)


def _joined(kind: type[And | Or], items: tuple[Node, ...], yes: bool) -> Node:
    """What is joined by the same word on two levels is said on one."""
    found: list[Node] = []
    for item in (settled(item, yes) for item in items):
        found.extend(item.items if isinstance(item, kind) else (item,))
    return kind(tuple(found))


def _settled_pair(node: Compare, yes: bool) -> Node:
    (left, right), (operator,) = node.operands, node.operators
    if operator in ("=", "!=") and (_is_fact(left) or _is_fact(right)):
        same = yes is (operator == "=")
        if isinstance(left, Fact):
            left, right = right, left
        if isinstance(right, Fact):
            return settled(left, same is right.value)
        return Compare((settled(left), settled(right, same)), ("=",))
    operator = operator if yes else _DENIED[operator]
    if _is_literal(left) and not _is_literal(right):
        return Compare((right, left), (_MIRRORED[operator],))
    return Compare((left, right), (operator,))


def _is_between(node: Compare) -> bool:
    return node.operators in (("<=", "<="), (">=", ">=")) and not any(map(_is_fact, node.operands))  # 3 <= x <= 5


def _is_literal(node: Node) -> bool:
    return isinstance(node.item if isinstance(node, Negative) else node, Number | Moment)


def _is_fact(node: Node) -> bool:
    """Whether the node is yes or no by its form alone; of a track only its scenario knows."""
    match node:
        case Fact() | Not() | And() | Or() | Compare() | Over(kind="any" | "all") | Name(parts=("last_turn",)):
            return True
        case Call(word=word):
            return word not in COUNTING
        case _:
            return False


class _Said(NamedTuple):
    """`depth` is 0 for a single statement, 1 for some of them joined, 2 when `and` and `or` mix."""

    text: str
    depth: int = 0

    def inside(self, most: int) -> str:
        return self.text if self.depth <= most else f"({self.text})"


class _Voice:
    """Speaks settled trees."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def called(self, kind: str, *ids: str) -> str:
        name = self.names.get(".".join((kind, *ids))) or ids[-1].replace("_", " ")
        # "the" is said by the sentence around the name.
        return name[4:] if kind == "channel" and name[:4].lower() == "the " else name

    def condition(self, node: Node, inside: bool = False) -> _Said:
        match node:
            case And(items=items) | Or(items=items):
                return self.joined(isinstance(node, And), [self.condition(item, True) for item in items], inside)
            case Compare(operands=(left, right)) if _is_fact(left) or _is_fact(right):
                sides = {"left": self.condition(left).inside(0), "right": self.condition(right).inside(0)}
                return _Said(_("{left} exactly when {right}").format(**sides), 1)
            case Over(kind="any" | "all" as kind, item=item):
                form = _("for every team {item}") if kind == "all" else _("for at least one team {item}")
                return _Said(form.format(item=self.condition(item).inside(0)), 1)
            case Not(item=item):
                return _Said(self.statement(item, yes=False))
            case _:
                return _Said(self.statement(node, yes=True))

    def joined(self, every: bool, parts: list[_Said], inside: bool) -> _Said:
        """Statements joined by `and` (when `every` of them must hold) or by `or`."""
        mixed = any(part.depth for part in parts)
        if every:
            form = _("{first}, and {second}") if mixed else _("{first} and {second}")
        else:
            form = _("{first}, or {second}") if mixed else _("{first} or {second}")
        texts = (part.inside(1) for part in parts)
        text = reduce(lambda first, second: form.format(first=first, second=second), texts)
        if not every and (mixed or inside):
            text = _("either {options}").format(options=text)
        return _Said(text, 2 if mixed else 1)

    def statement(self, node: Node, yes: bool) -> str:
        match node:
            case Compare(operands=(_left, _right)):
                return self.compared(node, yes)
            case Compare() if _is_between(node):
                return self.between(node, yes)
            case Fact(value=value):
                return _("always") if value is yes else _("never")
            case Name(parts=("last_turn",)):
                return _("this is the last turn") if yes else _("this is not the last turn")
            case Name(parts=(track,)):
                form = _("“{fact}” is true") if yes else _("“{fact}” is not true")
                return form.format(fact=self.called("track", track))
            case Name(parts=(track, team)):
                form = _("“{fact}” is true of {team}") if yes else _("“{fact}” is not true of {team}")
                return form.format(fact=self.called("track", track), team=self.called("team", team))
            case Call(word=word) if word in WORDS and word not in COUNTING:
                return self.asked(node, yes)
            case _:  # nothing that passed the check
                return unparse(node if yes else Not(node))

    def asked(self, node: Call, yes: bool) -> str:
        kind, word, target = WORDS[node.word], node.word, node.target
        names = {"thing": self.called(kind, *target), "agreement": self.called("agreement", target[0])}
        if kind in ("action", "naming"):
            names["thing"] = self.called("action", target[-1])
            if len(target) == 2:
                word = f"{word} by"
                names["team"] = self.called("team", target[0])
        if kind == "belief":
            names = {"team": self.called("team", target[0]), "thing": self.called("track", target[1])}
            names["value"] = self.called("value", target[1], node.value or "")
        if kind == "term":
            names["value"] = self.called("value", *target, node.value or "")
        statement, denial = SENTENCES[word]
        return (statement if yes else denial).format(**names)

    def compared(self, node: Compare, yes: bool) -> str:
        left, right = node.operands
        moments = any(isinstance(side, Moment) or side == Name(("date",)) for side in node.operands)
        operator = node.operators[0] if yes else _DENIED[node.operators[0]]
        form = (_MOMENTS if moments else _NUMBERS)[operator]
        return form.format(left=self.value(left, right), right=self.value(right, left))

    def between(self, node: Compare, yes: bool) -> str:
        low, item, high = map(self.value, node.operands)
        if node.operators[0] == ">=":
            low, high = high, low
        return _BETWEEN[0 if yes else 1].format(item=item, low=low, high=high)

    def value(self, node: Node, beside: Node | None = None) -> str:
        """A number, a moment, or a named value of the track `beside` which it stands."""
        match node:
            case Name(parts=(id,)) if isinstance(beside, Name) and f"value.{beside.parts[0]}.{id}" in self.names:
                return self.called("value", beside.parts[0], id)
            case Call(word="confidence", target=(team, track), value=value):
                names = {"team": self.called("team", team), "track": self.called("track", track)}
                if value is None:
                    return _("the confidence of {team} in what is likeliest to it ({track})").format(**names)
                return _("the confidence of {team} in {value} ({track})").format(
                    value=self.called("value", track, value), **names
                )
            case Negative(item=item):
                return _("minus {item}").format(item=self.operand(item, isinstance(item, Arithmetic)))
            case Arithmetic(operator=operator, left=left, right=right):
                looser = operator == "*" and isinstance(left, Arithmetic) and left.operator != "*"
                sides = {
                    "left": self.operand(left, looser),
                    "right": self.operand(right, isinstance(right, Arithmetic)),
                }
                return _RECKONED[operator].format(**sides)
            case Over(kind="sum", item=item):
                return _("the sum of {item} over all teams").format(
                    item=self.operand(item, isinstance(item, Arithmetic))
                )
            case Over(kind="count", item=item):
                said = self.condition(settled(item)).text
                return _("the number of teams for which ({item})").format(item=said)
            case Call(word="turns_in", target=target):
                return _("the number of turns in “{phase}”").format(phase=self.called("phase", *target))
            case Call(word="visits", target=target):
                return _("the number of visits to “{phase}”").format(phase=self.called("phase", *target))
            case Name(parts=(name,)):
                special = {"turn": _("the turn"), "next_turn": _("the next turn"), "date": _("the date")}
                return special.get(name) or self.called("track", name)
            case Name(parts=(track, team)):
                names = {"track": self.called("track", track), "team": self.called("team", team)}
                return _("{track} of {team}").format(**names)
            case _:
                return unparse(node)

    def operand(self, node: Node, grouped: bool) -> str:
        return f"({self.value(node)})" if grouped else self.value(node)
