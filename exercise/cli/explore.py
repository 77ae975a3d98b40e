"""`exercise explore`: what a crisis can show: for everything a witness, a proof, or the plain word that it is open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise.cli.parameters import scenario_argument, seed_option, variant_option
from exercise.i18n import _

STOPPED = 130

if TYPE_CHECKING:
    from exercise.analysis.explore import Key, Search
    from exercise.analysis.findings import Explored
    from exercise.engine.reach import Reach


@click.command(
    short_help=_("Show or rule out every phase, branch, ending, action and inject."),
    help=_("""Look for playthroughs that show every phase, branch, ending, action (of each team) and inject.

    \b
    exercise explore iskander_kaliningrad
    exercise explore my_crisis.yaml --runs 1000000
    exercise explore my_crisis.yaml --logs witnesses

    What was shown is witnessed: play it again with 'exercise rehearse', its seed and its players. What was not is
    proved impossible, whatever the teams do and however luck falls, or it is open: it may only be rare, and more runs
    may show it. Also said: the phases from which no run found a way out, and the quickest ways to the worst and to the
    best. Ctrl-c shows what there is so far and ends with exit code 130.
    """),
)
@scenario_argument()
@variant_option
@click.option("--runs", metavar="N", default="100000", show_default=True, help=_("How many playthroughs at most."))
@seed_option
@click.option(
    "--logs", metavar="FOLDER", help=_("Write logs that show it all to this new folder, to replay or verify.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs instead of tables."))
def explore(scenario: str, variant: str | None, runs: str, seed: int | None, logs: str | None, as_json: bool) -> int:
    from exercise.analysis.explore import Search
    from exercise.analysis.findings import explored
    from exercise.analysis.runs import checked_runs
    from exercise.analysis.witnesses import empty_folder
    from exercise.cli.explored import as_object, as_text
    from exercise.cli.rehearse import drawn_seed
    from exercise.scenario.library import find
    from exercise.scenario.loader import load_file

    loaded = load_file(find(scenario), variant)
    asked, folder = checked_runs(runs), empty_folder(Path(logs)) if logs else None
    search = Search(loaded, drawn_seed() if seed is None else seed)
    reach, stopped = _searched(search, asked)
    code = STOPPED if stopped else 0
    found = explored(search, reach, asked)
    if folder is not None:
        found, unwritten, failed = _on_record(search, found, folder)
        stopped, code = " ".join(one for one in (stopped, unwritten) if one), code or failed
    if as_json:
        click.echo(json.dumps(as_object(found), ensure_ascii=False, indent=2))
    else:
        for line in as_text(found, scenario):
            click.echo(line)
    if stopped:
        click.echo(stopped, err=True)
    return code


def _searched(search: Search, asked: int) -> tuple[Reach | None, str]:
    """Plays, and proves what can be proved of the rest; stopped by ctrl-c it keeps what there is so far."""
    from exercise.analysis.findings import unsettled
    from exercise.cli.running import progress
    from exercise.engine.reach import provable, reach

    try:
        with progress(asked) as step:
            for count in search.play(asked):
                step(count)
        return (reach(search.program) if unsettled(search) and provable(search.program) else None), ""
    except KeyboardInterrupt:
        if not search.runs:
            raise
        sentence = _("Stopped after {done} of {runs} runs: the result is of these, and nothing was proved.")
        return None, sentence.format(done=search.runs, runs=asked)


def _on_record(search: Search, found: Explored, folder: Path) -> tuple[Explored, str, int]:
    """Writes the logs. Stopped by ctrl-c, or where there is no room, it keeps those that are there; says why, and what
    to end with."""
    from exercise.analysis.witnesses import write_logs
    from exercise.cli.running import progress
    from exercise.errors import StorageFailed

    logs: dict[Key, str] = {}
    try:
        with progress(len(search.shown)) as step:
            for _one in write_logs(search, folder, logs):
                step(1)
    except (KeyboardInterrupt, StorageFailed) as end:
        sentence = _("Stopped while logs were written: {folder} has those of {done} of {all} things.")
        stopped = sentence.format(folder=folder, done=len(logs), all=len(search.shown))
        if isinstance(end, StorageFailed):
            return found.with_logs(logs), f"{stopped} {end}", end.exit_code
        return found.with_logs(logs), stopped, STOPPED
    return found.with_logs(logs), "", 0
