"""Where the screens may begin, other than with the library. Without Textual, so that a command can say it cheaply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise.session.session import Session


@dataclass(frozen=True, slots=True)
class Start:
    """With a scenario: in its lobby, or where `people` or `players` name teams that people lead, at once. `players`
    says who plays the others, `variant` under which order."""

    path: Path
    people: tuple[str, ...] = ()
    players: str = "mixed"
    seed: int | None = None
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """An exercise that people began: the id of its scenario, the teams that they led, how far it came and when, and
    whether it is over, so that one can only look back at it.

    Of one that was not closed, `turn` is 0: nobody may look into it before it is taken up again."""

    name: str
    scenario: str
    teams: tuple[str, ...] = ()
    turn: int = 0
    left: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The exercises that were begun here: which there are, the latest first, and one of them by name."""

    begun: Callable[[], Sequence[Begun]]
    reopened: Callable[[str], Session]


@dataclass(frozen=True, slots=True)
class Resumed:
    """With a session that goes on."""

    session: Session
