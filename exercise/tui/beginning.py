"""How a person's exercise begins: one team for the person, computer players in the other chairs, a log of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.loader import Loaded
from exercise.session.players import Human
from exercise.session.session import Session
from exercise.session.spec import known_team, parse_players
from exercise.tui.seat import Seat

NewStore = Callable[[str], Any]
"""Opens a fresh store for a scenario's id. A screen hands it on to the session and knows nothing of stores."""


def begin(loaded: Loaded, team: str, players: str, seed: int | None, new_store: NewStore) -> Seat:
    """The seat of a person at a new exercise. Raises UnusableInput, or StorageFailed where no log can be kept."""
    seed = secrets.randbits(64) if seed is None else seed
    team = known_team(team, loaded.model)
    chairs = parse_players(players, loaded.model, seed) | {team: Human()}
    if sum(isinstance(chair, Human) for chair in chairs.values()) > 1:
        raise UnusableInput(_("Only one team can be led by a person here. Give the others to computer players."))
    store = new_store(loaded.model.id)
    return Seat(Session.begin(loaded, seed, chairs, store, store.path.stem), team)


def resumed(session: Session) -> Seat:
    """The seat of the person in a session that goes on. Raises UnusableInput where only computers played."""
    people = [team for team, chair in session.chairs.items() if isinstance(chair, Human)]
    if not people:
        raise UnusableInput(_("Nobody sits at this exercise but computer players. 'exercise replay' tells its story."))
    seat = Seat(session, people[0])
    if not seat.is_new:  # before its first act a team reads the briefing, and the clock stands
        seat.elapsed = _elapsed(session)
    return seat


def _elapsed(session: Session) -> int:
    """Seconds of the turn that had passed when the session was left: from its opening to the last thing on record."""
    opened = 0
    for command in session.store.events() if session.store is not None else ():
        opened = next((row["t_ms"] for row in command if row["type"] == "turn_opened"), opened)
    return max(session.clock.elapsed_ms() - opened, 0) // 1000
