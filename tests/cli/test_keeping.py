"""Session files: named so that none is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise.cli.keeping import new_store
from exercise.store.folder import session_names


def test_sessions_of_one_minute_have_names_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path))
    for _session in range(3):
        new_store("a" * 64).close()
    names = session_names()
    assert len(names) == 3
    assert all(name.startswith("a" * 40 + "-") for name in names)
