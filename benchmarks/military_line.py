"""What the military line is worth: `python -m benchmarks.military_line [SEEDS]`.

The same exercises with the line as the scenario has it and with the line cut from the start, for two named pairings
of players, on paired seeds. Printed is how many exercises end in a high-escalation confrontation, and how many more do
without the line, with the 95 % interval. Exit code 1 when a pairing gains less than it should.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache

from benchmarks.knockout import Difference, difference
from benchmarks.loading import SCENARIO
from exercise.engine.rules import compile_program
from exercise.scenario.library import find
from exercise.scenario.loader import Loaded, load_file
from exercise.session.rehearsal import rehearse
from exercise.session.spec import parse_players

LINE = "military_line"
BAD = "high_escalation_confrontation"
SEEDS = 2000
LEAST_POINTS = 5.0
PAIRINGS = {
    "NATO cautious, Russia hawkish": "nato=cautious,russia=hawkish,poland_lithuania=cautious",
    "NATO and Russia tit for tat": "nato=tit_for_tat,russia=tit_for_tat,poland_lithuania=cautious",
}


@cache
def scenario(with_line: bool) -> Loaded:
    """The scenario, or the same with the line cut before the first turn."""
    loaded = load_file(find(SCENARIO))
    if with_line:
        return loaded
    channels = tuple(replace(one, status="cut") if one.id == LINE else one for one in loaded.model.channels)
    model = replace(loaded.model, channels=channels)
    return replace(loaded, model=model, program=compile_program(model))


def pair(job: tuple[int, str]) -> tuple[bool, bool]:
    """Whether one seed ends badly without and with the line."""
    seed, players = job
    return _ends_badly(scenario(False), seed, players), _ends_badly(scenario(True), seed, players)


def _ends_badly(loaded: Loaded, seed: int, players: str) -> bool:
    return rehearse(loaded, seed, parse_players(players, loaded.model, seed)).outcome().outlook == BAD


def measured(players: str, seeds: int) -> Difference:
    """All pairs of one pairing, over as many processes as there are cores."""
    with ProcessPoolExecutor() as pool:
        return difference(list(pool.map(pair, [(seed, players) for seed in range(seeds)], chunksize=50)))


def main(seeds: int) -> int:
    """Prints a line for each pairing."""
    print(f"{SCENARIO}, {seeds} paired seeds: exercises that end in {BAD.replace('_', ' ')}")
    well = True
    for name, players in PAIRINGS.items():
        found = measured(players, seeds)
        well = well and found.points >= LEAST_POINTS
        shares = f"with the line {found.present:.1f} %, cut {found.without:.1f} %"
        print(f"  {name} (--players {players}): {shares}, {found.points:+.1f} ± {found.half:.1f} points")
    print(f"  at least {LEAST_POINTS:+.1f} points are asked of each: {'yes' if well else 'no'}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS))
