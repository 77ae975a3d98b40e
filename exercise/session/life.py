"""The life of a session as a state machine: lobby, briefing, deliberation, resolution, paused, hot wash, closed.

The machine decides what may happen now: teams act only in deliberation, a turn is resolved only when everyone has
locked, and after a resolution either the next turn opens or the hot wash begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from transitions import Machine

STATES = ("lobby", "briefing", "deliberation", "resolution", "paused", "hot_wash", "closed")


@dataclass(slots=True)
class Life:
    """Where a session stands. `everyone_locked` and `has_ended` are asked when it matters."""

    everyone_locked: Callable[[], bool]
    has_ended: Callable[[], bool]
    state: str = "lobby"
    moved: list[tuple[str, str]] = field(default_factory=list)
    """Moves from state to state that nobody has recorded yet."""

    def fire(self, trigger: str) -> bool:
        """Try to move on; whether the machine did."""
        before, event = self.state, _MACHINE.events[trigger]
        done = before in event.transitions and bool(event.trigger(self, self))
        if done:
            self.moved.append((before, self.state))
        return done

    @property
    def teams_may_act(self) -> bool:
        """Whether moves of teams are taken now."""
        return self.state == "deliberation"


def _locked(life: Life) -> bool:
    return life.everyone_locked()


def _ended(life: Life) -> bool:
    return life.has_ended()


def _machine() -> Machine:
    machine = Machine(
        model=None, states=list(STATES), initial="lobby", auto_transitions=False, ignore_invalid_triggers=True
    )
    machine.add_transition("brief", "lobby", "briefing")
    machine.add_transition("begin", "briefing", "deliberation")
    machine.add_transition("resolve", "deliberation", "resolution", conditions=[_locked])
    machine.add_transition("go_on", "resolution", "hot_wash", conditions=[_ended])
    machine.add_transition("go_on", "resolution", "deliberation")
    machine.add_transition("pause", "deliberation", "paused")
    machine.add_transition("unpause", "paused", "deliberation")
    machine.add_transition("close", ["lobby", "briefing", "hot_wash"], "closed")
    return machine


_MACHINE = _machine()
