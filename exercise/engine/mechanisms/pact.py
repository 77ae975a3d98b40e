"""An agreement as it stands in the state: its slots by what they hold, and what their numbers mean."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.engine.expression import Expr, Slot, equals, slot_of

NONE, PROPOSED, IN_FORCE, SUSPENDED, ENDED = range(5)
STATUS = {"none": NONE, "proposed": PROPOSED, "in_force": IN_FORCE, "suspended": SUSPENDED, "ended": ENDED}


@dataclass(frozen=True, slots=True)
class Pact:
    """The slots of one agreement, by what they hold; masks are of teams, times are turns, 0 is never."""

    id: str

    def _slot(self, part: str) -> Slot:
        return slot_of("agreement", self.id, part)

    @property
    def status(self) -> Slot:
        """NONE, PROPOSED, IN_FORCE, SUSPENDED or ENDED."""
        return self._slot("status")

    @property
    def before(self) -> Slot:
        """The status that a proposal falls back to."""
        return self._slot("before")

    @property
    def accepted(self) -> Slot:
        """Who proposed or accepted."""
        return self._slot("accepted")

    @property
    def proposer(self) -> Slot:
        """Who proposed it last."""
        return self._slot("proposer")

    @property
    def rejected(self) -> Slot:
        """Who rejected in this turn."""
        return self._slot("rejected")

    @property
    def arrives(self) -> Slot:
        """When the proposal reaches the other parties."""
        return self._slot("arrives")

    @property
    def answered(self) -> Slot:
        """When the last acceptance reaches them."""
        return self._slot("answered")

    @property
    def suspending(self) -> Slot:
        """Who suspends it in this turn."""
        return self._slot("suspending")

    @property
    def leaves(self) -> Slot:
        """When a notice of leaving takes effect."""
        return self._slot("leaves")

    @property
    def offer(self) -> Slot:
        """The values that the last proposal names, as the number of a package of its terms; 0 is none."""
        return self._slot("offer")

    @property
    def package(self) -> Slot:
        """The values that were agreed last, as the number of a package."""
        return self._slot("package")

    def value(self, term: str, value: str) -> Slot:
        """A term has been agreed with this value; kept where a condition asks for it."""
        return self._slot(f"agreed.{term}.{value}")

    @property
    def signed(self) -> Slot:
        """All who must have accepted it, and it waits for what it hangs on."""
        return self._slot("signed")

    @property
    def suspended_by(self) -> Slot:
        """Who has suspended it and not declared its return."""
        return self._slot("suspended_by")

    @property
    def resuming(self) -> Slot:
        """Who declares its return in this turn."""
        return self._slot("resuming")

    @property
    def breached(self) -> Slot:
        """It was broken, at some time."""
        return self._slot("breached")

    @property
    def breached_now(self) -> Slot:
        """It was broken in the turn being resolved."""
        return self._slot("breached_now")

    @property
    def in_force(self) -> Expr:
        """It binds its parties."""
        return equals(self.status, IN_FORCE)

    @property
    def suspended(self) -> Expr:
        """It is suspended."""
        return equals(self.status, SUSPENDED)

    @property
    def proposed(self) -> Expr:
        """It is on the table."""
        return equals(self.status, PROPOSED)
