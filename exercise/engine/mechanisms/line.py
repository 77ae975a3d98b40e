"""A channel as it stands in the state: its slots by what they hold, and what their numbers mean."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.engine.expression import Expr, Slot, equals, slot_of

CUT, SILENT, OPEN = 0, 1, 2
STATUS = {"cut": CUT, "silent": SILENT, "open": OPEN}


@dataclass(frozen=True, slots=True)
class Line:
    """The slots of one channel, by what they hold; masks are of teams."""

    id: str

    def _slot(self, part: str) -> Slot:
        return slot_of("channel", self.id, part)

    @property
    def status(self) -> Slot:
        """CUT, SILENT or OPEN."""
        return self._slot("status")

    @property
    def called(self) -> Slot:
        """Who called in this turn."""
        return self._slot("called")

    @property
    def answered(self) -> Slot:
        """Who took a call in this turn."""
        return self._slot("answered")

    @property
    def ignored(self) -> Slot:
        """Who let it ring in this turn."""
        return self._slot("ignored")

    @property
    def spoke(self) -> Slot:
        """Who wrote in this turn."""
        return self._slot("spoke")

    @property
    def opening(self) -> Slot:
        """Who asks to open it."""
        return self._slot("opening")

    @property
    def closing(self) -> Slot:
        """Who closes it."""
        return self._slot("closing")

    @property
    def used(self) -> Slot:
        """Both ends spoke, at some time."""
        return self._slot("used")

    @property
    def used_now(self) -> Slot:
        """Both ends spoke in the turn being resolved."""
        return self._slot("used_now")

    @property
    def rang_out(self) -> Slot:
        """A call was not answered, at some time."""
        return self._slot("rang_out")

    @property
    def rang_out_now(self) -> Slot:
        """A call was not answered in the turn being resolved."""
        return self._slot("rang_out_now")

    @property
    def left(self) -> Slot:
        """Who has left it; only a forum with a chamber can be left."""
        return self._slot("left")

    def barred(self, team: str) -> Slot:
        """The forum excludes the team; only one with a chamber does."""
        return self._slot(f"barred.{team}")

    def transit(self, team: str) -> Slot:
        """What a team wrote and has not arrived: bit k arrives k turns from now."""
        return self._slot(f"transit.{team}")

    def arrived(self, team: str) -> Slot:
        """The turn in which something of this team arrived last."""
        return self._slot(f"arrived.{team}")

    @property
    def is_open(self) -> Expr:
        """It can be used."""
        return equals(self.status, OPEN)
