"""Who sees a track, and how well."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios import Table, scenario

ACTIONS = """
    more: {name: More, by: [north], effects: {change: {arms: +1}}}
    many: {name: Many, by: [north], effects: {change: {arms: +9}}}
    less: {name: Less, by: [north], effects: {change: {arms: -1}}}
    """
TRACKS = "arms: {name: Arms, start: 4, range: 0..24, shown_to: {north: exactly, south: within 6}}"


def estimate(table: Table) -> tuple[int, int]:
    """What south holds possible."""
    seen = table.track_view("south", "arms")
    return seen.low, seen.high


def test_a_track_is_shown_to_all_unless_the_author_says_otherwise() -> None:
    table = Table(scenario())
    for team in ("north", "south"):
        seen = table.track_view(team, "heat")
        assert (seen.low, seen.high, seen.exact) == (50, 50, True)


def test_a_track_shown_to_some_is_absent_for_the_others() -> None:
    table = Table(scenario(tracks="heat: {name: Heat, start: 50, shown_to: [north]}"))
    assert [one.id for one in table.view("north").tracks] == ["heat"]
    assert table.view("south").tracks == ()


def test_a_track_shown_to_nobody_is_absent_for_all() -> None:
    table = Table(scenario(tracks="heat: {name: Heat, start: 50, shown_to: []}"))
    assert table.view("north").tracks == table.view("south").tracks == ()


def test_a_change_is_told_to_those_who_see_the_track_and_to_nobody_else() -> None:
    tracks = "arms: {name: Arms, start: 4, shown_to: [north]}"
    table = Table(scenario(tracks=tracks, actions=ACTIONS))
    table.turn("north: order more")
    assert [one.aud for one in table.told("changed")] == [("north",)]


@pytest.mark.parametrize("seed", range(20))
def test_an_estimate_holds_the_value_and_is_twice_as_wide_as_it_says(seed: int) -> None:
    low, high = estimate(Table(scenario(tracks=TRACKS, actions=ACTIONS), seed))
    assert high - low == 12
    assert low <= 4 <= high


def test_an_estimate_is_never_clipped_at_the_range() -> None:
    lows = {estimate(Table(scenario(tracks=TRACKS, actions=ACTIONS), seed))[0] for seed in range(60)}
    assert min(lows) < 0
    tracks = TRACKS.replace("start: 4", "start: 24")
    highs = {estimate(Table(scenario(tracks=tracks, actions=ACTIONS), seed))[1] for seed in range(60)}
    assert max(highs) > 24


def test_every_offset_of_an_estimate_comes_up() -> None:
    lows = {estimate(Table(scenario(tracks=TRACKS, actions=ACTIONS), seed))[0] for seed in range(300)}
    assert lows == set(range(4 - 12, 4 + 1))


def test_estimates_of_two_teams_and_of_two_tracks_are_drawn_apart() -> None:
    tracks = """
        arms: {name: Arms, start: 50, shown_to: {north: within 20, south: within 20}}
        boats: {name: Boats, start: 50, shown_to: {north: within 20}}
        """
    drawn = set()
    for seed in range(10):
        table = Table(scenario(tracks=tracks), seed)
        drawn.add(
            (
                table.track_view("north", "arms").low == table.track_view("south", "arms").low,
                table.track_view("north", "arms").low == table.track_view("north", "boats").low,
            )
        )
    assert (False, False) in drawn


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**64 - 1), moves=st.lists(st.sampled_from(["more", "many", "less", None]), max_size=9))
def test_an_estimate_moves_only_when_the_value_leaves_it(seed: int, moves: list[str | None]) -> None:
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS), seed)
    for move in moves:
        before, seen = estimate(table), len(table.told("changed", team="south"))
        table.turn(*([f"north: order {move}"] if move else []))
        low, high = estimate(table)
        assert high - low == 12
        assert low <= table["arms"] <= high
        if before[0] <= table["arms"] <= before[1]:
            assert (low, high) == before
            assert len(table.told("changed", team="south")) == seen
        else:
            assert (low, high) != before
            assert len(table.told("changed", team="south")) == seen + 1


def test_what_is_told_of_an_estimate_names_no_exact_value() -> None:
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS), seed=3)
    for _ in range(2):
        table.turn("north: order many")
    assert {str(one.data["slot"]) for one in table.told("changed", "contributed", team="south")} == {"seen.arms.south"}


def test_an_estimate_holds_the_value_also_after_an_inject_within_the_turn() -> None:
    injects = "news: {title: News, at: turn 1 + 3m, effects: {change: {arms: +20}}}"
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS, injects=injects))
    table.tell(table.rules.interlude(table.world, 5))
    low, high = estimate(table)
    assert low <= 24 <= high
    assert high - low == 12


@pytest.mark.parametrize("seed", range(8))
def test_two_new_estimates_in_one_turn_do_not_betray_by_how_much_the_value_moved(seed: int) -> None:
    """Each new interval has an offset of its own; with one offset, the difference of two intervals would be exact."""
    tracks = TRACKS.replace("start: 4, range: 0..24", "start: 100, range: 0..1000").replace("within 6", "within 40")
    text = scenario(
        tracks=tracks,
        actions="jump: {name: Jump, by: [north], effects: {change: {arms: +300}}}",
        injects="news: {title: News, at: turn 2, effects: {change: {arms: +200}}}",
    )
    offsets = []
    for one in range(seed * 10, seed * 10 + 10):
        table = Table(text, one)
        table.turn()
        first = table["arms"] - estimate(table)[0]
        table.do("north: order jump")
        table.resolve()
        offsets.append(first - (table["arms"] - estimate(table)[0]))
    assert any(offsets)


def test_a_track_is_revealed_exactly_from_then_on() -> None:
    injects = "tell: {title: Tell, at: turn 2, effects: {reveal: {arms: [south]}}}"
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS, injects=injects))
    table.turn()
    assert estimate(table) == (4, 4)
    table.turn("north: order more")
    assert estimate(table) == (5, 5)
    assert {"slot": "track.arms", "before": 4, "after": 5} in [one.data for one in table.told("changed", team="south")]


def test_no_estimate_is_drawn_of_what_was_revealed() -> None:
    injects = "tell: {title: Tell, at: turn 2, effects: {reveal: {arms: [south]}}}"
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS, injects=injects))
    table.turn()
    for _turn in range(8):
        table.turn("north: order more")
    drawn = [one for one in table.told("changed", team="south") if one.data["slot"] == "seen.arms.south"]
    assert len(drawn) == 1, "the first sight, and no other"


def test_a_hidden_track_can_be_revealed() -> None:
    tracks = "arms: {name: Arms, start: 4, shown_to: []}"
    injects = "tell: {title: Tell, at: turn 2, effects: {reveal: {arms: [south]}}}"
    table = Table(scenario(tracks=tracks, injects=injects))
    assert table.view("south").tracks == ()
    table.turn()
    assert estimate(table) == (4, 4)
    assert table.view("north").tracks == ()


def test_a_hidden_truth_is_drawn_once_from_the_seed() -> None:
    text = scenario(tracks="truth: {name: Truth, start: 30% yes, shown_to: []}")
    drawn = [Table(text, seed)["truth"] for seed in range(400)]
    assert drawn == [Table(text, seed)["truth"] for seed in range(400)]
    assert 80 < sum(drawn) < 160


@pytest.mark.parametrize(("share", "value"), [("0% yes", 0), ("100% yes", 1)])
def test_a_certain_chance_is_certain(share: str, value: int) -> None:
    text = scenario(tracks=f"truth: {{name: Truth, start: {share}}}")
    assert {Table(text, seed)["truth"] for seed in range(50)} == {value}


def test_a_track_per_team_has_a_value_for_each() -> None:
    tracks = "force: {name: Force, start: 3, per: team, starts: {south: 7}}\nheat: {name: Heat, start: 0}"
    actions = "march: {name: March, by: [north], effects: {change: {force.north: +2}}}"
    rules = "strong: {when: sum(force) = 12 and any(force >= 7) and count(force >= 5) = 2, change: {heat: +1}}"
    table = Table(scenario(tracks=tracks, actions=actions, rules=rules))
    table.turn("north: order march")
    assert (table["force.north"], table["force.south"], table["heat"]) == (5, 7, 1)
    assert [one.id for one in table.view("south").tracks] == ["force.north", "force.south", "heat"]
