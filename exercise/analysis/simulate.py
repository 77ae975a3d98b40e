"""Thousands of playthroughs by computer players, added up: where a crisis goes, how long it takes, what is used.

It plays with the batch engine, which has no rules of its own: every run is the playthrough that `rehearse` tells for
the same players and the run's seed (`runs.run_seed`).
"""

from __future__ import annotations

from exercise.analysis.runs import BATCH, checked_runs, played
from exercise.analysis.tally import Simulation, Table
from exercise.analysis.totals import Totals
from exercise.engine.bounds import FAR, Bounds
from exercise.engine.expression import Op, walk
from exercise.engine.model import Model
from exercise.engine.program import Program
from exercise.engine.rules import model_expressions
from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.loader import Loaded
from exercise.session.players import temperaments
from exercise.session.spec import EMPTY, HUMAN, MIXED, named_players, parse_players


def seated(spec: str, model: Model) -> Table:
    """The table of a spec as `rehearse` takes it. Raises UnusableInput; a simulation has no people and no scripts."""
    named, known = named_players(spec, model), temperaments(model)
    others = [team for team, player in named.items() if player == HUMAN or player.startswith("script:")]
    if others:
        sentence = _(
            "A simulation has no people and no scripts in it: give {teams} one of {temperaments}, for thousands of "
            "playthroughs, or play one with 'exercise rehearse'."
        )
        raise UnusableInput(sentence.format(teams=", ".join(others), temperaments=", ".join((*known, MIXED))))
    parse_players(spec, model, 0)  # says what is wrong with the rest
    players = {team: player if player in known else None for team, player in named.items()}
    return Table(players, tuple(team for team in model.team_ids if named[team] != EMPTY))


def simulate(
    loaded: Loaded,
    runs: int,
    players: str = MIXED,
    seed: int = 0,
    workers: int | None = None,
    batch: int = BATCH,
) -> Totals:
    """Plays `runs` playthroughs and adds them up; the same totals for any number of workers and size of batch.

    Raises UnusableInput for what cannot be simulated."""
    work = Simulation(playable(loaded), seated(players, loaded.model), seed, runs=checked_runs(runs))
    return sum(played(work, work.runs, workers, batch), Totals())


def playable(loaded: Loaded) -> Program:
    """The program of a scenario whose numbers fit into columns. Raises UnusableInput."""
    program = loaded.program
    known = {
        spec.name: (0, loaded.model.turns) if spec.low is None or spec.high is None else (spec.low, spec.high)
        for spec in program.slots
    }
    bounds = Bounds(known)
    for expr in model_expressions(loaded.model):
        for one in walk(expr):
            if isinstance(one, Op) and one.name in ("add", "sub", "mul"):
                low, high = bounds.of(one)
                if low <= -FAR or high >= FAR:
                    sentence = _(
                        "A condition of {name} may come to more than 64 bits hold, and cannot be simulated. Narrow "
                        "the ranges of its tracks, or multiply less."
                    )
                    raise UnusableInput(sentence.format(name=loaded.name))
    return program
