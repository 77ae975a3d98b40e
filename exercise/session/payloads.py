"""What the events of a log carry besides their envelope: one small shape for each kind."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict


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


class Act(TypedDict):
    team: str
    words: str
    text: NotRequired[str]


class Refused(TypedDict):
    team: str
    words: str
    reason: str


class Letter(TypedDict):
    team: str
    channel: str
    text: str


class Sealed(TypedDict):
    team: str
    turn: int
    words: str
    text: str


class Perceived(TypedDict):
    team: str
    action: str
    side: str
    tenths: int


class Breached(TypedDict):
    agreement: str
    team: str
    action: str


class Closed(TypedDict):
    agreement: str
    procedure: str
    outcome: str


class Voted(TypedDict):
    channel: str
    motion: str
    outcome: str
    yes: int
    no: int
    abstained: int
    present: int


class Chamber(TypedDict):
    channel: str
    team: str
    what: str


class Changed(TypedDict):
    slot: str
    before: int
    after: int


class Done(TypedDict):
    team: str
    action: str


class Dropped(Done):
    behind: int
    against: int


class Spoken(TypedDict):
    team: str
    seat: str
    text: str


class Turn(TypedDict):
    turn: int
    minutes: NotRequired[int]


class Named(TypedDict):
    inject: NotRequired[str]
    channel: NotRequired[str]
    text: NotRequired[str]


class Clue(TypedDict):
    track: str
    source: str
    points: int
    right: int


class Corrected(TypedDict):
    team: str
    action: str
    blamed: str


class Answered(TypedDict):
    team: str
    action: str
    track: str
    taken: int
    sure: int
    likeliest: int
    most: int
    clues: int
    truth: int


class Truth(TypedDict):
    track: str
    value: int


class Contributed(TypedDict):
    slot: str
    thousandths: int


class Exit(TypedDict):
    exit: int


class Kept(TypedDict):
    slots: dict[str, int]


class Moved(TypedDict):
    before: str
    after: str


class Note(TypedDict):
    question: Annotated[int, Field(ge=0)]
    text: str


SittingRound = Literal["contact", "orders"]
"""At a shared keyboard every team sits twice in a turn: to talk, and to answer and lock."""


class Sat(TypedDict):
    round: SittingRound
    seconds: Annotated[int, Field(ge=0)]
