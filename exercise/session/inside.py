"""What stays inside a team: words among its seats, and notes that a seat writes for itself."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.engine.events import Event
from exercise.engine.mechanisms import deciding, seats
from exercise.engine.model import Model, Team
from exercise.scenario.text import clean
from exercise.session.wording.news import Told

VERBS = deciding.INSIDE
"""What the seats of a team say of its orders."""


def seated(model: Model, team: str) -> Team:
    """The team with its seats, and how they decide."""
    return seats.of(model, team)


def said(team: str, seat: str, text: str) -> Event:
    """Words to the other seats; nobody outside the team reads them."""
    return Event("said", (team,), actor=team, data={"team": team, "seat": seat, "text": clean(text).strip()})


def jotted(team: str, seat: str, text: str) -> Event:
    """A note of one seat. It is nobody's to read but its own: no team is told of it, not even its own."""
    return Event("jotted", (), actor=team, data={"team": team, "seat": seat, "text": clean(text).strip()})


def note(told: Iterable[Told], team: str, seat: str) -> str:
    """What a seat has noted last, empty before."""
    data = (one.event.data for one in told if one.event.type == "jotted")
    return next((str(one["text"]) for one in reversed(list(data)) if (one["team"], one["seat"]) == (team, seat)), "")
