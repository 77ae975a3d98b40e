"""`exercise play`, and `exercise` alone: the screens, or a rehearsal in text where there is no terminal for them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from exercise.cli.parameters import players_option, scenario_argument, seed_option, variant_option
from exercise.i18n import _

if TYPE_CHECKING:
    from exercise.tui.start import Resumed, Start


@click.command(
    short_help=_("Play a scenario in the terminal."),
    help=_("""Play a scenario in the terminal: you lead one team or several of you lead several, one after another at
    this keyboard; the computer plays the others.

    \b
    exercise play                                       choose in the library
    exercise play iskander_kaliningrad                  choose who plays
    exercise play iskander_kaliningrad --as nato        begin at once
    exercise play iskander_kaliningrad --as nato,russia
    exercise play iskander_kaliningrad --as nato --players russia=hawkish

    Where the output is no terminal, it says so and lets the computer play all teams, as 'exercise rehearse' does.
    """),
)
@scenario_argument(required=False)
@variant_option
@click.option(
    "--as",
    "people",
    metavar="TEAM[,TEAM…]",
    help=_("The team that you lead, or the teams that share this keyboard; you are asked if left out."),
)
@players_option
@seed_option
def play(scenario: str | None, variant: str | None, people: str | None, players: str, seed: int | None) -> None:
    from exercise.cli.rehearse import drawn_seed, rehearsed
    from exercise.scenario.library import entries, find
    from exercise.scenario.loader import load_file
    from exercise.session.spec import known_teams, parse_players

    if variant is not None and scenario is None:
        raise click.UsageError(_("Name the scenario that has this variant."), click.get_current_context())
    terminal = has_terminal()
    if terminal and scenario is None:
        show(None)
        return
    path = find(scenario) if scenario is not None else entries()[0].path
    loaded = load_file(path, variant)  # all that can be wrong with the request is said before a screen opens
    lead = known_teams(people, loaded.model) if people is not None else ()
    seed = drawn_seed() if seed is None else seed
    chairs = parse_players(players, loaded.model, seed)
    if terminal:
        from exercise.tui.start import Start

        show(Start(path, lead, players, seed, variant))
        return
    click.echo(_("There is no terminal here, so the computer plays all teams."), err=True)
    rehearsed(loaded, chairs, seed)


def open_library() -> None:
    """What `exercise` alone does; where there is no terminal it lists the library instead."""
    if has_terminal():
        show(None)
        return
    from exercise.cli.scenarios import as_text
    from exercise.scenario.library import entries

    click.echo(_("There is no terminal here for the screens; 'exercise --help' says what else there is."), err=True)
    click.echo("\n\n".join(as_text(entry) for entry in entries()))


def has_terminal() -> bool:
    """Whether there is a terminal that can show screens."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def show(start: Start | Resumed | None) -> None:
    """Opens the screens: the library, or where a command says to begin."""
    from exercise.cli.keeping import new_store
    from exercise.cli.shelf import SHELF
    from exercise.tui.app import run

    code, left = run(new_store, start, SHELF)
    if left and not code:
        click.echo(_("Nothing is lost: 'exercise resume {name}' goes on, and so does the library.").format(name=left))
    if code:  # a signal ended them
        click.get_current_context().exit(code)
