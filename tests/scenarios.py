"""Tiny scenarios for tests, and a table to play them at.

`scenario(actions=...)` is the text of the smallest crisis with two teams, some of its sections replaced; `load` makes
it playable; a `Table` plays moves in words and resolves turns, without a session around it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from textwrap import dedent, indent

from exercise.engine.events import Event
from exercise.engine.expression import Slot
from exercise.engine.mechanisms import clock, line, pact, tracks
from exercise.engine.refusals import Reason, Refusal
from exercise.engine.snapshot import snapshot
from exercise.engine.views import AgreementView, ChannelView, OptionView, ProcedureView, Snapshot, TrackView
from exercise.engine.world import World
from exercise.errors import ScenarioInvalid
from exercise.scenario.loader import Loaded, load_file, load_text

FLAGSHIP = Path(__file__).parents[1] / "scenarios" / "iskander_kaliningrad.yaml"

_BASE = {
    "clock": """
        start: 2015-03-16 06:00
        turn: 12h
        turns: 10
        orders: 3
        """,
    "teams": """
        north: {name: North, brief: You hold the north.}
        south: {name: South, brief: You hold the south.}
        """,
    "tracks": """
        heat: {name: Heat, start: 50}
        """,
    "phases": """
        first: {title: First}
        """,
    "actions": """
        march: {name: March, by: [north]}
        """,
    "endings": """
        open: {title: It ends, otherwise: yes}
        """,
}


def scenario(**sections: str) -> str:
    """The text of the smallest crisis, with these sections replaced or added."""
    lines = ["format: 1", "id: tiny", "title: A tiny crisis"]
    for name, body in (_BASE | sections).items():
        if body:
            lines += [f"{name}:", indent(dedent(body).strip("\n"), "  ")]
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=256)
def load(text: str) -> Loaded:
    """The text as something that can be played; what is wrong with it fails the test that wrote it."""
    try:
        return load_text(text, "tiny.yaml")
    except ScenarioInvalid as problem:
        raise AssertionError("\n".join(str(one) for one in problem.diagnostics)) from problem


@lru_cache(maxsize=1)
def flagship() -> Loaded:
    """The first of the shipped scenarios."""
    return load_file(FLAGSHIP)


class Table:
    """An exercise under way without a session: moves in words, turns resolved when told. It opens its first turn."""

    def __init__(self, loaded: Loaded | str, seed: int = 1, present: tuple[str, ...] | None = None) -> None:
        self.loaded = load(loaded) if isinstance(loaded, str) else loaded
        self.rules, self.model = self.loaded.rules, self.loaded.model
        self.world: World = self.rules.start(seed, present)
        self.events: list[Event] = []
        self.latest: list[Event] = []
        """What happened in the last opening, move, interlude or resolution."""
        self.open()

    # --- playing ---------------------------------------------------------------------------------------------------

    def tell(self, events: list[Event]) -> list[Event]:
        """These events happen."""
        for event in events:
            self.world = self.rules.apply(self.world, event)
        self.events += events
        self.latest = events
        return events

    def open(self) -> list[Event]:
        """The next turn opens."""
        return self.tell(self.rules.open_turn(self.world))

    def resolve(self) -> list[Event]:
        """The turn in play is resolved, and no other is opened."""
        return self.tell(self.rules.resolve(self.world))

    def turn(self, *moves: str, text: str = "") -> list[Event]:
        """Moves such as `north: order march`, then the resolution, then the next turn; what the resolution brought."""
        self.do(*moves, text=text)
        resolved = self.resolve()
        if not self.ended:
            self.open()
        return resolved

    def do(self, *moves: str, text: str = "") -> None:
        """Moves such as `north: order march`; all must be legal."""
        for move in moves:
            team, _, words = move.partition(": ")
            decided = self.rules.decide(self.world, team, words, text)
            assert not isinstance(decided, Refusal), decided
            self.tell(decided)

    def refused(self, move: str) -> Reason:
        """Why a move is refused; it must be."""
        team, _, words = move.partition(": ")
        decided = self.rules.decide(self.world, team, words)
        assert isinstance(decided, Refusal), f"{move} is legal"
        return decided.reason

    def legal(self, team: str) -> set[str]:
        """What a team may do now, in words."""
        return {move.words for move in self.rules.legal(self.world, team)}

    # --- reading ---------------------------------------------------------------------------------------------------

    def __getitem__(self, track: str) -> int:
        return self.rules.get(self.world, tracks.value(track))

    def slot(self, name: str) -> int:
        """The value of any slot."""
        return self.rules.get(self.world, Slot(name))

    @property
    def ended(self) -> bool:
        """Whether the exercise is over."""
        return self.rules.ended(self.world)

    @property
    def ending(self) -> str:
        """The id of the ending that was reached; empty before."""
        place = self.rules.get(self.world, clock.ENDING)
        return self.model.endings[place - 1].id if place else ""

    @property
    def phase(self) -> str:
        """The phase in which the crisis is."""
        return self.model.phases[self.rules.get(self.world, clock.PHASE)].id

    @property
    def move(self) -> int:
        """The number of the turn in play."""
        return self.rules.get(self.world, clock.MOVE)

    @property
    def digest(self) -> str:
        """The digest of the state."""
        return self.world.digest(self.rules.index)

    def line(self, channel: str) -> str:
        """The status of a channel."""
        value = self.rules.get(self.world, line.Line(channel).status)
        return next(name for name, number in line.STATUS.items() if number == value)

    def pact(self, agreement: str) -> str:
        """The status of an agreement."""
        value = self.rules.get(self.world, pact.Pact(agreement).status)
        return next(name for name, number in pact.STATUS.items() if number == value)

    def told(self, *types: str, team: str | None = None) -> list[Event]:
        """All events of these types so far, those that one team sees if it is named."""
        return [one for one in self.events if one.type in types and (team is None or one.seen_by(team))]

    def texts(self, team: str) -> list[str]:
        """The texts that reached a team, as it reads them."""
        return [self.model.text(str(one.data["text"]), team) for one in self.told("told", team=team)]

    def delivered(self) -> list[str]:
        """The injects delivered so far, in order."""
        return [str(one.data["inject"]) for one in self.told("inject_delivered")]

    # --- what a team sees ------------------------------------------------------------------------------------------

    def view(self, team: str) -> Snapshot:
        """The snapshot of a team."""
        return snapshot(self.rules, self.world, team)

    def track_view(self, team: str, track: str) -> TrackView:
        """A track as a team sees it."""
        return next(one for one in self.view(team).tracks if one.id == track)

    def channel_view(self, team: str, channel: str) -> ChannelView:
        """A channel as a team sees it."""
        return next(one for one in self.view(team).channels if one.id == channel)

    def agreement_view(self, team: str, agreement: str) -> AgreementView:
        """An agreement as a team sees it."""
        return next(one for one in self.view(team).agreements if one.id == agreement)

    def procedure_view(self, team: str, procedure: str) -> ProcedureView:
        """A procedure as a team sees it, by `agreement.procedure`."""
        agreement = self.agreement_view(team, procedure.partition(".")[0])
        return next(one for one in agreement.procedures if one.id == procedure)

    def option(self, team: str, words: str) -> OptionView | None:
        """A move on a team's list, or None."""
        return next((one for one in self.view(team).options if one.words == words), None)
