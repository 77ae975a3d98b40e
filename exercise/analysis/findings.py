"""What a search came to: each thing is witnessed, proved impossible, or open; and which phases have no off-ramp."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from exercise.analysis.explore import OFF_RAMP, Key, Search, Shown
from exercise.analysis.intervals import share
from exercise.analysis.totals import branch_name
from exercise.engine.program import Program
from exercise.engine.reach import Reach
from exercise.scenario.loader import Loaded

Status = Literal["witnessed", "impossible", "open", "by hand"]
Ramp = Literal["witnessed", "impossible", "open", "never there"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a crisis can show. `earliest` is the first turn that could not be ruled out, where one was asked;
    `rarer` the share of runs below which it stays in 95 of 100 cases, for what no run has shown."""

    key: Key
    name: str
    status: Status
    shown: Shown
    earliest: int | None = None
    rarer: float | None = None
    log: str = ""
    """The file in which it is on record."""
    rare: bool = False
    """An ending of which the file says that it is meant to come seldom."""


@dataclass(frozen=True, slots=True)
class OffRamp:
    """Whether a phase has a way out: `witnessed` by a run, `impossible` by the graph of what can be taken. `through` is
    how many runs were in it, `shown` those of them that got out."""

    phase: str
    name: str
    status: Ramp
    through: int
    shown: Shown


@dataclass(frozen=True)
class Explored:
    """All that a search came to. `proved` says whether it was looked what is impossible."""

    loaded: Loaded
    seed: int
    asked: int
    runs: int
    players: tuple[str, ...]
    proved: bool
    findings: tuple[Finding, ...]
    off_ramps: tuple[OffRamp, ...]
    ways: Mapping[str, Shown]
    """The quickest to `high` escalation or war, and to `partnership`."""

    def count(self, status: Status) -> int:
        """How many things are so."""
        return sum(one.status == status for one in self.findings)

    def with_logs(self, logs: Mapping[Key, str]) -> Explored:
        """The same, with the names of the logs."""
        return replace(self, findings=tuple(replace(one, log=logs.get(one.key, "")) for one in self.findings))


def unsettled(search: Search) -> bool:
    """Something was not shown, or no way out of some phase: a proof may say why."""
    return bool(search.missing) or any(phase.id not in search.escapes for phase in search.model.phases)


def explored(search: Search, reach: Reach | None, asked: int) -> Explored:
    """All of it, in the order of the scenario. `reach` says what can come about, if somebody has looked."""
    leads = leading_out(search.program, reach)
    return Explored(
        search.loaded,
        search.seed,
        asked,
        search.runs,
        tuple(mix.players for mix in search.mixes),
        reach is not None or not unsettled(search),
        tuple(_finding(key, search, reach) for key in search.keys),
        tuple(_off_ramps(search, leads)),
        search.extremes,
    )


def _finding(key: Key, search: Search, reach: Reach | None) -> Finding:
    name = _name(key, search)
    rare = key[0] == "ending" and search.loaded.scenario.endings[key[1]].rare
    if key in search.shown:
        return Finding(key, name, "witnessed", search.shown[key], rare=rare)
    if key in search.by_hand:
        return Finding(key, name, "by hand", Shown())
    earliest = _earliest(key, search.program, reach) if reach is not None else None
    if reach is not None and earliest is None:
        return Finding(key, name, "impossible", Shown(), rare=rare)
    return Finding(key, name, "open", Shown(), earliest, share(0, search.runs).high, rare=rare)


def _name(key: Key, search: Search) -> str:
    kind = key[0]
    if kind == "branch":
        return branch_name(key[1])
    label = search.model.label(kind, key[-1])
    return f"{key[1]}: {label}" if kind == "action" else label


def _earliest(key: Key, program: Program, reach: Reach) -> int | None:
    """The first turn in which it could not be ruled out."""
    model = program.model
    match key:
        case ("phase", id):
            return reach.phases.get(next(place for place, phase in enumerate(model.phases) if phase.id == id))
        case ("branch", id):
            return reach.exits.get(next(place for place, way in enumerate(program.exits) if way.id == id))
        case ("ending", id):
            number = next(place for place, ending in enumerate(model.endings) if ending.id == id)
            turns = [turn for place, turn in reach.exits.items() if program.exits[place].ending == number]
            return min(turns, default=None)
        case ("action", team, action):
            return reach.orders.get((team, action))
        case _:
            return reach.injects.get(key[1])


# --- off-ramps -------------------------------------------------------------------------------------------------------


def _off_ramps(search: Search, leads: Set[int]) -> Iterator[OffRamp]:
    for place, phase in enumerate(search.model.phases):
        through = search.shown.get(("phase", phase.id), Shown()).runs
        shown = search.escapes.get(phase.id, Shown())
        status: Ramp = "witnessed" if shown.runs else "impossible" if place not in leads else "open"
        if status == "open" and not through:
            status = "never there"
        yield OffRamp(phase.id, search.model.label("phase", phase.id), status, through, shown)


def leading_out(program: Program, reach: Reach | None) -> Set[int]:
    """The phases from which exits lead to an outlook of `OFF_RAMP`: all exits, or those that can be taken."""
    good = {place for place, ending in enumerate(program.model.endings) if ending.outlook in OFF_RAMP}
    ways = _every_way(program) if reach is None else reach.ways
    leads = {phase for phase, place in ways if program.exits[place].ending in good}
    while more := {phase for phase, place in ways if program.exits[place].phase in leads} - leads:
        leads |= more
    return leads


def _every_way(program: Program) -> set[tuple[int, int]]:
    phases = range(len(program.model.phases))
    return {
        (phase, place) for place, way in enumerate(program.exits) for phase in phases if way.source in (None, phase)
    }
