"""The security dilemma: what others perceive of an act, and what tension makes of it."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.events import Event
from tests.scenarios import Table, scenario

TRACKS = """
    tension: {name: Tension, start: 40}
    trust: {name: Trust, start: 30}
    transparency: {name: Transparency, start: 35}
    """
ACTIONS = """
    threaten: {name: Threaten, by: [north], escalation: threat}
    warn: {name: Warn, by: [north], escalation: threat}
    smile: {name: Smile, by: [north], escalation: conciliatory}
    """
THREE = """
    east: {name: East, brief: You hold the east.}
    north: {name: North, brief: You hold the north.}
    south: {name: South, brief: You hold the south.}
    """


def played(
    *moves: str,
    actions: str = ACTIONS,
    teams: str = "",
    spiral: str = "fade: 0%",
    tracks: str = TRACKS,
    present: tuple[str, ...] | None = None,
    **sections: str,
) -> Table:
    """One turn with these moves."""
    if teams:
        sections["teams"] = teams
    table = Table(scenario(tracks=tracks, actions=actions, spiral=spiral, **sections), present=present)
    table.turn(*moves)
    return table


def perceived(table: Table) -> dict[tuple[str, str], int]:
    """What each side perceived of each act, in tenths."""
    return {
        (str(one.data["action"]), str(one.data["side"])): int(str(one.data["tenths"]))
        for one in table.told("perceived")
    }


def test_two_threats_weigh_as_in_the_design() -> None:
    """2 × 7 × 1.525 × 0.2 = 4.27, which is 4 from tension 40, where nothing fades."""
    table = played("north: order threaten", "north: order warn", spiral="fade: 10%")
    assert table["tension"] == 44
    parts = [one.data["thousandths"] for one in table.told("contributed")]
    assert parts == [2135, 2135]
    assert perceived(table) == {("threaten", "south"): 107, ("warn", "south"): 107}


def test_tension_fades_by_a_share_of_its_distance_from_the_start() -> None:
    table = played("north: order threaten", spiral="gain: 300%\nfade: 10%")
    assert table["tension"] == 40 + 32
    table.turn()
    assert table["tension"] == 72 - 3
    assert [one.data["thousandths"] for one in table.told("contributed") if one.cause == ("fade",)] == [-3200]


def test_tension_below_its_start_comes_back() -> None:
    table = played(spiral="fade: 50%", rules="calm: {when: turn = 1, change: {tension: -10}}")
    assert table["tension"] == 30
    table.turn()
    assert table["tension"] == 35


def test_push_and_fade_are_rounded_once_and_half_away_from_zero() -> None:
    """0.5 up and 0.5 down are each rounded away from zero; 0.3 and 0.4 come to one, not to nothing."""
    trusting = "tension: {name: Tension, start: 40}"
    up = "push: {name: Push, by: [north], escalation: 5}"
    down = "push: {name: Push, by: [north], escalation: -5}"
    assert played("north: order push", actions=up, tracks=trusting, spiral="gain: 10%\nfade: 0%")["tension"] == 41
    assert played("north: order push", actions=down, tracks=trusting, spiral="gain: 10%\nfade: 0%")["tension"] == 39
    text = scenario(
        tracks=trusting,
        actions="push: {name: Push, by: [north], escalation: 3}",
        spiral="gain: 10%\nfade: 10%",
        rules="calm: {when: turn = 1, change: {tension: -4}}",
    )
    table = Table(text)
    table.turn()
    table.turn("north: order push")
    assert table["tension"] == 37


@pytest.mark.parametrize(
    ("trust", "transparency", "tenths"),
    [(30, 35, 107), (100, 0, 70), (0, 0, 140), (0, 100, 105), (100, 100, 35)],
)
def test_mistrust_raises_and_transparency_lowers_what_is_perceived(trust: int, transparency: int, tenths: int) -> None:
    tracks = f"""
        tension: {{name: Tension, start: 40}}
        trust: {{name: Trust, start: {trust}}}
        transparency: {{name: Transparency, start: {transparency}}}
        """
    assert perceived(played("north: order threaten", tracks=tracks)) == {("threaten", "south"): tenths}


@pytest.mark.parametrize(("trust", "tenths"), [(30, -23), (100, -40), (0, -16)])
def test_friendly_acts_are_discounted_by_mistrust(trust: int, tenths: int) -> None:
    tracks = TRACKS.replace("name: Trust, start: 30", f"name: Trust, start: {trust}")
    table = played("north: order smile", tracks=tracks, spiral="gain: 100%\nfade: 0%")
    assert perceived(table) == {("smile", "south"): tenths}
    assert table["tension"] == 40 + round(tenths / 10)


def test_a_weight_below_nothing_counts_as_nothing() -> None:
    spiral = "fade: 0%\ntransparency: 500%\ndiscount: 500%"
    table = played("north: order threaten", "north: order smile", spiral=spiral)
    assert set(perceived(table).values()) == {0}
    assert table["tension"] == 40


def test_trust_and_transparency_are_those_at_the_lock() -> None:
    actions = """
        threaten: {name: Threaten, by: [north], escalation: threat}
        open_up: {name: Open up, by: [north], effects: {change: {trust: +70, transparency: +65}}}
        """
    table = played("north: order threaten", "north: order open_up", actions=actions)
    assert perceived(table) == {("threaten", "south"): 107}
    table.turn("north: order threaten")
    assert perceived(table) == {("threaten", "south"): 35}


def test_tracks_of_other_names_can_be_named() -> None:
    tracks = "heat: {name: Heat, start: 40}\nfaith: {name: Faith, start: 0}\nlight: {name: Light, start: 100}"
    spiral = "fade: 0%\ntension: heat\ntrust: faith\ntransparency_track: light"
    table = played("north: order threaten", tracks=tracks, spiral=spiral)
    assert perceived(table) == {("threaten", "south"): 105}
    assert table["heat"] == 42


def test_the_spiral_can_be_switched_off() -> None:
    table = played("north: order threaten", spiral="off: yes")
    assert table["tension"] == 40
    assert perceived(table) == {}


def test_an_action_without_escalation_is_perceived_as_nothing() -> None:
    table = played("north: order march", actions="march: {name: March, by: [north]}")
    assert (perceived(table), table["tension"]) == ({}, 40)


# --- who perceives ---------------------------------------------------------------------------------------------------


def test_the_mean_runs_over_all_other_sides_whether_they_see_or_not() -> None:
    actions = "threaten: {name: Threaten, by: [north], escalation: threat, seen_by: [south]}"
    table = played("north: order threaten", actions=actions, teams=THREE, spiral="gain: 100%\nfade: 0%")
    assert perceived(table) == {("threaten", "south"): 107}
    assert table["tension"] == 40 + 5  # 10.675 / 2 = 5.34


def test_one_side_perceives_an_act_once_however_many_teams_it_has() -> None:
    teams = THREE.replace("{name: East,", "{name: East, side: others,").replace(
        "{name: South,", "{name: South, side: others,"
    )
    table = played("north: order threaten", teams=teams, spiral="gain: 100%\nfade: 0%")
    assert perceived(table) == {("threaten", "others"): 107}
    assert table["tension"] == 40 + 11


def test_ones_own_side_perceives_no_threat() -> None:
    teams = THREE.replace("{name: East,", "{name: East, side: allies,").replace(
        "{name: North,", "{name: North, side: allies,"
    )
    assert perceived(played("north: order threaten", teams=teams)) == {("threaten", "south"): 107}


def test_what_nobody_sees_is_perceived_as_nothing() -> None:
    actions = "threaten: {name: Threaten, by: [north], escalation: threat, seen_by: own}"
    table = played("north: order threaten", actions=actions)
    assert (perceived(table), table["tension"]) == ({}, 40)


def test_toward_limits_who_perceives() -> None:
    actions = "threaten: {name: Threaten, by: [north], toward: [south], escalation: threat}"
    table = played("north: order threaten", actions=actions, teams=THREE)
    assert perceived(table) == {("threaten", "south"): 107}
    assert [one.aud for one in table.told("carried_out")] == [("all",)]


def test_what_only_the_addressed_see_only_they_perceive() -> None:
    actions = "threaten: {name: Threaten, by: [north], toward: [south], escalation: threat, seen_by: the addressed}"
    table = played("north: order threaten", actions=actions, teams=THREE)
    assert perceived(table) == {("threaten", "south"): 107}
    assert [one.aud for one in table.told("carried_out")] == [("north", "south")]


def test_a_team_that_is_empty_perceives_nothing_and_does_not_count_in_the_mean() -> None:
    teams = THREE.replace("{name: East,", "{name: East, optional: yes,")
    everyone = played("north: order threaten", teams=teams, spiral="gain: 100%\nfade: 0%")
    assert perceived(everyone) == {("threaten", "east"): 107, ("threaten", "south"): 107}
    without = played("north: order threaten", teams=teams, spiral="gain: 100%\nfade: 0%", present=("north", "south"))
    assert perceived(without) == {("threaten", "south"): 107}
    assert without["tension"] == everyone["tension"] == 51


def test_where_all_are_of_one_side_nothing_moves() -> None:
    teams = "north: {name: North, side: one, brief: N.}\nsouth: {name: South, side: one, brief: S.}"
    assert played("north: order threaten", teams=teams)["tension"] == 40


# --- explanations ----------------------------------------------------------------------------------------------------

LINES = """
    line: {name: Line, kind: hotline, status: open, between: [north, south]}
    council: {name: Council, kind: forum, status: open}
    quiet: {name: Quiet, kind: backchannel, status: open}
    notes: {name: Notes, kind: diplomatic, status: open}
    """


def test_an_explanation_over_a_used_hotline_lowers_what_is_perceived() -> None:
    table = played(
        "north: order threaten",
        "north: explain threaten over line",
        "north: call line",
        "south: answer line",
        channels=LINES,
    )
    assert perceived(table) == {("threaten", "south"): 79}  # 7 × 1.125 = 7.875


def test_an_explanation_over_a_line_that_nobody_used_counts_for_nothing() -> None:
    table = played("north: order threaten", "north: explain threaten over line", channels=LINES)
    assert perceived(table) == {("threaten", "south"): 107}


def test_an_explanation_over_a_used_forum_counts() -> None:
    table = played(
        "north: order threaten",
        "north: explain threaten over council",
        "north: write council",
        "south: write council",
        channels=LINES,
    )
    assert perceived(table) == {("threaten", "south"): 79}


def test_nothing_is_explained_over_back_channels_and_diplomatic_notes() -> None:
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS, channels=LINES))
    table.do("north: order threaten")
    assert {words for words in table.legal("north") if words.startswith("explain")} == {
        "explain threaten over line",
        "explain threaten over council",
    }


def test_an_explanation_reaches_only_those_who_listen_there() -> None:
    table = played(
        "north: order threaten",
        "north: explain threaten over line",
        "north: call line",
        "south: answer line",
        channels=LINES,
        teams=THREE,
    )
    assert perceived(table) == {("threaten", "east"): 107, ("threaten", "south"): 79}


def test_an_explanation_that_reached_one_team_counts_for_its_side() -> None:
    teams = THREE.replace("{name: East,", "{name: East, side: others,").replace(
        "{name: South,", "{name: South, side: others,"
    )
    table = played(
        "north: order threaten",
        "north: explain threaten over line",
        "north: call line",
        "south: answer line",
        channels=LINES,
        teams=teams,
    )
    assert perceived(table) == {("threaten", "others"): 79}


def test_an_explanation_of_one_order_explains_no_other() -> None:
    table = played(
        "north: order threaten",
        "north: order warn",
        "north: explain warn over line",
        "north: call line",
        "south: answer line",
        channels=LINES,
    )
    assert perceived(table) == {("threaten", "south"): 107, ("warn", "south"): 79}


def test_an_order_that_is_withdrawn_takes_its_explanation_with_it() -> None:
    table = Table(scenario(tracks=TRACKS, actions=ACTIONS, channels=LINES))
    table.turn(
        "north: order threaten",
        "north: explain threaten over line",
        "north: withdraw threaten",
        "north: order threaten",
        "north: call line",
        "south: answer line",
    )
    assert perceived(table) == {("threaten", "south"): 107}


# --- the sum, against fractions --------------------------------------------------------------------------------------


def half_away(value: Fraction) -> int:
    """Rounded half away from zero."""
    return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))


@settings(max_examples=30, deadline=None)
@given(
    acts=st.lists(st.integers(-100, 100), min_size=1, max_size=3),
    trust=st.integers(0, 100),
    transparency=st.integers(0, 100),
    gain=st.integers(0, 15),
)
def test_tension_moves_by_one_exact_sum(acts: list[int], trust: int, transparency: int, gain: int) -> None:
    actions = "\n".join(
        f"act{n}: {{name: Act, by: [north], escalation: {tenths / 10:.1f}}}" for n, tenths in enumerate(acts)
    )
    tracks = f"""
        tension: {{name: Tension, start: 50}}
        trust: {{name: Trust, start: {trust}}}
        transparency: {{name: Transparency, start: {transparency}}}
        """
    moves = [f"north: order act{n}" for n in range(len(acts))]
    table = played(*moves, actions=actions, tracks=tracks, spiral=f"gain: {gain}%\nfade: 10%")
    distrust = Fraction(100 - trust, 100)
    felt = sum(
        Fraction(e, 10) * (1 + distrust - Fraction(transparency, 200) if e > 0 else 1 - Fraction(60, 100) * distrust)
        for e in acts
    )
    assert table["tension"] == 50 + half_away(Fraction(gain, 100) * felt)


# --- who is told -----------------------------------------------------------------------------------------------------


def contributions(table: Table, team: str) -> list[Event]:
    """What a team is told about what moved tension."""
    return [one for one in table.told("contributed", team=team) if one.data["slot"] == "track.tension"]


def test_who_does_not_see_tension_exactly_is_not_told_what_it_is_made_of() -> None:
    """The fade alone would betray the number: it is a known share of the distance from the start."""
    tracks = TRACKS.replace(
        "{name: Tension, start: 40}", "{name: Tension, start: 40, shown_to: {north: exactly, south: within 5}}"
    )
    rules = "calm: {when: turn = 1, change: {tension: +10}}"
    table = Table(scenario(tracks=tracks, actions=ACTIONS, rules=rules))
    table.turn()
    table.turn("north: order threaten")
    assert [one.cause[0] for one in contributions(table, "north")] == ["rule", "action", "fade"]
    assert contributions(table, "south") == []


def test_the_act_of_another_that_a_team_saw_stands_among_the_causes() -> None:
    table = played("north: order threaten")
    assert [one.cause for one in contributions(table, "south")] == [("action", "north", "threaten")]


def test_what_a_side_perceived_is_told_to_those_of_it_who_saw_the_act() -> None:
    table = played("north: order threaten", teams=THREE)
    assert {(one.data["side"], one.aud) for one in table.told("perceived")} == {
        ("east", ("east",)),
        ("south", ("south",)),
    }
