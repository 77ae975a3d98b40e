"""What can happen: facts in the past tense, each visible whole or not at all.

An event carries ids and numbers, never prose; sentences are made where they are shown. `aud` says who sees it: team
ids, `all`, or nobody at the table. The list of types is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from exercise.engine.effect import EVERYONE, Audience
from exercise.engine.program import Cause

Value = int | str | bool | None | list["Value"] | dict[str, "Value"]

EventType = Literal[
    "opened",  # the first event of a log: scenario, seed, roster
    "turn_opened",
    "acted",  # a move was made: {team, words, text?}
    "refused",  # a move was not legal: {team, words, reason}
    "letter_arrived",  # words over a delayed channel: {team, channel, text}
    "inject_delivered",
    "told",  # a text of the scenario reached somebody: {text}
    "clue_found",  # {track, source, points, right}
    "not_agreed",  # an order that its team dropped: {team, action, behind, against}, seats as bits
    "carried_out",  # an order: {team, action}
    "discovered",  # others learn of a covert act, or believe so: {team, action}
    "corrected",  # it was not the team that was blamed: {team, action, blamed}
    "answered",  # an order takes a value for true: {team, action, track, taken, sure, likeliest, most, clues, truth}
    "truth_told",  # what was true of a track with named values, when all is over: {track, value}
    "perceived",  # how a side reads an act: {team, action, side, tenths}
    "breached",  # an agreement: {agreement, team, action}
    "procedure_closed",  # {agreement, procedure, outcome}
    "motion_closed",  # {channel, motion, outcome, yes, no, abstained, present}
    "forum_changed",  # a team left it, walked out, suspended its work or took that back: {channel, team, what}
    "channel_used",
    "rang_out",
    "contributed",  # part of a change, with its cause: {slot, thousandths}
    "changed",  # a number or status that people read: {slot, before, after}
    "branch_taken",
    "ended",
    "kept",  # bookkeeping of the engine: {slots}
    "turn_resolved",
    "unsealed",  # what a team stated under seal, when all is over: {team, turn, words, text}
    "session_moved",  # the life of the session: {before, after}
    "sat",  # at a shared keyboard a team's sitting is over: {round, seconds}
    "said",  # among the seats of one team: {team, seat, text}
    "jotted",  # a seat's own note: {team, seat, text}, the latest one counts
    "noted",  # in the hot wash: {question, text}, the latest for a question counts; question 0 is none of them
]


_NOTHING: Mapping[str, Value] = MappingProxyType({})


class Event(NamedTuple):
    """One fact. `cause` is a path of ids, or `("undisclosed",)` in the public half of something whose cause is
    hidden."""

    type: EventType
    aud: Audience = EVERYONE
    cause: Cause = ()
    actor: str = "engine"
    data: Mapping[str, Value] = _NOTHING

    def seen_by(self, team: str) -> bool:
        """Whether this team sees it."""
        return "all" in self.aud or team in self.aud


UNDISCLOSED: Cause = ("undisclosed",)
SEVERAL: Cause = ("several",)
