"""Readings in a log: on record, proved, told again, copied, and never before their time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Exercise

SCRIPT = """
nato:
  2: [read hold russia:press poland_lithuania:hold 70]
russia:
  1: [read hold nato:press 70]
  2: [read press nato:hold 90]
"""


@pytest.fixture
def log(exercise: Exercise, tmp_path: Path) -> Path:
    """A rehearsal in which two teams state what they intend, one of them also in a turn that is not for it."""
    (tmp_path / "said.yaml").write_text(SCRIPT)
    path = tmp_path / "said.jsonl"
    told = exercise(
        "rehearse",
        "iskander_kaliningrad",
        "--seed",
        "7",
        "--players",
        f"script:{tmp_path / 'said.yaml'}",
        "--log",
        path,
    )
    assert told.returncode == 0, told.stderr
    assert "[refused: This is not a turn for it: read hold nato:press 70.]" in told.stdout
    return path


def test_the_story_ends_with_the_readings_side_by_side(exercise: Exercise, log: Path) -> None:
    replayed = exercise("replay", "--text", log)
    assert replayed.returncode == 0, replayed.stderr
    story, _opened, readings = replayed.stdout.partition("Intended and read: the sealed readings\n")
    assert "  nato: read hold russia:press poland_lithuania:hold 70\n" in story
    assert "    NATO said “hold”; its orders came to hold, as it gave none.\n" in readings
    assert "      Russia read “hold”, 90 % sure: right.\n" in readings
    assert "  NATO read others right in 1 of 2 cases; Brier score 0.29.\n" in readings
    assert "\noutcome: " in readings


def test_other_programs_read_them_as_a_line_of_their_own(exercise: Exercise, log: Path) -> None:
    *_turns, readings, _outcome = exercise("replay", "--json", log).stdout.splitlines()
    rows = json.loads(readings)["readings"]
    assert [(row["turn"], row["team"], row["said"]) for row in rows] == [
        (2, "nato", "hold"),
        (2, "poland_lithuania", ""),
        (2, "russia", "press"),
    ]
    assert rows[0]["read_by"] == [{"reader": "russia", "intent": "hold", "sure": 90, "right": True}]


def test_a_log_with_readings_is_proved_and_copied_like_any_other(exercise: Exercise, log: Path, tmp_path: Path) -> None:
    assert exercise("verify", log).returncode == 0
    copy = tmp_path / "copy.jsonl"
    assert exercise("export", log, "-o", copy).returncode == 0
    assert exercise("replay", "--text", copy).stdout == exercise("replay", "--text", log).stdout


def test_until_the_end_each_reading_is_on_record_for_its_own_team_alone(log: Path) -> None:
    events = [row["event"] for line in log.read_text(encoding="utf-8").splitlines() for row in json.loads(line)]
    sealed = [one for one in events if one["type"] == "acted" and one["data"]["words"].startswith("read")]
    assert [one["aud"] for one in sealed] == [["nato"], ["russia"]]
    opened = [one for one in events if one["type"] == "unsealed"]
    assert [one["aud"] for one in opened] == [["all"], ["all"]]
    ended = next(place for place, one in enumerate(events) if one["type"] == "ended")
    assert events.index(opened[0]) > ended
