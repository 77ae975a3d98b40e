"""The log afterwards: `replay` shows it again, `export` copies it as text, `verify` says whether it is untouched."""

from __future__ import annotations

from pathlib import Path

import click

from exercise.cli.parameters import find_log, log_argument
from exercise.i18n import _, ngettext


@click.command(
    short_help=_("Watch an exercise again, or tell its story."),
    help=_("""Watch an exercise again, step by step, through any team's eyes or as it really was; or tell its story.

    \b
    exercise replay monday                 watch a session, by its name
    exercise replay --text monday          tell its story, turn by turn
    exercise replay --text story.jsonl     a file

    It goes as far as the log does. Where the output is no terminal, it tells the story. The last line of a story is the
    one with which 'exercise rehearse' ends.
    """),
)
@log_argument()
@click.option("--text", "story", flag_value="text", help=_("The story for people."))
@click.option("--json", "story", flag_value="json", help=_("One JSON object a turn, for other programs."))
@click.pass_context
def replay(context: click.Context, log: str, story: str | None) -> None:
    from exercise.cli.play import has_terminal
    from exercise.cli.rehearse import tell
    from exercise.session.replay import replayed
    from exercise.store.reading import read_log

    session = replayed(read_log(find_log(log)))
    if story is None and has_terminal():
        from exercise.tui.watching import watch

        context.exit(watch(session))
    tell(session, story or "text")


@click.command(
    short_help=_("Copy a log as lines of text (JSONL)."),
    help=_("""Copy a log as lines of text, one command a line, with the same chain and the same head.

    \b
    exercise export monday                    to monday.jsonl in this folder
    exercise export monday -o stick/a.jsonl   to a file that you name; an existing one is never written over
    """),
)
@log_argument()
@click.option("-o", "--output", metavar="FILE", help=_("The file to write; LOG's name with .jsonl if left out."))
def export(log: str, output: str | None) -> None:
    from exercise.store.export import export as copy

    source = find_log(log)
    target = Path(output) if output else Path(source.stem + ".jsonl")
    commands = copy(source, target)
    said = ngettext("{commands} command written to {path}.", "{commands} commands written to {path}.", commands)
    click.echo(said.format(commands=commands, path=target))


@click.command(
    short_help=_("Say whether a log is what was written."),
    help=_("""Say whether a log is what was written: every event, salt and link of its chain is checked.

    \b
    exercise verify monday          a session by its name
    exercise verify story.jsonl     a file

    Exit code 0: intact. 3: cut, changed or of a newer version, with the place.
    """),
)
@log_argument()
def verify(log: str) -> None:
    from exercise.store.verify import verify as judge

    verdict = judge(find_log(log))
    said = _("Intact: {events} events in {commands} commands. Head: {head}")
    click.echo(said.format(events=verdict.events, commands=verdict.commands, head=verdict.head))
    for note in verdict.notes:
        click.echo(_("Note: {note}").format(note=note))
