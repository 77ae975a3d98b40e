"""Why a move is refused: a closed list of reasons.

The engine names a reason, the interface words it. The same list serves the screen, the computer players, batch runs
and the checker.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Each reason, and when it is given."""

    UNKNOWN_ACT = "unknown_act"
    """No such act for this team."""
    OVER = "over"
    """The exercise has ended."""
    LOCKED = "locked"
    """The team has locked its orders for this turn."""
    NOT_AT_THE_TABLE = "not_at_the_table"
    """The team is empty in this exercise."""
    NOT_IN_THIS_PHASE = "not_in_this_phase"
    """The action belongs to other phases."""
    NOT_THIS_TURN = "not_this_turn"
    """It belongs to other turns."""
    CONDITION = "condition"
    """The action's own condition does not hold; the author may say why in `why_not`."""
    USED_UP = "used_up"
    """Ordered as often as the scenario allows."""
    NO_ORDERS_LEFT = "no_orders_left"
    """The team has no room for it among this turn's orders."""
    ALREADY_DONE = "already_done"
    """Done already in this turn."""
    NOT_ORDERED = "not_ordered"
    """There is no such order to withdraw or to explain."""
    NOT_PERMITTED = "not_permitted"
    """Only an agreement that is not in force permits it."""
    NOT_OPEN = "not_open"
    """The channel is not open."""
    NOT_SILENT = "not_silent"
    """The channel is not silent: it is open already, or cut."""
    NOTHING_RINGS = "nothing_rings"
    """Nobody calls over this channel."""
    NO_COMMON_CHANNEL = "no_common_channel"
    """No open channel joins all parties."""
    ALREADY_IN_FORCE = "already_in_force"
    """The agreement is in force."""
    ALREADY_PROPOSED = "already_proposed"
    """The agreement is on the table."""
    NOT_A_PARTY = "not_a_party"
    """The agreement is between others."""
    NO_SUCH_TERMS = "no_such_terms"
    """A proposal names one of its values for each term."""
    TOO_LATE = "too_late"
    """What waited for an answer does so no more: the time for it has run out."""
    NOT_SUSPENDED = "not_suspended"
    """The team has not suspended the agreement, and so can't declare its return."""
    NOTHING_PROPOSED = "nothing_proposed"
    """There is no proposal to answer."""
    NOT_IN_FORCE = "not_in_force"
    """The agreement is not in force."""
    NO_QUOTA = "no_quota"
    """The procedure has been asked as often as its quota allows."""
    PENDING = "pending"
    """The procedure has been asked and waits for its answer."""
    NOTHING_ASKED = "nothing_asked"
    """Nothing was asked that waits for an answer."""
    NOT_A_MEMBER = "not_a_member"
    """The team is no member of the forum, or has left it."""
    EXCLUDED = "excluded"
    """The forum excludes the team."""
    SUSPENDED = "suspended"
    """The forum's work is suspended."""
    NOT_HALTED = "not_halted"
    """The team has not suspended the forum's work."""
    NOTHING_MOVED = "nothing_moved"
    """There is no such motion to vote on."""
    MOVED = "moved"
    """The motion is before the forum already."""
    VOTED = "voted"
    """The team has voted on the motion."""
    ALREADY_THERE = "already_there"
    """The team sits in the forum already."""
    NOT_THERE = "not_there"
    """The team does not sit in the forum."""
    PROTECTED = "protected"
    """An agreement in force protects the forum: a duty to consult."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that was not legal, with the first reason that stands in its way."""

    team: str
    words: str
    reason: Reason
