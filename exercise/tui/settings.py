"""The file of what a person has chosen: a small TOML file that can be read and edited.

It is read when it exists and written when something is chosen on a screen. Nothing in it can keep the program from
starting: what cannot be used is said in a sentence and left aside.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from exercise.i18n import _

if TYPE_CHECKING:
    from exercise.tui.options import Settings

FILE = "settings.toml"


def settings_path() -> Path:
    """In `EXERCISE_HOME`, else in the platform's folder for a user's settings."""
    chosen = os.environ.get("EXERCISE_HOME")
    folder = Path(chosen).absolute() if chosen else Path(platformdirs.user_config_dir("exercise", appauthor=False))
    return folder / FILE


def read_settings(path: Path) -> tuple[Settings | None, str]:
    """The settings, where there are any, and a sentence about what in the file could not be used, or nothing."""
    if not os.path.lexists(path):
        return None, ""
    import tomllib

    from pydantic import ValidationError

    from exercise.tui.options import Settings

    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return None, _unread(path, error.strerror or str(error))
    except (ValueError, RecursionError) as error:  # neither UTF-8 nor TOML, or too deep
        return None, _unread(path, str(error))
    try:
        return Settings.model_validate(written), ""
    except ValidationError as error:
        bad = {str(one["loc"][0]) for one in error.errors()}
        rest = {name: value for name, value in written.items() if name not in bad}
        said = _("In {path} this cannot be used and is left aside: {names}.")
        return Settings.model_validate(rest), said.format(path=path, names=", ".join(sorted(bad)))


def write_settings(path: Path, settings: Settings) -> str:
    """Keeps them. Returns a sentence where that is not possible, else nothing."""
    chosen = settings.model_dump(exclude_defaults=True)
    keys = chosen.pop("keys", {})
    rows = [f"{name} = {json.dumps(value)}" for name, value in chosen.items()]
    if keys:
        rows += ["", "[keys]", *(f"{json.dumps(name)} = {json.dumps(key)}" for name, key in sorted(keys.items()))]
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.write_text("\n".join([*rows, ""]), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        said = _("Your choice holds until you quit: {path} cannot be written ({reason}).")
        return said.format(path=path, reason=error.strerror or error)
    return ""


def _unread(path: Path, reason: str) -> str:
    return _("{path} cannot be read ({reason}), so everything is as it comes.").format(path=path, reason=reason)
