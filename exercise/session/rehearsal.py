"""Rehearsals: one playthrough by computer players and scripts, from the first inject to an ending."""

from __future__ import annotations

from collections.abc import Mapping

from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.loader import Loaded
from exercise.session.clock import SimulatedClock
from exercise.session.players import Chair, Human
from exercise.session.session import Session
from exercise.store.port import Store


def rehearse(
    loaded: Loaded, seed: int, chairs: Mapping[str, Chair], store: Store | None = None, name: str = "rehearsal"
) -> Session:
    """Play to the end. Raises UnusableInput if a chair is kept for a person."""
    people = [team for team, chair in chairs.items() if isinstance(chair, Human)]
    if people:
        raise UnusableInput(
            _("A rehearsal has no people in it: give {teams} a computer player.").format(teams=", ".join(people))
        )
    return Session.begin(loaded, seed, chairs, store, name, SimulatedClock())
