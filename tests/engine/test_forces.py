"""Forces on the map: they move, some teams know of it and others learn nothing, and a reveal tells what there is to
see."""

from __future__ import annotations

import pytest

from exercise.engine.mechanisms import forces
from exercise.engine.views import ForceView
from exercise.session.session import Told
from exercise.session.wording.news import news
from exercise.session.wording.whereabouts import position
from tests.scenarios import Table, scenario

PLACES = """
    base: {name: Base, at: 54.6 N 21.8 E}
    depot: {name: Depot, at: 55 N 20 W, shown_to: [north]}
    yard: {name: Yard, at: 0.25 S 21 E}
    """
FORCES = """
    ships: {name: Ships, at: yard, team: south}
    train: {name: Train, at: 55.2 N 28.5 E, team: north, shown_to: [north]}
    watch: {name: Watch, at: base}
    """
ACTIONS = """
    sail: {name: Sail, by: [south], effects: {move: {ships: base}}}
    roll: {name: Roll, by: [north], seen_by: own, effects: {move: {train: base}}}
    hide: {name: Hide, by: [north], effects: {move: {train: depot, ships: depot}}}
    show: {name: Show, by: [north], effects: {reveal: {train: [south]}}}
    send_on: {name: Send on, by: [south], effects: {move: {train: yard}}}
    """


def crisis(**sections: str) -> str:
    """Two teams, three places, three forces."""
    return scenario(
        **{"map": "-21..31 E, -1..61 N", "places": PLACES, "forces": FORCES, "actions": ACTIONS, **sections}
    )


def force(table: Table, team: str, id: str) -> ForceView | None:
    """A force as a team sees it, or None where the team knows of none."""
    chart = table.view(team).chart
    assert chart is not None
    return next((one for one in chart.forces if one.id == id), None)


def read(table: Table, team: str | None) -> list[str]:
    """What a team read so far of moves, and of what came in sight."""
    seen = (one for one in table.events if team is None or one.seen_by(team))
    told = [Told(0, one) for one in seen if str(one.data.get("slot")).startswith(("force.", "sight."))]
    return [one.text for one in news(table.model, told, team)]


def test_a_force_moves_to_a_place_and_those_who_know_of_it_read_why() -> None:
    table = Table(crisis())
    table.turn("south: order sail")
    assert force(table, "north", "ships") == ForceView("ships", "Ships", "South", "theirs", "base", 546000, 218000)
    assert read(table, "north") == ["Ships: now at Base: Sail (South)."]
    assert read(table, "south") == read(table, "north")


def test_a_force_that_a_team_does_not_know_of_moves_without_a_trace() -> None:
    table = Table(crisis())
    before = repr(table.view("south").chart)
    table.turn("north: order roll")
    assert force(table, "south", "train") is None
    assert repr(table.view("south").chart) == before
    assert not [one for one in table.events if one.seen_by("south") and "train" in repr(one)]
    assert read(table, "north") == ["Train: now at Base: Roll (North)."]


def test_whose_a_force_is_shows_as_ours_and_theirs() -> None:
    table = Table(crisis())
    views = [force(table, team, id) for id in ("ships", "train", "watch") for team in ("north", "south")]
    assert [one and one.relation for one in views] == ["theirs", "ours", "ours", None, "", ""]


def test_a_reveal_tells_its_teams_where_the_force_is_once() -> None:
    table = Table(crisis())
    table.turn("north: order show")
    table.turn("north: order show")
    assert read(table, "south") == ["Train: in sight, at 55.2 N 28.5 E."]
    assert read(table, None) == ["South: Train: in sight, at 55.2 N 28.5 E."]
    assert force(table, "south", "train") == ForceView("train", "Train", "North", "theirs", "", 552000, 285000)


def test_after_a_reveal_a_team_reads_of_every_move() -> None:
    table = Table(crisis())
    table.turn("north: order show")
    table.turn("north: order roll")
    assert read(table, "south")[1:] == ["Train: now at Base: the cause is not disclosed."]
    seen = force(table, "south", "train")
    assert seen is not None
    assert seen.place == "base"


def test_a_force_that_moves_and_is_revealed_at_once_is_seen_where_it_came_to() -> None:
    table = Table(crisis())
    table.turn("north: order roll", "north: order show")
    assert read(table, "south") == ["Train: in sight, at Base."]


def test_a_place_that_a_team_does_not_know_has_no_name_for_it() -> None:
    table = Table(crisis())
    table.turn("north: order hide")
    assert read(table, "south") == ["Ships: now at 55.0 N 20.0 W: Hide (North)."]
    assert "Ships: now at Depot: Hide (North)." in read(table, "north")
    seen = force(table, "south", "ships")
    assert seen is not None
    assert (seen.place, seen.north, seen.east) == ("", 550000, -200000)
    assert "Depot" not in repr(table.view("south"))


@pytest.mark.parametrize("first", [("north: order roll", "south: order send_on"), ("south: order send_on",)])
def test_of_two_moves_at_once_the_place_counts_whose_id_comes_first(first: tuple[str, ...]) -> None:
    table = Table(crisis())
    table.turn(*first)
    place = table.rules.get(table.world, forces.standing("train"))
    assert table.model.places[place - 1].id == ("base" if len(first) == 2 else "yard")


def test_injects_rules_and_answers_move_forces_too() -> None:
    rules = "tide: {when: turn = 2, move: {ships: base}}"
    injects = "news: {title: News, at: turn 1 + 3m, effects: [{move: {train: yard}}, {reveal: {train: [south]}}]}"
    table = Table(crisis(rules=rules, injects=injects))
    table.tell(table.rules.interlude(table.world, 5))
    assert read(table, "south") == ["Train: in sight, at Yard."]
    table.turn()
    table.turn()
    assert read(table, "south")[1:] == ["Ships: now at Base: tide."]


def test_to_move_to_where_it_stands_is_no_news() -> None:
    table = Table(crisis(rules="tide: {move: {ships: yard}}"))
    table.turn()
    assert read(table, "north") == []


def test_a_scenario_without_a_map_shows_none() -> None:
    table = Table(scenario(places=PLACES, forces=FORCES, actions=ACTIONS))
    assert table.view("north").chart is None


def test_a_track_that_is_revealed_is_told_with_its_value() -> None:
    tracks = """
        deep: {name: Deep, start: -4, range: -9..9, shown_to: []}
        truth: {name: Truth, start: yes, shown_to: []}
        ready: {name: Ready, start: 3, per: team, shown_to: [north]}
        """
    rules = "open: {when: turn >= 2, reveal: {deep: [south], truth: [south], ready: [south]}}"
    table = Table(scenario(tracks=tracks, rules=rules))
    for _ in range(3):
        table.turn()
    assert read(table, "south") == [
        "Deep: now known, -4.",
        "Ready of North: now known, 3.",
        "Ready of South: now known, 3.",
        "Truth: now known, yes.",
    ]
    assert read(table, "north") == []


@pytest.mark.parametrize(
    ("north", "east", "words"),
    [(552000, 285000, "55.2 N 28.5 E"), (-2500, -1500, "0.3 S 0.2 W"), (546300, 0, "54.6 N 0.0 E")],
)
def test_a_position_reads_in_degrees(north: int, east: int, words: str) -> None:
    assert position(north, east) == words
