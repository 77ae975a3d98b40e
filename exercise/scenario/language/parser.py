"""Reads the text of a condition into a tree, by precedence climbing.

    condition   = and, or, not, comparisons, + - and *, from loose to tight
    comparison  = sum (("=" | "!=" | "<" | "<=" | ">" | ">=") sum)+          3 <= x <= 5
    value       = NUMBER | MOMENT | "yes" | "no" | "true" | "false" | NAME | "-" value | "(" condition ")"
                | ("sum" | "count" | "any" | "all") "(" condition ")"
                | WORD "(" NAME ("=" (NAME | NUMBER))? ")"                     agreed(rules.distance = wide)

Nothing is looked up here: whether a name exists, and whether numbers stand where numbers belong, is for `types`.
"""

from __future__ import annotations

from datetime import datetime

from exercise.i18n import _
from exercise.scenario.language.lexer import END, ConditionError, Token, shown, tokens
from exercise.scenario.language.tree import (
    COMPARISONS,
    QUANTIFIERS,
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

__all__ = ["ConditionError", "parse"]

DEEPEST = 40  # parentheses, functions, `not` and minus signs, one within the other
MOST_SUMS = 40  # each + - * makes the tree one node deeper, so they are held too

_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _VALUE = range(1, 8)
_POWERS = {"or": _OR, "and": _AND, **dict.fromkeys(COMPARISONS, _COMPARE), "+": _SUM, "-": _SUM, "*": _PRODUCT}
_FACTS = {"yes": True, "true": True, "no": False, "false": False}
_JOINING = ("and", "or", "not")
_OVER = {kind: kind for kind in QUANTIFIERS}


def parse(text: str) -> Node:
    """The tree of a condition. Raises ConditionError, which says where and what would be right."""
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.here = 0
        self.token = self.tokens[0]
        self.depth = 0
        self.sums = 0

    def whole(self) -> Node:
        if self.token.kind == END:
            raise ConditionError(_("The condition is empty."), 0, _("Write one, as in tension >= 60."))
        node = self.expression(_OR)
        if self.token.kind != END:
            raise self.unexpected()
        return node

    def expression(self, floor: int) -> Node:
        """Reads as far as the operators hold together at least as tightly as `floor`."""
        left = self.operand(floor)
        while (power := _POWERS.get(self.token.text, 0)) >= floor:
            if power <= _AND:
                left = self.joined(left, power)
            elif power == _COMPARE:
                left = self.compared(left)
            else:
                left = self.reckoned(left, power)
        return left

    def joined(self, first: Node, power: int) -> Node:
        word = self.token.text
        items = [first]
        while self.token.text == word:
            self.advance()
            items.append(self.expression(power + 1))
        kind = And if power == _AND else Or
        return kind(tuple(items), at=first.at)

    def compared(self, first: Node) -> Node:
        operands, operators = [first], []
        while self.token.text in COMPARISONS:
            operators.append(self.advance().text)
            operands.append(self.expression(_COMPARE + 1))
        return Compare(tuple(operands), tuple(operators), at=first.at)

    def reckoned(self, left: Node, power: int) -> Node:
        sign = self.advance()
        self.sums += 1
        if self.sums > MOST_SUMS:
            message = _("The condition has more than {limit} of + - *.").format(limit=MOST_SUMS)
            raise ConditionError(message, sign.at, _("Keep a part of it as a track of its own."))
        return Arithmetic(sign.text, left, self.expression(power + 1), at=left.at)

    def operand(self, floor: int) -> Node:
        """A value, or `not` or a minus with what it applies to."""
        kind, text, at = self.token
        if kind == "word":
            if text == "not" and floor <= _NOT:
                return Not(self.nested(_NOT), at=at)
            if text not in _JOINING:
                return self.word()
        elif kind == "number":
            self.advance()
            return Number(int(text), at=at)
        elif text == "(":
            return self.parenthesis()
        elif text == "-":
            return Negative(self.nested(_VALUE), at=at)
        elif kind == "moment":
            self.advance()
            return Moment(_moment(text, at), at=at)
        raise self.missing()

    def word(self) -> Node:
        token = self.advance()
        if self.token.text != "(":
            fact = _FACTS.get(token.text)
            return Name(tuple(token.text.split(".")), at=token.at) if fact is None else Fact(fact, at=token.at)
        if token.text in _OVER:
            return Over(_OVER[token.text], self.parenthesis(), at=token.at)
        if token.text in _FACTS or "." in token.text:
            message = _("'{word}' cannot be asked about something.").format(word=shown(token.text))
            raise ConditionError(message, token.at, _("Only a function has a parenthesis after it, as in used(…)."))
        return self.call(token)

    def call(self, word: Token) -> Node:
        opening = self.advance()
        target = self.token
        if target.kind != "word" or target.text in _JOINING:
            raise self.no_target(word)
        self.advance()
        value = None
        if self.token.text == "=":
            self.advance()
            if self.token.kind not in ("word", "number"):
                raise self.missing()
            value = self.advance().text
        if self.token.text != ")":
            raise self.second_target(word, target, opening)
        self.advance()
        return Call(word.text, tuple(target.text.split(".")), value, at=word.at, target_at=target.at)

    def parenthesis(self) -> Node:
        opening = self.token
        node = self.nested(_OR)
        if self.token.text != ")":
            raise self.unclosed(opening)
        self.advance()
        return node

    def nested(self, floor: int) -> Node:
        """Steps over the sign that opens a level and reads the level."""
        at = self.advance().at
        self.depth += 1
        if self.depth > DEEPEST:
            message = _("The condition is nested more than {limit} deep.").format(limit=DEEPEST)
            raise ConditionError(message, at, _("Take parentheses away, or split the condition."))
        node = self.expression(floor)
        self.depth -= 1
        return node

    def advance(self) -> Token:
        """Goes to the next token and gives the one that was read."""
        read = self.token
        self.here += 1
        self.token = self.tokens[self.here]
        return read

    # What can be wrong. Each says the place and, where it can be guessed, what was meant.

    def before(self) -> str:
        return shown(self.tokens[self.here - 1].text) if self.here else ""

    def missing(self) -> ConditionError:
        """A value should stand here and does not."""
        kind, text, at = self.token
        before = self.before()
        if kind == END:
            return ConditionError(_("Something is missing after '{before}'.").format(before=before), at)
        if text == "not":
            message = _("'not' cannot follow '{before}'.").format(before=before)
            return ConditionError(message, at, _("Put it in parentheses: (not …)."))
        glued = before + text
        if before in COMPARISONS and glued in ("<=", ">=", "=="):
            message = _("'{before}' and '{sign}' stand apart.").format(before=before, sign=text)
            sign = "=" if glued == "==" else glued
            return ConditionError(message, at, _("Write {word}.").format(word=sign))
        message = _("Something is missing before '{text}'.").format(text=shown(text))
        return ConditionError(message, at, _("A track, a number or a function belongs here."))

    def unexpected(self) -> ConditionError:
        """A whole condition has been read and something follows it that does not join it."""
        kind, text, at = self.token
        if text == ")":
            message = _("The ) at character {place} closes nothing.").format(place=at + 1)
            return ConditionError(message, at, _("Take it away, or write the ( that belongs to it."))
        message = _("'{text}' cannot follow '{before}'.").format(text=shown(text), before=self.before())
        if text in ("is", "equals"):
            return ConditionError(message, at, _("Write = for equal."))
        if text == "(":
            return ConditionError(message, at, _("Only a function has a parenthesis after it, as in used(…)."))
        if kind in ("word", "number", "moment"):
            return ConditionError(message, at, _("Put and, or, or a comparison such as >= between them."))
        return ConditionError(message, at)

    def unclosed(self, opening: Token) -> ConditionError:
        if self.token.kind != END:
            return self.unexpected()
        message = _("The ( at character {place} is never closed.").format(place=opening.at + 1)
        return ConditionError(message, opening.at, _("Write ) after '{before}'.").format(before=self.before()))

    def no_target(self, word: Token) -> ConditionError:
        message = _("{word}(…) needs the name of what it asks about.").format(word=shown(word.text))
        hint = ""
        if self.token.text == "not":
            hint = _("Write not before it: not {word}(…).").format(word=shown(word.text))
        return ConditionError(message, self.token.at, hint)

    def second_target(self, word: Token, target: Token, opening: Token) -> ConditionError:
        kind, text, at = self.token
        if kind == END:
            return self.unclosed(opening)
        name = shown(word.text)
        message = _("{word}(…) asks about one thing.").format(word=name)
        if text in ("and", "or"):
            first = shown(target.text)
            hint = _("Write {word}({first}) {joining} {word}(…).").format(word=name, first=first, joining=text)
            return ConditionError(message, at, hint)
        if text == "-":
            return ConditionError(message, at, _("Names are written with _ instead of -."))
        if text in COMPARISONS:
            message = _("'{text}' cannot stand in {word}(…).").format(text=text, word=name)
            return ConditionError(message, at, _("Compare behind the ); only agreed(… = …) has a value inside."))
        return ConditionError(message, at, _("Close the parenthesis after '{before}'.").format(before=self.before()))


def _moment(text: str, at: int) -> datetime:
    """The moment of a token that looks like one."""
    plain = " ".join(text.replace("T", " ").split())
    if len(plain) <= len("2015-03-18"):
        message = _("'{text}' has no time of day.").format(text=text)
        raise ConditionError(message, at, _("Write the time too, as in 2015-03-18 06:00."))
    try:
        if len(plain) == len("2015-03-18 06:00"):
            return datetime.fromisoformat(plain)
    except ValueError:
        pass
    message = _("'{text}' is no date and time.").format(text=plain)
    raise ConditionError(message, at, _("Write year-month-day hours:minutes, as in 2015-03-18 06:00."))
