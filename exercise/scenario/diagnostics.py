"""What is wrong with a file, where, and what would be right: the sentences that `check` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice

from exercise.i18n import _
from exercise.scenario.text import clean


class Severity(StrEnum):
    """An error stops the exercise from being played; a warning is probably a mistake; a note is good to know."""

    error = "error"
    warning = "warning"
    note = "note"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem at one place. Lines and columns count from 1; `code` is stable and names the rule."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    help: str = ""

    def __str__(self) -> str:
        sentence = self.message if self.message.endswith((".", "?", "!")) else f"{self.message}."
        if self.help:
            sentence = f"{sentence} {self.help}"
        place = f"{self.file}:{self.line}:{self.column}: {self.severity}: "
        # What an author wrote may be quoted in a message: it must not reach the terminal as anything but text.
        return clean(f"{place}{sentence} [{self.code}]".replace("\n", " "))


_MANY = 500  # to compare a name with more than these takes longer than an author waits


def suggestion(name: str, known: Iterable[str]) -> str:
    """ "Did you mean 'x'?" for the nearest of the known names, or nothing when none is near."""
    wanted = name[:64].lower().replace("-", "_").replace(" ", "_")
    near = get_close_matches(wanted, list(islice(known, _MANY)), n=1, cutoff=0.6)
    return _("Did you mean '{name}'?").format(name=near[0]) if near else ""


def quoted(value: object, most: int = 40) -> str:
    """What an author wrote, short enough to stand inside a sentence."""
    text = clean(" ".join(str(value)[: most * 4].split()))
    return f"'{text}'" if len(text) <= most else f"'{text[: most - 1]}…'"
