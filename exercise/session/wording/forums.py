"""What became of a motion, and who left a forum or suspended it, in a sentence."""

from __future__ import annotations

from exercise.engine.events import Event
from exercise.engine.model import Model
from exercise.i18n import _
from exercise.session.wording.acts import thing
from exercise.session.wording.changed import Said, id_of, number_of

OUTCOMES = {
    "carried": _("{forum}: {motion} was carried ({yes} for, {no} against, {abstained} abstained)."),
    "defeated": _("{forum}: {motion} was not carried ({yes} for, {no} against, {abstained} abstained)."),
    "no_quorum": _("{forum}: {motion} fell, too few members were present ({present})."),
    "lapsed": _("{forum}: {motion} lapsed, since the forum no longer met or worked."),
}
CHANGES = {
    "took_seat": _("{team} took a seat in {forum}."),
    "walked_out": _("{team} walked out of {forum}."),
    "suspended": _("{team} suspended the work of {forum}."),
    "resumed": _("{team} was ready to resume the work of {forum}."),
    "left": _("{team} left {forum} for good."),
    "excluded": _("{team} has no voice in {forum} from now on."),
    "admitted": _("{team} has a voice in {forum} again."),
}


def motion_closed(model: Model, event: Event, reader: str | None) -> Said:
    """How a vote came out."""
    forum = id_of(event, "channel")
    motion = thing(model, "motion", f"{forum}.{id_of(event, 'motion')}", reader)
    counts = {name: number_of(event, name) for name in ("yes", "no", "abstained", "present")}
    said = OUTCOMES[id_of(event, "outcome")]
    return "status", said.format(forum=model.label("channel", forum, reader), motion=motion, **counts)


def forum_changed(model: Model, event: Event, reader: str | None) -> Said:
    """Who walked out, left, suspended, resumed."""
    names = {
        "team": model.label("team", id_of(event, "team"), reader),
        "forum": thing(model, "channel", id_of(event, "channel"), reader),
    }
    return "status", CHANGES[id_of(event, "what")].format(**names)
