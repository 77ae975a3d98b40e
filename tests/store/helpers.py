"""Events to record, and the two kinds of store to record them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from exercise.errors import ExerciseError
from exercise.store.jsonl import JsonlStore, line_of
from exercise.store.port import Event
from exercise.store.reading import read_rows
from exercise.store.sqlite import SqliteStore

Opener = Callable[[Path], SqliteStore | JsonlStore]

OPENERS: dict[str, Opener] = {"sqlite": SqliteStore, "jsonl": JsonlStore}

both_stores = pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS.keys())


def event(seq: int, **data: object) -> Event:
    """An event as a session would write it."""
    return {
        "v": 1,
        "session": "baltic",
        "seq": seq,
        "type": "track_changed",
        "actor": "rules",
        "aud": ["all"],
        "t_ms": 1000 * seq,
        "wall": "2015-03-16T06:00:00Z",
        "cause": ["action", "fly_patrols"],
        "data": data,
    }


def commands(count: int) -> list[list[Event]]:
    """So many commands of one, two or three events each."""
    written: list[list[Event]] = []
    seq = 0
    for number in range(count):
        command = [event(seq + n, tension=44 + number, note="Jet über Kaliningrad") for n in range(number % 3 + 1)]
        seq += len(command)
        written.append(command)
    return written


def record(path: Path, opener: Opener, written: Sequence[Sequence[Mapping[str, Any]]]) -> str:
    """Write the commands to a new log and close it; its head."""
    with opener(path) as store:
        for command in written:
            store.append(command)
        return store.head


def reopened(path: Path, opener: Opener) -> list[list[Event]]:
    """What a new owner finds."""
    with opener(path) as store:
        return list(store.events())


def lines(path: Path) -> list[bytes]:
    """The whole lines of a file, newlines kept, split at nothing else."""
    return [line + b"\n" for line in path.read_bytes().split(b"\n")[:-1]]


def written_lines(path: Path) -> list[bytes]:
    """A log's commands as lines, read through every check: the same bytes mean the very same rows."""
    return [line_of(rows) for rows in read_rows(path)]


@contextmanager
def found(exit_code: int) -> Iterator[None]:
    """The block ends in one of our errors with this exit code."""
    with pytest.raises(ExerciseError) as caught:
        yield
    assert caught.value.exit_code == exit_code, caught.value
