"""How people's exercise begins: teams for the people, computer players in the other chairs, a log of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.loader import Loaded
from exercise.session.players import Human
from exercise.session.session import Session
from exercise.session.spec import HUMAN, MIXED, chairs_for, named_players
from exercise.tui.hotseat import HotSeat
from exercise.tui.seat import Seat

NewStore = Callable[[str], Any]
"""Opens a fresh store for a scenario's id. A screen hands it on to the session and knows nothing of stores."""

PERSON = HUMAN
"""Who sits at this keyboard, in the words of a spec."""


@dataclass(frozen=True, slots=True)
class Roster:
    """What an exercise begins with: the scenario under its order, who plays each team in the words of a spec, the seed
    of the luck, and whether the people make a practice move first."""

    loaded: Loaded
    players: Mapping[str, str]
    seed: int
    practice: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """The teams that people lead, in the order of the file."""
        return tuple(team for team in self.loaded.scenario.teams if self.players.get(team) == PERSON)

    def with_player(self, team: str, words: str) -> Roster:
        """The same with another player for a team."""
        return replace(self, players={**self.players, team: words})


def alone(chosen: Roster, team: str) -> Roster:
    """The same with a person for this team, and for no other."""
    players = {one: MIXED if words == PERSON else words for one, words in chosen.players.items()}
    return replace(chosen, players=players | {team: PERSON})


def drawn_seed() -> int:
    """A seed that nobody chose, short enough to be written down and typed again."""
    return secrets.randbelow(1_000_000)


def roster(loaded: Loaded, spec: str, people: tuple[str, ...], seed: int) -> Roster:
    """Who plays, by a spec and the teams that people lead. Raises UnusableInput."""
    return Roster(loaded, named_players(spec, loaded.model) | dict.fromkeys(people, PERSON), seed)


def begin(chosen: Roster, new_store: NewStore) -> Seat | HotSeat:
    """The seat of a person at a new exercise, or the keyboard that several share. Raises UnusableInput, or
    StorageFailed where no log can be kept."""
    if not chosen.people:
        raise UnusableInput(_("Nobody plays. Give a team to a person, or let 'exercise rehearse' tell the story."))
    loaded = chosen.loaded
    chairs = chairs_for(chosen.players, loaded.model, chosen.seed)
    store = new_store(loaded.model.id)
    return seated(Session.begin(loaded, chosen.seed, chairs, store, store.path.stem))


def practice(chosen: Roster, team: str) -> Seat:
    """A seat at an exercise of which nothing is kept, with luck of its own: the computer leads all the other teams."""
    seed = chosen.seed ^ 1
    chairs = chairs_for(alone(chosen, team).players, chosen.loaded.model, seed)
    return Seat(Session.begin(chosen.loaded, seed, chairs), team)


def seated(session: Session) -> Seat | HotSeat:
    """The people's place in a session. Raises UnusableInput where only computers play."""
    people = [team for team, chair in session.chairs.items() if isinstance(chair, Human)]
    if not people:
        raise UnusableInput(_("Nobody sits at this exercise but computer players. 'exercise replay' tells its story."))
    return Seat(session, people[0]) if len(people) == 1 else HotSeat(session)


def resumed(session: Session) -> Seat | HotSeat:
    """The people's place in a session that goes on. Raises UnusableInput where only computers played."""
    place = seated(session)
    if isinstance(place, Seat) and not place.is_new:  # before its first act a team reads the briefing; the clock stands
        place.elapsed = _elapsed(session)
    return place


def _elapsed(session: Session) -> int:
    """Seconds of the turn that had passed when the session was left: from its opening to the last thing on record."""
    opened = 0
    for command in session.store.events() if session.store is not None else ():
        opened = next((row["t_ms"] for row in command if row["type"] == "turn_opened"), opened)
    return max(session.clock.elapsed_ms() - opened, 0) // 1000
