"""What holds for every store: round trips, one owner, failing closed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.errors import StorageFailed, UnusableInput
from exercise.store.jsonl import JsonlStore
from exercise.store.port import Event, Store
from exercise.store.reading import read_log
from exercise.store.sqlite import SqliteStore
from exercise.store.verify import verify
from tests.store.helpers import Opener, both_stores, commands, event, found, record, reopened
from tests.store.test_chain import texts, values

events = st.builds(lambda seq, data: event(seq) | {"data": data}, st.integers(0, 9), st.dictionaries(texts, values))


@both_stores
@settings(max_examples=40, deadline=None)
@given(written=st.lists(st.lists(events, min_size=1, max_size=3), max_size=6), split=st.integers(0, 6))
def test_what_is_written_comes_back_command_by_command(opener: Opener, written: list[list[Event]], split: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        record(path, opener, written[:split])
        with opener(path) as store:
            for command in written[split:]:
                store.append(command)
            assert list(store.events()) == written
            head = store.head
        assert reopened(path, opener) == written
        if written:
            verdict = verify(path)
            assert (verdict.commands, verdict.events) == (len(written), sum(map(len, written)))
            assert verdict.head == head


def test_both_are_stores_as_the_session_knows_them(tmp_path: Path) -> None:
    stores: list[Store] = [SqliteStore(tmp_path / "a"), JsonlStore(tmp_path / "b")]
    for store in stores:
        store.close()


@both_stores
def test_a_log_can_be_read_without_owning_it(tmp_path: Path, opener: Opener) -> None:
    record(tmp_path / "log", opener, commands(5))
    assert list(read_log(tmp_path / "log")) == commands(5)


@both_stores
def test_a_command_without_events_leaves_no_trace(tmp_path: Path, opener: Opener) -> None:
    record(tmp_path / "log", opener, [*commands(2), []])
    assert reopened(tmp_path / "log", opener) == commands(2)


@both_stores
@pytest.mark.parametrize("value", [0.5, 2**53, {1, 2}], ids=repr)
def test_a_command_that_no_log_can_hold_is_refused_whole(tmp_path: Path, opener: Opener, value: Any) -> None:
    with opener(tmp_path / "log") as store:
        store.append([event(0)])
        with pytest.raises(ValueError, match=r"."):
            store.append([event(1), event(2, value=value)])
        store.append([event(3)])
        assert list(store.events()) == [[event(0)], [event(3)]]


@both_stores
def test_a_second_owner_is_told_to_join_the_first(tmp_path: Path, opener: Opener) -> None:
    with opener(tmp_path / "log") as store:
        store.append([event(0)])
        with pytest.raises(StorageFailed, match="another process is running this exercise"):
            opener(tmp_path / "log")
        store.append([event(1)])
    assert reopened(tmp_path / "log", opener) == [[event(0)], [event(1)]]


@both_stores
def test_a_log_in_use_is_not_verified(tmp_path: Path, opener: Opener) -> None:
    with opener(tmp_path / "log") as store:
        store.append([event(0)])
        with pytest.raises(UnusableInput, match="in use"):
            verify(tmp_path / "log")
        with pytest.raises(StorageFailed):
            opener(tmp_path / "log")
        store.append([event(1)])
    assert verify(tmp_path / "log").events == 2


@both_stores
def test_closing_twice_does_nothing_and_a_closed_log_takes_nothing(tmp_path: Path, opener: Opener) -> None:
    store = opener(tmp_path / "log")
    store.append([event(0)])
    store.close()
    store.close()
    with pytest.raises(StorageFailed, match="closed"):
        store.append([event(1)])
    with pytest.raises(StorageFailed, match="closed"):
        store.events()


@both_stores
def test_closing_leaves_one_single_file(tmp_path: Path, opener: Opener) -> None:
    record(tmp_path / "log", opener, commands(30))
    assert [path.name for path in tmp_path.iterdir()] == ["log"]


@both_stores
def test_reading_half_a_log_keeps_nothing_open(tmp_path: Path, opener: Opener) -> None:
    store = opener(tmp_path / "log")
    for command in commands(3):
        store.append(command)
    reader = store.events()
    next(reader)
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
    assert next(iter(read_log(tmp_path / "log"))) == commands(1)[0]


@both_stores
def test_the_file_is_for_its_owners_eyes_only(tmp_path: Path, opener: Opener) -> None:
    record(tmp_path / "log", opener, commands(1))
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", [SqliteStore, JsonlStore])
def test_a_fresh_log_never_continues_another(tmp_path: Path, kind: type[SqliteStore] | type[JsonlStore]) -> None:
    path = tmp_path / "log"
    with kind(path, fresh=True) as store:
        store.append([event(0)])
    with pytest.raises(UnusableInput, match="exists already"):
        kind(path, fresh=True)
    with kind(path, fresh=False) as store:
        assert list(store.events()) == [[event(0)]]
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for other in (tmp_path / "link", tmp_path):
        with pytest.raises(UnusableInput, match="exists already"):
            kind(other, fresh=True)


@pytest.mark.parametrize("kind", [SqliteStore, JsonlStore])
def test_resuming_what_is_not_there_makes_no_file(tmp_path: Path, kind: type[SqliteStore] | type[JsonlStore]) -> None:
    with pytest.raises(UnusableInput, match="no file"):
        kind(tmp_path / "log", fresh=False)
    assert not list(tmp_path.iterdir())


@both_stores
def test_a_folder_or_a_path_without_folder_is_no_place_for_a_log(tmp_path: Path, opener: Opener) -> None:
    for path in (tmp_path, tmp_path / "missing" / "log"):
        with found(2):
            opener(path)


@both_stores
def test_a_log_moved_away_takes_nothing_more(tmp_path: Path, opener: Opener) -> None:
    store = opener(tmp_path / "log")
    store.append([event(0)])
    (tmp_path / "log").rename(tmp_path / "elsewhere")
    with pytest.raises(StorageFailed, match="moved or deleted"):
        store.append([event(1)])
    (tmp_path / "elsewhere").rename(tmp_path / "log")
    store.append([event(2)])
    store.close()
    assert reopened(tmp_path / "log", opener) == [[event(0)], [event(2)]]


@both_stores
def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path, opener: Opener) -> None:
    path = tmp_path / "log"
    for data in (b"title: Crisis\n", b"\x89PNG\r\n\x1a\n" + bytes(5000), b"[]\n"):
        path.write_bytes(data)
        with found(3):
            opener(path)
        assert path.read_bytes() == data
        assert [entry.name for entry in tmp_path.iterdir()] == ["log"]
