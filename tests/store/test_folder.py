"""Names of sessions, and the folder that they never lead out of."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from exercise.errors import StorageFailed, UnusableInput
from exercise.store.folder import session_names, session_path, sessions_folder
from exercise.store.sqlite import SqliteStore
from tests.store.helpers import commands, record


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_sessions_live_where_exercise_home_says_else_with_the_users_data(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sessions_folder() == home
    monkeypatch.setenv("EXERCISE_HOME", "")
    assert sessions_folder() == Path(platformdirs.user_data_dir("exercise", appauthor=False))


def test_a_name_leads_to_a_file_in_a_folder_of_ones_own(home: Path) -> None:
    for name in ("a", "7", "baltic-day_1", "x" * 64):
        assert session_path(name) == home / f"{name}.session"
    assert home.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name",
    ["", "A", "_a", "-a", "x" * 65, "a/b", "../a", "..", ".", "a.b", "a\n", "a\0", "ä", "a b", "٣",
     "/etc/passwd", "a\\b",
     "con", "nul", "com1", "lpt9"],
    ids=ascii,
)  # fmt: skip
def test_any_other_name_is_refused_and_makes_nothing(home: Path, name: str) -> None:
    with pytest.raises(UnusableInput):
        session_path(name)
    assert not home.exists()


def test_a_link_that_leads_out_is_refused_and_not_listed(home: Path, tmp_path: Path) -> None:
    session_path("a")
    (home / "b.session").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnusableInput, match="leads out"):
        session_path("b")
    (tmp_path / "elsewhere").touch()
    assert session_names() == []


def test_a_folder_reached_by_a_link_is_as_good_as_any(home: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    home.symlink_to(tmp_path / "real")
    assert session_path("a") == home / "a.session"


def test_sessions_are_listed_by_name_and_nothing_else_is(home: Path) -> None:
    assert session_names() == []
    for name in ("b", "a"):
        record(session_path(name), SqliteStore, commands(1))
    for other in ("a.session-wal", "c.jsonl", "B.session", ".session"):
        (home / other).touch()
    (home / "d.session").mkdir()
    assert session_names() == ["a", "b"]


def test_a_home_that_is_a_file_is_told(home: Path) -> None:
    home.touch()
    with pytest.raises(StorageFailed, match="EXERCISE_HOME"):
        session_path("a")
    with pytest.raises(UnusableInput, match="cannot be read"):
        session_names()
