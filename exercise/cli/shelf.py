"""The exercises that somebody began on this computer: for the library, which offers to go on with them or, where they
are over, to look back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from exercise.errors import ExerciseError, UnusableInput
from exercise.tui.start import Begun, Shelf

if TYPE_CHECKING:
    from exercise.session.session import Session

LATEST = 12
"""So many sessions are looked into; 'exercise sessions' lists them all."""


def begun() -> list[Begun]:
    """Those among the latest in which people have or had something to do, the latest first."""
    from exercise.store.folder import session_names, session_path

    try:
        paths = sorted((session_path(name) for name in session_names()), key=_age)
    except ExerciseError:  # the library opens all the same; a command that needs the folder says what is wrong with it
        return []
    return [one for path in paths[:LATEST] if (one := _begun(path)) is not None]


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:  # gone since it was listed
        return 0.0


def _begun(path: Path) -> Begun | None:
    """What the list says of a session, read from its events alone: nothing is replayed for it."""
    from exercise.session import record
    from exercise.session.payloads import Header
    from exercise.store.reading import read_log

    try:
        rows = [row for command in read_log(path) for row in command]
        events = [record.read(row) for row in rows]
    except UnusableInput:  # not closed, or played somewhere else: whoever takes it up learns which
        return Begun(path.stem, path.stem.rsplit("-", 2)[0])
    except ExerciseError:  # damaged: 'exercise verify' says where
        return None
    if events[0].type != "opened":
        return None
    header = cast(Header, events[0].data)
    people = tuple(team for team, chair in header["roster"].items() if chair == "human")
    turns = [int(str(event.data["turn"])) for event in events if event.type == "turn_opened"]
    if not people or not turns:
        return None
    over = any(event.type == "ended" for event in events)
    return Begun(path.stem, Path(header["scenario_name"]).stem, people, turns[-1], rows[-1]["wall"], over)


def reopened(name: str) -> Session:
    """The session of that name, to go on with. Raises ExerciseError."""
    from exercise.cli.keeping import opened
    from exercise.session.replay import resumed
    from exercise.store.folder import session_path

    store = opened(session_path(name))
    try:
        return resumed(store.events(), store)
    except ExerciseError:
        store.close()
        raise


SHELF = Shelf(begun, reopened)
