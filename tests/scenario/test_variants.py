"""Variants: the same crisis under another order, checked and played like a file of its own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.errors import ScenarioInvalid, UnusableInput
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.loader import Loaded, check_text, load_text
from exercise.scenario.schema.variants import MOST_VARIANTS
from exercise.session.players import Computer, Scripted
from exercise.session.rehearsal import rehearse
from tests.scenario.crisis import CRISIS
from tests.scenario.test_checks_properties import data_of

START = CRISIS.count("\n")


def under(changes: str, id: str = "other") -> Loaded:
    """The crisis under a variant with these changes, in flow style."""
    return load_text(f"{CRISIS}variants: {{{id}: {{title: Another order, {changes}}}}}\n", "crisis.yaml", id)


def found(*lines: str) -> list[Diagnostic]:
    """What is said of the crisis with one variant, its lines indented by four."""
    text = "".join(f"    {line}\n" for line in lines)
    return list(check_text(f"{CRISIS}variants:\n  other:\n{text}", "crisis.yaml"))


def places(problems: list[Diagnostic]) -> list[tuple[int, int, str]]:
    """Where they stand, counted from the end of the crisis, and their codes."""
    return [(one.line - START, one.column, one.code) for one in problems]


def played(loaded: Loaded, seed: int) -> str:
    """How a playthrough ends."""
    return str(rehearse(loaded, seed, {team: Computer("random") for team in loaded.model.team_ids}).outcome())


# --- what it makes of the file ---------------------------------------------------------------------------------------


def test_maps_are_merged_a_list_replaces_an_empty_value_removes() -> None:
    changes = "clock: {turns: 3}, agreements: {pact: {forbids: [calm_down]}}, injects: {leak: null, news: }"
    scenario = under(changes).scenario
    assert (scenario.clock.turns, scenario.clock.turn) == (3, 720)
    assert scenario.agreements["pact"].forbids == ("calm_down",)
    assert scenario.agreements["pact"].permits == ("inspect",)
    assert not scenario.injects


def test_a_variant_may_add_and_replace() -> None:
    loaded = under("teams: {south: {name: South, brief: Yours.}}, phases: {calm: {branches: [{to: talks}]}}")
    assert loaded.model.team_ids == ("east", "north", "south", "west")
    assert [branch.to for branch in loaded.model.phases[0].branches] == ["talks"]


def test_the_scenario_stays_what_it_is_without_the_variant() -> None:
    text = f"{CRISIS}variants: {{other: {{title: Another order, channels: {{line: {{status: cut}}}}}}}}\n"
    plain, other = load_text(text, "crisis.yaml"), load_text(text, "crisis.yaml", "other")
    assert [one.model.channels[-1].status for one in (plain, other)] == ["silent", "cut"]
    assert (plain.variant, other.variant) == ("", "other")
    assert (plain.scenario.title, other.scenario.title) == ("A crisis", "A crisis: Another order")
    assert plain.digest == other.digest
    assert plain.model.label("variant", "other") == "Another order"


def test_an_unknown_variant_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnusableInput, match=r"'crisis.yaml' has no variant 'no_lin'. Did you mean 'no_line'"):
        load_text(f"{CRISIS}variants: {{no_line: {{title: No line}}}}\n", "crisis.yaml", "no_lin")
    with pytest.raises(UnusableInput, match=r"There are: no_line, other\."):
        load_text(f"{CRISIS}variants: {{no_line: {{}}, other: {{}}}}\n", "crisis.yaml", "x")
    with pytest.raises(UnusableInput, match="has no variants"):
        load_text(CRISIS, "crisis.yaml", "no_line")


def test_hyphens_count_as_underscores() -> None:
    text = f"{CRISIS}variants: {{no_line: {{title: No line}}}}\n"
    assert load_text(text, "crisis.yaml", "no-line").variant == "no_line"


# --- what it takes out -----------------------------------------------------------------------------------------------


def test_a_team_that_is_dropped_is_not_missed() -> None:
    loaded = under("teams: {north: null}")
    assert loaded.model.team_ids == ("east", "west")
    assert loaded.model.action["calm_down"].by == ("east",)
    assert {one.id: one.members for one in loaded.model.channels}["allied_line"] == ("west",)
    assert [played(loaded, seed)[:8] for seed in range(3)] == ["outcome:"] * 3
    assert check_text(loaded.text, "crisis.yaml") == ()


def test_what_is_taken_out_leaves_the_lists_and_never_happens() -> None:
    loaded = under("actions: {march: null}, channels: {line: null}, agreements: {pact: {procedures: {clarify: null}}}")
    (pact, _rules) = loaded.model.agreements
    assert (pact.forbids, pact.opens, pact.procedures) == ((), (), ())
    assert check_text(loaded.text, "crisis.yaml") == ()
    assert played(loaded, 1).startswith("outcome:")


def test_an_act_toward_nobody_who_is_there_is_not_toward_all() -> None:
    loaded = under("teams: {north: null}, actions: {calm_down: {toward: [north], escalation: threat}}")
    session = rehearse(loaded, 1, {"east": Scripted({1: ("order calm_down",)}), "west": Scripted()})
    kinds = [one.event.type for one in session.all_events()]
    assert "carried_out" in kinds
    assert "perceived" not in kinds


def test_a_branch_to_a_phase_that_is_gone_is_an_error_where_it_stands() -> None:
    problems = found("phases: {talks: null}")
    assert {one.code for one in problems} == {"unknown-phase"}
    assert all(one.line < START for one in problems)
    assert problems[0].message == "In the variant 'other': There is no phase or ending 'talks'."


def test_a_condition_on_a_track_that_is_gone_is_an_error_but_an_effect_on_it_is_none() -> None:
    assert found("tracks: {depots: null}") == []
    (problem,) = found("tracks: {trust: null}")
    assert problem.message == "In the variant 'other': There is no track 'trust'."
    assert CRISIS.splitlines()[problem.line - 1].startswith("  peace:")


# --- what check says of it -------------------------------------------------------------------------------------------


def test_a_problem_stands_where_the_variant_writes_it() -> None:
    problems = found(
        "title: Harder",
        "agreements: {pact: {forbids: [marsh]}}",
        "rules: {silence: {when: tension > 10 and lout}}",
        "channels: {line: {kind: hotlin}}",
    )
    assert places(problems) == [(4, 35, "unknown-action"), (5, 46, "condition"), (6, 29, "shape")]
    assert not any("variant" in one.message for one in problems)


def test_what_is_missing_is_missed_in_the_variant() -> None:
    assert places(found("teams: {west: null, north: null}")) == [(3, 12, "shape")]
    assert places(found("teams:", "  south: {name: South}")) == [(4, 7, "missing-field")]


def test_a_problem_of_the_scenario_is_not_repeated_for_its_variants() -> None:
    text = CRISIS.replace("tension: {start: 40}", "tension: {start: forty}").replace("title: A leak", "titel: A leak")
    variant = "variants: {other: {title: V, tracks: {tension: {name: T}}, injects: {leak: {from: X}}}}\n"
    assert [one.code for one in check_text(text + variant, "crisis.yaml")] == ["shape", "unknown-field"]


def test_a_variant_may_mend_the_scenario_but_not_hide_its_mistake() -> None:
    text = CRISIS.replace("start: 40", "start: forty") + "variants: {v: {title: V, tracks: {tension: {start: 40}}}}\n"
    assert [one.code for one in check_text(text, "crisis.yaml")] == ["shape"]
    assert load_text(text, "crisis.yaml", "v").variant == "v"


def test_warnings_are_those_of_the_variants_own_lines() -> None:
    assert found("channels: {line: {status: cut}}") == []
    (warning,) = found("injects: {late: {at: turn 9}}")
    assert (warning.severity, warning.code, warning.line) == (Severity.warning, "inject-never", START + 3)


def test_what_is_not_there_cannot_be_taken_out() -> None:
    (warning,) = found("injects: {leek: null}")
    assert (warning.line - START, warning.column, warning.code) == (3, 15, "nothing-removed")
    assert warning.help == "Did you mean 'leak'?"
    (warning,) = found("phases: {calm: {branches: null}, later: null}")
    assert warning.help == "To add it, write 'later: {}' or its fields."


def test_what_a_variant_says_of_itself_is_checked_too() -> None:
    assert places(found("summary: [a, b]", "variants: {x: {}}"))[0][2] == "shape"
    with pytest.raises(ScenarioInvalid):
        under("summary: [a, b]")


def test_a_mistake_of_writing_stops_every_variant() -> None:
    text = CRISIS.replace("id: crisis\n", "id: crisis\nid: again\n") + "variants: {v: {title: V}}\n"
    with pytest.raises(ScenarioInvalid):
        load_text(text, "crisis.yaml", "v")


def test_variants_without_end_are_cut_short() -> None:
    many = "".join(f"  v{n}: {{clock: {{turns: x}}}}\n" for n in range(500))
    assert len(check_text(f"{CRISIS}variants:\n{many}", "crisis.yaml")) == MOST_VARIANTS + 1


# --- the luck --------------------------------------------------------------------------------------------------------


def test_a_variant_shares_all_luck_that_it_does_not_touch() -> None:
    same = under("hot_wash: [What happened?], injects: {last: {at: turn 6}}, tracks: {depots: {name: Sheds}}")
    plain = load_text(CRISIS, "crisis.yaml")
    for seed in range(20):
        assert played(same, seed).split(" · state")[0] == played(plain, seed).split(" · state")[0]


def test_an_effect_keeps_its_luck_when_somebody_who_is_told_is_dropped() -> None:
    text = CRISIS.replace("tell: {west: A driver talks.}", "tell: {west: A driver talks., north: A driver talks.}")
    text += "variants: {v: {title: V, teams: {north: null}}}\n"
    addresses = [
        [one.address for one in load_text(text, "crisis.yaml", id).model.action["march"].effects] for id in (None, "v")
    ]
    assert addresses[0] == addresses[1]


PARTS = [
    (section, id)
    for section in ("teams", "tracks", "channels", "agreements", "phases", "actions", "rules", "injects", "endings")
    for id in data_of(CRISIS)[section]
]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(PARTS), min_size=1, max_size=4))
def test_whatever_is_taken_out_it_plays_or_somebody_says_why_not(parts: set[tuple[str, str]]) -> None:
    changes: dict[str, dict[str, None]] = {}
    for section, id in parts:
        changes.setdefault(section, {})[id] = None
    text = f"{CRISIS}variants: {json.dumps({'other': {'title': 'Other', **changes}})}\n"
    errors = [one for one in check_text(text, "crisis.yaml") if one.severity is Severity.error]
    if errors:
        with pytest.raises(ScenarioInvalid):
            load_text(text, "crisis.yaml", "other")
    else:
        assert played(load_text(text, "crisis.yaml", "other"), 1).startswith("outcome:")
