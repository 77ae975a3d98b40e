"""Events as they stand in a log: a closed union of envelopes, read strictly.

Format version 1. Bytes once written never change; a newer version is refused, an older one would be read by an
upcaster here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from exercise.engine.events import Event, EventType, Value
from exercise.errors import CorruptLog, NewerLog
from exercise.i18n import _

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


class Header(TypedDict):
    """The first event: everything that is needed to play the log again."""

    scenario: str
    scenario_name: str
    scenario_sha256: str
    engine: str
    seed: str
    roster: dict[str, str]
    scripts: dict[str, dict[str, list[str]]]
    variant: NotRequired[str]
    catalogue: NotRequired[dict[str, str]]
    """The texts of the catalogue's entries that the scenario uses, as they were then."""


class _Act(TypedDict):
    team: str
    words: str
    text: NotRequired[str]


class _Refused(TypedDict):
    team: str
    words: str
    reason: str


class _Letter(TypedDict):
    team: str
    channel: str
    text: str


class _Sealed(TypedDict):
    team: str
    turn: int
    words: str
    text: str


class _Perceived(TypedDict):
    team: str
    action: str
    side: str
    tenths: int


class _Breached(TypedDict):
    agreement: str
    team: str
    action: str


class _Closed(TypedDict):
    agreement: str
    procedure: str
    outcome: str


class _Voted(TypedDict):
    channel: str
    motion: str
    outcome: str
    yes: int
    no: int
    abstained: int
    present: int


class _Chamber(TypedDict):
    channel: str
    team: str
    what: str


class _Changed(TypedDict):
    slot: str
    before: int
    after: int


class _Done(TypedDict):
    team: str
    action: str


class _Dropped(_Done):
    behind: int
    against: int


class _Spoken(TypedDict):
    team: str
    seat: str
    text: str


class _Turn(TypedDict):
    turn: int
    minutes: NotRequired[int]


class _Named(TypedDict):
    inject: NotRequired[str]
    channel: NotRequired[str]
    text: NotRequired[str]


class _Clue(TypedDict):
    track: str
    source: str
    points: int
    right: int


class _Corrected(TypedDict):
    team: str
    action: str
    blamed: str


class _Answered(TypedDict):
    team: str
    action: str
    track: str
    taken: int
    sure: int
    likeliest: int
    most: int
    clues: int
    truth: int


class _Truth(TypedDict):
    track: str
    value: int


class _Contributed(TypedDict):
    slot: str
    thousandths: int


class _Exit(TypedDict):
    exit: int


class _Kept(TypedDict):
    slots: dict[str, int]


class _Moved(TypedDict):
    before: str
    after: str


class _Note(TypedDict):
    question: Annotated[int, Field(ge=0)]
    text: str


SittingRound = Literal["contact", "orders"]
"""At a shared keyboard every team sits twice in a turn: to talk, and to answer and lock."""


class _Sat(TypedDict):
    round: SittingRound
    seconds: Annotated[int, Field(ge=0)]


class _Opened(_Envelope):
    type: Literal["opened"]
    data: Header


class _ActedEvent(_Envelope):
    type: Literal["acted"]
    data: _Act


class _RefusedEvent(_Envelope):
    type: Literal["refused"]
    data: _Refused


class _LetterEvent(_Envelope):
    type: Literal["letter_arrived"]
    data: _Letter


class _UnsealedEvent(_Envelope):
    type: Literal["unsealed"]
    data: _Sealed


class _DoneEvent(_Envelope):
    type: Literal["carried_out", "discovered"]
    data: _Done


class _DroppedEvent(_Envelope):
    type: Literal["not_agreed"]
    data: _Dropped


class _SpokenEvent(_Envelope):
    type: Literal["said", "jotted"]
    data: _Spoken


class _PerceivedEvent(_Envelope):
    type: Literal["perceived"]
    data: _Perceived


class _BreachedEvent(_Envelope):
    type: Literal["breached"]
    data: _Breached


class _ClosedEvent(_Envelope):
    type: Literal["procedure_closed"]
    data: _Closed


class _VotedEvent(_Envelope):
    type: Literal["motion_closed"]
    data: _Voted


class _ForumEvent(_Envelope):
    type: Literal["forum_changed"]
    data: _Chamber


class _TurnEvent(_Envelope):
    type: Literal["turn_opened", "turn_resolved"]
    data: _Turn


class _NamedEvent(_Envelope):
    type: Literal["inject_delivered", "channel_used", "rang_out", "told"]
    data: _Named


class _ClueEvent(_Envelope):
    type: Literal["clue_found"]
    data: _Clue


class _CorrectedEvent(_Envelope):
    type: Literal["corrected"]
    data: _Corrected


class _AnsweredEvent(_Envelope):
    type: Literal["answered"]
    data: _Answered


class _TruthEvent(_Envelope):
    type: Literal["truth_told"]
    data: _Truth


class _ContributedEvent(_Envelope):
    type: Literal["contributed"]
    data: _Contributed


class _ChangedEvent(_Envelope):
    type: Literal["changed"]
    data: _Changed


class _ExitEvent(_Envelope):
    type: Literal["branch_taken", "ended"]
    data: _Exit


class _KeptEvent(_Envelope):
    type: Literal["kept"]
    data: _Kept


class _MovedEvent(_Envelope):
    type: Literal["session_moved"]
    data: _Moved


class _NotedEvent(_Envelope):
    type: Literal["noted"]
    data: _Note


class _SatEvent(_Envelope):
    type: Literal["sat"]
    data: _Sat


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
