"""What the commands that play thousands of runs share: options, the progress bar, an early end, files to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise.errors import ExerciseError, StorageFailed, UnusableInput
from exercise.i18n import _

if TYPE_CHECKING:
    from collections.abc import Generator

    from exercise.analysis.totals import Totals

STOPPED = 130

players_option = click.option(
    "--players",
    metavar="SPEC",
    default="mixed",
    help=_(
        "Who plays: random, cautious, hawkish, tit_for_tat, mixed, or a list such as nato=cautious,russia=hawkish. "
        "Default: mixed, drawn per team for each run."
    ),
)
workers_option = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 256),
    help=_("Processes that share the work; by default as many as are worth it. The result is the same."),
)


@dataclass(frozen=True)
class Summed:
    """What the runs came to; `stopped` says why there are fewer than asked for, and `code` what to end with."""

    totals: Totals
    stopped: str = ""
    code: int = 0


def summed(parts: Generator[Totals], totals: Totals, runs: int) -> Summed:
    """Adds up the parts. Stopped by ctrl-c, or by a worker that is lost, it keeps what there is so far."""
    try:
        with progress(runs) as step:
            for part in parts:
                totals = totals + part
                step(part.runs)
    except (KeyboardInterrupt, ExerciseError) as end:
        parts.close()
        if not totals.runs:
            raise
        sentence = _("Stopped after {done} of {runs} runs: the result is of these.").format(done=totals.runs, runs=runs)
        if isinstance(end, ExerciseError):
            return Summed(totals, f"{sentence} {end}", end.exit_code)
        return Summed(totals, sentence, STOPPED)
    return Summed(totals)


@contextmanager
def progress(runs: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr where somebody watches."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=runs, file=sys.stderr, label=_("Playing")) as shown:
        yield shown.update


def new_file(name: str | None) -> Path | None:
    """A file that can be written later. Said before the runs begin: an existing one is never written over."""
    if name is None:
        return None
    path = Path(name)
    if path.exists() or path.is_symlink():
        raise UnusableInput(_("{path} exists already. Name another file, or move that one away.").format(path=path))
    if not path.parent.is_dir():
        raise UnusableInput(_("There is no folder {folder}; make it first.").format(folder=path.parent))
    if not os.access(path.parent, os.W_OK):
        raise UnusableInput(_("Nothing can be written in {folder}; choose another.").format(folder=path.parent))
    return path


def write(path: Path, text: str) -> None:
    """Writes a whole file, or none. Raises StorageFailed."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        if not isinstance(error, FileExistsError):
            path.unlink(missing_ok=True)
        sentence = _("{path} was not written: {reason}. Make room or choose another place, and try again.")
        raise StorageFailed(sentence.format(path=path, reason=error.strerror or error)) from error
