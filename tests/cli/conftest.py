"""The real command in a process of its own, with a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest

Ended = subprocess.CompletedProcess[str]


class Exercise(Protocol):
    """`exercise("play", "--help")` runs the command and returns its output and exit code."""

    def __call__(self, *arguments: str | Path, more: Mapping[str, str] = ..., cwd: Path | None = ...) -> Ended: ...


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    home = tmp_path / "home"

    def run(*arguments: str | Path, more: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ended:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("EXERCISE", "_EXERCISE"))}
        environment |= {"EXERCISE_HOME": str(home), "EXERCISE_LANG": "en", **(more or {})}
        command = [sys.executable, "-m", "exercise", *map(str, arguments)]
        return subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run


def assert_one_sentence(ended: Ended, code: int, *words: str) -> None:
    """The exit code, nothing but one line on stderr, the words in it, and no traceback."""
    assert ended.returncode == code, ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    for word in words:
        assert word in ended.stderr
