"""The ground of a crisis, compiled: places in order of their ids, and the forces that stand and move among them.

A place that a variant has taken out is not missed: a force that would stand there is not there either, and nothing
moves to it.
"""

from __future__ import annotations

from collections.abc import Mapping

from exercise.engine import model as engine
from exercise.engine.effect import Act
from exercise.scenario.schema import Force, Scenario


class Ground:
    """Places and forces as the engine knows them."""

    def __init__(self, scenario: Scenario, teams: tuple[str, ...]) -> None:
        self._teams = teams
        self._numbers = {id: number for number, id in enumerate(sorted(scenario.places), 1)}
        self.places = tuple(
            engine.Place(id, *scenario.places[id].at, self._seers(scenario.places[id].shown_to)) for id in self._numbers
        )
        self.forces = tuple(
            self._force(id, force)
            for id, force in sorted(scenario.forces.items())
            if not isinstance(force.at, str) or force.at in self._numbers
        )
        self._forces = frozenset(force.id for force in self.forces)

    def __contains__(self, force: str) -> bool:
        return force in self._forces

    def moves(self, written: Mapping[str, str]) -> list[Act]:
        """The acts of an effect's `move`: force to place."""
        return [
            Act("move", force, self._numbers[place])
            for force, place in sorted(written.items())
            if force in self and place in self._numbers
        ]

    def _force(self, id: str, force: Force) -> engine.Force:
        owner = force.team if force.team in self._teams else ""
        seers = self._seers(force.shown_to)
        if isinstance(force.at, str):
            return engine.Force(id, owner or "", self._numbers[force.at], 0, 0, seers)
        return engine.Force(id, owner or "", 0, *force.at, seers)

    def _seers(self, shown_to: Mapping[str, int] | None) -> tuple[str, ...]:
        everyone = shown_to is None or "all" in shown_to
        return tuple(team for team in self._teams if everyone or team in (shown_to or ()))
