"""The compiled, immutable scenario: what the rules run, free of how an author writes it.

Conditions are expressions over slots already, durations are whole minutes, everything that has no order is sorted by
id. Texts stay beside the rules in one table and are named by reference (`action.inspect.name`), because events carry
references and never prose.

One small class for each thing that an author can name; what effects are made of stands in `effect`, channels and
agreements in `ties`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from exercise.engine.effect import EVERYONE, Audience, Effect
from exercise.engine.expression import Expr
from exercise.engine.temperaments import TABLES, Table
from exercise.engine.ties import Agreement, Channel


@dataclass(frozen=True, slots=True)
class Judgement:
    """An aim or a red line: a condition of one team that is judged at the end."""

    text: str
    holds: Expr | None
    weight: int = 1
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team at the table; teams of one side do not perceive one another as a threat."""

    id: str
    side: str
    optional: bool
    seats: tuple[str, ...]
    aims: tuple[Judgement, ...] = ()
    red_lines: tuple[Judgement, ...] = ()
    decides: Literal["lead", "majority", "consensus", "silence"] = "lead"
    silence: int = 0
    """How many minutes of real time the others have to break the silence."""

    @property
    def collective(self) -> bool:
        """Whether an order needs more than the seat that gives it."""
        return self.decides != "lead" and len(self.seats) > 1


@dataclass(frozen=True, slots=True)
class Track:
    """A number in a range, a yes/no fact, or one of `values`: those are ids, sorted, and the track holds the place of
    one among them. `within` gives, per team, half the width of the interval it sees; 0 is exact."""

    id: str
    fact: bool
    start: int
    chance: int | None
    """Percent of yes, for a fact that is drawn when the exercise begins."""
    starts: Mapping[str, int]
    """Where a team's own value starts otherwise."""
    low: int
    high: int
    good: str | None
    within: Mapping[str, int]
    lasts: int | None = None
    per_team: bool = False
    values: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()
    """Percent of each value, where it is drawn when the exercise begins; they add up to 100."""
    held: tuple[int, ...] = ()
    """Percent that a team gives each value before it has any clue; likewise."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """How a discovery goes wrong: with `wrong` percent one of the teams that it `blames` is named instead of the one
    that did it; with `corrected` percent in each later turn that is put right."""

    wrong: int
    blames: tuple[str, ...]
    corrected: int


@dataclass(frozen=True, slots=True)
class Action:
    """What a team may order. `escalation` is in tenths; `discovered` a percentage per turn; `phases` empty is all.
    `learned_by` are those who are told of a discovery, None all. `answers` is a track with values and the number of
    the value that the action takes for true."""

    id: str
    by: tuple[str, ...]
    toward: tuple[str, ...]
    phases: tuple[str, ...]
    when: Expr
    escalation: int
    seen_by: Literal["all", "own", "addressed"] | tuple[str, ...]
    discovered: int
    times: int | None
    cost: int
    effects: tuple[Effect, ...] = ()
    mistake: Mistake | None = None
    learned_by: tuple[str, ...] | None = None
    answers: tuple[str, int] | None = None

    def seers(self, team: str, teams: tuple[str, ...]) -> tuple[str, ...]:
        """Who sees it when `team` does it, of all `teams`, sorted."""
        if self.seen_by == "all":
            return teams
        also = (
            {"own": (), "addressed": self.toward}.get(self.seen_by) if isinstance(self.seen_by, str) else self.seen_by
        )
        return tuple(sorted({team, *(also or ())} & set(teams)))


@dataclass(frozen=True, slots=True)
class Rule:
    """Effects of every turn in which the condition holds."""

    id: str
    when: Expr
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Inject:
    """A serial of the MSEL. Due from `turn`, or from `date` (minutes since the start), or when `when` holds; `minute`
    of the turn."""

    id: str
    to: tuple[str, ...]
    turn: int | None
    date: int | None
    minute: int
    when: Expr | None
    by_hand: bool
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A way out of a phase, to a phase or an ending. `jump` is in minutes."""

    to: str
    when: Expr
    jump: int = 0


