"""What many playthroughs add up to: counts under keys, which chunks of runs bring together in any order.

A key is a path of words: a question, and what it was asked about. `rows` lays the counts out with names and intervals,
one row a line; the terminal, JSON, CSV and the picture all show these same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

from exercise.analysis.intervals import Interval, share
from exercise.engine.mechanisms.channels import CALLED_OVER
from exercise.engine.model import Model
from exercise.engine.program import Program
from exercise.engine.ties import Channel

Key = tuple[str, ...]

Section = Literal[
    "ending", "outlook", "turns", "branch", "channel", "agreement", "inject", "action", "aim", "red_line", "off_ramp"
]
SECTIONS: tuple[Section, ...] = (
    "outlook",
    "ending",
    "turns",
    "branch",
    "off_ramp",
    "channel",
    "agreement",
    "inject",
    "action",
    "aim",
    "red_line",
)

OUTLOOKS = (
    "war",
    "high_escalation_confrontation",
    "contained_confrontation",
    "pragmatic_partnership",
    "strategic_partnership",
)
"""From the worst to the best."""

PARTNERSHIP = frozenset({"pragmatic_partnership", "strategic_partnership"})
"""Where an off-ramp leads."""

AGREEMENT_FACTS = ("in_force", "proposed", "breached")


@dataclass(frozen=True)
class Totals:
    """So many runs, and in how many of them (of an action and a branch's `times`: how often in all) what was so."""

    runs: int = 0
    counts: Counter[Key] = field(default_factory=Counter)
    first: Mapping[str, int] = field(default_factory=dict)
    """The number of the first run that came to each ending."""

    def __add__(self, other: Totals) -> Totals:
        first = dict(self.first)
        for ending, run in other.first.items():
            first[ending] = min(run, first.get(ending, run))
        counts = self.counts.copy()
        counts.update(other.counts)
        return Totals(self.runs + other.runs, counts, first)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result. `count` is in how many runs, or for `mean` rows how often in all runs together."""

    section: Section
    id: str
    name: str
    fact: str
    count: int
    runs: int

    @property
    def mean(self) -> bool:
        """Whether it counts how often, not in how many runs."""
        return self.section == "action"

    @property
    def share(self) -> Interval:
        """The share of runs, with its interval."""
        return share(self.count, self.runs)

    @property
    def per_run(self) -> float:
        """How often in a run, on the average."""
        return self.count / self.runs if self.runs else 0.0


@dataclass(frozen=True, slots=True)
class Length:
    """How many turns the runs took."""

    mean: float
    deviation: float
    shortest: int
    median: int
    longest: int


def length(totals: Totals) -> Length:
    """The length of the runs, in turns; ask only if there are some."""
    found = sorted((int(key[1]), count) for key, count in totals.counts.items() if key[0] == "turns")
    runs = sum(count for _, count in found)
    mean = sum(turns * count for turns, count in found) / runs
    square = sum(count * (turns - mean) ** 2 for turns, count in found) / runs
    return Length(mean, sqrt(square), found[0][0], _middle(found, runs), found[-1][0])


def _middle(found: list[tuple[int, int]], runs: int) -> int:
    seen = 0
    for turns, count in found:
        seen += count
        if 2 * seen >= runs:
            return turns
    raise ValueError("no runs")


def rows(totals: Totals, program: Program) -> list[Row]:
    """All counts with their names, section by section, in the order of the scenario."""
    return [
        Row(section, ".".join(thing), name, fact, totals.counts[(section, *key)], totals.runs)
        for section in SECTIONS
        for key, thing, name, fact in _asked(section, totals, program)
    ]


_Asked = Iterator[tuple[Key, Key, str, str]]
"""The rest of a key, the id of what it is about, its name, and which fact about it."""


def _asked(section: Section, totals: Totals, program: Program) -> _Asked:
    model = program.model
    match section:
        case "outlook":
            known = {ending.outlook for ending in model.endings}
            yield from (((one,), (one,), one, "") for one in OUTLOOKS if one in known)
        case "ending":
            yield from _named("ending", (one.id for one in model.endings), model)
        case "turns":
            yield from (((str(n),), (str(n),), str(n), "") for n in range(1, model.turns + 1))
        case "branch":
            ways = [way.id for way in program.exits if not way.id.startswith(("ending/", "otherwise/"))]
            yield from (((one,), (one,), branch_name(one), "") for one in ways)
        case "off_ramp":
            yield from _off_ramps(totals, model)
        case "channel":
            yield from _facts("channel", {one.id: channel_facts(one) for one in model.channels}, model)
        case "agreement":
            yield from _facts("agreement", {one.id: AGREEMENT_FACTS for one in model.agreements}, model)
        case "inject":
            yield from _named("inject", (one.id for one in model.injects if not one.by_hand), model)
        case "action":
            done = sorted((team, action.id) for action in model.actions for team in action.by)
            yield from ((one, one, model.label("action", one[1]), "") for one in done)
        case "aim" | "red_line":
            yield from _judged(section, model)


def branch_name(path: str) -> str:
    """`clue/0/posture` as people write it: `clue → posture`, and which of the phase's branches it is."""
    source, place, goal = path.split("/")
    return f"{source} → {goal} [{int(place) + 1}]"


def _named(kind: str, ids: Iterable[str], model: Model) -> _Asked:
    yield from (((id,), (id,), model.label(kind, id), "") for id in ids)


def channel_facts(channel: Channel) -> tuple[str, ...]:
    """What can become of a channel when computers play: they write nothing to the public, and letters do not ring."""
    if channel.kind == "public":
        return ()
    return ("used", "rang_out") if channel.kind in CALLED_OVER and not channel.delay else ("used",)


def _facts(kind: str, facts: Mapping[str, tuple[str, ...]], model: Model) -> _Asked:
    for id, some in facts.items():
        yield from (((id, fact), (id,), model.label(kind, id), fact) for fact in some)


def _off_ramps(totals: Totals, model: Model) -> _Asked:
    """Only those that were taken, by phase and turn."""
    phases = [phase.id for phase in model.phases]
    taken = [(key[1], int(key[2])) for key in totals.counts if key[0] == "off_ramp"]
    for phase, turn in sorted(taken, key=lambda one: (phases.index(one[0]), one[1])):
        yield (phase, str(turn)), (phase, str(turn)), model.label("phase", phase), str(turn)


def _judged(section: Section, model: Model) -> _Asked:
    for team in model.teams:
        for place, one in enumerate(team.aims if section == "aim" else team.red_lines):
            if one.holds is not None:
                yield (team.id, str(place)), (team.id, str(place + 1)), one.text, ""
