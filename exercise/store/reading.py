"""A log of either format, known by its content and never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exercise.i18n import _
from exercise.store import disk
from exercise.store.chain import Row, corrupt
from exercise.store.jsonl import read_jsonl
from exercise.store.port import Event
from exercise.store.sqlite import is_sqlite, read_sqlite


def read_log(path: Path | str) -> Iterator[list[Event]]:
    """The events of a log that nobody owns, command by command, checked on the way."""
    return ([row.event for row in rows] for rows in read_rows(path))


def read_rows(path: Path | str) -> Iterator[list[Row]]:
    """The same with salts, leaves and links. A log that records nothing at all is not a whole log."""
    path = Path(path)
    disk.require_file(path)
    nothing = True
    for rows in read_sqlite(path) if is_sqlite(path) else read_jsonl(path):
        nothing = False
        yield rows
    if nothing:
        raise corrupt(
            _("{name}, line 1").format(name=path),
            _("nothing is recorded here, not even the beginning of an exercise"),
        )
