"""What changed, in a sentence: from what to what, and why, with what each cause weighed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from exercise.engine.events import UNDISCLOSED, Event
from exercise.engine.mechanisms.terms import packages
from exercise.engine.model import Model, Track
from exercise.i18n import _
from exercise.session.wording.acts import agreed_values
from exercise.session.wording.causes import REST, cause
from exercise.session.wording.scales import degree, degrees, outlook, status, value_name
from exercise.session.wording.whereabouts import in_sight, moved

Kind = Literal["inject", "act", "change", "status", "talk", "report", "ending"]
Said = tuple[Kind, str] | None
"""A sentence, and what kind of news it is."""

ROUNDING = 500
"""Thousandths by which the causes of a change may miss it."""


def stopped(sentence: str) -> str:
    """The sentence with a full stop, unless it has an end of its own, also inside quotation marks."""
    return sentence if sentence.removesuffix("”").endswith((".", "!", "?", "…")) else f"{sentence}."


def id_of(event: Event, key: str) -> str:
    """What an event carries under a key, as text; empty where there is nothing."""
    return str(event.data.get(key, ""))


def number_of(event: Event, key: str) -> int:
    """A number that an event carries."""
    value = event.data[key]
    assert isinstance(value, int)
    return value


def changed(model: Model, event: Event, because: Sequence[Event], reader: str | None) -> Said:
    """A change of a number or a status: what it was and is, and why."""
    match id_of(event, "slot").split("."):
        case ["track", *reference]:
            return "change", _with_causes(model, event, because, reader, _track(model, event, reference, reader))
        case ["seen", *reference, team]:
            estimate = _estimate(model, event, reference[0], reference, team, reader)
            return ("change", estimate) if estimate else None
        case ["force", id, "at"]:
            return "status", _with_causes(model, event, because, reader, moved(model, event, id, reader))
        case ["sight", *reference, team]:
            return "report", _in_sight(model, event, reference, team, reader)
        case ["channel" | "agreement" as kind, id, "status"]:
            return "status", _status(model, event, kind, id, reader)
        case ["agreement", id, "package" | "signed" as what]:
            return ("status", _settled(model, event, id, what, reader)) if number_of(event, "after") else None
        case ["phase"]:
            phase = model.phases[number_of(event, "after")].id
            said = _("The crisis moved on: {phase}").format(phase=model.label("phase", phase, reader))
            return "status", stopped(said)
        case ["ending"]:
            return "ending", _ending(model, number_of(event, "after"), reader)
        case _:
            return None


def _status(model: Model, event: Event, kind: str, id: str, reader: str | None) -> str:
    """How a channel or an agreement stands now, and why. A name may be a plural, so no verb follows it."""
    names = {
        "name": model.label(kind, id, reader),
        "status": status(kind, number_of(event, "after")),
        "cause": cause(model, event.cause, reader),
    }
    if event.cause[:1] == ("fell_through",):
        return _("{name}: the proposal fell, {cause}.").format(**names)
    said = _("{name}: now {status} ({cause}).") if names["cause"] else _("{name}: now {status}.")
    return said.format(**names)


def _settled(model: Model, event: Event, id: str, what: str, reader: str | None) -> str:
    """What the parties have agreed in their bargaining, or what their agreement still waits for."""
    agreement, name = next(one for one in model.agreements if one.id == id), model.label("agreement", id, reader)
    if what == "signed":
        waits = model.text(f"agreement.{id}.why_not", reader)
        said = _("{name}: accepted, and waits for what it hangs on. {why}")
        return stopped(said.format(name=name, why=waits).rstrip())
    values = agreed_values(packages(agreement)[number_of(event, "after") - 1])
    return _("{name}: the terms are now {values}.").format(name=name, values=values)


def _track(model: Model, event: Event, reference: Sequence[str], reader: str | None) -> str:
    before, after = number_of(event, "before"), number_of(event, "after")
    name = track_name(model, reference, reader)
    if model.track[reference[0]].values:
        was, now = (value_name(model, reference[0], number, reader) for number in (before, after))
        return _("{name}: {after}, until now {before}").format(name=name, before=was, after=now)
    if _track_of(model, reference[0]).fact:
        return _("{name}: {value}").format(name=name, value=_("yes") if after else _("no"))
    said = _in_degrees(model, reference[0], reader, before, after)
    if said and said[0] == said[1]:
        moved = _("{name}: higher, still {degree}") if after > before else _("{name}: lower, still {degree}")
        return moved.format(name=name, degree=said[0])
    first, last = said or (before, after)
    return _("{name} {before} → {after}").format(name=name, before=first, after=last)


def _in_degrees(model: Model, id: str, reader: str | None, *values: int) -> tuple[str, ...]:
    """Values of a track in the words of the scenario; nothing where it is shown as a number."""
    words, track = degrees(model, id, reader), _track_of(model, id)
    return tuple(degree(words, value, track.low, track.high) for value in values) if words else ()


def _estimate(
    model: Model, event: Event, id: str, reference: Sequence[str], team: str, reader: str | None
) -> str | None:
    """A new interval that a team holds possible; the first one is no news."""
    track = _track_of(model, id)
    if number_of(event, "before") < track.low - 2 * track.within[team]:
        return None
    after = number_of(event, "after")
    low, high = max(after, track.low), min(after + 2 * track.within[team], track.high)  # not below what can be
    first, last = _in_degrees(model, id, reader, low, high) or (low, high)
    said = _("{name}: now held to be between {low} and {high}.")
    if reader is None:
        said = _("{team}: {name} now held to be between {low} and {high}.")
    return said.format(
        name=track_name(model, reference, reader),
        team=model.label("team", team, reader),
        low=first,
        high=last,
    )


def _track_of(model: Model, id: str) -> Track:
    return next(track for track in model.tracks if track.id == id)


def track_name(model: Model, reference: Sequence[str], reader: str | None) -> str:
    """The name of a track, with the team for one that is kept per team."""
    name = model.label("track", reference[0], reader)
    if len(reference) == 1:
        return name
    return _("{track} of {team}").format(track=name, team=model.label("team", reference[1], reader))


def _in_sight(model: Model, event: Event, reference: list[str], team: str, reader: str | None) -> str:
    """What one team has come to see; control reads which team it is."""
    force = any(one.id == reference[0] for one in model.forces)
    name = model.label("force", reference[0], reader) if force else track_name(model, reference, reader)
    said = stopped(in_sight(model, event, reference, name, reader))
    return said if reader is not None else f"{model.label('team', team, reader)}: {said}"


def _ending(model: Model, number: int, reader: str | None) -> str:
    ending = model.endings[number - 1]
    title = model.label("ending", ending.id, reader)
    return _("The exercise ended: {title} ({outlook}).").format(title=title, outlook=outlook(ending.outlook))


def _with_causes(model: Model, event: Event, because: Sequence[Event], reader: str | None, said: str) -> str:
    """The change, then each cause with what it weighed; where part of it stays hidden, that is said."""
    causes = [_weighed(model, part, reader) for part in because]
    if not causes:
        causes.append(cause(model, event.cause, reader))
    elif reader is not None and hides_something(event, sum(number_of(part, "thousandths") for part in because)):
        causes.append(REST)
    listed = ", ".join(one for one in causes if one)
    return _("{change}: {causes}.").format(change=said, causes=listed) if listed else stopped(said)


def hides_something(event: Event, known: int) -> bool:
    """Whether the causes that a reader knows (in thousandths) leave part of a change open, beyond mere rounding."""
    moved = 1000 * (number_of(event, "after") - number_of(event, "before"))
    return event.cause == UNDISCLOSED and abs(moved - known) > ROUNDING


def _weighed(model: Model, part: Event, reader: str | None) -> str:
    """One contribution: its cause, and by how much, to one decimal."""
    thousandths = number_of(part, "thousandths")
    tenths = (abs(thousandths) + 50) // 100
    said = cause(model, part.cause, reader)
    if not tenths or not said:
        return ""
    if degrees(model, id_of(part, "slot").split(".")[1], reader):
        return said
    amount = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"
    return f"{said} {'+' if thousandths > 0 else '−'}{amount}"
