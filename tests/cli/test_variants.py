"""`--variant`: the same crisis under another order, wherever a scenario is played."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Exercise, assert_one_sentence

FLAGSHIP = "iskander_kaliningrad"
UNDER = (FLAGSHIP, "--variant", "no_line", "--seed", "7")


def test_a_rehearsal_under_a_variant_can_be_told_again_from_its_log(exercise: Exercise, tmp_path: Path) -> None:
    log = tmp_path / "story.jsonl"
    told = exercise("rehearse", *UNDER, "--log", log)
    assert told.stdout.startswith("Iskander to Kaliningrad: No telephone · seed 7")
    assert exercise("verify", log).returncode == 0
    again = exercise("replay", log)
    assert again.stdout.splitlines()[-1] == told.stdout.splitlines()[-1]
    plain = exercise("rehearse", FLAGSHIP, "--seed", "7")
    assert plain.stdout.splitlines()[-1] != told.stdout.splitlines()[-1]


def test_simulate_plays_the_variant_and_says_how_to_watch_it(exercise: Exercise) -> None:
    ended = exercise("simulate", *UNDER, "--runs", "50")
    assert "exercise rehearse iskander_kaliningrad --variant no_line" in ended.stdout
    assert json.loads(exercise("simulate", *UNDER, "--runs", "50", "--json").stdout)["variant"] == "no_line"


def test_without_a_terminal_play_lets_the_computer_play_the_variant(exercise: Exercise) -> None:
    assert exercise("play", *UNDER).stdout == exercise("rehearse", *UNDER).stdout


@pytest.mark.parametrize("command", ["rehearse", "simulate", "play"])
def test_an_unknown_variant_is_answered_with_the_nearest(exercise: Exercise, command: str) -> None:
    ended = exercise(command, FLAGSHIP, "--variant", "no_lime")
    assert_one_sentence(ended, 2, "no variant 'no_lime'", "Did you mean 'no_line'?")


def test_a_variant_needs_its_scenario(exercise: Exercise) -> None:
    assert_one_sentence(exercise("play", "--variant", "no_line"), 2, "Name the scenario")


def test_check_speaks_of_every_variant(exercise: Exercise, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = (Path(__file__).parents[2] / "scenarios" / f"{FLAGSHIP}.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("        status: cut\n\n", "").replace("{status: open}", "{status: opne}"), "utf-8")
    ended = exercise("check", path)
    assert ended.returncode == 1
    assert "'opne' does not fit here" in ended.stdout


def test_variants_are_compared_on_common_luck(exercise: Exercise) -> None:
    """The variant that cuts the line does exactly what leaving it out does, run by run."""
    named = ("--variant", "no_line", "--without", "military_line", "--seed", "1", "--runs", "300")
    ended = exercise("compare", FLAGSHIP, *named, "--json")
    written, left_out = json.loads(ended.stdout)["variants"]
    assert (written.pop("variant"), left_out.pop("variant")) == ("variant.no_line", "channel.military_line")
    assert written == left_out
    assert written["otherwise"]["value"] > 0.2


def test_all_variants_are_compared_beside_all_that_can_be_left_out(exercise: Exercise) -> None:
    told = exercise("compare", FLAGSHIP, "--seed", "1", "--runs", "20").stdout
    for words in ("variant: No telephone ", "variant: Rules from the start ", "without Military line "):
        assert words in told


def test_a_variant_with_other_teams_can_be_compared(exercise: Exercise, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = (Path(__file__).parents[2] / "scenarios" / f"{FLAGSHIP}.yaml").read_text(encoding="utf-8")
    more = "variants:\n  alone: {title: NATO alone, teams: {poland_lithuania: null}}\n  sweden:\n    teams:\n"
    path.write_text(text.replace("variants:\n", f"{more}      sweden: {{name: Sweden, brief: You watch.}}\n"), "utf-8")
    assert exercise("check", path).stdout.startswith("mine.yaml can be played: 0 errors, 0 warnings")
    ended = exercise(
        "compare", path, "--variant", "alone", "--variant", "sweden", "--seed", "1", "--runs", "50", "--json"
    )
    alone, sweden = json.loads(ended.stdout)["variants"]
    assert alone["otherwise"]["value"] > 0
    assert sweden["otherwise"]["value"] < 1
