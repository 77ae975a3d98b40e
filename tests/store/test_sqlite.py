"""The session file in particular: how it is opened, what is beside it, whose tables it holds."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from exercise.errors import CorruptLog, NewerLog, StorageFailed, UnusableInput
from exercise.store.sqlite import SqliteStore, read_sqlite
from exercise.store.verify import verify
from tests.store.helpers import commands, event, found, record, reopened


def changed(path: Path, *statements: str) -> Path:
    """The session file after somebody had at it with SQL."""
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return path


@pytest.fixture
def session(tmp_path: Path) -> Path:
    record(tmp_path / "log", SqliteStore, commands(6))
    return tmp_path / "log"


def test_the_file_is_written_as_the_promise_needs(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "log") as store:
        asked = {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert asked == {"journal_mode": "wal", "synchronous": 2}
        assert store._db.execute("PRAGMA locking_mode").fetchone()[0] == "exclusive"


def test_while_it_is_owned_there_is_a_wal_and_no_shared_memory(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "log") as store:
        store.append([event(0)])
        assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "log-wal"]


def test_a_wal_left_by_a_killed_owner_is_refused_by_readers_and_folded_in_by_the_next_owner(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "log")
    store.append([event(0)])
    for name in ("log", "log-wal"):
        shutil.copy(tmp_path / name, tmp_path / f"killed-{name}")
    store.close()
    with pytest.raises(UnusableInput, match="was not closed"):
        verify(tmp_path / "killed-log")
    assert reopened(tmp_path / "killed-log", SqliteStore) == [[event(0)]]
    assert verify(tmp_path / "killed-log").events == 1


def test_a_wal_cut_anywhere_gives_whole_commands_and_nothing_else(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "log")
    for command in commands(9):
        store.append(command)
    shutil.copy(tmp_path / "log", tmp_path / "base")
    wal = (tmp_path / "log-wal").read_bytes()
    store.close()
    seen = set()
    for size in range(0, len(wal) + 1, 997):
        shutil.copy(tmp_path / "base", tmp_path / "cut")
        (tmp_path / "cut-wal").write_bytes(wal[:size])
        read = reopened(tmp_path / "cut", SqliteStore)
        assert read == commands(9)[: len(read)]
        seen.add(len(read))
    assert len(seen) > 3


def test_a_checkpoint_broken_off_at_any_page_loses_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "log")
    for command in commands(20):
        store.append(command)
    before, wal = (tmp_path / "log").read_bytes(), (tmp_path / "log-wal").read_bytes()
    store.close()
    after = (tmp_path / "log").read_bytes()
    for done in range(0, len(after), 1024):
        (tmp_path / "broken-off").write_bytes(after[:done] + before[done:])
        (tmp_path / "broken-off-wal").write_bytes(wal)
        assert reopened(tmp_path / "broken-off", SqliteStore) == commands(20)


def test_reading_leaves_no_trace_and_needs_no_right_to_write(session: Path) -> None:
    before = session.read_bytes()
    session.chmod(0o400)
    session.parent.chmod(0o500)
    assert sum(len(rows) for rows in read_sqlite(session)) == 12
    session.parent.chmod(0o700)
    assert session.read_bytes() == before
    assert [path.name for path in session.parent.iterdir()] == ["log"]


def test_a_name_with_signs_that_mean_something_in_an_address_is_only_a_name(tmp_path: Path) -> None:
    for name in ("a?mode=ro", "b#c", "d%20e", "f g"):
        record(tmp_path / name, SqliteStore, commands(2))
        assert verify(tmp_path / name).commands == 2
    assert len(list(tmp_path.iterdir())) == 4


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = changed(tmp_path / "log", "CREATE TABLE bookmarks (address TEXT)")
    before = path.read_bytes()
    with pytest.raises(CorruptLog, match="not a session file"):
        SqliteStore(path)
    with pytest.raises(CorruptLog, match="not a session file"):
        verify(path)
    assert path.read_bytes() == before


def test_a_file_of_a_later_format_is_newer(session: Path) -> None:
    changed(session, "UPDATE meta SET value = 2", "ALTER TABLE rows ADD COLUMN more_to_come TEXT")
    with pytest.raises(NewerLog, match="format 2"):
        verify(session)
    with pytest.raises(NewerLog, match="newer exercise program"):
        SqliteStore(session)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rows SET event = replace(event, '46', '47') WHERE seq = 4",
        "UPDATE rows SET event = CAST(replace(CAST(event AS TEXT), '46', '47') AS BLOB) WHERE seq = 4",
        "UPDATE rows SET salt = zeroblob(16) WHERE seq = 4",
        "UPDATE rows SET salt = zeroblob(17) WHERE seq = 4",
        "UPDATE rows SET leaf = zeroblob(32) WHERE seq = 4",
        "UPDATE rows SET chain = zeroblob(32) WHERE seq = 4",
        "UPDATE rows SET event = '7' WHERE seq = 4",
        "UPDATE rows SET event = x'7b' WHERE seq = 4",
        "UPDATE rows SET command = 4 WHERE seq = 4",
        "UPDATE rows SET command = 9 WHERE seq = 4",
        "UPDATE rows SET more = 1 WHERE seq = 4",
        "UPDATE rows SET more = 'x' WHERE seq = 4",
        "UPDATE rows SET more = -1 WHERE seq = 4",
        "DELETE FROM rows WHERE seq = 1",
        "DELETE FROM rows WHERE seq = 4",
        "DELETE FROM rows WHERE seq = 12",
        "DELETE FROM rows WHERE command = 4",
        "UPDATE rows SET seq = 99 WHERE seq = 4",
        "INSERT INTO rows SELECT 13, 7, 0, event, salt, leaf, chain FROM rows WHERE seq = 12",
        "INSERT INTO rows SELECT 0, 0, 0, event, salt, leaf, chain FROM rows WHERE seq = 1",
        "DELETE FROM rows",
        "DELETE FROM meta",
        "DROP TABLE meta",
        "DROP TABLE rows",
        "CREATE TABLE notes (text TEXT)",
        "CREATE VIEW story AS SELECT event FROM rows",
    ],
)
def test_a_session_file_changed_with_sql_is_corrupt(session: Path, statement: str) -> None:
    verify(session)
    changed(session, statement)
    with pytest.raises(CorruptLog) as caught:
        verify(session)
    assert str(session) in caught.value.place


def test_the_place_of_a_changed_row_is_named(session: Path) -> None:
    changed(session, "UPDATE rows SET salt = zeroblob(16) WHERE seq = 4")
    with pytest.raises(CorruptLog, match="row 4") as caught:
        verify(session)
    assert caught.value.place == f"{session}, row 4"


def test_commands_taken_from_the_end_are_not_seen_and_the_verdict_says_so(session: Path) -> None:
    changed(session, "DELETE FROM rows WHERE command > 4")
    verdict = verify(session)
    assert verdict.commands == 4
    assert "cut from the end" in verdict.notes[0]


def test_a_file_cut_anywhere_is_corrupt_or_reads_the_same(session: Path) -> None:
    whole = session.read_bytes()
    for size in range(0, len(whole), 211):
        session.write_bytes(whole[:size])
        with found(3):
            verify(session)


def test_a_damaged_file_is_not_resumed(session: Path) -> None:
    data = bytearray(session.read_bytes())
    data[4096:8192] = bytes(4096)
    session.write_bytes(data)
    with found(3):
        SqliteStore(session)
    assert session.read_bytes() == data


def test_a_changed_file_is_not_resumed_and_not_changed_further(session: Path) -> None:
    changed(session, "UPDATE rows SET chain = 'x' WHERE seq = 12")
    before = session.read_bytes()
    with pytest.raises(CorruptLog, match="row 12"):
        SqliteStore(session)
    assert session.read_bytes() == before


def test_an_own_mistake_is_not_blamed_on_the_file(session: Path) -> None:
    with SqliteStore(session) as store:
        reader = store.events()
    with pytest.raises(sqlite3.ProgrammingError):
        next(reader)


def test_a_second_file_that_stays_on_closing_is_told(session: Path) -> None:
    store = SqliteStore(session)
    session.with_name("log-journal").touch()
    with pytest.raises(StorageFailed, match="everything is safe"):
        store.close()
