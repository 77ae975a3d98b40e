"""What ties teams to one another: channels and forums to talk in, agreements and their questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exercise.engine.effect import Effect
from exercise.engine.expression import Expr


@dataclass(frozen=True, slots=True)
class Motion:
    """What a forum can decide. `within` is in minutes; 0 is the turn itself."""

    id: str
    moved_by: tuple[str, ...]
    within: int
    times: int | None
    carried: tuple[Effect, ...] = ()
    defeated: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Chamber:
    """How a forum sits and decides. `excluded` have no voice in it at the start, and `suspended_by` have suspended its
    work; `quorum` is a number of those who have a voice, a share of them, or None."""

    rule: Literal["consensus", "majority", "two_thirds", "four_fifths", "unanimity"]
    quorum: int | Literal["majority", "two_thirds", "four_fifths", "all"] | None
    excluded: tuple[str, ...]
    suspended_by: tuple[str, ...]
    motions: tuple[Motion, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """Where teams talk. `delay` is in minutes of exercise time. Only a forum that decides, or that can be left, has a
    chamber."""

    id: str
    kind: Literal["hotline", "diplomatic", "backchannel", "forum", "public"]
    members: tuple[str, ...]
    status: Literal["cut", "silent", "open"]
    delay: int
    shown_to: tuple[str, ...]
    convened_by: tuple[str, ...] = ()
    chamber: Chamber | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A question that one party may put and another must answer in time. `within` is in minutes; 0 is the turn
    itself."""

    id: str
    asked_by: tuple[str, ...]
    answered_by: tuple[str, ...]
    within: int
    quota: int | None
    answered: tuple[Effect, ...] = ()
    refused: tuple[Effect, ...] = ()
    ignored: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A rule between parties. `notice` is in turns; `needs` says who must accept. `terms` are sorted by id, each with
    its values as written; `when` is what it hangs on besides, None where on nothing. `falls_with` names those whose end
    ends it. Where it `returns`, who suspended it can declare that alone."""

    id: str
    parties: tuple[str, ...]
    status: Literal["none", "proposed", "in_force", "suspended", "ended"]
    needs: Literal["all", "majority"] | tuple[str, ...]
    notice: int
    forbids: tuple[str, ...]
    permits: tuple[str, ...]
    opens: tuple[str, ...]
    shown_to: tuple[str, ...]
    on_breach: tuple[Effect, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    when: Expr | None = None
    falls_with: tuple[str, ...] = ()
    returns: bool = False
    protects: tuple[str, ...] = ()
    """Forums that its parties may neither leave nor suspend nor close while it is in force."""
