"""The command among other programs: help, encoding, closed pipes, a full disk, completion."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exercise.cli.boundary import NOBODY_READS, run
from exercise.cli.program import MODULES
from tests.cli.conftest import Exercise, assert_one_sentence


def test_help_names_every_command(exercise: Exercise) -> None:
    ended = exercise("--help")
    assert ended.returncode == 0
    assert ended.stderr == ""
    for command in MODULES:
        assert f"  {command} " in ended.stdout


@pytest.mark.parametrize("command", MODULES)
def test_the_help_of_each_command_teaches_with_an_example(exercise: Exercise, command: str) -> None:
    ended = exercise(command, "--help")
    assert ended.returncode == 0
    assert f"\n  exercise {command}" in ended.stdout
    assert f"Usage: exercise {command}" in ended.stdout


def test_the_version_is_that_of_the_package(exercise: Exercise) -> None:
    ended = exercise("--version")
    assert ended.returncode == 0
    assert ended.stdout.startswith("exercise ")


def test_output_is_utf8_under_any_locale(exercise: Exercise) -> None:
    ended = exercise("scenarios", more={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ended.returncode == 0
    assert "·" in ended.stdout


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [sys.executable, "-m", "exercise", "scenarios"]
        ended = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert ended.returncode == 141
    assert ended.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_output_is_one_sentence() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "exercise", "scenarios"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert_one_sentence(ended, 2, "No space left on device")


def test_the_shell_can_complete_commands_and_scenarios(exercise: Exercise) -> None:
    def completed(words: str, position: int) -> str:
        asked = {"_EXERCISE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}
        return exercise(more=asked).stdout

    assert "plain,rehearse" in completed("exercise reh", 1)
    assert "plain,iskander_kaliningrad" in completed("exercise rehearse isk", 2)


def test_the_library_is_listed_for_other_programs(exercise: Exercise) -> None:
    listed = json.loads(exercise("scenarios", "--json").stdout)
    entry = {entry["id"]: entry for entry in listed}["iskander_kaliningrad"]
    assert entry["title"]
    assert "nato" in entry["teams"]
    assert entry["length_minutes"] > 50
    assert len(entry["digest"]) == 64


def test_the_library_is_listed_for_people(exercise: Exercise) -> None:
    listed = exercise("scenarios").stdout
    assert "iskander_kaliningrad" in listed
    assert "\x1b" not in listed


def test_ctrl_c_is_an_orderly_stop(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr("exercise.scenario.library.entries", interrupted)
    assert run(["scenarios"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_an_error_of_the_program_itself_is_a_sentence_with_a_file_for_who_mends_it(
    exercise: Exercise, tmp_path: Path
) -> None:
    broken = "import exercise.scenario.library as it\ndef find(name): raise ZeroDivisionError\nit.find = find\n"
    (tmp_path / "sitecustomize.py").write_text(broken, encoding="utf-8")
    ended = exercise("check", "iskander_kaliningrad", more={"PYTHONPATH": str(tmp_path)})
    assert_one_sentence(ended, 70, "an error of its own (ZeroDivisionError)", "crash-")
    (report,) = tmp_path.rglob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(("gone", "code"), [(errno.EIO, NOBODY_READS), (errno.ENOSPC, 2)], ids=["window", "disk"])
def test_a_window_that_is_closed_is_not_called_a_full_disk(
    gone: int, code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(_arguments: object) -> int:
        raise OSError(gone, "gone")

    monkeypatch.setattr("exercise.cli.boundary._run", fails)
    monkeypatch.setattr("exercise.cli.boundary._forget_stdout", lambda: None)
    assert run(["scenarios"]) == code
    assert ("The system says" in capfd.readouterr().err) == (code == 2)