@dataclass(frozen=True, slots=True)
class Phase:
    """A state of the crisis. `turn` is the length of a turn in minutes, `deliberation` in minutes of real time."""

    id: str
    rung: int | None
    turn: int
    deliberation: int
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the exercise may end. `when` is None for the one that holds when the turns run out."""

    id: str
    outlook: str
    when: Expr | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, in ten-thousandths of a degree; south and west are negative."""

    id: str
    north: int
    east: int
    shown_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """Something on the map that moves. `owner` is the team whose it is, or empty; it starts at the place with the
    number `at` (from 1, as `Model.places` stand), or, where that is 0, at a position of its own."""

    id: str
    owner: str
    at: int
    north: int
    east: int
    shown_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spiral:
    """Weights of the security dilemma in percent, and the tracks it reads; see `mechanisms.spiral`."""

    tension: str
    trust: str | None
    transparency_track: str | None
    gain: int = 20
    fade: int = 10
    mistrust: int = 100
    transparency: int = 50
    explained: int = 40
    discount: int = 60


@dataclass(frozen=True)
class Model:
    """A whole scenario. Teams, tracks, channels, agreements, actions, rules, injects, places, forces are sorted by id;
    phases, branches, endings stand in file order."""

    id: str
    start: datetime
    turns: int
    orders: int
    teams: tuple[Team, ...]
    tracks: tuple[Track, ...]
    channels: tuple[Channel, ...]
    agreements: tuple[Agreement, ...]
    actions: tuple[Action, ...]
    rules: tuple[Rule, ...]
    injects: tuple[Inject, ...]
    phases: tuple[Phase, ...]
    anytime: tuple[Branch, ...]
    endings: tuple[Ending, ...]
    spiral: Spiral | None
    texts: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Reference -> reader (`all` or a team) -> text."""
    tables: Mapping[str, Table] = field(default_factory=lambda: TABLES, repr=False)
    """How computer players choose, by temperament: those of every scenario, then its own by id."""
    readings: int = 0
    """Every how many turns teams may state what they intend and what they take others to intend; 0 is never."""
    reveals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tracks and forces that some effect reveals, and to whom."""
    clues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tracks of which some effect gives clues, and to whom."""
    area: tuple[int, int, int, int] | None = None
    """What the map shows: west, east, south, north, in whole degrees. None where there is no map."""
    places: tuple[Place, ...] = ()
    forces: tuple[Force, ...] = ()

    @cached_property
    def team_ids(self) -> tuple[str, ...]:
        """All teams, sorted."""
        return tuple(team.id for team in self.teams)

    @cached_property
    def action(self) -> Mapping[str, Action]:
        """Actions by id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def track(self) -> Mapping[str, Track]:
        """Tracks by id."""
        return {track.id: track for track in self.tracks}

    def mask(self, teams: tuple[str, ...] | frozenset[str]) -> int:
        """These teams as bits; a team's bit is its place among the sorted ids."""
        ids = self.team_ids
        return sum(1 << ids.index(team) for team in teams)

    def audience(self, teams: tuple[str, ...]) -> Audience:
        """These teams as an audience: everyone, if it is all of them."""
        wanted = set(teams)
        return EVERYONE if wanted >= set(self.team_ids) else tuple(sorted(wanted & set(self.team_ids)))

    def text(self, reference: str, team: str | None) -> str:
        """A text as one team reads it (None: as control reads it), empty where there is none."""
        texts = self.texts.get(reference, {})
        return texts.get(team or "all", texts.get("all", ""))

    def label(self, kind: str, thing: str, team: str | None = None) -> str:
        """The name of a thing for people: its name, else its title, else its id."""
        asked = (kind, thing, team)
        found = self._labels.get(asked)
        if found is None:
            owner = f"{kind}.{thing}"
            found = self.text(f"{owner}.name", team) or self.text(f"{owner}.title", team) or thing.replace("_", " ")
            self._labels[asked] = found
        return found

    @cached_property
    def _labels(self) -> dict[tuple[str, str, str | None], str]:
        return {}
