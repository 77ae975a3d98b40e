"""Sessions for tests: a store in memory, a store that fails, and a scripted afternoon with people at the table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from exercise.engine.views import Snapshot
from exercise.errors import StorageFailed
from exercise.session.clock import SimulatedClock
from exercise.session.players import Chair, Computer, Human
from exercise.session.session import Session, Told
from exercise.store.port import Event
from tests.scenarios import flagship


class Memory:
    """A store that keeps commands as the bytes that a log would hold, and fails when it is told to."""

    def __init__(self, commands: Sequence[str] = (), room: int = 10**9) -> None:
        self.path = Path("memory")
        self.lines = list(commands)
        self.room = room
        """How many more commands it takes."""

    def append(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Keep one command, or raise."""
        if self.room <= 0:
            raise StorageFailed("No room.")
        self.room -= 1
        self.lines.append(json.dumps(list(events)))

    def events(self) -> Iterator[list[Event]]:
        """Everything kept so far."""
        return (json.loads(line) for line in self.lines)

    def close(self) -> None:
        """Nothing."""


CHAIRS: dict[str, Chair] = {
    "nato": Human(),
    "poland_lithuania": Computer("random"),
    "russia": Human(),
}
AFTERNOON = (
    "nato: call military_line",
    "russia: answer military_line",
    "nato: ask vienna_document.clarify",
    "nato: order inspect",
    "nato: order fly_patrols",
    "nato: withdraw fly_patrols",
    "russia: order call_exercise",
    "nato: lock",
    "russia: lock",
    "russia: reply vienna_document.clarify",
    "nato: write embassies",
    "nato: lock",
    "russia: order invite_attaches",
    "russia: lock",
    "nato: call military_line",
    "nato: propose encounter_rules",
    "russia: accept encounter_rules",
    "nato: lock",
    "russia: lock",
    "russia: lock",
    "nato: lock",
)
"""What two people do in four turns; whatever is refused in some history is simply refused."""


def begun(store: Memory | None = None, seed: int = 7, chairs: Mapping[str, Chair] = CHAIRS) -> Session:
    """The flagship with people at two of its three teams."""
    return Session.begin(flagship(), seed, chairs, store, "afternoon", SimulatedClock())


def do(session: Session, move: str) -> object:
    """One move, such as `nato: lock`; the refusal, if it is one."""
    team, _, words = move.partition(": ")
    return session.act(team, words, "Good morning." if words.startswith("write") else "")


def seen(session: Session) -> dict[str, tuple[Snapshot, list[Told]]]:
    """What every team has before it: its screen, and all its news."""
    return {team: (session.snapshot(team), session.news(team)) for team in session.model.team_ids}
