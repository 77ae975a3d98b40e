"""An exercise as it stood after each thing that happened: what a replay steps through, and what a plot is drawn from.

It is a fold over what is on record, with a world kept every so often, so that stepping back costs as little as stepping
on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal, cast

from exercise.engine.events import Event
from exercise.engine.mechanisms import clock
from exercise.engine.model import Track
from exercise.engine.world import World
from exercise.session.session import Session, Told
from exercise.session.wording.acts import done
from exercise.session.wording.news import news_at

EVERY = 64
"""So many events lie between two worlds that are kept."""

Mark = Literal["", "move", "decision", "call", "breach", "ending"]
MARKS: tuple[Mark, ...] = ("move", "decision", "call", "breach", "ending")
"""What one can jump to."""

CALLS = ("call", "answer", "let_ring")
DECISIONS = ("order", "withdraw", "lock")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened before certain eyes: its place in the log, its move, what it says and what it is."""

    place: int
    turn: int
    text: str
    kind: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Perception:
    """An act as it was meant and as one side read it, in tenths of the scale of escalation."""

    place: int
    turn: int
    team: str
    action: str
    side: str
    meant: int
    read: int


@dataclass(frozen=True, slots=True)
class Level:
    """Where a track stood at the end of a move (0: at the beginning), as far as it is known: from `low` to `high`."""

    turn: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Deed:
    """An order that was carried out, and by how much it moved a track, in thousandths, as far as that is known."""

    turn: int
    team: str
    action: str
    thousandths: int


class History:
    """All of an exercise that is on record. Eyes are a team's, or None for all teams' and control's."""

    def __init__(self, session: Session) -> None:
        self.session, self.rules, self.model = session, session.rules, session.model
        self.told = session.all_events()
        self._first = self.rules.start(session.seed, self.rules.present(session.world))
        self._openings = _bookkeeping(self.told)
        self._worlds = list(self._kept())

    # --- how it stood --------------------------------------------------------------------------------------------

    def world(self, place: int) -> World:
        """The world after the event at a place, counted from 0."""
        near = (place + 1) // EVERY
        world = self._worlds[near]
        for one in range(near * EVERY, place + 1):
            world = self._after(world, one)
        return world

    def at(self, place: int) -> Session:
        """The exercise as it stood after the event at a place."""
        return self.session.standing(self.told[: place + 1], self.world(place))

    def date(self, place: int) -> datetime:
        """Exercise time at the opening of the move in which the event at a place lies."""
        return self.model.start + timedelta(minutes=self.rules.get(self.world(place), clock.MINUTES))

    def _kept(self) -> Iterator[World]:
        """The world before the first event, and after every so many."""
        world = self._first
        for place in range(len(self.told)):
            if place % EVERY == 0:
                yield world
            world = self._after(world, place)
        if len(self.told) % EVERY == 0:
            yield world

    def _after(self, world: World, place: int) -> World:
        """With the opening of a turn comes all of its bookkeeping: what was of the last turn is over."""
        if place in self._openings:
            world = self.rules.apply(world, self._openings[place])
        return self.rules.apply(world, self.told[place].event)

    # --- what happened -------------------------------------------------------------------------------------------

    @lru_cache(maxsize=16)  # noqa: B019 - a history lives as long as the screen that shows it
    def steps(self, eyes: str | None) -> tuple[Step, ...]:
        """What happened before these eyes, in order; bookkeeping is no step."""
        seen = [place for place, one in enumerate(self.told) if eyes is None or one.event.seen_by(eyes)]
        shown = {seen[at]: item for at, item in news_at(self.model, (self.told[one] for one in seen), eyes)}
        ordered: set[tuple[int, str, str]] = set()
        found = []
        for place in seen:
            one = self.told[place]
            mark = _mark(one, ordered)
            if place in shown:
                found.append(Step(place, one.turn, shown[place].text, shown[place].kind, mark))
            elif mark:
                found.append(Step(place, one.turn, self._said(one.event, eyes), mark, mark))
        return tuple(found)

    def _said(self, event: Event, eyes: str | None) -> str:
        """What is no news and yet a step: drafts, locks, the opening of a move (said by whoever shows it)."""
        if event.type != "acted":
            return ""
        return done(self.model, str(event.data["team"]), str(event.data["words"]), eyes) + "."

    @lru_cache(maxsize=16)  # noqa: B019 - as above
    def perceptions(self, eyes: str | None) -> tuple[Perception, ...]:
        """Each act that was carried out as each side read it, as far as these eyes know."""
        meant = {action.id: action.escalation or 0 for action in self.model.actions}
        return tuple(
            Perception(
                place,
                one.turn,
                team=str(data["team"]),
                action=str(data["action"]),
                side=str(data["side"]),
                meant=meant[str(data["action"])],
                read=cast(int, data["tenths"]),
            )
            for place, one in enumerate(self.told)
            if one.event.type == "perceived" and (eyes is None or one.event.seen_by(eyes))
            for data in (one.event.data,)
        )

    # --- one track over the moves --------------------------------------------------------------------------------

    @property
    def tension(self) -> Track | None:
        """The track that escalation moves, or the one of that name."""
        wanted = self.model.spiral.tension if self.model.spiral is not None else "tension"
        return next((one for one in self.model.tracks if one.id == wanted and not one.per_team), None)

    def levels(self, eyes: str | None) -> tuple[Level, ...]:
        """Tension as it stood at the beginning and at the end of each move that was played to its end."""
        track = self.tension
        ends = [place for place, one in enumerate(self.told) if one.event.type == "turn_resolved"]
        if track is None or not ends:
            return ()
        place = self.rules.index[f"track.{track.id}"]
        found = []
        for turn, end in enumerate([-1, *ends]):
            if eyes is None:
                value = self.world(end).slots[place]
                found.append(Level(turn, value, value))
                continue
            opening = self.steps(eyes)[0].place if turn == 0 else end
            tracks = self.at(opening).snapshot(eyes).tracks
            found += [Level(turn, one.low, one.high) for one in tracks if one.id == track.id]
        return tuple(found)

    def deeds(self, eyes: str | None) -> tuple[Deed, ...]:
        """The orders that were carried out, as far as these eyes saw them, each with what it weighed in tension."""
        slot = f"track.{self.tension.id}" if self.tension is not None else ""
        seen = [one for one in self.told if eyes is None or one.event.seen_by(eyes)]
        weights: dict[tuple[int, tuple[str, ...]], int] = {}
        for one in seen:
            if one.event.type == "contributed" and one.event.data["slot"] == slot:
                key = one.turn, one.event.cause[1:]
                weights[key] = weights.get(key, 0) + cast(int, one.event.data["thousandths"])
        done = dict.fromkeys(
            (one.turn, str(one.event.data["team"]), str(one.event.data["action"]))
            for one in seen
            if one.event.type in ("carried_out", "discovered")
        )
        return tuple(Deed(turn, team, action, weights.get((turn, (team, action)), 0)) for turn, team, action in done)


