"""One team's seat at a running session: what lies on its table, and what it does.

The only room of the interface that knows a session. Whatever passes through here was disclosed to the team.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exercise.engine.views import OptionView, OrderView, Snapshot
from exercise.session import inside
from exercise.session.readings import laid_open
from exercise.session.session import Session, Told
from exercise.session.wording import degrees, intent, refusal, why_not
from exercise.session.wording.answers import answering
from exercise.session.wording.news import news_at
from exercise.session.wording.taken import Taken
from exercise.tui.asking import Asked, asked
from exercise.tui.changes import course, last_changes, seen, sums
from exercise.tui.council import INSIDE, Council, Member, Silences
from exercise.tui.deeds import acts, due, questions
from exercise.tui.table import Briefing, Item, Order, Table
from exercise.tui.talk import among_seats, rooms


class Seat:
    """A team at a session in this very process."""

    def __init__(self, session: Session, team: str) -> None:
        self.session, self.team, self.model = session, team, session.model
        self.elapsed = 0
        """Seconds of the turn that had passed when the team sat down."""
        self._own = inside.seated(self.model, team)
        self.speaking = self._own.seats[0] if self._own.seats else ""
        """The seat for which somebody is at the keyboard."""
        self.silences = Silences(self._own.silence)
        self.left: dict[str, int] = {}
        """By order, how many seconds there still are to break the silence about it."""

    # --- what is on the table ------------------------------------------------------------------------------------

    def table(self) -> Table:
        """Everything that the team's screen shows now."""
        snapshot = self.session.snapshot(self.team)
        told = self.session.news(self.team)
        moved = seen(sums(self.session, told, self.team), snapshot.tracks)
        return Table(
            title=self.session.loaded.scenario.title,
            team=self._label("team", self.team),
            snapshot=snapshot,
            names={one: self._label("team", one) for one in self.model.team_ids},
            orders=self._orders(snapshot),
            acts=acts(self.session, self.team, snapshot),
            changes=last_changes(moved),
            news=self._items(told),
            readings=laid_open(self.model, told) if snapshot.ending else (),
            channel_names={one.id: one.name for one in snapshot.channels},
            due=due(self.session, told, snapshot),
            questions=questions(self.session, told),
            courses={track: course(ones, snapshot.turn) for track, ones in moved.items()},
            sums={track: tuple(ones) for track, ones in moved.items()},
            degrees=self._degrees(snapshot),
            rooms={**rooms(self.session, told, snapshot), INSIDE: among_seats(self.session, told, self.speaking)},
            council=self._council(),
        )

    def _council(self) -> Council | None:
        if len(self._own.seats) < 2:
            return None
        about = [(seat, f"seat.{self.team}.{seat}") for seat in self._own.seats]
        members = tuple(Member(seat, self._text(its, "name"), self._text(its, "card")) for seat, its in about)
        return Council(members, self.speaking, self._own.decides, dict(self.left))

    def reading(self) -> Asked | None:
        """The reading that can be stated now, None where none can."""
        return asked(self.session, self.team, self.session.snapshot(self.team))

    def briefing(self) -> Briefing:
        """What the team reads before its first turn, and what is asked after its last."""
        own = next(team for team in self.model.teams if team.id == self.team)
        chairs = [
            (self._text(f"seat.{self.team}.{seat}", "name"), self._text(f"seat.{self.team}.{seat}", "card"))
            for seat in own.seats
        ]
        return Briefing(
            background=self._background(),
            brief=self._text(f"team.{self.team}", "brief"),
            seats=tuple((name, card) for name, card in chairs if name),
            aims=tuple(one.text for one in own.aims),
            red_lines=tuple((one.text, one.declared) for one in own.red_lines),
            declared=self._declared(),
            hot_wash=tuple(self.session.loaded.scenario.hot_wash),
        )

    @property
    def ended(self) -> bool:
        """Whether an ending has been reached."""
        return self.session.ended

    @property
    def is_new(self) -> bool:
        """Whether the team has done nothing yet."""
        return not any(one.event.actor == self.team for one in self.session.news(self.team))

    @property
    def told(self) -> int:
        """How much was told so far: a bookmark for `since`."""
        return len(self.session.news(self.team))

    def since(self, bookmark: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """The news since a bookmark: of the turn that was, and from the opening of the next."""
        new = self.session.news(self.team)[bookmark:]
        opens = next((place for place, one in enumerate(new) if one.event.type == "turn_opened"), len(new))
        return self._items(new[:opens]), self._items(new[opens:])

    # --- what the team does --------------------------------------------------------------------------------------

    def act(self, words: str, text: str = "") -> str:
        """A move. Nothing is returned when it is on record, else a sentence that says why it was refused."""
        if words.startswith("order ") and self._own.collective:
            words = f"{words} as {self.speaking}"
        refused = self.session.act(self.team, words, text)
        return refusal(self.model, self.team, words, refused.reason) if refused else ""

    def minute(self, minute: int) -> bool:
        """So many real minutes of the turn have passed; whether something arrived."""
        before = self.told
        self.session.deliver_due(minute)
        return self.told > before

    # --- its seats -----------------------------------------------------------------------------------------------

    def say(self, text: str) -> str:
        """Words of the seat that speaks to the others of its team; a sentence where they were refused."""
        refused = self.session.inside(self.team, self.speaking, text)
        return refusal(self.model, self.team, refused.words, refused.reason) if refused else ""

    def jot(self, text: str) -> str:
        """A note of the seat that speaks, for itself alone."""
        if text == self.note():
            return ""
        refused = self.session.inside(self.team, self.speaking, text, private=True)
        return refusal(self.model, self.team, refused.words, refused.reason) if refused else ""

    def note(self) -> str:
        """What the seat that speaks has noted."""
        return inside.note(self.session.all_events(), self.team, self.speaking)

    def listen(self, seconds: int) -> None:
        """So many seconds of the turn have passed: how long the silences still last."""
        if self._own.collective and self._own.decides == "silence" and not self.ended:
            snapshot = self.session.snapshot(self.team)
            self.left = {} if snapshot.locked else self.silences.left(snapshot.orders, snapshot.turn, seconds)

    def hold(self, action: str) -> str:
        """Nobody broke the silence in time: a sentence that says so, or why it is not."""
        self.left.pop(action, None)
        bookmark = self.told
        return self.act(f"silence_held {action}") or " ".join(one.text for one in self.since(bookmark)[0])

    def counted(self, table: Table) -> Table:
        """The table with what the clock of the silences has changed on it."""
        return replace(table, snapshot=self.session.snapshot(self.team), council=self._council())

    # --- words ---------------------------------------------------------------------------------------------------

    def _label(self, kind: str, id: str) -> str:
        return self.model.label(kind, id, self.team)

    def _text(self, owner: str, what: str) -> str:
        return self.model.text(f"{owner}.{what}", self.team)

    def _background(self) -> str:
        texts = self.session.loaded.scenario.background
        return texts.get(self.team, texts.get("all", ""))

    def _declared(self) -> tuple[tuple[str, str], ...]:
        others = [team for team in self.model.teams if team.id != self.team]
        return tuple(
            (self._label("team", team.id), one.text) for team in others for one in team.red_lines if one.declared
        )

    def _orders(self, snapshot: Snapshot) -> tuple[Order, ...]:
        """Orders given, on offer and not on offer; what only lacks room stays where it was."""
        given = [self._given(one, snapshot) for one in snapshot.orders]
        offered = [self._order(one, snapshot) for one in snapshot.options if one.verb == "order"]
        return tuple(sorted([*given, *offered], key=lambda one: (bool(one.why_not) and not one.no_room, one.action)))

    def _given(self, order: OrderView, snapshot: Snapshot) -> Order:
        binding = (one for one in snapshot.agreements if one.member and one.status == "in_force")
        return Order(
            action=order.action,
            name=order.name,
            text=self._meaning(order.action, snapshot),
            intent=intent(order.intent),
            tenths=order.intent,
            cost=order.cost,
            given=True,
            why_not="",
            why_shortly="",
            no_room=False,
            breaks=tuple(one.name for one in binding if order.name in one.forbids),
            agreed=order.agreed,
        )

    def _meaning(self, action: str, snapshot: Snapshot) -> str:
        """What its author says of it, and what it takes for true."""
        said = self._text(f"action.{action}", "text"), answering(self.model, action, snapshot.beliefs, self.team)
        return " ".join(filter(None, said))

    def _order(self, option: OptionView, snapshot: Snapshot) -> Order:
        reason, fully, shortly = option.reason, "", ""
        if reason is not None:
            fully = option.why or refusal(self.model, self.team, option.words, reason)
            shortly = option.why or why_not(reason) or fully
        return Order(
            action=option.target,
            name=option.name,
            text=self._meaning(option.target, snapshot),
            intent=intent(option.intent),
            tenths=option.intent,
            cost=option.cost,
            given=False,
            why_not=fully,
            why_shortly=shortly,
            no_room=reason is not None and reason.value == "no_orders_left",
            breaks=option.breaks,
        )

    def _degrees(self, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
        """The words of the tracks that are shown in words."""
        found = {one.id: degrees(self.model, one.id.partition(".")[0], self.team) for one in snapshot.tracks}
        return {track: words for track, words in found.items() if words}

    def _items(self, told: Sequence[Told]) -> tuple[Item, ...]:
        taken = Taken(self.model, told, self.team)
        shown = ((one, told[place].event) for place, one in news_at(self.model, told, self.team))
        return tuple(
            Item(one.turn, one.text, one.kind, event.data.get("team") == self.team, taken.said(one.turn, event))
            for one, event in shown
        )
