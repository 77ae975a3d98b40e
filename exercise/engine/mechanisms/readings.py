"""Readings: what a team intends, what it takes each other team to intend, and how sure it is of that.

A reading is sealed: nobody else learns that it was made, no rule reads it, and it is opened to everybody when the
exercise is over. In a turn for readings a team may state one and state it anew until it locks; the last one counts,
and `read` alone takes it back. The words of one: `read hold russia:press poland_lithuania:hold 70`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from exercise.engine.expression import ONE, Expr, op
from exercise.engine.mechanisms import clock, table
from exercise.engine.model import Model
from exercise.engine.program import Builder, Move, Need
from exercise.engine.refusals import Reason

VERB = "read"
INTENTS = ("ease", "hold", "press", "force")
"""From stepping back to using force."""

MOST = (-6, 5, 59)
"""The highest mean escalation of a turn's orders, in tenths, that is still `ease`, `hold`, `press`: between the named
degrees of escalation. Half a point either way is still holding."""

SURE = (30, 50, 70, 90)
"""How sure a team can say it is, in percent: of four intents, 25 would be a blind guess."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a team says that it intends, what it takes the others to intend, and how sure of that it is, in percent."""

    intends: str
    others: Mapping[str, str]
    sure: int

    @property
    def words(self) -> str:
        """The move that states it."""
        others = (f"{team}:{intent}" for team, intent in sorted(self.others.items()))
        return " ".join((VERB, self.intends, *others, str(self.sure)))


_STATED = re.compile(
    rf"{VERB} ({'|'.join(INTENTS)})((?: [a-z0-9_]+:(?:{'|'.join(INTENTS)}))+) ({'|'.join(map(str, SURE))})"
)


def reading_of(words: str) -> Reading | None:
    """The reading that a move states, None for `read` alone and for words that state none."""
    found = _STATED.fullmatch(words)
    if found is None:
        return None
    return Reading(found[1], dict(one.split(":") for one in found[2].split()), int(found[3]))


def intent_of(tenths: int) -> str:
    """What the mean escalation of a turn's orders, in tenths, comes to."""
    return next((intent for intent, most in zip(INTENTS, MOST, strict=False) if tenths <= most), INTENTS[-1])


def asked(every: int) -> Expr:
    """The turn in play is one for readings: every second, say."""
    return ONE if every == 1 else op("eq", op("mul", op("ceil_div", clock.MOVE, every), every), clock.MOVE)


def declare(b: Builder) -> None:
    """One move for each team; it writes nothing that a rule could read."""
    if not b.model.readings:
        return
    when = Need(asked(b.model.readings), Reason.NOT_THIS_TURN)
    for team in b.model.team_ids:
        needs = (*table.may_act(b.model, team), when)
        details = _details(b.model, team)
        b.move(Move(team, VERB, VERB, "", (), "reading", needs, (), (team,), details=details, spoken=True, sealed=True))


def _details(model: Model, team: str) -> str:
    intents, others = "|".join(INTENTS), "|".join(one for one in model.team_ids if one != team)
    return f"(?:{intents})(?: (?:{others}):(?:{intents}))+ (?:{'|'.join(map(str, SURE))})"
