"""Why something changed, as a few words behind the change: "Fly reassurance patrols (NATO)", "time passes"."""

from __future__ import annotations

from exercise.engine.model import Model
from exercise.engine.program import Cause
from exercise.i18n import _
from exercise.session.wording.acts import thing

# By the first word of a cause; the rest of it are ids. What stands here with no name in it says all there is to say.
SAID = {
    "fade": _("time passes"),
    "passed": _("it has passed"),
    "estimate": _("a new estimate"),
    "revealed": _("it came in sight"),
    "members_open": _("both ends asked for it"),
    "member_closes": _("one end closed it"),
    "proposed": _("a party proposed it"),
    "accepted": _("the parties agreed"),
    "fell_through": _("not all parties accepted it"),
    "signed": _("all who must have accepted it"),
    "suspended": _("a party suspended it"),
    "resumed": _("who suspended it declared its return"),
    "left": _("a party has left"),
    "undisclosed": _("the cause is not disclosed"),
}

REST = _("the rest is not disclosed")
"""What stands behind the causes that a reader knows, where they do not make up the whole change."""

PROCEDURES = {
    "answered": _("{thing} was answered"),
    "refused": _("{thing} was refused"),
    "ignored": _("{thing} was not answered in time"),
}

MOTIONS = {"carried": _("{thing} was carried"), "defeated": _("{thing} was not carried")}


def cause(model: Model, path: Cause, reader: str | None) -> str:
    """A cause in words; empty where it says nothing that a reader could use."""
    match path:
        case ("action", team, action):
            return _acted(model, team, action, reader)
        case ("discovered", team, action):
            return _("{act} came to light").format(act=_acted(model, team, action, reader))
        case ("corrected", team, action):
            return _("{act} was put right").format(act=_acted(model, team, action, reader))
        case ("inject", inject):
            return model.label("inject", inject, reader)
        case ("rule", rule):
            return model.label("rule", rule, reader)
        case ("breach", agreement, team):
            return _("{team} broke {agreement}").format(
                team=model.label("team", team, reader), agreement=model.label("agreement", agreement, reader)
            )
        case ("fell_with", _agreement, other):
            return _("{agreement} has ended").format(agreement=model.label("agreement", other, reader))
        case ("members_open", channel) if any(one.id == channel and one.kind == "forum" for one in model.channels):
            return _("a member convened it")
        case (outcome, agreement, procedure) if outcome in PROCEDURES:
            return PROCEDURES[outcome].format(thing=thing(model, "procedure", f"{agreement}.{procedure}", reader))
        case (outcome, forum, motion) if outcome in MOTIONS:
            return MOTIONS[outcome].format(thing=thing(model, "motion", f"{forum}.{motion}", reader))
        case (first, *_ids):
            return SAID.get(first, "")
        case _:
            return ""


def _acted(model: Model, team: str, action: str, reader: str | None) -> str:
    names = {"action": model.label("action", action, reader), "team": model.label("team", team, reader)}
    return _("{action} ({team})").format(**names)
