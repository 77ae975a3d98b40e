"""The arguments and options that several commands share, and what they accept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from exercise.errors import UnusableInput
from exercise.i18n import _

LARGEST_SEED = 2**64 - 1
Command = TypeVar("Command", bound=Callable[..., object])


def seed_of(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """A seed as people write it: a whole number of 64 bits."""
    if value is None:
        return None
    if re.fullmatch("[0-9]{1,20}", value) and int(value) <= LARGEST_SEED:
        return int(value)
    from exercise.scenario.diagnostics import quoted

    sentence = _("{value} is not a seed. Give a whole number from 0 to {largest}, or leave --seed out.")
    raise click.UsageError(sentence.format(value=quoted(value), largest=LARGEST_SEED), ctx)


def complete_scenario(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the library, and files for a shell that can complete them."""
    from exercise.scenario.library import names

    ids = [CompletionItem(name) for name in names() if name.startswith(incomplete.replace("-", "_"))]
    return ids or [CompletionItem(incomplete, type="file")]


def scenario_argument(required: bool = True, many: bool = False) -> Callable[[Command], Command]:
    """SCENARIO: the id of one in the library, or a path."""
    count = -1 if many else 1
    return click.argument("scenario", required=required, nargs=count, shell_complete=complete_scenario)


variant_option = click.option(
    "--variant",
    metavar="V",
    help=_("The same crisis under another order: one of the variants at the end of the scenario's file."),
)


def log_argument() -> Callable[[Command], Command]:
    """LOG: a session by its name, or the path of a log."""
    return click.argument("log", shell_complete=complete_log)


def complete_log(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of sessions, and files for a shell that can complete them."""
    from exercise.store.folder import session_names

    sessions = [CompletionItem(name) for name in session_names() if name.startswith(incomplete)]
    return sessions or [CompletionItem(incomplete, type="file")]


def find_log(name: str) -> Path:
    """The file that a person means: a session by its name, or a path."""
    from exercise.scenario.diagnostics import quoted, suggestion
    from exercise.store.folder import session_names, session_path

    known = session_names()
    if name in known:
        return session_path(name)
    if _is_there(name):
        return Path(name)
    hint = suggestion(name, known) or _("'exercise sessions' lists the sessions.")
    raise UnusableInput(_("There is no session and no file {name}.").format(name=quoted(name)) + f" {hint}")


def _is_there(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):  # a name that no file system takes
        return False


seed_option = click.option(
    "--seed", metavar="N", callback=seed_of, help=_("Makes the luck repeatable; drawn and shown if left out.")
)
players_option = click.option(
    "--players",
    metavar="SPEC",
    default="mixed",
    help=_(
        "Who plays the computer's teams: random, cautious, hawkish, tit_for_tat, mixed, script:FILE, or a list such as "
        "nato=cautious,russia=script:FILE. Default: mixed, drawn per team from the seed."
    ),
)
