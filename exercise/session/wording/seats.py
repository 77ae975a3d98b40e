"""Who of a team stands where on an order of its own, and what became of one on which it did not agree."""

from __future__ import annotations

from exercise.engine.events import Event
from exercise.engine.model import Model
from exercise.i18n import _
from exercise.session.wording.acts import listed, seat_name, thing
from exercise.session.wording.changed import Said, id_of, number_of


def names(model: Model, team: str, bits: int, reader: str | None) -> str:
    """The seats of a mask, by name: "SACEUR, Poland"."""
    seats = next(one.seats for one in model.teams if one.id == team)
    return listed(seat_name(model, team, seat, reader) for place, seat in enumerate(seats) if bits >> place & 1)


def not_agreed(model: Model, event: Event, reader: str | None) -> Said:
    """An order that the team dropped, with who stood where."""
    team = id_of(event, "team")
    behind, against = (names(model, team, number_of(event, side), reader) for side in ("behind", "against"))
    silence = next(one.decides == "silence" for one in model.teams if one.id == team)
    if silence:
        why = _("{seats} broke the silence.").format(seats=against)
    elif against:
        why = _("Against it: {seats}.").format(seats=against)
    else:
        why = _("Behind it: only {seats}.").format(seats=behind) if behind else _("Nobody stood behind it.")
    said = _("{team} did not agree on {thing}, so nothing was done. {why}")
    label = model.label("team", team, reader)
    return "report", said.format(team=label, thing=thing(model, "action", id_of(event, "action"), reader), why=why)


def team_talk(model: Model, event: Event, reader: str | None) -> Said:
    """What one seat said to the others of its team."""
    team = id_of(event, "team")
    names = {"team": model.label("team", team, reader), "seat": seat_name(model, team, id_of(event, "seat"), reader)}
    return "talk", _("Inside {team}, {seat}: “{text}”").format(text=id_of(event, "text"), **names)
