"""A running exercise: takes moves, lets the computer players deliberate, resolves turns, and writes everything down
first.

State is a fold over the log. Whatever happens is committed as one command (a list of events) before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import cast

from exercise.engine.events import Event, Value
from exercise.engine.mechanisms import clock as game_clock
from exercise.engine.mechanisms import seats
from exercise.engine.program import Round
from exercise.engine.refusals import Reason, Refusal
from exercise.engine.rules import Rules
from exercise.engine.snapshot import snapshot
from exercise.engine.views import Snapshot, disclose
from exercise.engine.world import World
from exercise.errors import StorageFailed
from exercise.scenario.loader import Loaded
from exercise.scenario.text import clean
from exercise.session import inside, record
from exercise.session.clock import Clock, RealClock
from exercise.session.life import Life
from exercise.session.opening import header
from exercise.session.payloads import SittingRound
from exercise.session.players import Chair, Computer, Empty, Human, Scripted, deliberation
from exercise.store.port import Store


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, and the move in which it did; 0 before the first."""

    turn: int
    event: Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an exercise ended. `digest` is SHA-256 over the final state."""

    ending: str
    outlook: str
    turns: int
    digest: str

    def __str__(self) -> str:
        return f"outcome: {self.ending} · outlook {self.outlook} · turns {self.turns} · state {self.digest}"


class Session:
    """One exercise, from the lobby to the hot wash."""

    def __init__(
        self, loaded: Loaded, seed: int, chairs: Mapping[str, Chair], store: Store | None, name: str, clock: Clock
    ) -> None:
        self.loaded, self.seed, self.chairs, self.name = loaded, seed, dict(sorted(chairs.items())), name
        self.rules: Rules = loaded.rules
        self.model = loaded.model
        self.clock = clock
        self.store = store
        present = [team for team, chair in self.chairs.items() if not isinstance(chair, Empty)]
        self.world = self.rules.start(seed, present)
        self.life = Life(lambda: self.rules.everyone_locked(self.world), lambda: self.rules.ended(self.world))
        self._told: list[Told] = []
        self._move = 0
        self.recorded = 0
        """How many events are on record."""
        self._command: list[Event] | None = None

    @classmethod
    def begin(
        cls,
        loaded: Loaded,
        seed: int,
        chairs: Mapping[str, Chair],
        store: Store | None = None,
        name: str = "rehearsal",
        clock: Clock | None = None,
    ) -> Session:
        """A new exercise, up to the point where somebody has to act."""
        session = cls(loaded, seed, chairs, store, name, clock or RealClock())
        session._commit([header(loaded, seed, session.chairs)])
        session.take_up()
        return session

    # --- what people ask -------------------------------------------------------------------------------------------

    @property
    def ended(self) -> bool:
        """Whether an ending has been reached."""
        return self.rules.ended(self.world)

    @property
    def turn(self) -> int:
        """The move in play."""
        return self.rules.get(self.world, game_clock.MOVE)

    def snapshot(self, team: str) -> Snapshot:
        """All that a team sees now."""
        return snapshot(self.rules, self.world, team)

    def news(self, team: str) -> list[Told]:
        """Everything that was disclosed to a team so far, in order."""
        return [one for one in self._told if disclose(one.event, team) is not None]

    def all_events(self) -> list[Told]:
        """Everything that happened so far."""
        return list(self._told)

    def notes(self) -> dict[int, str]:
        """The notes of the hot wash by question, 0 for those that belong to none."""
        noted = [one.event.data for one in self._told if one.event.type == "noted"]
        return {cast(int, data["question"]): str(data["text"]) for data in noted}

    def standing(self, told: Sequence[Told], world: World) -> Session:
        """This exercise as it stood when so much had happened: to look at, nothing goes on from it."""
        past = Session(self.loaded, self.seed, self.chairs, None, self.name, self.clock)
        past.world, past._told, past._move = world, list(told), told[-1].turn if told else 0
        past.life.state = "closed"
        return past

    def outcome(self) -> Outcome:
        """How it ended; ask only when it has."""
        ending = self.model.endings[self.rules.get(self.world, game_clock.ENDING) - 1]
        digest = self.world.digest(self.rules.index)
        return Outcome(ending.id, ending.outlook, self.rules.get(self.world, game_clock.TURN), digest)

    # --- what people do --------------------------------------------------------------------------------------------

    def act(self, team: str, words: str, text: str = "") -> Refusal | None:
        """A move of a team. It is on record when this returns; None, or the refusal with its reason."""
        if not self.life.teams_may_act:
            return Refusal(team, words, Reason.OVER if self.ended else Reason.LOCKED)
        decided = self.rules.decide(self.world, team, words, clean(text))
        if isinstance(decided, Refusal):
            return decided
        with self._one_command():
            self._commit(decided)
            if self.rules.asks_for_a_response(team, words):
                self._round(Round.RESPONSE, final=False)
        self._drive()
        return None

    def note(self, question: int, text: str) -> None:
        """What was said to a question of the hot wash, from 1, or to none of them (0), is on record when this returns.
        It takes the place of what was noted there before; a text that stands there already is not recorded again."""
        text = clean(text).strip()
        if text != self.notes().get(question, ""):
            with self._one_command():
                self._commit([Event("noted", actor="control", data={"question": question, "text": text})])

    def inside(self, team: str, seat: str, text: str, private: bool = False) -> Refusal | None:
        """What a seat says to the others of its team, or `private`, writes for itself. On record when this returns;
        None, or the refusal with its reason."""
        if self.ended:
            return Refusal(team, text, Reason.OVER)
        if seat not in seats.of(self.model, team).seats:
            return Refusal(team, f"as {seat}", Reason.NOT_A_SEAT)
        with self._one_command():
            self._commit([inside.jotted(team, seat, text) if private else inside.said(team, seat, text)])
        return None

    def sat(self, team: str, round: SittingRound, seconds: int) -> None:
        """At a shared keyboard a team has sat for so long and gets up. Raises StorageFailed."""
        with self._one_command():
            self._commit([Event("sat", (), data={"round": round, "seconds": seconds}, actor=team)])

    def deliver_due(self, minute: int) -> None:
        """Injects that are due within the turn, up to a minute of real time since its opening."""
        if self.life.teams_may_act:
            events = self.rules.interlude(self.world, minute)
            if any(event.type != "kept" for event in events):
                with self._one_command():
                    self._commit(events)

    # --- how it goes on --------------------------------------------------------------------------------------------

    @property
    def _turn_is_open(self) -> bool:
        return self.turn > self.rules.get(self.world, game_clock.TURN)

    def take_up(self) -> None:
        """From wherever the log ends: the machine refuses what does not come next."""
        for trigger in ("brief", "begin", "go_on"):
            self.life.fire(trigger)
        self._drive()

    def _drive(self) -> None:
        """On to the next point where a person has to act, or to the end. What belongs together is one command."""
        while self.life.teams_may_act:
            if not self._turn_is_open:
                with self._one_command():
                    self._commit(self.rules.open_turn(self.world))
                    self._round(Round.CONTACT)
            if not self._people_have_locked():
                return
            with self._one_command():
                resolved = self._close_turn()
            if not resolved:
                return

    def _close_turn(self) -> bool:
        self._round(Round.RESPONSE)
        self._commit(self.rules.interlude(self.world))
        self._round(Round.ORDERS)
        if any(team.collective for team in self.model.teams):
            self._round(Round.VOICES)
        self._round(Round.EXPLAIN)
        self._lock_computers()
        if not self.life.fire("resolve"):
            return False
        self._commit(self.rules.resolve(self.world))
        return self.life.fire("go_on")

    def _people_have_locked(self) -> bool:
        people = {team for team, chair in self.chairs.items() if isinstance(chair, Human)}
        return people <= set(self.locked())

    def locked(self) -> tuple[str, ...]:
        """The teams that have locked their orders."""
        return self.rules.locked(self.world)

    def _lock_computers(self) -> None:
        events: list[Event] = []
        for team in self.rules.present(self.world):
            decided = self.rules.decide(self.world, team, "lock")
            if not isinstance(decided, Refusal):
                events += decided
        self._commit(events)

    def _round(self, one: Round, final: bool = True) -> None:
        """All computer players deliberate on one common view; their moves are then made by team id. What a script says
        and is not legal is refused in the `final` such round of a turn; until then it may become legal."""
        chosen = [(team, words) for team, chair in self.chairs.items() for words in self._choices(team, chair, one)]
        for team, words in chosen:
            decided = self.rules.decide(self.world, team, words)
            if not isinstance(decided, Refusal):
                self._commit(decided)
            elif final and isinstance(self.chairs[team], Scripted):
                self._commit([_refused(decided)])

    def _choices(self, team: str, chair: Chair, one: Round) -> list[str]:
        if isinstance(chair, Computer):
            return deliberation(self.rules).choose(self.world, team, chair, one)
        if isinstance(chair, Scripted):
            done = self._done_in_this_turn(team)
            return [
                words for words in deliberation(self.rules).scripted(team, chair, self.turn, one) if words not in done
            ]
        return []

    def _done_in_this_turn(self, team: str) -> set[str]:
        recent = takewhile(lambda told: told.event.type != "turn_opened", reversed(self._told))
        acted = (told.event for told in recent if told.event.type == "acted")
        return {str(event.data["words"]) for event in acted if event.actor == team}

    # --- the log ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _one_command(self) -> Iterator[None]:
        """Everything inside is one command: on record whole, or it has not happened and StorageFailed is raised. With
        room on the disk again it can be done again."""
        before = self.world, self._move, self.life.state, self.life.moved.copy()
        told = len(self._told)
        self._command = []
        try:
            yield
            self._record([*self._moves_of_life(), *self._command])
        except StorageFailed:
            self.world, self._move, self.life.state, self.life.moved = before
            del self._told[told:]
            raise
        finally:
            self._command = None

    def _commit(self, events: list[Event]) -> None:
        """Events of one command, or of the one that is being put together."""
        self.fold(events)
        if self._command is None:
            self._record(events)
        else:
            self._command += events

    def _moves_of_life(self) -> list[Event]:
        moved = [Event("session_moved", (), data={"before": a, "after": b}) for a, b in self.life.moved]
        self.life.moved.clear()
        return moved

    def _record(self, events: list[Event]) -> None:
        if events and self.store is not None:
            t_ms, wall = self.clock.elapsed_ms(), self.clock.wall()
            numbered = enumerate(events, self.recorded)
            self.store.append([record.written(event, self.name, seq, t_ms, wall) for seq, event in numbered])
        self.recorded += len(events)

    def fold(self, events: list[Event]) -> None:
        """These events have happened."""
        self.world = self.rules.after(self.world, events)
        for event in events:
            if event.type == "session_moved":
                self.life.state = str(event.data["after"])
            elif event.type == "turn_opened":
                self._move = cast(int, event.data["turn"])
            self._told.append(Told(self._move, event))


def _refused(refusal: Refusal) -> Event:
    data: dict[str, Value] = {"team": refusal.team, "words": refusal.words, "reason": refusal.reason.value}
    return Event("refused", (refusal.team,), actor=refusal.team, data=data)
