"""The reading that a team is asked for in some turns: about whom, and what it has stated already."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.engine.views import Snapshot
from exercise.session.readings import VERB, Reading, reading_of
from exercise.session.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """A reading that can be stated now: about which `others` (id and name), and what was `said` before in this turn."""

    turn: int
    others: tuple[tuple[str, str], ...]
    said: Reading | None = None
    text: str = ""


def asked(session: Session, team: str, snapshot: Snapshot) -> Asked | None:
    """What a team is asked for, None where it can state nothing now."""
    others = tuple((one, session.model.label("team", one, team)) for one in snapshot.present if one != team)
    if not others or not any(one.verb == VERB for one in snapshot.options):
        return None
    for told in reversed(session.news(team)):
        data = told.event.data
        if told.turn != snapshot.turn:
            break
        if told.event.type == "acted" and data["team"] == team and str(data["words"]).split()[0] == VERB:
            return Asked(snapshot.turn, others, reading_of(str(data["words"])), str(data.get("text", "")))
    return Asked(snapshot.turn, others)
