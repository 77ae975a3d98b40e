"""Where mechanisms leave what they own: words of the condition language, and acts of effects.

A mechanism registers its own; the compiler and the effects look them up here and know no mechanism by name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from exercise.engine.effect import Act
from exercise.engine.expression import Expr
from exercise.engine.program import Change, Note

if TYPE_CHECKING:
    from exercise.engine.program import Builder


class Follows(NamedTuple):
    """Changes that an act brings along only where something else holds, too."""

    holds: Expr
    changes: tuple[Change, ...]


class Done(NamedTuple):
    """What an act comes to: changes of slots, notes for people, and what follows from it."""

    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    follows: tuple[Follows, ...] = ()


Target = tuple[str, ...]
WordMeaning = Callable[[Target], Expr]
ActMeaning = Callable[["Builder", Act], Done]


class Word(NamedTuple):
    """A function of the condition language: what kind of thing it speaks about, and what it reads."""

    target: str
    meaning: WordMeaning


WORDS: dict[str, Word] = {}
ACTS: dict[str, ActMeaning] = {}


def word(name: str, target: str) -> Callable[[WordMeaning], WordMeaning]:
    """Register a function of the condition language, such as `used(channel)`."""

    def register(meaning: WordMeaning) -> WordMeaning:
        WORDS[name] = Word(target, meaning)
        return meaning

    return register


def act(name: str) -> Callable[[ActMeaning], ActMeaning]:
    """Register what an effect of this kind does."""

    def register(meaning: ActMeaning) -> ActMeaning:
        ACTS[name] = meaning
        return meaning

    return register
