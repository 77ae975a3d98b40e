"""Logs on the command line: named by session or file, verified, exported, resumed; wrong ones refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from exercise.session.replay import resumed
from exercise.store.jsonl import JsonlStore
from tests.cli.conftest import Exercise, assert_one_sentence

NO_LOGS = [b"", b"no log\n", b"\x00\xff" * 50, b"SQLite format 3\x00" + b"\x07" * 200]
COMMANDS = ["replay", "verify", "export", "resume"]

# A person leads NATO, does two things in the first turn, and then the computer dies.
KILLED = """
import os, signal
from exercise.cli.keeping import new_store
from exercise.scenario.library import find
from exercise.scenario.loader import load_file
from exercise.session.players import Human
from exercise.session.session import Session
from exercise.session.spec import parse_players

loaded = load_file(find("iskander_kaliningrad"))
store = new_store(loaded.model.id)
chairs = parse_players("cautious", loaded.model, 7) | {"nato": Human()}
session = Session.begin(loaded, 7, chairs, store, store.path.stem)
assert session.act("nato", "write press", "We are watching.") is None
assert session.act("nato", "order fly_patrols") is None
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def log(exercise: Exercise, tmp_path: Path) -> Path:
    path = tmp_path / "story.jsonl"
    assert exercise("rehearse", "iskander_kaliningrad", "--seed", "7", "--log", path).returncode == 0
    return path


@pytest.fixture
def killed(tmp_path: Path) -> str:
    """The name of a session whose process was killed in mid-turn."""
    environment = os.environ | {"EXERCISE_HOME": str(tmp_path / "home")}
    ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    return next((tmp_path / "home").glob("*.session")).stem


def test_a_killed_session_resumes_with_everything_that_was_acknowledged(exercise: Exercise, killed: str) -> None:
    assert "not closed" in exercise("sessions").stdout
    resumed = exercise("resume", killed)
    assert resumed.returncode == 0, resumed.stderr
    assert "  nato: write press “We are watching.”\n" in resumed.stdout
    assert "  nato: order fly_patrols\n" in resumed.stdout
    assert resumed.stdout.splitlines()[-1].startswith("no outcome yet: turn 1 of ")
    assert exercise("verify", killed).returncode == 0
    assert f"{killed}  Iskander to Kaliningrad · NATO · turn 1 of " in exercise("sessions").stdout


def test_a_session_is_exported_under_its_name_with_the_same_head(
    exercise: Exercise, killed: str, tmp_path: Path
) -> None:
    exercise("resume", killed)
    assert exercise("export", killed, cwd=tmp_path).returncode == 0
    of_session, of_export = (exercise("verify", one).stdout for one in (killed, tmp_path / f"{killed}.jsonl"))
    assert of_session == of_export


def test_an_export_is_never_written_over(exercise: Exercise, log: Path, tmp_path: Path) -> None:
    assert_one_sentence(exercise("export", log, "-o", log), 2, "exists already")
    assert exercise("export", log, "-o", tmp_path / "copy.jsonl").returncode == 0
    assert (tmp_path / "copy.jsonl").read_bytes() == log.read_bytes()


def test_the_notes_of_the_hot_wash_stand_behind_the_story(exercise: Exercise, log: Path) -> None:
    with JsonlStore(log) as store:
        session = resumed(store.events(), store)
        session.note(2, "We meant a warning.\nThey read a threat.")
        session.note(0, "More time")
    told = exercise("replay", log).stdout
    assert "Notes of the hot wash\n  2. Russia, what did you want" in told
    assert "     We meant a warning.\n     They read a threat.\n  Anything else\n     More time\n" in told
    notes = json.loads(exercise("replay", "--json", log).stdout.splitlines()[-2])["notes"]
    assert notes[1] == {"question": 2, "text": "We meant a warning.\nThey read a threat."}
    assert exercise("verify", log).returncode == 0


def test_a_flipped_bit_is_found_with_its_place(exercise: Exercise, log: Path) -> None:
    raw = bytearray(log.read_bytes())
    raw[len(raw) // 2] ^= 1
    log.write_bytes(raw)
    for command in ("verify", "replay"):
        ended = exercise(command, log)
        assert ended.returncode == 3
        assert "line " in ended.stderr
        assert "Traceback" not in ended.stderr


def test_a_log_cut_inside_a_line_is_corrupt_and_at_a_lines_end_is_whole_with_a_note(
    exercise: Exercise, log: Path
) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    whole = exercise("verify", log)
    assert whole.returncode == 0
    assert "Note: " in whole.stdout
    assert exercise("replay", log).stdout.splitlines()[-1].startswith("no outcome yet")
    log.write_bytes(b"".join(lines[:-1]) + lines[-1][:40])
    assert_one_sentence(exercise("verify", log), 3, "cut")


def test_a_log_of_a_newer_version_is_refused(exercise: Exercise, log: Path) -> None:
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace('"v":1', '"v":2', 1), encoding="utf-8")
    assert_one_sentence(exercise("replay", log), 3)


def test_a_chain_that_was_made_anew_over_events_that_make_no_sense_is_refused(exercise: Exercise, log: Path) -> None:
    from exercise.store.jsonl import JsonlStore, read_jsonl

    forged = log.with_name("forged.jsonl")
    with JsonlStore(forged, fresh=True) as store:
        for rows in read_jsonl(log):
            events = json.loads(json.dumps([row.event for row in rows]))
            for event in events:
                if event["type"] == "changed":
                    event["data"]["slot"] = "track.no_such_track"
            store.append(events)
    ended = exercise("replay", "--text", forged)
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_log_that_is_not_there_is_one_sentence(exercise: Exercise, command: str) -> None:
    assert_one_sentence(exercise(command, "mondy"), 2, "'mondy'", "'exercise sessions' lists the sessions")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_log(exercise: Exercise, command: str, tmp_path: Path) -> None:
    assert_one_sentence(exercise(command, tmp_path), 2)


@pytest.mark.parametrize("command", ["replay", "resume"])
@pytest.mark.parametrize("content", NO_LOGS, ids=range(len(NO_LOGS)))
def test_a_file_that_is_no_log_is_one_sentence(
    exercise: Exercise, command: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "other.jsonl"
    path.write_bytes(content)
    assert_one_sentence(exercise(command, path), 3)
    assert path.read_bytes() == content


def test_no_sessions_are_said_to_be_none(exercise: Exercise) -> None:
    ended = exercise("sessions")
    assert ended.returncode == 0
    assert "No sessions yet" in ended.stderr
