"""A forum as it stands in the state: who sits in it, who has suspended it, who has left, and its motions."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.engine.expression import Expr, Slot, op, slot_of, some
from exercise.engine.mechanisms.line import Line


@dataclass(frozen=True, slots=True)
class House:
    """The slots of one forum with a chamber; all are masks of teams."""

    id: str

    def _slot(self, part: str) -> Slot:
        return slot_of("channel", self.id, part)

    @property
    def seated(self) -> Slot:
        """Who sits in it."""
        return self._slot("seated")

    @property
    def attending(self) -> Slot:
        """Who takes a seat in this turn."""
        return self._slot("attending")

    @property
    def walking(self) -> Slot:
        """Who walks out in this turn."""
        return self._slot("walking")

    @property
    def suspended(self) -> Slot:
        """Who has suspended its work."""
        return self._slot("suspended")

    @property
    def suspending(self) -> Slot:
        """Who suspends its work in this turn."""
        return self._slot("suspending")

    @property
    def resuming(self) -> Slot:
        """Who takes the suspension back in this turn."""
        return self._slot("resuming")

    @property
    def leaving(self) -> Slot:
        """Who leaves it in this turn."""
        return self._slot("leaving")

    @property
    def left(self) -> Slot:
        """Who has left it."""
        return Line(self.id).left


@dataclass(frozen=True, slots=True)
class Vote:
    """The slots of one motion; masks are of teams."""

    forum: str
    id: str

    def _slot(self, part: str) -> Slot:
        return slot_of("motion", self.forum, self.id, part)

    @property
    def moving(self) -> Slot:
        """Who moves it in this turn."""
        return self._slot("moving")

    @property
    def pending(self) -> Slot:
        """Who moved it earlier; it waits for its decision."""
        return self._slot("pending")

    @property
    def due(self) -> Slot:
        """The turn at whose end it is decided."""
        return self._slot("due")

    @property
    def times(self) -> Slot:
        """How often it may still be moved."""
        return self._slot("times")

    @property
    def yes(self) -> Slot:
        """Who voted for it."""
        return self._slot("yes")

    @property
    def no(self) -> Slot:
        """Who voted against it."""
        return self._slot("no")

    @property
    def abstained(self) -> Slot:
        """Who abstained."""
        return self._slot("abstained")

    def fact(self, outcome: str) -> Slot:
        """`moved`, `carried` or `defeated`, at some time."""
        return self._slot(outcome)

    def fact_now(self, outcome: str) -> Slot:
        """The same in the turn being resolved."""
        return self._slot(f"{outcome}_now")

    @property
    def open(self) -> Expr:
        """It is before the forum."""
        return some(op("ne", self.pending, 0), op("ne", self.moving, 0))

    @property
    def cast(self) -> Expr:
        """Who has voted."""
        return op("bits_or", op("bits_or", self.yes, self.no), self.abstained)
