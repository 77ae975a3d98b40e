"""What was said on each channel, as far as a team was told: words, letters that take a while, calls and their end."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.engine.views import Snapshot
from exercise.session.session import Session, Told
from exercise.session.wording import headline
from exercise.session.wording.acts import KIND_OF
from exercise.tui.table import Remark

Rooms = dict[str, list[Remark]]


def rooms(session: Session, told: Iterable[Told], snapshot: Snapshot) -> dict[str, tuple[Remark, ...]]:
    """By channel, what was said on it, the oldest first; what a team was not told of is not here."""
    late = {one.id: snapshot.turn + one.delay_turns for one in snapshot.channels if one.delay_turns}
    found: Rooms = {one.id: [] for one in snapshot.channels}
    for one in told:
        channel = _channel_of(one)
        if channel not in found:
            continue
        if one.event.type == "letter_arrived" and one.event.actor == snapshot.team:
            _arrived(found[channel])
            continue
        remark = _remark(session, one, snapshot.team)
        if remark is not None and remark.own and remark.who and channel in late:
            arrives = late[channel] if one.turn == snapshot.turn else None
            remark = Remark(remark.turn, remark.who, remark.text, own=True, waits=True, arrives=arrives)
        if remark is not None:
            found[channel].append(remark)
    return {channel: tuple(remarks) for channel, remarks in found.items()}


def among_seats(session: Session, told: Iterable[Told], speaking: str) -> tuple[Remark, ...]:
    """What the seats of a team said to one another, the oldest first; `speaking` is whose words are one's own."""
    said = [(one.turn, one.event.data) for one in told if one.event.type == "said"]
    return tuple(
        Remark(
            turn,
            session.model.text(f"seat.{data['team']}.{data['seat']}.name", str(data["team"])),
            str(data["text"]),
            own=data["seat"] == speaking,
        )
        for turn, data in said
    )


def _arrived(remarks: list[Remark]) -> None:
    """The oldest of one's own letters that were under way has been received."""
    for place, one in enumerate(remarks):
        if one.waits:
            remarks[place] = Remark(one.turn, one.who, one.text, own=True)
            return


def _channel_of(told: Told) -> str:
    """The channel on which this happened, or nothing."""
    event, data = told.event, told.event.data
    if event.type == "acted":
        verb, _space, target = str(data["words"]).partition(" ")
        if verb == "explain":
            return target.partition(" over ")[2]
        return target if KIND_OF.get(verb) == "channel" else ""
    if event.type == "changed":
        kind, _dot, rest = str(data["slot"]).partition(".")
        return rest.removesuffix(".status") if kind == "channel" else ""
    return str(data.get("channel", "")) if event.type in ("letter_arrived", "rang_out") else ""


def _remark(session: Session, one: Told, team: str) -> Remark | None:
    """Somebody's own words behind the name, anything else as the news tell it."""
    event, model = one.event, session.model
    own = event.actor == team
    if event.data.get("text") and event.type in ("acted", "letter_arrived"):
        who = model.label("team", event.actor, team)
        return Remark(one.turn, who, str(event.data["text"]), own)
    said = headline(model, event, team)
    return Remark(one.turn, "", said, own) if said else None
