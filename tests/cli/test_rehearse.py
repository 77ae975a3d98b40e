"""A rehearsal: the story, its last line, its log, and what is wrong with what was asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Exercise, assert_one_sentence

LAST_LINE = re.compile(r"outcome: [a-z0-9_]+ · outlook [a-z_]+ · turns \d+ · state [0-9a-f]{64}")
REHEARSE = ("rehearse", "iskander_kaliningrad", "--seed")


def last_line(ended: Ended) -> str:
    assert ended.returncode == 0, ended.stderr
    found = ended.stdout.splitlines()[-1]
    assert LAST_LINE.fullmatch(found)
    return found


def test_a_seed_gives_the_same_story_under_other_hash_seeds_and_time_zones(exercise: Exercise) -> None:
    plain = exercise(*REHEARSE, "7")
    other = exercise(*REHEARSE, "7", more={"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"})
    assert last_line(plain) == last_line(other)
    assert plain.stdout == other.stdout


def test_another_seed_gives_another_world(exercise: Exercise) -> None:
    assert last_line(exercise(*REHEARSE, "7")) != last_line(exercise(*REHEARSE, "8"))


def test_a_seed_that_nobody_chose_is_shown_and_gives_the_story_again(exercise: Exercise) -> None:
    first = exercise("rehearse", "iskander-kaliningrad")
    seed = re.search(r"· seed (\d+) ·", first.stdout)
    assert seed is not None
    assert last_line(exercise(*REHEARSE, seed[1])) == last_line(first)


def test_a_rehearsal_writes_a_log_only_when_asked(exercise: Exercise, tmp_path: Path) -> None:
    exercise(*REHEARSE, "7", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_log_verifies_and_replays_to_the_same_last_line(exercise: Exercise, tmp_path: Path) -> None:
    log = tmp_path / "story.jsonl"
    told = exercise(*REHEARSE, "7", "--log", log)
    assert exercise("verify", log).returncode == 0
    again = exercise("replay", "--text", log)
    assert last_line(again) == last_line(told)
    assert again.stdout.strip() == told.stdout.partition("\n")[2].strip()


def test_a_log_is_never_written_over(exercise: Exercise, tmp_path: Path) -> None:
    log = tmp_path / "story.jsonl"
    log.write_text("mine\n", encoding="utf-8")
    assert_one_sentence(exercise(*REHEARSE, "7", "--log", log), 2, "story.jsonl")
    assert log.read_text(encoding="utf-8") == "mine\n"


def test_a_log_in_a_folder_that_is_not_there_is_one_sentence(exercise: Exercise, tmp_path: Path) -> None:
    assert_one_sentence(exercise(*REHEARSE, "7", "--log", tmp_path / "none" / "a.jsonl"), 2, "folder")


def test_the_story_as_json_is_one_object_a_turn(exercise: Exercise) -> None:
    ended = exercise(*REHEARSE, "7", "--story", "json")
    last_line(ended)
    turns = [json.loads(line) for line in ended.stdout.splitlines()[:-1]]
    assert [turn["turn"] for turn in turns] == list(range(1, len(turns) + 1))
    for turn in turns:
        assert set(turn) == {"turn", "phase", "acts", "changes", "statuses", "news", "perceived"}
        for act in turn["acts"]:
            assert {"team", "words", "refused"} <= set(act)
        for change in turn["changes"]:
            assert set(change) == {"track", "from", "to", "causes"}
        assert "all" in turn["news"]


SCRIPT = """\
nato:
  1: [call military_line, order fly_patrols, order no_such_thing]
  2: []
russia:
  1:
    - answer military_line
"""


def test_a_script_is_played_and_what_is_not_legal_is_refused_in_the_story(exercise: Exercise, tmp_path: Path) -> None:
    script = tmp_path / "script.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    ended = exercise(*REHEARSE, "7", "--players", f"script:{script}")
    last_line(ended)
    first = ended.stdout.split("Turn 2 of")[0]
    assert "  nato: call military_line\n" in first
    assert "  russia: answer military_line\n" in first
    assert "  nato: order no_such_thing [refused: " in first


PLAYERS = ["cautios", "nato=", "nato=cautios", "nto=cautious", "nato=cautious,nato=random", "script:none.yaml", "="]


@pytest.mark.parametrize("players", PLAYERS)
def test_players_that_do_not_parse_are_one_sentence(exercise: Exercise, players: str) -> None:
    assert_one_sentence(exercise(*REHEARSE, "7", "--players", players), 2)


def test_an_unknown_story_form_is_one_sentence(exercise: Exercise) -> None:
    assert_one_sentence(exercise(*REHEARSE, "7", "--story", "xml"), 2, "--story")


def test_a_scenario_with_errors_is_not_rehearsed_and_says_them(exercise: Exercise, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("format: 1\nid: wrong\ntitel: Wrong\n", encoding="utf-8")
    ended = exercise("rehearse", wrong)
    assert ended.returncode == 1
    assert f"{wrong}:3:1: error: " in ended.stderr
    assert "cannot be played" in ended.stderr.splitlines()[-1]
    assert ended.stdout == ""


def test_play_without_a_terminal_says_so_and_rehearses(exercise: Exercise) -> None:
    ended = exercise("play", "iskander_kaliningrad", "--as", "nato", "--seed", "7")
    assert "no terminal" in ended.stderr
    assert last_line(ended) == last_line(exercise(*REHEARSE, "7"))


def test_play_of_a_team_that_is_not_there_is_one_sentence(exercise: Exercise) -> None:
    ended = exercise("play", "iskander_kaliningrad", "--as", "nat")
    assert_one_sentence(ended, 2, "'nat'", "Did you mean 'nato'?")


def test_the_program_alone_without_a_terminal_lists_the_library(exercise: Exercise) -> None:
    ended = exercise()
    assert ended.returncode == 0
    assert "iskander_kaliningrad" in ended.stdout
    assert "no terminal" in ended.stderr
