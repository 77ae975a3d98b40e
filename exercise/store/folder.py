"""The folder where sessions live, and the only way from a session's name to a path.

A name is at most 64 small letters, digits, `_` and `-`, so it is the same on every system and can't lead out.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import platformdirs

from exercise.errors import StorageFailed, UnusableInput
from exercise.i18n import _
from exercise.store import disk

SUFFIX = ".session"

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that mean a device on Windows, whatever ending they have."""


def sessions_folder() -> Path:
    """`EXERCISE_HOME`, or the platform's folder for a user's data; not made yet."""
    chosen = os.environ.get("EXERCISE_HOME")
    return Path(chosen).absolute() if chosen else Path(platformdirs.user_data_dir("exercise", appauthor=False))


def session_path(name: str) -> Path:
    """The file of a session by name, there or not yet; its folder is made, for its user's eyes only."""
    if not _NAME.fullmatch(name):
        raise UnusableInput(
            _(
                "{name} is not a name for a session; use small letters, digits, - and _, at most 64, "
                "with a letter or digit first."
            ).format(name=ascii(name[:80]))
        )
    if name in _DEVICES:
        raise UnusableInput(_("{name} is a name that Windows keeps for itself; choose another.").format(name=name))
    folder = sessions_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(
            _("The folder {folder} cannot be made ({reason}); choose another with EXERCISE_HOME.").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
    path = folder / (name + SUFFIX)
    if path.resolve().parent != folder.resolve():
        raise UnusableInput(
            _("{path} leads out of the folder of sessions; put the file itself there.").format(path=path)
        )
    return path


def session_names() -> list[str]:
    """The names of all sessions in the folder, sorted. No file is opened, so none is disturbed."""
    folder = sessions_folder()
    try:
        found = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise disk.unreadable(folder, error.strerror or str(error)) from error
    return sorted(
        path.name.removesuffix(SUFFIX)
        for path in found
        if path.name.endswith(SUFFIX)
        and _NAME.fullmatch(path.name.removesuffix(SUFFIX))
        and path.is_file()
        and not path.is_symlink()
    )
