"""The crisis as a state machine: its states are the phases and endings, its transitions the ways on, and it decides.

One machine per compiled scenario; each decision triggers it on a light model of its own. Conditions are the compiled
guards, handed over as callables, never as strings out of a scenario.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transitions import Machine

from exercise.engine.compiled import Bound, Env
from exercise.engine.program import Exit, Program


@dataclass(slots=True)
class Moment:
    """What a decision looks at: where the crisis stands, and the state of the world. `taken` is the decided way on."""

    state: str
    slots: tuple[int, ...]
    env: Env
    taken: int = 0


class Crisis:
    """Decides, for a state of the world, which way the crisis takes."""

    def __init__(self, program: Program, guards: tuple[Bound, ...]) -> None:
        self._phases = [f"phase {phase.id}" for phase in program.model.phases]
        self._endings = [f"ending {ending.id}" for ending in program.model.endings]
        self._machine = Machine(
            model=None,
            states=[*self._phases, *self._endings],
            initial=self._phases[0],
            auto_transitions=False,
            ignore_invalid_triggers=True,
        )
        for place, (way, guard) in enumerate(zip(program.exits, guards, strict=True)):
            self._machine.add_transition(
                "advance",
                list(self._phases) if way.source is None else [self._phases[way.source]],
                self._destination(way),
                conditions=[_holds(guard)],
                before=[_take(place + 1)],
            )
        self._advance = self._machine.events["advance"]

    def _destination(self, way: Exit) -> str:
        if way.ending is not None:
            return self._endings[way.ending]
        return self._phases[way.phase or 0]

    def decide(self, phase: int, slots: tuple[int, ...], env: Env) -> int:
        """The way on: 0 to stay, else one more than its place among the exits."""
        moment = Moment(self._phases[phase], slots, env)
        self._advance.trigger(moment, moment)
        return moment.taken


def _holds(guard: Bound) -> Callable[[Moment], bool]:
    def holds(moment: Moment) -> bool:
        return bool(guard(moment.slots, moment.env.lock, moment.env.base))

    return holds


def _take(number: int) -> Callable[[Moment], None]:
    def take(moment: Moment) -> None:
        moment.taken = number

    return take
