"""The seats of a team at its table: which of them speaks, how they decide, and how long a silence still lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exercise.engine.views import OrderView

INSIDE = ""
"""Where the words among the seats of a team stand beside those on its channels."""


@dataclass(frozen=True, slots=True)
class Member:
    """A seat: its role and what its card says."""

    id: str
    name: str
    card: str


@dataclass(frozen=True, slots=True)
class Council:
    """A team of several seats. `rule` says how it decides, `speaking` who is at the keyboard, `left` for each order
    about which there is silence how many seconds there still are to break it."""

    members: tuple[Member, ...]
    speaking: str
    rule: str
    left: Mapping[str, int] = field(default_factory=dict)

    @property
    def together(self) -> bool:
        """Whether an order needs more than one seat."""
        return self.rule != "lead"

    @property
    def speaker(self) -> Member:
        """Who is at the keyboard."""
        return next(one for one in self.members if one.id == self.speaking)

    @property
    def objects(self) -> str:
        """The word for being against an order."""
        return "break_silence" if self.rule == "silence" else "object"

    def names(self, ids: Sequence[str]) -> str:
        """These seats, side by side."""
        return ", ".join(one.name for one in self.members if one.id in ids)


class Silences:
    """Counts down, on a clock that somebody else reads: one silence for each order, from when it was first seen."""

    def __init__(self, minutes: int) -> None:
        self._seconds = 60 * minutes
        self._since: dict[str, int] = {}
        self._turn = 0

    def left(self, orders: Sequence[OrderView], turn: int, seconds: int) -> dict[str, int]:
        """By order, the seconds that are left, so many seconds after a turn opened. A silence that was broken and is
        mended begins anew."""
        before = self._since if turn == self._turn else {}
        self._turn = turn
        silent = [one.action for one in orders if one.agreed and not one.held]
        self._since = {action: before.get(action, seconds) for action in silent}
        return {action: max(self._seconds - (seconds - since), 0) for action, since in self._since.items()}
