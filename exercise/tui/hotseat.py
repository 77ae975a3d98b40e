"""Several teams at one keyboard, over one session: whose sitting comes next, and how long each has had.

A turn has two rounds. In the first every team in the order of the file sits for contact: it reads what happened, calls,
writes, proposes, asks. In the second every team sits again for answers and orders, and locks. What was begun in one
sitting waits for the other side at its next.

Every team has the whole time of the turn for its two sittings together: as much as it would have at a keyboard of its
own, since what would be thought at the same time is thought one after the other here. The clock of the turn, by which
injects arrive, is therefore the mean of what the teams have used: what is due arrives for all at the same moment.
Whoever is away between two sittings loses nothing, because nobody's clock runs then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from exercise.session.payloads import SittingRound
from exercise.session.players import Human
from exercise.session.session import Session, Told
from exercise.tui.council import Silences
from exercise.tui.seat import Seat
from exercise.tui.table import Item, Table

CONTACT: SittingRound = "contact"
ORDERS: SittingRound = "orders"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A team in front of the keyboard, in one of the two rounds of a turn."""

    team: str
    round: SittingRound


@dataclass(frozen=True, slots=True)
class Report:
    """What a team reads of the turn that was: its table before the resolution, what happened since that turn opened,
    and what the next one opened with."""

    was: Table
    items: tuple[Item, ...]
    opening: tuple[Item, ...]


class HotSeat:
    """The sittings of one session. Everything is read from what is on record, so that nothing is lost in between."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.teams = tuple(
            team for team in session.loaded.scenario.teams if isinstance(session.chairs.get(team), Human)
        )
        self.silences: dict[str, Silences] = {}
        """Those of the teams that decide by silence: they last from one sitting of a team to its next."""

    @property
    def ended(self) -> bool:
        """Whether an ending has been reached."""
        return self.session.ended

    @property
    def title(self) -> str:
        """The scenario's."""
        return self.session.loaded.scenario.title

    def name(self, team: str) -> str:
        """A team's name, as everybody knows it."""
        return self.session.model.label("team", team)

    def next(self) -> Sitting | None:
        """Who comes next; nobody when it has ended."""
        if self.ended:
            return None
        have_sat = {told.event.actor for told in self._sittings()}
        for team in self.teams:
            if team not in have_sat:
                return Sitting(team, CONTACT)
        locked = self.session.locked()
        return next(Sitting(team, ORDERS) for team in self.teams if team not in locked)

    def sat(self, sitting: Sitting, seconds: int) -> None:
        """A sitting is over, after so much time: on record when this returns. Raises StorageFailed."""
        self.session.sat(sitting.team, sitting.round, max(seconds, 0))
        self.session.deliver_due(self._minute(sum(self.used(team) for team in self.teams)))

    def used(self, team: str) -> int:
        """Seconds that a team has had of this turn, before the sitting that is under way."""
        return sum(
            seconds
            for told in self._sittings()
            if told.event.actor == team and isinstance(seconds := told.event.data["seconds"], int)
        )

    def minute_at(self, team: str, minute: int) -> int:
        """The minute of the turn when this team's own time has come to so many minutes."""
        return self._minute(60 * minute + sum(self.used(one) for one in self.teams if one != team))

    def seat(self, team: str) -> SharedSeat:
        """The team's seat for its next sitting."""
        return SharedSeat(self, team)

    def is_first(self, team: str) -> bool:
        """Whether the team has not sat yet in this exercise: it reads its briefing first."""
        return not any(one.event.type == "sat" and one.event.actor == team for one in self.session.all_events())

    def report(self, team: str) -> Report | None:
        """What the team reads of the last turn; nothing in the first."""
        news = self.session.news(team)
        opened = next((place for place, told in enumerate(news) if _opens(told, self.session.turn - 1)), None)
        if opened is None:
            return None
        was = Seat(_before_the_resolution(self.session), team).table()
        return Report(was, *Seat(self.session, team).since(opened + 1))

    def _sittings(self) -> Iterator[Told]:
        """The sittings of this turn that are over."""
        recent = takewhile(lambda told: told.event.type != "turn_opened", reversed(self.session.all_events()))
        return (told for told in recent if told.event.type == "sat")

    def _minute(self, seconds: int) -> int:
        return seconds // len(self.teams) // 60


class SharedSeat(Seat):
    """A team's seat at a keyboard that it shares: the turn's clock is that of all."""

    def __init__(self, hotseat: HotSeat, team: str) -> None:
        super().__init__(hotseat.session, team)
        self._hotseat = hotseat
        self.elapsed = hotseat.used(team)
        self.silences = hotseat.silences.setdefault(team, self.silences)

    def minute(self, minute: int) -> bool:
        """So many minutes of the team's own time have passed; whether something arrived."""
        return super().minute(self._hotseat.minute_at(self.team, minute))


def _opens(told: Told, turn: int) -> bool:
    return told.event.type == "turn_opened" and told.event.data["turn"] == turn


def _before_the_resolution(session: Session) -> Session:
    """The exercise as it stood when the last person had locked, before the turn was resolved: to look at."""
    told = session.all_events()
    people = {team for team, chair in session.chairs.items() if isinstance(chair, Human)}
    last = max(place for place, one in enumerate(told) if _locks(one, people))
    past = Session(session.loaded, session.seed, session.chairs, None, session.name, session.clock)
    past.fold([one.event for one in told[: last + 1]])
    return past


def _locks(told: Told, people: set[str]) -> bool:
    event = told.event
    return event.type == "acted" and event.data["words"] == "lock" and event.actor in people
