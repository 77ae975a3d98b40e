"""The program `exercise`: the table of its commands, and a group that imports a command only when it is needed."""

from __future__ import annotations

import importlib
import os

import click

from exercise.i18n import _

# In the order in which a newcomer meets them. Each name is a command of the same name in the module beside it.
SECTIONS: dict[str, dict[str, str]] = {
    _("Play"): {"play": "play", "rehearse": "rehearse", "sessions": "sessions", "resume": "sessions"},
    _("Read and write scenarios"): {
        "scenarios": "scenarios",
        "check": "authoring",
        "graph": "authoring",
        "schema": "authoring",
        "explore": "explore",
        "simulate": "simulate",
        "compare": "compare",
    },
    _("Afterwards"): {"replay": "logs", "export": "logs", "verify": "logs"},
}
MODULES = {name: module for commands in SECTIONS.values() for name, module in commands.items()}


class LazyGroup(click.Group):
    """A group whose commands live in modules that are imported when one of them is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        command = getattr(importlib.import_module(f"exercise.cli.{MODULES[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but an unknown word is answered with the known one that is nearest."""
        if args[0] not in MODULES and not args[0].startswith("-") and not ctx.resilient_parsing:
            from exercise.scenario.diagnostics import quoted, suggestion

            sentence = _("There is no command {name}.").format(name=quoted(args[0]))
            raise click.UsageError(f"{sentence} {suggestion(args[0], MODULES)}".rstrip(), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            rows = []
            for name in commands:
                command = self.get_command(ctx, name)
                assert command is not None
                rows.append((name, command.get_short_help_str(limit=100)))
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("""A tabletop crisis exercise in the terminal.

    Without a command it opens the library: choose a scenario, choose a team, and the exercise runs, with computer
    players in the other chairs.

    \b
    exercise                                           open the library
    exercise play iskander_kaliningrad --as nato       play one team of it
    exercise rehearse iskander_kaliningrad --seed 7    let the computer play it through
    """),
    epilog=_("""A scenario is named by its id in the library or by the path of a file. Exit codes: 0 well, 1 findings,
    2 wrong use or unusable input, 3 a corrupt or newer log. Completion for bash, and likewise zsh and fish:
    eval "$(_EXERCISE_COMPLETE=bash_source exercise)"."""),
)
@click.version_option(package_name="crisis-exercise", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        from exercise.cli.play import open_library

        open_library()
