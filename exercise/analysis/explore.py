"""What a crisis can show: playthroughs are searched until every phase, branch, ending, action and inject has a witness.

A witness is a seed and the players who show it, so that `rehearse` plays it again, turn by turn. The batch engine plays
the search, with several kinds of computer players in turn, because what one kind never does another does often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.typing import NDArray

from exercise.analysis.batch import Batch
from exercise.analysis.hunt import NOWHERE, Hunt, goals
from exercise.analysis.lines import Column
from exercise.analysis.luck import Luck
from exercise.analysis.runs import run_seeds
from exercise.analysis.simulate import playable, seated
from exercise.analysis.tally import Table
from exercise.analysis.totals import PARTNERSHIP
from exercise.engine.mechanisms import clock, injects, orders
from exercise.engine.model import Model
from exercise.engine.program import Exit
from exercise.scenario.loader import Loaded
from exercise.session.players import temperaments
from exercise.session.spec import MIXED

RANDOM = "random"
AT_ONCE = 2_000
"""Rows that are played together; between them it is looked whether anything is left to find."""

Key = tuple[str, ...]
"""What can be shown: `("branch", "clue/0/posture")`, `("action", "nato", "inspect")`."""

HIGH = frozenset({"war", "high_escalation_confrontation"})
OFF_RAMP = frozenset({"contained_confrontation", *PARTNERSHIP})
"""Where a way out of a phase leads."""


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """A playthrough that shows something: in which turn first, the number of the run in the search, how to play it."""

    turn: int
    run: int
    seed: int
    players: str


@dataclass(frozen=True, slots=True)
class Shown:
    """In how many runs something was so, and the earliest witness."""

    runs: int = 0
    witness: Witness | None = None

    def __add__(self, other: Shown) -> Shown:
        known = [one.witness for one in (self, other) if one.witness is not None]
        return Shown(self.runs + other.runs, min(known, default=None))


@dataclass(frozen=True)
class Mix:
    """Who plays a part of the search, in words and as a table."""

    players: str
    table: Table


def mixes(model: Model) -> list[Mix]:
    """All kinds of players in turn: mixed, each temperament alone, and mixed with the optional teams empty."""
    specs = [MIXED, *temperaments(model)]
    if optional := [team.id for team in model.teams if team.optional]:
        specs.append(",".join(f"{team}=empty" for team in optional))
    return [Mix(spec, seated(spec, model)) for spec in specs]


def keys(model: Model, exits: tuple[Exit, ...]) -> list[Key]:
    """All that can be shown, in the order of the scenario; phases first, at their own places."""
    return [
        *(("phase", phase.id) for phase in model.phases),
        *(("branch", way.id) for way in exits if is_branch(way)),
        *(("ending", ending.id) for ending in model.endings),
        *(("action", team, action.id) for team in model.team_ids for action in model.actions if team in action.by),
        *(("inject", inject.id) for inject in model.injects),
    ]


def is_branch(way: Exit) -> bool:
    """An exit that stands among the branches of a phase or of `anytime`; the others are the endings' own."""
    return not way.id.startswith(("ending/", "otherwise/"))


@dataclass
class Search:
    """Playthroughs of one scenario, and what they have shown so far."""

    loaded: Loaded
    seed: int
    runs: int = 0
    shown: dict[Key, Shown] = field(default_factory=dict)
    escapes: dict[str, Shown] = field(default_factory=dict)
    """By phase: runs that were in it and came to an outlook of `OFF_RAMP`."""
    extremes: dict[str, Shown] = field(default_factory=dict)
    """`high` escalation or war, and `partnership`: the quickest ways there."""

    def __post_init__(self) -> None:
        self.program, self.model = playable(self.loaded), self.loaded.model
        self.mixes = mixes(self.model)
        self.keys = keys(self.model, self.program.exits)
        drafts = {key: orders.draft(key[1], key[2]).name for key in self.keys if key[0] == "action"}
        delivered = {key: injects.delivered(key[1]).name for key in self.keys if key[0] == "inject"}
        self.slots: Mapping[Key, str] = {**drafts, **delivered}
        self.by_hand = {("inject", one.id) for one in self.model.injects if one.by_hand}
        self.hunt = Hunt(self.program)
        keep = {clock.PHASE.name, clock.EXIT.name, *self.slots.values(), *self.hunt.needs}
        self.batch = Batch(self.program, keep)

    @property
    def missing(self) -> list[Key]:
        """What no run has shown yet, without what only control can bring about."""
        return [key for key in self.keys if key not in self.shown and key not in self.by_hand]

    def play(self, runs: int) -> Iterator[int]:
        """Plays until nothing is missing or so many runs are played: with every kind of players, then with those who
        come near to what is missing. Yields how many runs were played each time."""
        for part in count():
            rows = min(AT_ONCE, runs - self.runs)
            if not rows or not self.missing:
                return
            seeds = run_seeds(self.seed, self.runs, rows)
            self._play(_Rows(self, self.mixes[part], seeds) if part < len(self.mixes) else self._hunters(part, seeds))
            self.runs += rows
            yield rows

    def _hunters(self, part: int, seeds: Luck) -> _Rows:
        """Now for one thing that is missing, now for another; where nothing leads there, whoever does everything."""
        wanted = goals(self.program, self.missing)
        if not wanted or not self.hunt.worthwhile:
            broadest = [mix for mix in self.mixes if mix.players in (RANDOM, MIXED)]
            return _Rows(self, broadest[part % len(broadest)], seeds)
        return _Hunters(self, self.mixes[0], seeds, wanted[part % len(wanted)])

    def _play(self, rows: _Rows) -> None:
        table = rows.mix.table
        for _finished in self.batch.play(rows.seeds, table.players, rows.turn, table.present, moods=rows.moods):
            pass  # all that matters was looked at after each turn
        rows.add_up()


