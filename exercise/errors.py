"""Everything that can go wrong and is somebody's to mend, as one tree.

    ExerciseError
      ├── UnusableInput     no such file, team, seed, player: exit 2
      ├── ScenarioInvalid   a scenario that cannot be played, with its diagnostics: exit 1
      ├── CorruptLog        a log that was cut or changed: exit 3
      ├── NewerLog          a log of a version that this program does not know: exit 3
      ├── StorageFailed     the disk is full, the folder read-only, the log owned by another process: exit 2
      └── Crashed           an error of the program itself, which ended the screens: exit 70

The text of each is one sentence for a person: what is wrong, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence


class ExerciseError(Exception):
    """Base of all errors that are shown as a sentence; `exit_code` is what a command ends with."""

    exit_code = 2


class UnusableInput(ExerciseError):
    """What was given cannot be used at all: no file, a folder, an unknown team, a spec that does not parse."""


class ScenarioInvalid(ExerciseError):
    """A scenario that was read but cannot be played. `diagnostics` says every problem with its place."""

    exit_code = 1

    def __init__(self, message: str, diagnostics: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class CorruptLog(ExerciseError):
    """A log whose bytes are not what was written. `place` names the line or row."""

    exit_code = 3

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class NewerLog(ExerciseError):
    """A log written by a newer version than this program can read."""

    exit_code = 3


class StorageFailed(ExerciseError):
    """Nothing acknowledged is lost, but nothing more can be written here."""


class Crashed(ExerciseError):
    """The program has an error of its own, which is the cause of this one. What was on record is kept."""

    exit_code = 70  # EX_SOFTWARE of sysexits.h
