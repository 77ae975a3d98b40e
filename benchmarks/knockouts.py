"""What each crisis turns on: `python -m benchmarks.knockouts [PAIRS] [SCENARIO ...]` prints a table in Markdown.

Every scenario says under `main` which channel and which agreement it turns on. Each is taken out, on paired luck, and
the table says how many more exercises in a hundred end in each kind of outlook, with the interval that holds the figure
in 95 of 100 cases. Exit code 1 when in fewer than eight of ten scenarios both of them move something for sure.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from exercise.analysis.compare import Comparison, Variant, without
from exercise.analysis.intervals import Interval, gain
from exercise.analysis.runs import played
from exercise.analysis.simulate import playable, seated
from exercise.analysis.totals import Totals
from exercise.scenario.library import find, names
from exercise.scenario.loader import load_file

PAIRS, SEED, PLAYERS = 5_000, 1, "mixed"
ENOUGH = 0.8
HEAD = ("scenario", "change", "high escalation", "contained", "partnership")
KINDS = (
    frozenset({"war", "high_escalation_confrontation"}),
    frozenset({"contained_confrontation"}),
    frozenset({"pragmatic_partnership", "strategic_partnership"}),
)
"""The outlooks of the last three columns."""

Moves = Mapping[tuple[str, str], int]
"""How many pairs go from one outlook as it is to another one under the change."""


@dataclass(frozen=True)
class Found:
    """One scenario: how often each kind of outlook comes in a hundred, and by what is taken out how many more."""

    scenario: str
    shares: tuple[float, ...]
    gains: Mapping[str, tuple[Interval, ...]]

    @property
    def sure(self) -> bool:
        """Each of them shifts some kind of outlook, and chance does not explain it."""
        return all(any(one.low > 0 or one.high < 0 for one in some) for some in self.gains.values())

    def rows(self) -> list[tuple[str, ...]]:
        """The lines of the table."""
        as_it_is = (f"`{self.scenario}`", "as it is", *(f"{share:.1f}" for share in self.shares))
        return [as_it_is, *(("", f"without `{id}`", *map(_points, some)) for id, some in self.gains.items())]


def measured(scenario: str, pairs: int = PAIRS) -> Found:
    """What the main channel and the main agreement of a scenario are worth."""
    loaded = load_file(find(scenario))
    main = loaded.scenario.main
    wanted = (f"channel.{main.channel}", f"agreement.{main.agreement}")
    variants = tuple(one for one in without(loaded.program) if one.id in wanted)
    work = Comparison(Variant("", playable(loaded)), variants, seated(PLAYERS, loaded.model), SEED)
    totals = sum(played(work, pairs), Totals())
    outlooks = {ending.id: ending.outlook for ending in loaded.model.endings}
    moves = {one.id.partition(".")[2]: _moves(totals, one, outlooks) for one in variants}
    as_it_is = next(iter(moves.values()))
    shares = tuple(100 * _count(as_it_is, kind) / pairs for kind in KINDS)
    gains = {id: tuple(_gain(some, kind, pairs) for kind in KINDS) for id, some in moves.items()}
    return Found(scenario, shares, gains)


def _moves(totals: Totals, variant: Variant, outlooks: Mapping[str, str]) -> Moves:
    found: dict[tuple[str, str], int] = {}
    for key, number in totals.counts.items():
        if key[:2] == ("moved", variant.id):
            pair = outlooks[key[2]], outlooks[key[3]]
            found[pair] = found.get(pair, 0) + number
    return found


def _count(moves: Moves, kind: frozenset[str]) -> int:
    return sum(number for (before, _after), number in moves.items() if before in kind)


def _gain(moves: Moves, kind: frozenset[str], pairs: int) -> Interval:
    after = sum(number for (one, other), number in moves.items() if one not in kind and other in kind)
    before = sum(number for (one, other), number in moves.items() if one in kind and other not in kind)
    return gain(after, before, pairs)


def _points(one: Interval) -> str:
    """`+12.3 (12.0 to 12.6)`, in points of a hundred; in bold what chance does not explain."""
    value, low, high = (f"{100 * end:+.1f}".replace("-", "−") for end in (one.value, one.low, one.high))
    text = f"{value} ({low} to {high})"
    return f"**{text}**" if one.low > 0 or one.high < 0 else text


def main(words: list[str]) -> int:
    """Prints the table, each scenario as soon as it is known."""
    pairs = int(words.pop(0)) if words and words[0].isdigit() else PAIRS
    print(f"{pairs} pairs each, players {PLAYERS}, seed {SEED}\n")
    print(f"| {' | '.join(HEAD)} |\n|---|---|---:|---:|---:|")
    found = []
    for scenario in words or names():
        found.append(measured(scenario, pairs))
        for row in found[-1].rows():
            print(f"| {' | '.join(row)} |", flush=True)
    sure = sum(one.sure for one in found)
    print(f"\nboth shift some outlook for sure in {sure} of {len(found)}; {ENOUGH:.0%} are asked")
    return 0 if sure >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