class _Rows:
    """Runs that are played together. A row keeps its number, however the batch closes its ranks."""

    moods: Mapping[str, Column] | None = None

    def __init__(self, search: Search, mix: Mix, seeds: Luck) -> None:
        self.search, self.mix, self.seeds = search, mix, seeds
        self.rows = np.arange(len(seeds))
        self.shows: NDArray[np.bool_] = np.zeros((len(seeds), len(search.keys)), np.bool_)
        self.shows[:, 0] = True
        self.first: dict[int, tuple[int, int]] = {0: (1, 0)}
        self.place = {key: place for place, key in enumerate(search.keys)}
        self.branches: list[tuple[int, Key]] = [
            (number, ("branch", way.id)) for number, way in enumerate(search.program.exits, 1) if is_branch(way)
        ]

    def turn(self, move: int, _seeds: Luck, columns: Mapping[str, Column]) -> None:
        """After a turn: what was taken, done, delivered, entered, and which runs have ended."""
        for number, key in self.branches:
            self._note(key, move, columns[clock.EXIT.name] == number)
        for key, slot in self.search.slots.items():
            self._note(key, move, columns[slot] != 0)
        ended = columns[clock.ENDING.name] != 0
        for place, phase in enumerate(self.search.model.phases):
            self._note(("phase", phase.id), move + 1, (columns[clock.PHASE.name] == place) & ~ended)
        for place, ending in enumerate(self.search.model.endings, 1):
            here = columns[clock.ENDING.name] == place
            self._note(("ending", ending.id), move, here)
            self._ended(ending.outlook, move, self.rows[here])
        self.rows = self.rows[~ended]

    def _note(self, key: Key, turn: int, where: NDArray[np.bool_]) -> None:
        rows = self.rows[where]
        if len(rows):
            place = self.place[key]
            self.shows[rows, place] = True
            self.first.setdefault(place, (turn, int(rows[0])))

    def _ended(self, outlook: str, turn: int, rows: NDArray[np.int64]) -> None:
        """Of the runs that came to an outlook: the phases that they were in, and how quick they were."""
        if not len(rows):
            return
        if outlook in OFF_RAMP:
            for place, phase in enumerate(self.search.model.phases):
                through = rows[self.shows[rows, place]]
                if len(through):
                    self._add(self.search.escapes, phase.id, turn, through)
        if outlook in HIGH:
            self._add(self.search.extremes, "high", turn, rows)
        elif outlook in PARTNERSHIP:
            self._add(self.search.extremes, "partnership", turn, rows)

    def _add(self, found: dict[str, Shown], name: str, turn: int, rows: NDArray[np.int64]) -> None:
        one = Shown(len(rows), self._witness(turn, int(rows[0])))
        found[name] = found.get(name, Shown()) + one

    def _witness(self, turn: int, row: int) -> Witness:
        return Witness(turn, self.search.runs + row, int(self.seeds[row]), self.players(row))

    def players(self, row: int) -> str:
        """Who plays a row."""
        return self.mix.players

    def add_up(self) -> None:
        """What these runs have shown, added to what was known."""
        shown = self.search.shown
        for place, (turn, row) in self.first.items():
            key = self.search.keys[place]
            one = Shown(int(np.count_nonzero(self.shows[:, place])), self._witness(turn, row))
            shown[key] = shown.get(key, Shown()) + one


class _Hunters(_Rows):
    """Runs of players who are after one exit, each with a table of its own."""

    def __init__(self, search: Search, mix: Mix, seeds: Luck, goal: int) -> None:
        super().__init__(search, mix, seeds)
        self.goal, self.codes = goal, search.hunt.tables_for(goal, seeds)
        self.moods = search.hunt.moods(self.codes)
        self.nearest = np.full(len(seeds), NOWHERE, np.int64)

    def turn(self, move: int, seeds: Luck, columns: Mapping[str, Column]) -> None:
        """As for others; and how near each run is now."""
        away = self.search.hunt.distances(self.goal, move, columns)
        self.nearest[self.rows] = np.minimum(self.nearest[self.rows], away)
        super().turn(move, seeds, columns)

    def players(self, row: int) -> str:
        """Who plays a row."""
        return self.search.hunt.words(int(self.codes[row]))

    def add_up(self) -> None:
        """Also what was learned."""
        super().add_up()
        self.search.hunt.learn(self.goal, self.codes, self.nearest)
