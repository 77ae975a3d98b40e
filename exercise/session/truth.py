"""What control sees of a moment, and nobody at the table: each number as it really is beside what the teams hold it to
be, all drafts, and every line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercise.engine.mechanisms import tracks
from exercise.engine.mechanisms.line import Line
from exercise.engine.model import Track
from exercise.engine.rules import Rules
from exercise.engine.snapshot import snapshot
from exercise.engine.views import AgreementView, HeldView, OrderView, Snapshot, TrackView
from exercise.engine.world import World
from exercise.i18n import _
from exercise.session.wording.changed import track_name
from exercise.session.wording.scales import value_name


@dataclass(frozen=True, slots=True)
class TrueTrack:
    """A number or fact as it is; `held` is what each team that does not know it holds it to be, None where it sees
    nothing of it."""

    id: str
    name: str
    fact: bool
    value: int
    floor: int
    ceiling: int
    good: str | None
    named: str
    """Of a track with named values what people call the one that is true; empty for others."""
    held: Mapping[str, tuple[int, int] | None]
    suspected: Mapping[str, tuple[HeldView, ...]]
    """Of a track with named values what teams believe by their clues, the likeliest first."""

    @property
    def said(self) -> str:
        """The value as people say it."""
        if self.named:
            return self.named
        return (_("yes") if self.value else _("no")) if self.fact else str(self.value)


@dataclass(frozen=True, slots=True)
class TrueChannel:
    """A channel: how it stands as the engine counts it, who calls, and who has not answered yet."""

    name: str
    status: int
    members: tuple[str, ...]
    callers: tuple[str, ...]
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All of it. `drafts` are the orders that each team has given in this turn, `locked` the teams that are ready."""

    tracks: tuple[TrueTrack, ...]
    channels: tuple[TrueChannel, ...]
    agreements: tuple[AgreementView, ...]
    drafts: Mapping[str, tuple[OrderView, ...]]
    locked: tuple[str, ...]
    present: tuple[str, ...]


def truth(rules: Rules, world: World) -> Truth:
    """How everything stands in this world."""
    model = rules.model
    seen = {team: snapshot(rules, world, team) for team in model.team_ids}
    return Truth(
        tracks=tuple(
            _track(rules, world, track, reference, seen)
            for track in model.tracks
            for reference in tracks.references(model, track)
        ),
        channels=tuple(
            TrueChannel(
                model.label("channel", one.id, None),
                rules.get(world, Line(one.id).status),
                one.members,
                *_calls(one.id, seen),
            )
            for one in model.channels
        ),
        agreements=tuple(_agreements(seen)),
        drafts={team: one.orders for team, one in seen.items()},
        locked=rules.locked(world),
        present=rules.present(world),
    )


def _track(rules: Rules, world: World, track: Track, reference: str, seen: Mapping[str, Snapshot]) -> TrueTrack:
    held: dict[str, tuple[int, int] | None] = {}
    for team, one in seen.items():
        view = next((each for each in one.tracks if each.id == reference), None)
        if view is None:
            held[team] = None
        elif not view.exact:
            held[team] = _interval(view)
    name = track_name(rules.model, reference.split("."), None)
    value = rules.get(world, tracks.value(reference))
    named = value_name(rules.model, track.id, value, None) if track.values else ""
    fact = track.fact or bool(track.values)
    suspected = {team: each.held for team, one in seen.items() for each in one.beliefs if each.id == track.id}
    return TrueTrack(reference, name, fact, value, track.low, track.high, track.good, named, held, suspected)


def _interval(view: TrackView) -> tuple[int, int] | None:
    """What a team holds possible; nothing before its first estimate."""
    low, high = max(view.low, view.floor), min(view.high, view.ceiling)
    return (low, high) if low <= high else None


def _calls(channel: str, seen: Mapping[str, Snapshot]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who calls over a channel, and for whom it still rings."""
    rings = {team: each.ringing for team, one in seen.items() for each in one.channels if each.id == channel}
    callers = sorted({caller for ringing in rings.values() for caller in ringing})
    return tuple(callers), tuple(team for team, ringing in rings.items() if ringing)


def _agreements(seen: Mapping[str, Snapshot]) -> list[AgreementView]:
    """Each agreement as one of its parties sees it, who knows the most of it."""
    found: dict[str, AgreementView] = {}
    for one in seen.values():
        for view in one.agreements:
            if view.id not in found or (view.member and not found[view.id].member):
                found[view.id] = view
    return list(found.values())
