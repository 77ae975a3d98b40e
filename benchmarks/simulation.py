"""`python -m benchmarks.simulation [REPEATS]`: how fast the engine simulates, against programs by hand.

Builds the C yardstick, checks that all who draw the engine's chance end as it does over the first hundred seeds,
measures everything in turn, prints the tables and writes them to `benchmarks/RESULTS.md`. Times are of the processor,
so that a neighbour on the machine takes nothing from them, and the least of the repeats; rates are of playthroughs of
the average length. Exit code 1 when a goal is missed, 3 when results differ.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import yaml

from benchmarks import scale
from benchmarks.reference import cheap, columns, compiled, machine, plain
from benchmarks.reference.engine import FLAGSHIP, REFERENCE, UNIFORM, Engine
from exercise.analysis.batch import Batch
from exercise.analysis.fast import Fast, installed
from exercise.engine.mechanisms import clock

RESULTS = Path(__file__).with_name("RESULTS.md")
CHECKED = 100
REPEATS = 9
FEW, SOME, MANY = 100, 1_000, 20_000
FAST = "**batch engine**, compiled by numba"
Work = Callable[[], int]
"""Plays a fixed number of playthroughs once; the sum of their turns."""


@dataclass(frozen=True)
class Goal:
    """A figure and what it should be: at least, or at most."""

    name: str
    value: float
    limit: float
    at_most: bool = False
    remark: str = ""

    @property
    def holds(self) -> bool:
        """It is as it should be."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    def row(self) -> str:
        """As a line of the table."""
        sign = "≤" if self.at_most else "≥"
        met = "yes" if self.holds else "**no**"
        return f"| {self.name} | {self.value:.3g} | {sign} {self.limit:g} | {met}{self.remark} |"


# --- playing ---------------------------------------------------------------------------------------------------------


def differing(engine: Engine, c: compiled.Compiled) -> list[str]:
    """Those that do not end as the batch engine does, seed by seed."""
    seeds = range(CHECKED)
    endings, turns = engine.together(0, CHECKED)
    expected = list(zip(endings.tolist(), turns.tolist(), strict=True))
    by_hand = columns.play(np.arange(CHECKED, dtype=np.uint64))
    found: Mapping[str, Sequence[tuple[int, int]]] = {
        "C": list(zip(*(column.tolist() for column in c.play(0, CHECKED)), strict=True)),
        "numpy": list(zip(*(column.tolist() for column in by_hand), strict=True)),
        "Python": [plain.play(seed) for seed in seeds],
        "transitions": [machine.play(seed) for seed in seeds],
        "transitions, new machine": [machine.play_anew(seed) for seed in seeds],
        "live engine": [engine.live(seed) for seed in seeds],
    }
    if installed():
        lanes = compiled_turns(engine).play(np.arange(CHECKED, dtype=np.uint64))
        ends = lanes.columns[clock.ENDING.name].tolist()
        found = {**found, "numba": list(zip(ends, lanes.turns.tolist(), strict=True))}
    return [name for name, results in found.items() if list(results) != expected]


def _one_by_one(play: Callable[[int], tuple[int, int]], count: int) -> Work:
    return lambda: sum(play(seed)[1] for seed in range(count))


def _cheaply() -> int:
    word, turns = 1, 0
    for _ in range(SOME):
        _, turn, word = cheap.play(word)
        turns += turn
    return turns


def compiled_turns(engine: Engine) -> Fast:
    """The same playthroughs compiled, where there is a compiler."""
    program = engine.loaded.program
    return Fast(program, dict.fromkeys(program.model.team_ids, engine.temperament), ()).compile()


def _works(engine: Engine, c: compiled.Compiled) -> dict[str, Work]:
    seeds = np.arange(columns.BATCH, dtype=np.uint64)
    works: dict[str, Work] = {
        "C, -O2": lambda: int(c.play(0, MANY)[1].sum()),
        "numpy by hand, batches of 20,000": lambda: int(columns.play(seeds)[1].sum()),
        "**batch engine**, numpy generated": lambda: int(engine.together(0, MANY)[1].sum()),
        "Python by hand, a cheap generator": _cheaply,
        "Python by hand, one function": _one_by_one(plain.play, SOME),
        "`transitions`, a new model per run": _one_by_one(machine.play, FEW),
        "`transitions`, a new machine per run": _one_by_one(machine.play_anew, FEW),
        "**live engine**, no log": _one_by_one(engine.live, FEW),
    }
    if installed():
        turns, runs = compiled_turns(engine), np.arange(MANY, dtype=np.uint64)
        works[FAST] = lambda: int(turns.play(runs).turns.sum())
    return works


# --- measuring -------------------------------------------------------------------------------------------------------


