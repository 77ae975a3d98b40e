"""What a team was told of each track since its last lock: from what to what, and why, the weightiest cause first."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.session.session import Session, Told
from exercise.session.wording import cause
from exercise.session.wording.causes import REST
from exercise.session.wording.changed import hides_something
from exercise.tui.table import Change


class _Since:
    """One track since a lock: its first and its last value, and what each cause weighed in thousandths."""

    def __init__(self, turn: int, before: int) -> None:
        self.turn, self.before, self.after = turn, before, before
        self.weights: dict[str, int] = {}

    def weigh(self, said: str, thousandths: int) -> None:
        if said:
            self.weights[said] = self.weights.get(said, 0) + thousandths

    def change(self) -> Change:
        heaviest = sorted(self.weights, key=lambda said: -abs(self.weights[said]))
        return Change(self.turn, self.before, self.after, tuple((said, self.weights[said]) for said in heaviest))


def last_changes(session: Session, told: Iterable[Told], team: str) -> dict[str, Change]:
    """The last change of each track, by its id; everything between two locks of the team is one change."""
    found: dict[str, _Since] = {}
    fresh: set[str] = set()
    parts: dict[str, list[tuple[str, int]]] = {}
    for one in told:
        event = one.event
        if event.type == "acted" and event.data.get("words") == "lock" and event.data.get("team") == team:
            fresh.clear()
        if event.type not in ("contributed", "changed"):
            continue
        slot, said = str(event.data["slot"]), cause(session.model, event.cause, team)
        if event.type == "contributed":
            parts.setdefault(slot, []).append((said, _number(event.data["thousandths"])))
            continue
        weighed = parts.pop(slot, [])
        track = _track_of(slot, team)
        if not track:
            continue
        if track not in fresh:
            found[track] = _Since(one.turn, _number(event.data["before"]))
            fresh.add(track)
        found[track].after = _number(event.data["after"])
        for part in weighed or [(said, 0)]:
            found[track].weigh(*part)
        if weighed and hides_something(event, sum(heavy for _said, heavy in weighed)):
            found[track].weigh(REST, 0)
    return {track: since.change() for track, since in found.items()}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _track_of(slot: str, team: str) -> str:
    """The track whose number or interval a slot holds, or nothing."""
    kind, _dot, rest = slot.partition(".")
    if kind == "track":
        return rest
    return rest.removesuffix(f".{team}") if kind == "seen" else ""
