"""What a session needs of a store, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

Event = dict[str, Any]
"""One event as a JSON object: whole numbers below 2^53, strings, booleans, null, lists and objects; no fractions."""


class Store(Protocol):
    """An append-only log of commands, each the list of its events.

    Whatever `append` returned from is on disk. A command that could not be recorded raises `StorageFailed`
    and leaves the log as it was.
    """

    @property
    def path(self) -> Path:
        """The file that holds the log."""

    def append(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Record all events of one command, or none; on disk when this returns."""

    def events(self) -> Iterator[list[Event]]:
        """Everything recorded so far, command by command, the chain checked on the way (`CorruptLog`)."""

    def close(self) -> None:
        """Give the log up to the next owner. Closing twice does nothing."""
