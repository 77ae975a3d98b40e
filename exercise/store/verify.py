"""Is this log what was written? Needs nothing but the file.

What it can't tell by the file alone: whether whole commands are missing at the end. Only somebody who noted the
chain's head can say so, and the notes of a verdict say that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exercise.i18n import _
from exercise.store.reading import read_rows


@dataclass(frozen=True)
class Verdict:
    """An intact log: how many events and commands it holds, its head (64 hex digits), and what to know about that."""

    ok: bool
    events: int
    commands: int
    head: str
    notes: tuple[str, ...]


def verify(path: Path | str) -> Verdict:
    """The verdict on a log of either format.

    CorruptLog with the place (exit 3) if it was cut inside a command or changed in any way, NewerLog (exit 3),
    UnusableInput (exit 2) if there is no such file, or it is in use, or was not closed.
    """
    events = commands = 0
    head = b""
    for rows in read_rows(path):
        events += len(rows)
        commands += 1
        head = rows[-1].chain
    note = _(
        "No head was witnessed: if whole commands were cut from the end, this file alone can't show it; compare the "
        "fingerprint with one that a team noted."
    )
    return Verdict(True, events, commands, head.hex(), (note,))
