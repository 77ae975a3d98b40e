"""Wrong use: one clear sentence on stderr, exit code 2, and what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Exercise, assert_one_sentence

SEEDS = ["x", "-1", "1.5", "18446744073709551616", "9" * 5000, "٣", ""]
NAMES = ["", "nothing/like/this.yaml", "con.txt", "../../x", "a" * 5000, "\x1b[31mred"]
ON_SCENARIOS = ["play", "rehearse", "check", "graph"]


def test_an_unknown_command_is_answered_with_the_nearest(exercise: Exercise) -> None:
    ended = exercise("rehears")
    assert_one_sentence(ended, 2, "There is no command 'rehears'", "Did you mean 'rehearse'?", "exercise --help")


def test_a_command_like_no_other_is_answered_with_the_help(exercise: Exercise) -> None:
    assert_one_sentence(exercise("qqqq"), 2, "There is no command 'qqqq'", "'exercise --help' shows how")


def test_an_unknown_option_is_one_sentence(exercise: Exercise) -> None:
    assert_one_sentence(exercise("rehearse", "--sed", "7"), 2, "--sed", "'exercise rehearse --help' shows how")


def test_a_missing_argument_is_one_sentence(exercise: Exercise) -> None:
    assert_one_sentence(exercise("rehearse"), 2, "SCENARIO", "'exercise rehearse --help' shows how")


@pytest.mark.parametrize("seed", SEEDS, ids=range(len(SEEDS)))
def test_a_seed_that_is_none_is_refused(exercise: Exercise, seed: str) -> None:
    assert_one_sentence(exercise("rehearse", "iskander_kaliningrad", "--seed", seed), 2, "is not a seed")


@pytest.mark.parametrize("command", ON_SCENARIOS)
def test_an_unknown_scenario_is_answered_with_the_nearest(exercise: Exercise, command: str) -> None:
    ended = exercise(command, "iskander-kaliningrat")
    assert_one_sentence(ended, 2, "'iskander-kaliningrat'", "Did you mean 'iskander_kaliningrad'?")


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_scenario_that_is_not_there_is_one_sentence(exercise: Exercise, name: str) -> None:
    ended = exercise("check", name)
    assert_one_sentence(ended, 2)
    assert "\x1b" not in ended.stderr


@pytest.mark.parametrize("command", ON_SCENARIOS)
def test_a_folder_is_no_scenario(exercise: Exercise, command: str, tmp_path: Path) -> None:
    assert_one_sentence(exercise(command, tmp_path), 2, "folder")


@pytest.mark.parametrize("command", ON_SCENARIOS)
def test_a_file_of_five_megabytes_is_no_scenario(exercise: Exercise, command: str, tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"# large\n" * 650_000)
    assert_one_sentence(exercise(command, large), 2, "large.yaml")