def turns_per_second(works: Mapping[str, Work], repeats: int) -> dict[str, float]:
    """All in turn, the first time to warm up, then the best of so many repeats of each."""
    best = dict.fromkeys(works, 0.0)
    for repeat in range(repeats + 1):
        for name, work in works.items():
            start = time.process_time()
            turns = work()
            spent = time.process_time() - start
            if repeat:
                best[name] = max(best[name], turns / spent)
    return best


def _least(work: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def of_rates(rates: Mapping[str, float]) -> list[Goal]:
    """The goals that compare two rows of the table."""
    c, by_hand, batch, cheaply, _, model, anew, live = (rate for name, rate in rates.items() if name != FAST)
    compiled_too = [Goal("batch engine compiled / C", rates[FAST] / c, 0.4)] if FAST in rates else []
    return [
        *compiled_too,
        Goal("batch engine / numpy by hand", batch / by_hand, 0.45),
        Goal("batch engine / C", batch / c, 0.10),
        Goal("batch engine / Python by hand with a cheap generator", batch / cheaply, 8),
        Goal("live engine / `transitions` with a new model per run", live / model, 0.2),
        Goal("live engine / `transitions` with a new machine per run", live / anew, 0.2),
    ]


def of_flagship(repeats: int) -> Goal:
    """The batch engine against the live one, mixed players."""
    flagship = Engine.of(FLAGSHIP)
    works = {
        "batch": lambda: int(flagship.together(0, MANY)[1].sum()),
        "live": _one_by_one(flagship.live, FEW // 4),
    }
    rates = turns_per_second(works, repeats)
    return Goal("flagship, mixed players: batch engine / live engine", rates["batch"] / rates["live"], 150)


def of_compiling(name: str, path: Path, repeats: int) -> Goal:
    """Writing the program for columns against parsing the file."""
    text, program = path.read_text(encoding="utf-8"), Engine.of(path).loaded.program
    parsing = _least(lambda: yaml.load(text, yaml.CSafeLoader), repeats)
    return Goal(
        f"{name}: `Batch(program)`, its turns written / CSafeLoader",
        _least(lambda: Batch(program).turns({}), repeats) / parsing,
        50,
        True,
    )


def of_memory() -> Goal:
    """Many more runs against some."""
    many, some = scale.memory(1_000_000) / 1024, scale.memory(10_000) / 1024
    return Goal("memory of 1,000,000 runs / of 10,000", many / some, 1.2, True, f" ({many:.0f} and {some:.0f} MiB)")


def of_processes() -> Goal:
    """Two processes against one; the same in C says what the machine had to give."""
    had = scale.second_process(scale.play_in_c, 1)
    value = scale.second_process(scale.play, 2)
    busy = ", the machine was busy" if had < 1.9 else ""
    return Goal("two processes / one", value, 1.8, remark=f" (C: {had:.2f}{busy})")


# --- telling ---------------------------------------------------------------------------------------------------------


def _machine() -> str:
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "transitions", "PyYAML"))
    load = os.getloadavg()[0]
    return (
        f"{cpu}, {os.cpu_count()} cores, {platform.system()}; Python {platform.python_version()}, {versions};"
        f" {compiled.version()}. Load when it began: {load:.1f}."
    )


def _rows(rates: Mapping[str, float], length: float) -> list[str]:
    hand = rates["Python by hand, one function"]
    rows = ["| | playthroughs/s | × Python by hand |", "|---|---:|---:|"]
    return rows + [f"| {name} | {rate / length:,.0f} | {rate / hand:.3g} |" for name, rate in rates.items()]


def report(told: str, length: float, rates: Mapping[str, float], goals: Sequence[Goal]) -> str:
    """The page of results."""
    lines = [
        "# What simulation costs",
        "",
        "Written by `python -m benchmarks.simulation`; what is measured, and against what, stands in",
        "`benchmarks/reference/__init__.py`. Ratios carry over to another machine, absolute figures do not.",
        "",
        told,
        "",
        f"The reference scenario, {length:.2f} turns on average; one thread, least processor time of several repeats:",
        "",
        *_rows(rates, length),
        "",
        "| goal | measured | asked | met |",
        "|---|---:|---:|---|",
        *(goal.row() for goal in goals),
    ]
    return "\n".join(lines) + "\n"


def main(repeats: int) -> int:
    """Checks, measures, tells."""
    told, c = _machine(), scale.yardstick()
    engine = Engine.of(REFERENCE, UNIFORM)
    if wrong := differing(engine, c):
        print(f"Not the results of the batch engine: {', '.join(wrong)}.", file=sys.stderr)
        return 3
    rates = turns_per_second(_works(engine, c), repeats)
    goals = of_rates(rates)
    goals.append(of_flagship(repeats))
    goals += [of_compiling("reference", REFERENCE, repeats), of_compiling("flagship", FLAGSHIP, repeats)]
    goals += [of_memory(), of_processes()]
    length = float(c.play(0, 1_000_000)[1].mean())
    page = report(told, length, rates, goals)
    RESULTS.write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(goal.holds for goal in goals) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS))
