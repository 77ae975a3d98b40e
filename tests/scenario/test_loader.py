"""From a file to a scenario that can be played, or to a sentence for its author."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from exercise.errors import ScenarioInvalid, UnusableInput
from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.loader import check_file, check_text, load_file, load_text
from tests.scenario.crisis import CRISIS


def test_a_file_without_errors_can_be_played(tmp_path: Path) -> None:
    path = tmp_path / "crisis.yaml"
    path.write_text(CRISIS, encoding="utf-8")
    loaded = load_file(path)
    assert loaded.scenario.id == loaded.model.id == "crisis"
    assert loaded.rules is loaded.rules
    assert loaded.rules.legal(loaded.rules.start(seed=1), "west")


def test_the_digest_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    path = tmp_path / "crisis.yaml"
    raw = b"\xef\xbb\xbf" + CRISIS.replace("A crisis", "Überfahrt\r").encode()
    path.write_bytes(raw)
    assert load_file(path).digest == hashlib.sha256(raw).hexdigest()


def test_what_cannot_be_played_says_everything_that_is_wrong() -> None:
    with pytest.raises(ScenarioInvalid, match=r"'x\.yaml' cannot be played: it has 2 errors") as raised:
        load_text(CRISIS.replace("close: line", "close: lane").replace("in: [calm,", "in: [clam,"), "x.yaml")
    assert raised.value.diagnostics == check_text(
        CRISIS.replace("close: line", "close: lane").replace("in: [calm,", "in: [clam,"), "x.yaml"
    )


def test_a_missing_file_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput):
        check_file(tmp_path / "nowhere.yaml")
    with pytest.raises(UnusableInput):
        load_file(tmp_path)


def test_a_file_of_other_bytes_than_text_has_a_diagnostic(tmp_path: Path) -> None:
    path = tmp_path / "crisis.yaml"
    path.write_bytes(b"format: 1\nid: \xff\n")
    (found,) = check_file(path)
    assert isinstance(found, Diagnostic)
    assert (found.line, found.column, found.code) == (2, 5, "encoding")


def test_errors_come_before_warnings() -> None:
    text = CRISIS.replace("by_turn: 2", "by_turn: 7").replace("calm_down:\n", "calm_down:\n    discovered: 5%\n")
    found = check_text(text.replace("readiness.east >= 1\n", "readiness.east >= 1 or alert\n"), "x.yaml")
    assert [one.code for one in found] == ["betrays", "task-late", "nothing-to-discover"]
