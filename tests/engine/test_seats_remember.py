"""A seat makes anew only those views whose places of the state have changed: it must see what a new seat would see."""

from __future__ import annotations

import pytest

from exercise.engine.snapshot import _Seat, snapshot
from exercise.scenario.library import find, names
from exercise.scenario.loader import load_file
from exercise.session.rehearsal import rehearse
from exercise.session.spec import parse_players

SEED, EVERY = 3, 7


@pytest.mark.parametrize("name", names())
def test_a_seat_that_remembers_sees_what_a_new_one_sees(name: str) -> None:
    loaded = load_file(find(name))
    rules, teams = loaded.rules, loaded.model.team_ids
    session = rehearse(loaded, SEED, parse_players("mixed", loaded.model, SEED))
    world = rules.start(SEED, rules.present(session.world))
    for place, told in enumerate(session.all_events()):
        world = rules.apply(world, told.event)
        team = teams[place % len(teams)]
        seen = snapshot(rules, world, team)
        if place % EVERY == 0:
            assert seen == _Seat(rules, team).snapshot(world)
