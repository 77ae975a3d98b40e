"""Who may import whom, and what a command that needs no screen never loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPY = """
import json, sys
from exercise.cli.boundary import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
HEAVY = {"pydantic", "textual", "transitions", "yaml", "sqlite3", "platformdirs", "numpy"}
HEADLESS = [
    ["--help"],
    ["scenarios"],
    ["check", "iskander_kaliningrad"],
    ["graph", "iskander_kaliningrad"],
    ["schema"],
    ["sessions"],
    ["rehearse", "iskander_kaliningrad", "--seed", "7"],
    ["simulate", "iskander_kaliningrad", "--runs", "10"],
    ["compare", "iskander_kaliningrad", "--runs", "10", "--without", "military_line"],
    ["play", "iskander_kaliningrad", "--seed", "7"],
]
HELP = [["--help"], ["rehearse", "--help"], ["simulate", "--help"], ["compare", "--help"]]


def loaded_by(arguments: list[str], home: Path) -> set[str]:
    environment = {"EXERCISE_HOME": str(home), "PATH": ""}
    command = [sys.executable, "-c", SPY, *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=True
    )
    code, modules = json.loads(ended.stderr.splitlines()[-1])
    assert code == 0, ended.stderr
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("arguments", HEADLESS, ids=lambda arguments: arguments[0])
def test_a_command_without_a_screen_never_loads_textual(arguments: list[str], tmp_path: Path) -> None:
    assert not loaded_by(arguments, tmp_path) & {"textual", "rich"}


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert not loaded_by(arguments, tmp_path) & HEAVY


def test_a_listing_needs_no_schema(tmp_path: Path) -> None:
    assert not loaded_by(["scenarios"], tmp_path) & {"pydantic", "transitions"}


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout
