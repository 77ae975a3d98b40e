"""Where something is, in words: at a place, or at a position on the map."""

from __future__ import annotations

from exercise.engine.events import Event
from exercise.engine.model import Model, Track
from exercise.i18n import _
from exercise.session.wording.scales import value_name


def position(north: int, east: int) -> str:
    """`55.2 N 28.5 E`, from ten-thousandths of a degree."""
    return f"{_degrees(north)} {'S' if north < 0 else 'N'} {_degrees(east)} {'W' if east < 0 else 'E'}"


def _degrees(value: int) -> str:
    tenths = (abs(value) + 500) // 1000
    return f"{tenths // 10}.{tenths % 10}"


def moved(model: Model, event: Event, force: str, reader: str | None) -> str:
    """A force has moved. Its name may be a plural, so no verb follows it."""
    where = standing(model, force, _number(event), reader)
    return _("{force}: now {where}").format(force=model.label("force", force, reader), where=where)


def standing(model: Model, force: str, number: int, reader: str | None) -> str:
    """Where a force stands: `number` is that of a place, or 0 for its own first position. The name of a place is only
    for those who know of the place."""
    if not number:
        start = next(one for one in model.forces if one.id == force)
        return _("at {place}").format(place=position(start.north, start.east))
    place = model.places[number - 1]
    known = reader is None or reader in place.shown_to
    name = model.label("place", place.id, reader) if known else position(place.north, place.east)
    return _("at {place}").format(place=name)


def in_sight(model: Model, event: Event, reference: list[str], name: str, reader: str | None) -> str:
    """A track or a force was revealed: what there is to see. Both are told as one more than the least."""
    seen = _number(event) - 1
    track = next((one for one in model.tracks if one.id == reference[0]), None)
    if track is None:
        where = standing(model, reference[0], seen, reader)
        return _("{force}: in sight, {where}").format(force=name, where=where)
    value = value_name(model, track.id, seen, reader) if track.values else _value(track, seen + track.low)
    return _("{track}: now known, {value}").format(track=name, value=value)


def _value(track: Track, value: int) -> str:
    if track.fact:
        return _("yes") if value else _("no")
    return str(value)


def _number(event: Event) -> int:
    value = event.data["after"]
    assert isinstance(value, int)
    return value
