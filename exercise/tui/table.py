"""What lies on one team's table: the snapshot of its seat and what was told to it, in words.

A table is plain data. Every pane is drawn from it and from nothing else, so none can show what its team may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from exercise.engine.views import AgreementView, ChannelView, EndingView, MotionView, OrderView, Snapshot, TrackView
from exercise.session.readings import VERB, Laid
from exercise.tui.council import Council

__all__ = [
    "Act",
    "Briefing",
    "Change",
    "EndingView",
    "Item",
    "Order",
    "Question",
    "Remark",
    "Sum",
    "Table",
    "TrackView",
]

CONTACT = ("call", "write", "convene", "attend", "move", "open", "walk_out", "close", "restart", "halt", "quit")
ANSWERING = ("answer", "let_ring")
VOTING = ("vote_for", "vote_against", "abstain")
AGREEING = (*VOTING, "reply", "refuse", "accept", "reject", "propose", "ask", "suspend", "resume", "leave")
"""The acts of each list, in the order in which a person looks for them: what others wait for comes first."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something other than an order that the team can do: `said` to a person, `words` to the session.

    `about` says more of the channel or the agreement that it concerns; `why_not`, if not empty, why it is not possible.
    """

    words: str
    verb: str
    target: str
    said: str
    about: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An action on the list of orders. `given` says that it is in the draft; `why_not`, if not empty, why it is off,
    and `why_shortly` the same for a row of a list."""

    action: str
    name: str
    text: str
    intent: str
    tenths: int
    cost: int
    given: bool
    why_not: str
    why_shortly: str
    no_room: bool
    """Whether nothing but this turn's number of orders stands in its way."""
    breaks: tuple[str, ...]
    agreed: bool = True
    """Whether the team agrees on it as it stands, where it is given."""


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a track: the turn, from what to what, and why, the weightiest cause first, in thousandths."""

    turn: int
    before: int
    after: int
    causes: tuple[tuple[str, int], ...]

    @property
    def moved(self) -> int:
        """By how much, and which way."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Sum:
    """One change of a track as it was told: `locks` is how often the team had locked before it, `parts` the causes that
    were disclosed and what each weighed in thousandths, `said` the cause of the whole, `hides` if there is more,
    `guessed` if it is the lower end of an estimate that moved."""

    turn: int
    locks: int
    before: int
    after: int
    parts: tuple[tuple[str, int], ...]
    said: str
    hides: bool
    guessed: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """Something on a channel: what `who` said there, or in a sentence without a `who` what became of the channel.
    `waits` is set while the others have not received it; `arrives` is then the turn, if that is known."""

    turn: int
    who: str
    text: str
    own: bool = False
    waits: bool = False
    arrives: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an agreement that is open: the teams that asked, and those of whom the answer is asked, by id."""

    asked_by: tuple[str, ...]
    asked_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news, of a turn. `kind` says what it is about."""

    turn: int
    text: str
    kind: Literal["inject", "act", "change", "status", "talk", "report", "ending"]
    own: bool = False
    """Whether the team itself did or said it."""
    about: str = ""
    """How an act was meant and taken, as far as the team may know."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a team reads before its first turn. Seats and their cards, aims and `red_lines` are its own."""

    background: str
    brief: str
    seats: tuple[tuple[str, str], ...]
    aims: tuple[str, ...]
    red_lines: tuple[tuple[str, bool], ...]
    """Each with whether it is declared, so that the others know of it."""
    declared: tuple[tuple[str, str], ...]
    """What the other teams have said that they will not bear: whose it is, and what."""
    hot_wash: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that one team's screen shows. `names` are the teams' by id, `changes` the tracks' last by id.

    `due` are the turns by whose end questions must be answered, by procedure, unless they have been. `courses` are the
    tracks' values turn by turn, `sums` all their changes, `rooms` what was said on each channel, the oldest first."""

    title: str
    team: str
    snapshot: Snapshot
    names: Mapping[str, str]
    orders: tuple[Order, ...]
    acts: tuple[Act, ...]
    changes: Mapping[str, Change]
    news: tuple[Item, ...]
    channel_names: Mapping[str, str]
    due: Mapping[str, int]
    readings: tuple[Laid, ...] = field(default=(), kw_only=True)
    """What all teams intended and how they read one another, once the exercise is over."""
    questions: Mapping[str, Question] = field(default_factory=dict)
    courses: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    sums: Mapping[str, tuple[Sum, ...]] = field(default_factory=dict)
    rooms: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    degrees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words from the low end of a track to its high one, for tracks that the scenario shows in words."""
    council: Council | None = None
    """The seats of the team, where it has several."""
    hands_over: bool = False
    """Whether ctrl+l hands a shared keyboard on, since the team sits again before its orders are locked."""

    @property
    def ringing(self) -> tuple[ChannelView, ...]:
        """The channels over which somebody calls and waits for this team."""
        return tuple(one for one in self.snapshot.channels if one.ringing)

    @property
    def may_state_a_reading(self) -> bool:
        """Whether this is a turn for readings, and the team has not locked."""
        return any(one.verb == VERB for one in self.snapshot.options)

    @property
    def given(self) -> tuple[OrderView, ...]:
        """This turn's orders as they are drafted."""
        return self.snapshot.orders

    @property
    def agreements(self) -> tuple[AgreementView, ...]:
        """The agreements that the team knows of, those first that wait for it, a question before a proposal."""
        waiting = sorted(self.snapshot.agreements, key=lambda one: (not self.waits(one), one.name))
        return tuple(sorted(waiting, key=lambda one: not any(each.must_answer for each in one.procedures)))

    def waits(self, agreement: AgreementView) -> bool:
        """Whether the others wait for this team: for its word on a proposal, or for its answer to a question."""
        return self.may_answer(agreement) or any(one.must_answer for one in agreement.procedures)

    def may_answer(self, agreement: AgreementView) -> bool:
        """Whether a proposal waits for this team's word."""
        if agreement.accepted:
            return False
        return any(one.words == f"reject {agreement.id}" and not one.why_not for one in self.acts)

    @property
    def votes(self) -> tuple[MotionView, ...]:
        """The motions on which this team can vote and has not."""
        can = {one.target for one in self.acts if one.verb in VOTING and not one.why_not}
        chambers = [one.chamber for one in self.snapshot.channels if one.chamber]
        return tuple(motion for chamber in chambers for motion in chamber.motions if motion.id in can)

    @property
    def has_room(self) -> bool:
        """Whether there is an order left, and one that could be given."""
        return self.snapshot.orders_left > 0 and any(not one.given and not one.why_not for one in self.orders)

    def about(self, agreement: AgreementView) -> tuple[Act, ...]:
        """What can be done with an agreement and its questions, and what cannot now."""
        agreeing = (one for one in self.of(AGREEING) if one.verb not in VOTING)
        return tuple(one for one in agreeing if one.target.partition(".")[0] == agreement.id)

    def on(self, channel: ChannelView) -> tuple[Act, ...]:
        """What can be done on a channel, and what cannot now."""
        talk = self.of((*ANSWERING, *CONTACT, *VOTING))
        return tuple(one for one in talk if one.target.partition(".")[0] == channel.id)

    def of(self, verbs: tuple[str, ...]) -> tuple[Act, ...]:
        """The acts with these verbs, in the order of the verbs, also those that cannot be done now."""
        return tuple(sorted((one for one in self.acts if one.verb in verbs), key=lambda one: verbs.index(one.verb)))

    def teams(self, ids: tuple[str, ...]) -> str:
        """These teams by name; a name may itself be a list, so that a comma would not part them."""
        return "; ".join(self.names.get(one, one) for one in ids)

    def others(self, ids: tuple[str, ...]) -> str:
        """These teams by name, without one's own."""
        return self.teams(tuple(one for one in ids if one != self.snapshot.team))

    def end_of(self, turn: int) -> datetime:
        """Exercise time at the end of a turn, if every turn until then is as long as this one."""
        return self.snapshot.date + timedelta(minutes=self.snapshot.length * (turn - self.snapshot.turn + 1))
