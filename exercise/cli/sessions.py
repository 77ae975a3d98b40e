"""`exercise sessions` lists the exercises that were begun here, `exercise resume` goes on with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from exercise.cli.parameters import find_log, log_argument
from exercise.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help=_("List the sessions on this computer."),
    help=_("""List the sessions on this computer: name, scenario, who plays, and how far it is.

    \b
    exercise sessions
    EXERCISE_HOME=/media/stick exercise sessions    in another folder
    """),
)
def sessions() -> None:
    from exercise.store.folder import session_names, session_path, sessions_folder

    names = session_names()
    if not names:
        said = _("No sessions yet in {folder}. 'exercise play' begins one.")
        click.echo(said.format(folder=sessions_folder()), err=True)
    for name in names:
        click.echo(f"{click.style(name, bold=True)}  {_described(session_path(name))}")


def _described(path: Path) -> str:
    """What a list says of a session; a file that cannot be read now says why."""
    from exercise.errors import ExerciseError, UnusableInput
    from exercise.session.replay import replayed
    from exercise.store.reading import read_log

    try:
        session = replayed(read_log(path))
    except UnusableInput:
        return _("in use, or not closed: 'exercise resume {name}' goes on with it").format(name=path.stem)
    except ExerciseError as error:
        return str(error)
    model = session.model
    people = [team for team, chair in session.chairs.items() if chair.words == "human"]
    facts = [model.text("scenario.title", None), ", ".join(model.label("team", team) for team in people)]
    if session.ended:
        facts.append(_("ended: {ending}").format(ending=model.label("ending", session.outcome().ending)))
    else:
        facts.append(_("turn {turn} of {turns}").format(turn=session.turn, turns=model.turns))
    return " · ".join(fact for fact in facts if fact)


@click.command(
    short_help=_("Go on with a session."),
    help=_("""Go on with a session where it stopped; after a crash, with everything that was acknowledged.

    \b
    exercise sessions                                     the names
    exercise resume iskander_kaliningrad-20260316-0900

    Where the output is no terminal, it tells the story so far.
    """),
)
@log_argument()
def resume(log: str) -> None:
    from contextlib import closing

    from exercise.cli.keeping import opened
    from exercise.cli.play import has_terminal, show
    from exercise.cli.rehearse import tell
    from exercise.session.replay import resumed

    with closing(opened(find_log(log))) as store:
        session = resumed(store.events(), store)
        if has_terminal():
            from exercise.tui.start import Resumed

            show(Resumed(session))
            return
        click.echo(_("There is no terminal here for the screens; this is the story so far."), err=True)
        tell(session, "text")
