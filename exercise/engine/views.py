"""All that a seat ever receives: the snapshot of a team, and the events disclosed to it.

A snapshot is made of what the team may see and of nothing else; what it may not see is absent, not greyed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from exercise.engine.events import Event
from exercise.engine.refusals import Reason


@dataclass(frozen=True, slots=True)
class TrackView:
    """A number or fact as the team knows it: somewhere from `low` to `high`, the same where it is exact. A track with
    named values is a fact that is one of `values`, `low` of them."""

    id: str
    name: str
    fact: bool
    low: int
    high: int
    floor: int
    ceiling: int
    good: str | None
    exact: bool
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldView:
    """A value that the team holds possible: how sure it is of it, in percent, and how many clues point at it."""

    id: str
    name: str
    percent: int
    clues: int


@dataclass(frozen=True, slots=True)
class BeliefView:
    """What a team has come to believe of a track with named values, the likeliest first."""

    id: str
    name: str
    clues: int
    held: tuple[HeldView, ...]


@dataclass(frozen=True, slots=True)
class MotionView:
    """A motion of a forum. `due` is the turn at whose end it is decided, `left` how often it may still be moved, None
    without a limit. How others voted nobody sees before the count."""

    id: str
    name: str
    open: bool
    moved_by: tuple[str, ...]
    voted: bool
    due: int | None
    left: int | None


@dataclass(frozen=True, slots=True)
class ChamberView:
    """How a forum decides, who has suspended its work and who has left it; who sits there and what is moved shows only
    to its members."""

    rule: str
    quorum: str
    excluded: tuple[str, ...]
    suspended_by: tuple[str, ...]
    left: tuple[str, ...]
    seated: tuple[str, ...] = ()
    motions: tuple[MotionView, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel that the team knows of. What happens on it shows only to its members."""

    id: str
    name: str
    text: str
    kind: str
    members: tuple[str, ...]
    status: Literal["cut", "silent", "open"]
    delay_turns: int
    member: bool
    ringing: tuple[str, ...] = ()
    calling: bool = False
    spoke: bool = False
    opening: bool = False
    closing: bool = False
    chamber: ChamberView | None = None


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure of an agreement. `due` is the turn at whose end the answer is late; `refused` is set from the refusal
    to the end of that turn; `left` is None without a quota."""

    id: str
    name: str
    open: bool
    must_answer: bool
    asked: bool
    refused: bool
    due: int | None
    left: int | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement that the team knows of. What is proposed and by whom shows only to its parties.

    `offered` holds term and value of what is on the table, `agreed` of what binds (or is suspended). A `signed` one has
    been accepted by all who must, and waits for what it hangs on: `waits_for`, in the author's words."""

    id: str
    name: str
    text: str
    status: Literal["none", "proposed", "in_force", "suspended", "ended"]
    parties: tuple[str, ...]
    member: bool
    proposed_by: tuple[str, ...]
    accepted: bool
    answer_by: int | None
    leaves: int | None
    on_its_way: bool
    """Whether a proposal of the team has not arrived yet."""
    forbids: tuple[str, ...]
    procedures: tuple[ProcedureView, ...]
    offered: tuple[tuple[str, str], ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()
    signed: bool = False
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class OptionView:
    """Something that the team can do, or could: `reason` says why not now, `why` says it in the author's words.

    `intent` is in tenths, `cost` in orders; `breaks` names agreements in force that forbid it."""

    words: str
    verb: str
    target: str
    name: str
    intent: int
    cost: int
    available: bool
    reason: Reason | None
    why: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as it is drafted. Where the seats of a team decide together, `behind` and `against` are those that said
    so, by id; `agreed` says whether it would be carried out as it stands, `held` that no silence can be broken any
    more."""

    action: str
    name: str
    intent: int
    cost: int
    explained_over: tuple[str, ...]
    behind: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    agreed: bool = True
    held: bool = False


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place that the team knows of, in ten-thousandths of a degree; south and west are negative."""

    id: str
    name: str
    north: int
    east: int


@dataclass(frozen=True, slots=True)
class ForceView:
    """A force that the team knows of. `owner` is the name of the team whose it is, `relation` what that team is to
    this one; both are empty where the scenario does not say. `place` is empty where it stands at none that is known."""

    id: str
    name: str
    owner: str
    relation: Literal["ours", "theirs", ""]
    place: str
    north: int
    east: int


@dataclass(frozen=True, slots=True)
class ChartView:
    """The map as the team knows it; its edges are whole degrees."""

    west: int
    east: int
    south: int
    north: int
    places: tuple[PlaceView, ...]
    forces: tuple[ForceView, ...]


@dataclass(frozen=True, slots=True)
class JudgedView:
    """An aim or a red line at the end; `holds` is None where people judge."""

    text: str
    kind: Literal["aim", "red_line"]
    holds: bool | None


@dataclass(frozen=True, slots=True)
class EndingView:
    """Where the exercise ended."""

    id: str
    title: str
    text: str
    outlook: str
    judged: tuple[JudgedView, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that one team sees of the state. `length` is what this turn covers, in minutes of exercise time;
    `deliberation` what people have for it, in minutes of real time."""

    team: str
    turn: int
    turns: int
    start: datetime
    minutes: int
    length: int
    deliberation: int
    phase: str
    phase_title: str
    brief: str
    rung: int | None
    ladder: tuple[int, ...]
    orders_left: int
    orders_total: int
    locked: bool
    locked_teams: tuple[str, ...]
    present: tuple[str, ...]
    tracks: tuple[TrackView, ...]
    channels: tuple[ChannelView, ...]
    agreements: tuple[AgreementView, ...]
    options: tuple[OptionView, ...]
    orders: tuple[OrderView, ...]
    ending: EndingView | None
    chart: ChartView | None = None
    beliefs: tuple[BeliefView, ...] = ()

    @property
    def date(self) -> datetime:
        """Exercise time at the opening of this turn."""
        return self.start + timedelta(minutes=self.minutes)


def disclose(event: Event, team: str) -> Event | None:
    """The event, if the team sees it: whole or not at all."""
    return event if event.seen_by(team) else None
