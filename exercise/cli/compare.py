"""`exercise compare`: a crisis beside its variants, and what each of its channels and agreements is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise.cli.parameters import scenario_argument, seed_option
from exercise.cli.running import players_option, workers_option
from exercise.i18n import _

if TYPE_CHECKING:
    from exercise.analysis.compare import Effect, Variant
    from exercise.engine.model import Model
    from exercise.scenario.loader import Loaded


@click.command(
    short_help=_("Set a scenario beside its variants, and say what each channel and agreement is worth."),
    help=_("""Play a scenario as it is, under each of its variants, and without each of its channels and agreements, and
    say what changes.

    \b
    exercise compare iskander_kaliningrad
    exercise compare iskander_kaliningrad --variant no_line
    exercise compare iskander_kaliningrad --without military_line --players nato=cautious,russia=hawkish
    exercise compare my_crisis.yaml --runs 50000 --json

    Without a channel means that it is cut from the start; without an agreement, that it is not in force and never
    proposed. With --variant or --without only what is named is compared. Both plays of a pair share their luck, so that
    small differences show. A difference in points stands with the interval that holds the true one in 95 of 100 cases;
    * marks one that chance does not explain.
    """),
)
@scenario_argument()
@click.option("--variant", "under", metavar="V", multiple=True, help=_("Only this variant; may be repeated."))
@click.option(
    "--without", "left_out", metavar="ID", multiple=True, help=_("Only this channel or agreement; may be repeated.")
)
@click.option("--runs", metavar="N", default="5000", show_default=True, help=_("How many pairs for each."))
@players_option
@seed_option
@workers_option
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs instead of a table."))
def compare(
    scenario: str,
    under: tuple[str, ...],
    left_out: tuple[str, ...],
    runs: str,
    players: str,
    seed: int | None,
    workers: int | None,
    as_json: bool,
) -> int:
    from exercise.analysis.compare import Comparison, Variant, effects
    from exercise.analysis.runs import checked_runs, played
    from exercise.analysis.simulate import playable, seated
    from exercise.analysis.totals import Totals
    from exercise.cli.rehearse import drawn_seed
    from exercise.cli.running import summed
    from exercise.scenario.library import find
    from exercise.scenario.loader import load_file

    path = find(scenario)
    loaded = load_file(path)
    asked, program = checked_runs(runs), playable(loaded)
    seed = drawn_seed() if seed is None else seed
    variants = _compared(loaded, path, under, left_out)
    work = Comparison(Variant("", program), variants, seated(players, loaded.model), seed)
    found = summed(played(work, asked, workers), Totals(), asked)
    told = effects(found.totals, work)
    head = {"scenario": loaded.model.id, "digest": loaded.digest, "players": players, "seed": str(seed)}
    counts = {"asked": asked, "runs": found.totals.runs, "partial": found.totals.runs < asked, "confidence": 0.95}
    if as_json:
        click.echo(json.dumps({**head, **counts, "variants": list(map(asdict, told))}, ensure_ascii=False, indent=2))
    else:
        subtitle = _("{runs} pairs of runs · players {players} · seed {seed}")
        shown = subtitle.format(runs=found.totals.runs, players=players, seed=seed)
        click.echo(f"{click.style(loaded.model.text('scenario.title', None), bold=True)} · {shown}")
        for line in _table(told, loaded.model):
            click.echo(line)
    if found.stopped:
        click.echo(found.stopped, err=True)
    return found.code


def _compared(loaded: Loaded, path: Path, under: tuple[str, ...], left_out: tuple[str, ...]) -> tuple[Variant, ...]:
    """The variants first, then what is left out: all, with the main ones first, or what was named.

    Raises UnusableInput, ScenarioInvalid."""
    from exercise.analysis.compare import Variant, without
    from exercise.analysis.simulate import playable
    from exercise.errors import UnusableInput
    from exercise.scenario.loader import load_file

    main = loaded.scenario.main
    first = (f"channel.{main.channel}", f"agreement.{main.agreement}")
    known = sorted(without(loaded.program), key=lambda one: first.index(one.id) if one.id in first else len(first))
    if not known and not loaded.scenario.variants:
        sentence = _("{name} has no variants, no channel and no agreement to leave out.")
        raise UnusableInput(sentence.format(name=loaded.name))
    every = not under and not left_out
    others = [load_file(path, one) for one in (loaded.scenario.variants if every else under)]
    found = {f"variant.{one.variant}": playable(one) for one in others}
    variants = [Variant(id, program) for id, program in found.items()]
    return (*variants, *(known if every else _without(known, left_out)))


def _without(known: list[Variant], left_out: tuple[str, ...]) -> Iterator[Variant]:
    """What was named: by its id, or `channel.ID` where a channel and an agreement share it. Raises UnusableInput."""
    from exercise.errors import UnusableInput
    from exercise.scenario.diagnostics import quoted, suggestion

    for name in left_out:
        if not any(name in (one.id, _id(one.id)) for one in known):
            ids = [_id(one.id) for one in known]
            hint = suggestion(name, ids) or _("There are: {names}.").format(names=", ".join(ids))
            sentence = _("There is no channel and no agreement {name} that could be left out.")
            raise UnusableInput(f"{sentence.format(name=quoted(name))} {hint}")
    yield from (one for one in known if one.id in left_out or _id(one.id) in left_out)


def _id(variant: str) -> str:
    return variant.partition(".")[2]


def _table(told: list[Effect], model: Model) -> Iterator[str]:
    """For each outlook its share as it is, then a line for each variant with the difference in points."""
    from exercise.analysis.plots import percent
    from exercise.cli.tables import heading, short, width
    from exercise.session.wording.scales import outlook

    names = {one.variant: _name(one.variant, model) for one in told}
    wide = min(max(map(len, names.values())), width() - 50)
    for place, change in enumerate(told[0].changes):
        yield ""
        yield heading(f"{outlook(change.outlook)}: {percent(change.before.value)}")
        for one in told:
            found = one.changes[place]
            low, value, high = (100 * end for end in (found.gain.low, found.gain.value, found.gain.high))
            sure = "*" if low > 0 or high < 0 else " "
            name = short(names[one.variant], wide)
            yield _("  {name} {share} {points} {sure} from {low} to {high}").format(
                name=f"{name:<{wide}}",
                share=f"{percent(found.after.value):>7}",
                points=f"{value:>+6.1f}",
                sure=sure,
                low=f"{low:+.1f}",
                high=f"{high:+.1f}",
            )
    yield ""
    yield heading(_("Runs that end otherwise, and turns more or fewer"))
    for one in told:
        name = short(names[one.variant], wide)
        yield f"  {name:<{wide}} {percent(one.otherwise.value):>7} {one.longer.value:>+6.2f}"


def _name(variant: str, model: Model) -> str:
    """`variant.no_line` or `channel.military_line` as people read it."""
    kind, _dot, id = variant.partition(".")
    name = model.label(kind, id)
    return _("variant: {name}").format(name=name) if kind == "variant" else _("without {name}").format(name=name)
