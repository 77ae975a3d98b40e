"""An error of the program itself: what a person is told, and a file with what whoever mends it must know."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from exercise.errors import Crashed
from exercise.i18n import _
from exercise.store.folder import sessions_folder


def told(crash: Crashed) -> str:
    """One sentence or two, with the file, if it could be written. No value of the exercise stands in either."""
    error = crash.__cause__ or crash
    said = _("The program has an error of its own ({error}) and had to stop.").format(error=type(error).__name__)
    said += " " + _(
        "Nothing that was recorded is lost: 'exercise sessions' names the exercise, 'exercise resume' goes on."
    )
    path = _written(error)
    if path is not None:
        said += " " + _("Please send {path} to whoever keeps this program.").format(path=path)
    return said


def _written(error: BaseException) -> Path | None:
    """Where the error is told in full, beside the sessions."""
    path = sessions_folder() / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    facts = [f"crisis-exercise {version('crisis-exercise')}, Python {platform.python_version()}, {platform.platform()}"]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join([*facts, "", *traceback.format_exception(error)]))
    except OSError:
        return None
    return path
