"""The degrees of things in words: how sharp an act is meant, how things stand, where an ending leads."""

from __future__ import annotations

from itertools import count, takewhile

from exercise.engine.model import Model
from exercise.i18n import _

INTENTS = (
    (-1, _("conciliatory")),
    (0, _("neutral")),
    (34, _("protest")),
    (59, _("show of force")),
    (84, _("threat")),
)
"""The highest value of each degree, in tenths, half-way between the named ones."""

OUTLOOKS = {
    "high_escalation_confrontation": _("high-escalation confrontation"),
    "contained_confrontation": _("contained confrontation"),
    "pragmatic_partnership": _("pragmatic partnership"),
    "strategic_partnership": _("strategic partnership"),
    "war": _("war"),
}

STATUSES = {
    "channel": {"cut": _("cut"), "silent": _("silent"), "open": _("open")},
    "agreement": {
        "none": _("not agreed"),
        "proposed": _("proposed"),
        "in_force": _("in force"),
        "suspended": _("suspended"),
        "ended": _("ended"),
    },
}
"""In the order in which the engine counts them, from 0."""


def intent(tenths: int) -> str:
    """How sharp an act is meant or perceived, on the scale of the scenario language."""
    return next((word for highest, word in INTENTS if tenths <= highest), _("use of force"))


def outlook(id: str) -> str:
    """Where an ending leads."""
    return OUTLOOKS.get(id, id.replace("_", " "))


def status(kind: str, value: int | str) -> str:
    """How a channel or an agreement stands; `value` as the engine counts it or as the language writes it."""
    words = STATUSES[kind]
    return list(words.values())[value] if isinstance(value, int) else words.get(value, value)


def value_name(model: Model, track: str, number: int, reader: str | None) -> str:
    """What people call the value with this number of a track that has named ones."""
    return model.label("value", f"{track}.{model.track[track].values[number]}", reader)


def degrees(model: Model, track: str, reader: str | None) -> tuple[str, ...]:
    """The words in which a reader is shown a track, from its low end on; none where it is shown as a number."""
    if reader is None:
        return ()
    written = (model.text(f"track.{track}.degree{number}", reader) for number in count())
    return tuple(takewhile(bool, written))


def degree(words: tuple[str, ...], value: int, floor: int, ceiling: int) -> str:
    """The word for a value: each stands for an equal part of the range."""
    place = (value - floor) * len(words) // (ceiling - floor + 1)
    return words[min(max(place, 0), len(words) - 1)]
