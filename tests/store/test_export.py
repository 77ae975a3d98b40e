"""A session file copied out as lines: the same rows, the same head."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise.errors import CorruptLog, StorageFailed, UnusableInput
from exercise.store import disk
from exercise.store.export import export
from exercise.store.jsonl import JsonlStore
from exercise.store.sqlite import SqliteStore
from exercise.store.verify import verify
from tests.store.helpers import commands, event, record, written_lines


@pytest.fixture
def session(tmp_path: Path) -> Path:
    record(tmp_path / "log", SqliteStore, commands(6))
    return tmp_path / "log"


def test_an_export_holds_the_very_same_rows(session: Path, tmp_path: Path) -> None:
    assert export(session, tmp_path / "copy") == 6
    assert written_lines(session) == written_lines(tmp_path / "copy")
    assert verify(session) == verify(tmp_path / "copy")


def test_an_export_can_be_gone_on_with_and_exported_again(session: Path, tmp_path: Path) -> None:
    export(session, tmp_path / "copy")
    with JsonlStore(tmp_path / "copy") as store:
        store.append([event(99)])
    export(tmp_path / "copy", tmp_path / "second")
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "second").read_bytes()


def test_the_owner_can_export_while_the_exercise_runs(session: Path, tmp_path: Path) -> None:
    with SqliteStore(session) as store:
        store.append([event(99)])
        assert export(store, tmp_path / "copy") == 7
        assert verify(tmp_path / "copy").head == store.head
        with pytest.raises(UnusableInput, match="in use"):
            export(session, tmp_path / "other")


def test_an_export_never_writes_over_a_file(session: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    for target in (tmp_path / "copy", session):
        with pytest.raises(UnusableInput, match="exists already"):
            export(session, target)
    assert (tmp_path / "copy").read_text() == "mine"


def test_an_export_of_a_corrupt_log_leaves_no_copy(session: Path, tmp_path: Path) -> None:
    data = session.read_bytes()
    session.write_bytes(data.replace(b":46", b":47"))
    with pytest.raises(CorruptLog):
        export(session, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_an_export_that_finds_no_room_leaves_no_copy(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "sync", full)
    with pytest.raises(StorageFailed, match="no room left"):
        export(session, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
