"""Cuts the text of a condition into numbers, moments, words and signs; one compiled expression does it.

What belongs to no condition is caught here, with what would be right instead: `==`, `&&`, quotes, capitals, decimals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from exercise.errors import ExerciseError
from exercise.i18n import _

LONGEST_TEXT = 2_000
END = "end"


class ConditionError(ExerciseError):
    """A condition that cannot be read. `at` is the offset of the fault, `help` what would be right (may be empty)."""

    exit_code = 1

    def __init__(self, message: str, at: int, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help


class Token(NamedTuple):
    """`kind` is number, moment, word, sign or end."""

    kind: str
    text: str
    at: int


# `wrong` and `strange` come where they do so that each takes what the patterns before it left over.
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<word>    [a-z][a-z0-9_]* (?:\.[a-z][a-z0-9_]*)* (?![\w.]) )
    | (?P<moment>  [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: (?:\s+|T) [0-9]{1,2}:[0-9]{2} )? (?![\w.:]) )
    | (?P<number>  [0-9]{1,9} (?![\w.]) )
    | (?P<wrong>   \w [\w.]* )
    | (?P<strange> == | && | \|\| | => | =< | <> )
    | (?P<sign>    <= | >= | != | [()=<>+*-] )
    | (?P<other>   \S )
    )""",
    re.VERBOSE,
)


def tokens(text: str) -> list[Token]:
    """All tokens of the text, the last of kind `end`. Raises ConditionError at the first thing that is none."""
    if len(text) > LONGEST_TEXT:
        raise ConditionError(
            _("The condition is longer than {limit} characters.").format(limit=LONGEST_TEXT),
            LONGEST_TEXT,
            _("Split it: keep a part of it as a yes/no track that a rule sets."),
        )
    text = text.rstrip()
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or END
        token = Token(kind, match[kind], match.start(kind))
        if kind == "wrong":
            raise _wrong_word(token)
        if kind in ("strange", "other"):
            raise _strange_sign(token)
        found.append(token)
    found.append(Token(END, "", len(text)))
    return found


def shown(text: str, most: int = 40) -> str:
    """A piece of a condition as it may stand in a message: short, and without characters that do something."""
    plain = "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in text[: most + 1])
    return plain if len(text) <= most else plain[:most] + "…"


def _wrong_word(token: Token) -> ConditionError:
    text = token.text
    quoted = shown(text)
    small = text.lower()
    if re.fullmatch(r"[0-9]+", text):
        message = _("The number {text} is too large.").format(text=quoted)
        return ConditionError(message, token.at, _("Numbers have up to 9 digits."))
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        message = _("{text} is not a whole number.").format(text=quoted)
        return ConditionError(message, token.at, _("Tracks are whole numbers; write one."))
    if small != text and re.fullmatch(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*", small):
        message = _("'{text}' has capital letters.").format(text=quoted)
        return ConditionError(message, token.at, _("Write '{name}'.").format(name=shown(small)))
    message = _("'{text}' is neither a number nor a name.").format(text=quoted)
    rule = _("A name is made of a to z, 0 to 9 and _, and begins with a letter; a dot joins two names.")
    return ConditionError(message, token.at, rule)


def _strange_sign(token: Token) -> ConditionError:
    message = _("'{text}' means nothing in a condition.").format(text=shown(token.text))
    return ConditionError(message, token.at, _advice(token.text))


def _advice(sign: str) -> str:
    """What to write instead of a sign that other languages, keyboards or word processors have."""
    if sign == "==":
        return _("Write = for equal.")
    if sign in ("!", "¬"):
        return _("Write not.")
    instead = {"&&": "and", "&": "and", "||": "or", "|": "or", "<>": "!=", "≠": "!=", "=>": ">=", "≥": ">="}
    instead |= {"=<": "<=", "≤": "<=", "–": "-", "−": "-", "×": "*", "·": "*"}
    if sign in instead:
        return _("Write {word}.").format(word=instead[sign])
    if sign in "\"'`“”„‘’«»":
        return _("Names and values stand without quotes.")
    if sign in "[]{}":
        return _("Group with ( and ).")
    if sign in "/÷":
        return _("There is no division; multiply the other side instead.")
    if sign == "%":
        return _("Write the number alone, as in trust >= 40.")
    if sign in ",;":
        return _("Join conditions with and or with or.")
    return ""