def _bookkeeping(told: list[Told]) -> dict[int, Event]:
    """For the opening of each turn the bookkeeping with which it ends."""
    found = {}
    for place, one in enumerate(told):
        if one.event.type == "turn_opened":
            rest = (each.event for each in islice(told, place + 1, None))
            kept = next((event for event in rest if event.type in ("kept", "acted", "turn_resolved")), None)
            if kept is not None and kept.type == "kept":
                found[place] = kept
    return found


def _mark(one: Told, ordered: set[tuple[int, str, str]]) -> Mark:
    """What an event is to somebody who looks for it. What was seen as an order is not decided again when it is
    carried out; `ordered` remembers those."""
    event = one.event
    words = str(event.data.get("words", ""))
    verb, _space, target = words.partition(" ")
    if event.type == "acted" and verb in DECISIONS:
        ordered.add((one.turn, str(event.data["team"]), target))
        return "decision"
    if event.type in ("carried_out", "discovered"):
        return "" if (one.turn, str(event.data["team"]), str(event.data["action"])) in ordered else "decision"
    if event.type == "rang_out" or (event.type == "acted" and verb in CALLS):
        return "call"
    if event.type == "changed" and event.data["slot"] == "ending":
        return "ending"
    kinds: dict[str, Mark] = {"turn_opened": "move", "breached": "breach"}
    return kinds.get(event.type, "")


def jump(steps: tuple[Step, ...], place: int, mark: Mark, way: int) -> int | None:
    """The number of the next step with a mark after the step at `place`, or of the one before it; None where none is.

    `way` is 1 or -1."""
    marked = [number for number, one in enumerate(steps) if one.mark == mark]
    at = bisect_right(marked, place) if way > 0 else bisect_left(marked, place) - 1
    return marked[at] if 0 <= at < len(marked) else None
