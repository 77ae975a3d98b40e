"""What a seat sees of its own moves: those on offer, and the orders that it has drafted."""

from __future__ import annotations

from collections.abc import Mapping

from exercise.engine.compiled import bind
from exercise.engine.mechanisms import explanations, orders, seats
from exercise.engine.mechanisms.pact import IN_FORCE, Pact
from exercise.engine.moves import BoundMove
from exercise.engine.refusals import Reason
from exercise.engine.rules import Rules
from exercise.engine.views import OptionView, OrderView
from exercise.engine.windows import State


class OptionWindow:
    """A move of the team, legal or not. Orders that belong to the phase stay on the list with the reason."""

    SHOWN_WITH_REASON = frozenset(
        {Reason.CONDITION, Reason.USED_UP, Reason.NO_ORDERS_LEFT, Reason.NOT_PERMITTED, Reason.LOCKED}
    )

    def __init__(self, rules: Rules, team: str, bound: BoundMove) -> None:
        model, move = rules.model, bound.move
        action = model.action.get(move.target) if move.verb == "order" else None
        name = model.label("action", move.target, team) if action else ""
        self._head = (move.words, move.verb, move.target, name, move.escalation, action.cost if action else 0)
        self._why = model.text(f"action.{move.target}.why_not", team) if action else ""
        self.legal = OptionView(*self._head, True, None, "", ())
        self._known: dict[tuple[int, tuple[str, ...]], OptionView] = {}
        self._reasons: Mapping[int, Reason] = {}
        self._breaks: tuple[tuple[int, str], ...] = ()
        phases: frozenset[str] = frozenset()
        if action is not None:
            phases = frozenset(action.phases or (phase.id for phase in model.phases))
            numbered = enumerate(bound.refusals, 1)
            self._reasons = {code: reason for code, reason in numbered if reason in self.SHOWN_WITH_REASON}
            self._breaks = tuple(
                (rules.index[Pact(one.id).status.name], model.label("agreement", one.id, team))
                for one in model.agreements
                if team in one.parties and action.id in one.forbids
            )
        self.shown = tuple(frozenset(self._reasons if phase.id in phases else ()) for phase in model.phases)
        """By phase the numbers of needs with which it stays on the list though they do not hold."""

    def look(self, s: State, code: int) -> OptionView:
        """The move as it stands on the list; `code` is 0 where it is legal, else one of those in `shown`."""
        breaks = tuple([name for place, name in self._breaks if s[place] == IN_FORCE])
        found = self._known.get((code, breaks))
        if found is None:
            reason = self._reasons.get(code)
            why = self._why if reason is Reason.CONDITION else ""
            found = self._known[code, breaks] = OptionView(*self._head, not code, reason, why, breaks)
        return found


class OrderWindow:
    """The team's draft of one action."""

    def __init__(self, rules: Rules, team: str, action: str) -> None:
        model, one = rules.model, rules.model.action[action]
        self._draft = rules.index[orders.draft(team, action).name]
        self._said = rules.index[orders.explained(team, action).name]
        self._view = (action, model.label("action", action, team), one.escalation, one.cost)
        over = explanations.channels_for(model, team)
        self._over = tuple((explanations.channel_bit(model, channel.id), channel.id) for channel in over)
        self._team = seats.of(model, team)
        self._voices = tuple(rules.index[slot.name] for slot in seats.slots(self._team, action))
        self._agreed = bind(seats.agreed(self._team, action), rules.index)

    def look(self, s: State) -> OrderView | None:
        """The order, if it is drafted."""
        if not s[self._draft]:
            return None
        said = s[self._said]
        over = tuple(channel for bit, channel in self._over if said & bit)
        if not self._voices:
            return OrderView(*self._view, over)
        behind, against, *held = (s[place] for place in self._voices)
        sides = self._seats(behind), self._seats(against)
        return OrderView(*self._view, over, *sides, bool(self._agreed(s, s, 0)), any(held))

    def _seats(self, bits: int) -> tuple[str, ...]:
        return tuple(seat for place, seat in enumerate(self._team.seats) if bits >> place & 1)
