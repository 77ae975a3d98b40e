"""A log copied out as lines of text: the very same rows, so the very same chain and head."""

from __future__ import annotations

import os
from pathlib import Path

from exercise.store import disk
from exercise.store.jsonl import line_of
from exercise.store.reading import read_rows
from exercise.store.sqlite import SqliteStore


def export(source: Path | str | SqliteStore, target: Path | str) -> int:
    """Copy a log, or an owner's running one, to a new JSONL file; the number of commands copied.

    Every row is checked on the way. A copy that fails half-way is removed; an existing file is never written over.
    """
    commands = source.rows() if isinstance(source, SqliteStore) else read_rows(source)
    target = Path(target)
    written = 0
    disk.reserve(target, fresh=True)
    done = False
    try:
        with target.open("wb") as stream:
            for rows in commands:
                stream.write(line_of(rows) + b"\n")
                written += 1
            stream.flush()
            disk.sync(stream.fileno())
        done = True
    except OSError as error:
        raise disk.failure(target, error) from error
    finally:
        if not done:
            os.unlink(target)
    return written
