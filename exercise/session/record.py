"""Events as they stand in a log: a closed union of envelopes, read strictly.

Format version 1. Bytes once written never change; a newer version is refused, an older one would be read by an
upcaster here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from exercise.engine.events import Event, EventType, Value
from exercise.errors import CorruptLog, NewerLog
from exercise.i18n import _
from exercise.session.payloads import (
    Act,
    Answered,
    Breached,
    Chamber,
    Changed,
    Closed,
    Clue,
    Contributed,
    Corrected,
    Done,
    Dropped,
    Exit,
    Header,
    Kept,
    Letter,
    Moved,
    Named,
    Note,
    Perceived,
    Refused,
    Sat,
    Sealed,
    Spoken,
    Truth,
    Turn,
    Voted,
)

VERSION = 1


class _Envelope(BaseModel):
    """What every event carries: who did it, who sees it, when, and why. `t_ms` counts since the start of the
    session."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    v: int
    session: str
    seq: int = Field(ge=0)
    actor: str
    aud: list[str]
    t_ms: int = Field(ge=0)
    wall: str
    cause: list[str] | None


class _Opened(_Envelope):
    type: Literal["opened"]
    data: Header


class _ActedEvent(_Envelope):
    type: Literal["acted"]
    data: Act


class _RefusedEvent(_Envelope):
    type: Literal["refused"]
    data: Refused


class _LetterEvent(_Envelope):
    type: Literal["letter_arrived"]
    data: Letter


class _UnsealedEvent(_Envelope):
    type: Literal["unsealed"]
    data: Sealed


class _DoneEvent(_Envelope):
    type: Literal["carried_out", "discovered"]
    data: Done


class _DroppedEvent(_Envelope):
    type: Literal["not_agreed"]
    data: Dropped


class _SpokenEvent(_Envelope):
    type: Literal["said", "jotted"]
    data: Spoken


class _PerceivedEvent(_Envelope):
    type: Literal["perceived"]
    data: Perceived


class _BreachedEvent(_Envelope):
    type: Literal["breached"]
    data: Breached


class _ClosedEvent(_Envelope):
    type: Literal["procedure_closed"]
    data: Closed


class _VotedEvent(_Envelope):
    type: Literal["motion_closed"]
    data: Voted


class _ForumEvent(_Envelope):
    type: Literal["forum_changed"]
    data: Chamber


class _TurnEvent(_Envelope):
    type: Literal["turn_opened", "turn_resolved"]
    data: Turn


class _NamedEvent(_Envelope):
    type: Literal["inject_delivered", "channel_used", "rang_out", "told"]
    data: Named


class _ClueEvent(_Envelope):
    type: Literal["clue_found"]
    data: Clue


class _CorrectedEvent(_Envelope):
    type: Literal["corrected"]
    data: Corrected


class _AnsweredEvent(_Envelope):
    type: Literal["answered"]
    data: Answered


class _TruthEvent(_Envelope):
    type: Literal["truth_told"]
    data: Truth


class _ContributedEvent(_Envelope):
    type: Literal["contributed"]
    data: Contributed


class _ChangedEvent(_Envelope):
    type: Literal["changed"]
    data: Changed


class _ExitEvent(_Envelope):
    type: Literal["branch_taken", "ended"]
    data: Exit


class _KeptEvent(_Envelope):
    type: Literal["kept"]
    data: Kept


class _MovedEvent(_Envelope):
    type: Literal["session_moved"]
    data: Moved


class _NotedEvent(_Envelope):
    type: Literal["noted"]
    data: Note


class _SatEvent(_Envelope):
    type: Literal["sat"]
    data: Sat


_ANY: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        _Opened
        | _ActedEvent
        | _RefusedEvent
        | _LetterEvent
        | _UnsealedEvent
        | _DoneEvent
        | _DroppedEvent
        | _SpokenEvent
        | _PerceivedEvent
        | _BreachedEvent
        | _ClosedEvent
        | _VotedEvent
        | _ForumEvent
        | _TurnEvent
        | _NamedEvent
        | _ClueEvent
        | _CorrectedEvent
        | _AnsweredEvent
        | _TruthEvent
        | _ContributedEvent
        | _ChangedEvent
        | _ExitEvent
        | _KeptEvent
        | _SatEvent
        | _MovedEvent
        | _NotedEvent,
        Field(discriminator="type"),
    ]
)


def written(event: Event, session: str, seq: int, t_ms: int, wall: str) -> dict[str, Value]:
    """An event as a row of a log."""
    return {
        "v": VERSION,
        "session": session,
        "seq": seq,
        "type": event.type,
        "actor": event.actor,
        "aud": list(event.aud),
        "t_ms": t_ms,
        "wall": wall,
        "cause": list(event.cause) or None,
        "data": dict(event.data),
    }


def read(row: Mapping[str, Any]) -> Event:
    """The event of a row.

    Raises NewerLog for a version that this program does not know, CorruptLog for anything that is no event.
    """
    version = row.get("v")
    if isinstance(version, int) and version > VERSION:
        raise NewerLog(
            _("This log has format version {version}; this program reads up to {known}. Install a newer one.").format(
                version=version, known=VERSION
            )
        )
    try:
        _ANY.validate_python(row)
    except ValidationError as problem:
        place = _("event {seq}").format(seq=row.get("seq", "?"))
        raise CorruptLog(
            _("{place} of the log is no event that this program writes.").format(place=place), place
        ) from problem
    kind: EventType = row["type"]
    return Event(kind, tuple(row["aud"]), tuple(row["cause"] or ()), row["actor"], dict(row["data"]))
