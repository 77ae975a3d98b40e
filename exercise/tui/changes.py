"""What a team was told of each track: every change, with its causes and what each of them weighed.

One way through what was told serves all that is shown of it: the last change of a track, its course, its arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise.engine.views import TrackView
from exercise.session.session import Session, Told
from exercise.session.wording import cause
from exercise.session.wording.causes import REST
from exercise.session.wording.changed import hides_something
from exercise.tui.table import Change, Sum

Sums = dict[str, list[Sum]]
"""By track, all its changes in their order."""


def sums(session: Session, told: Iterable[Told], team: str) -> Sums:
    """Each change that the team was told of, by track, with the contributions that were disclosed to it."""
    found: Sums = {}
    parts: dict[str, list[tuple[str, int]]] = {}
    locks = 0
    for one in told:
        event = one.event
        if event.type == "acted" and event.data.get("words") == "lock" and event.data.get("team") == team:
            locks += 1
        if event.type not in ("contributed", "changed"):
            continue
        slot, said = str(event.data["slot"]), cause(session.model, event.cause, team)
        if event.type == "contributed":
            parts.setdefault(slot, []).append((said, _number(event.data["thousandths"])))
            continue
        weighed = tuple(parts.pop(slot, ()))
        track = _track_of(slot, team)
        if track:
            hides = bool(weighed) and hides_something(event, sum(heavy for _said, heavy in weighed))
            before, after = _number(event.data["before"]), _number(event.data["after"])
            guessed = slot.startswith("seen.")
            found.setdefault(track, []).append(Sum(one.turn, locks, before, after, weighed, said, hides, guessed))
    return found


def seen(found: Sums, tracks: Iterable[TrackView]) -> Sums:
    """Those of the tracks that the team still sees, without the first sight of an estimate: that is no change. Of what
    is known by now the estimates are left out, since they were no measure of it."""
    return {one.id: [each for each in found[one.id] if _counts(each, one)] for one in tracks if one.id in found}


def _counts(change: Sum, track: TrackView) -> bool:
    width = track.high - track.low
    return change.before >= track.floor - width and (bool(width) or not change.guessed)


def last_changes(found: Sums) -> dict[str, Change]:
    """The last change of each track, by its id; everything between two locks of the team is one change."""
    recent = {track: [one for one in all_ if one.locks == all_[-1].locks] for track, all_ in found.items() if all_}
    return {track: _together(ones) for track, ones in recent.items()}


def _together(ones: Sequence[Sum]) -> Change:
    weights: dict[str, int] = {}
    for one in ones:
        for said, heavy in (*(one.parts or ((one.said, 0),)), *(((REST, 0),) if one.hides else ())):
            if said:
                weights[said] = weights.get(said, 0) + heavy
    heaviest = sorted(weights, key=lambda said: -abs(weights[said]))
    return Change(ones[0].turn, ones[0].before, ones[-1].after, tuple((said, weights[said]) for said in heaviest))


def course(ones: Sequence[Sum], turn: int) -> tuple[int, ...]:
    """Where the track stood at the end of each turn before this one, after its start, and where it stands now."""
    if not ones:
        return ()
    values, now = [ones[0].before], ones[0].before
    for each in range(turn + 1):
        now = next((one.after for one in reversed(ones) if one.turn == each), now)
        if each:
            values.append(now)
    return tuple(values)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _track_of(slot: str, team: str) -> str:
    """The track whose number or interval a slot holds, or nothing."""
    kind, _dot, rest = slot.partition(".")
    if kind == "track":
        return rest
    return rest.removesuffix(f".{team}") if kind == "seen" else ""
