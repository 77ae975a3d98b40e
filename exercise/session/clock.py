"""Clocks: real time for people, simulated time for rehearsals. The engine itself knows neither."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What a session asks of a clock."""

    def elapsed_ms(self) -> int:
        """Milliseconds since the start of the session."""

    def wall(self) -> str:
        """The time of day, for people only: ISO 8601 in UTC."""


class RealClock:
    """The machine's clock; it goes on from `offset_ms` where a session is resumed."""

    def __init__(self, offset_ms: int = 0) -> None:
        self._began = time.monotonic_ns() - offset_ms * 1_000_000

    def elapsed_ms(self) -> int:
        """Milliseconds since the start of the session."""
        return (time.monotonic_ns() - self._began) // 1_000_000

    def wall(self) -> str:
        """The time of day in UTC."""
        return datetime.now(UTC).isoformat(timespec="seconds")


class SimulatedClock:
    """A clock that stands until it is told that time has passed."""

    def __init__(self) -> None:
        self._now = 0

    def elapsed_ms(self) -> int:
        """Milliseconds that were said to have passed."""
        return self._now

    def wall(self) -> str:
        """Nothing: a rehearsal takes place at no time of day."""
        return ""

    def advance(self, minutes: int) -> None:
        """So many minutes pass."""
        self._now += minutes * 60_000
