"""`exercise simulate`: thousands of playthroughs by computer players, and what they come to."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from exercise.cli.parameters import scenario_argument, seed_option, variant_option
from exercise.cli.running import players_option, workers_option
from exercise.i18n import _

if TYPE_CHECKING:
    from exercise.analysis.totals import Row, Totals
    from exercise.scenario.loader import Loaded

HISTOGRAM = "#5b6b8c"


@click.command(
    short_help=_("Play thousands of times, and say how it ends how often."),
    help=_("""Let computer players play a scenario thousands of times, and say how it ends how often, how long it takes,
    which branches, channels, agreements and actions are used, and what the teams reach.

    \b
    exercise simulate iskander_kaliningrad
    exercise simulate my_crisis.yaml --runs 100000 --players nato=cautious,russia=hawkish
    exercise simulate my_crisis.yaml --csv runs.csv --svg runs.svg

    Behind each share stands the interval that holds the true one in 95 of 100 cases. The same seed and players give the
    same result, however many workers there are. Ctrl-c shows what there is so far and ends with exit code 130.
    """),
)
@scenario_argument()
@variant_option
@click.option("--runs", metavar="N", default="10000", show_default=True, help=_("How many playthroughs."))
@players_option
@seed_option
@workers_option
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs instead of tables."))
@click.option("--csv", "csv_file", metavar="FILE", help=_("Write all figures to this new file, too."))
@click.option("--svg", "svg_file", metavar="FILE", help=_("Draw outlooks, endings and length into this new file, too."))
def simulate(
    scenario: str,
    variant: str | None,
    runs: str,
    players: str,
    seed: int | None,
    workers: int | None,
    as_json: bool,
    csv_file: str | None,
    svg_file: str | None,
) -> int:
    from exercise.analysis.fast import may_compile
    from exercise.analysis.runs import checked_runs, played
    from exercise.analysis.simulate import playable, seated
    from exercise.analysis.tally import Simulation
    from exercise.analysis.totals import Totals, rows
    from exercise.cli.rehearse import drawn_seed
    from exercise.cli.running import new_file, summed, write
    from exercise.cli.tables import as_csv
    from exercise.scenario.library import find
    from exercise.scenario.loader import load_file

    loaded = load_file(find(scenario), variant)
    asked, csv_path, svg_path = checked_runs(runs), new_file(csv_file), new_file(svg_file)
    seed = drawn_seed() if seed is None else seed
    work = Simulation(playable(loaded), seated(players, loaded.model), seed, runs=asked)
    if may_compile(asked) and sys.stderr.isatty():
        click.echo(_("For so many runs the scenario may be compiled first, which takes up to a minute."), err=True)
    found = summed(played(work, asked, workers), Totals(), asked)
    table = rows(found.totals, loaded.program)
    if as_json:
        click.echo(_json(loaded, found.totals, table, asked, players, seed))
    else:
        _tell(loaded, scenario, found.totals, table, players, seed)
    if found.stopped:
        click.echo(found.stopped, err=True)
    if csv_path is not None:
        write(csv_path, as_csv(table))
    if svg_path is not None:
        write(svg_path, _svg(loaded, found.totals, table, players, seed))
    return found.code


def _subtitle(totals: Totals, players: str, seed: int) -> str:
    return _("{runs} runs · players {players} · seed {seed}").format(runs=totals.runs, players=players, seed=seed)


def _tell(loaded: Loaded, scenario: str, totals: Totals, table: list[Row], players: str, seed: int) -> None:
    """The tables, and how to watch a run that ends in each way."""
    from exercise.analysis.runs import run_seed
    from exercise.analysis.totals import length
    from exercise.cli.tables import as_text, heading

    title = loaded.model.text("scenario.title", None)
    click.echo(heading(title) + " · " + _subtitle(totals, players, seed))
    for line in as_text(table, length(totals)):
        click.echo(line)
    click.echo("\n" + heading(_("To watch one of them, with its number as N")))
    under = f" --variant {loaded.variant}" if loaded.variant else ""
    click.echo(f"  exercise rehearse {scenario}{under} --players {players} --seed N")
    for ending in loaded.model.endings:
        if ending.id in totals.first:
            click.echo(f"  {run_seed(seed, totals.first[ending.id]):>20}  {loaded.model.label('ending', ending.id)}")
    _missed(loaded, totals)


def _missed(loaded: Loaded, totals: Totals) -> None:
    """The endings that no run came to, and which of them are meant to come seldom."""
    from exercise.cli.tables import heading

    missed = [ending.id for ending in loaded.model.endings if ending.id not in totals.first]
    if missed:
        click.echo("\n" + heading(_("Endings that no run came to")))
    for id in missed:
        title = loaded.model.label("ending", id)
        rare = loaded.scenario.endings[id].rare
        click.echo("  " + (_("{ending}: the file calls it rare").format(ending=title) if rare else title))


def _json(loaded: Loaded, totals: Totals, table: list[Row], asked: int, players: str, seed: int) -> str:
    """Seeds are written as text: they have up to 64 bits."""
    from dataclasses import asdict

    from exercise.analysis.runs import run_seed
    from exercise.analysis.totals import length
    from exercise.cli.tables import as_object

    found = {
        "scenario": loaded.model.id,
        "variant": loaded.variant or None,
        "digest": loaded.digest,
        "players": players,
        "seed": str(seed),
        "asked": asked,
        "runs": totals.runs,
        "partial": totals.runs < asked,
        "confidence": 0.95,
        "length": asdict(length(totals)),
        "seeds": {ending: str(run_seed(seed, run)) for ending, run in sorted(totals.first.items())},
        "rare": [id for id, ending in loaded.scenario.endings.items() if ending.rare],
        "rows": [as_object(row) for row in table],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _svg(loaded: Loaded, totals: Totals, table: list[Row], players: str, seed: int) -> str:
    """Outlooks and endings in the colours of the outlooks, then the length."""
    from exercise.analysis.plots import COLOURS, svg
    from exercise.cli.tables import HEADINGS, shown

    outlooks = {ending.id: ending.outlook for ending in loaded.model.endings}
    parts = []
    for section in ("outlook", "ending", "turns"):
        rows = [row for row in table if row.section == section]
        coloured = [(shown(row), COLOURS.get(outlooks.get(row.id, row.id), HISTOGRAM)) for row in rows]
        parts.append((HEADINGS[section], coloured))
    return svg(loaded.model.text("scenario.title", None), _subtitle(totals, players, seed), parts)
