"""What an author needs: `check` says what is wrong, `graph` draws, `schema` helps the editor."""

from __future__ import annotations

import json

import click

from exercise.cli.parameters import scenario_argument
from exercise.i18n import _, ngettext


@click.command(
    short_help=_("Say everything that is wrong with a scenario."),
    help=_("""Say everything that is wrong with a scenario: every problem with its place and what would be right.

    \b
    exercise check my_crisis.yaml                  a file
    exercise check one.yaml two.yaml               several
    exercise check iskander_kaliningrad            one of the library

    Errors cannot be played (exit code 1), warnings are probably mistakes, notes are good to know.
    """),
)
@scenario_argument(many=True)
def check(scenario: tuple[str, ...]) -> int:
    return max([_check_one(name) for name in scenario])


def _check_one(name: str) -> int:
    """Prints what is wrong with one scenario, and a last line that sums it up."""
    from exercise.scenario.diagnostics import Severity
    from exercise.scenario.library import find
    from exercise.scenario.loader import check_file

    path = find(name)
    found = [(one.severity, str(one)) for one in check_file(path)]
    for _severity, line in found:
        click.echo(line)
    errors, warnings, notes = (sum(one is wanted for one, _line in found) for wanted in Severity)
    counts = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
        ngettext("{count} note", "{count} notes", notes).format(count=notes),
    ]
    verdict = _("{name} cannot be played: {counts}.") if errors else _("{name} can be played: {counts}.")
    click.echo(verdict.format(name=path.name, counts=", ".join(counts)))
    return 1 if errors else 0


@click.command(
    short_help=_("Draw a scenario's phases and branches."),
    help=_("""Draw a scenario's phases, branches and endings, with every condition in words.

    \b
    exercise graph iskander_kaliningrad                                       Mermaid, for a page or an editor
    exercise graph iskander_kaliningrad --format dot | dot -Tsvg > graph.svg    a picture, with Graphviz
    """),
)
@scenario_argument()
@click.option(
    "--format",
    "kind",
    type=click.Choice(["mermaid", "dot"]),
    default="mermaid",
    show_default=True,
    help=_("For what program."),
)
def graph(scenario: str, kind: str) -> None:
    from exercise.analysis import graph as drawing
    from exercise.scenario.library import find
    from exercise.scenario.loader import load_file

    drawn = drawing.graph(load_file(find(scenario)).scenario)
    click.echo(drawing.mermaid(drawn) if kind == "mermaid" else drawing.dot(drawn))


@click.command(
    short_help=_("Print the JSON Schema of scenario files, for editors."),
    help=_("""Print the JSON Schema of scenario files: an editor that knows it completes and explains every field.

    \b
    exercise schema > scenario.schema.json

    and, as the first line of a scenario:

    \b
    # yaml-language-server: $schema=scenario.schema.json
    """),
)
def schema() -> None:
    from exercise.scenario.schema.export import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
