"""The log as lines: their shape, and what is done about a line that was cut."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from exercise.errors import CorruptLog, StorageFailed
from exercise.store import jsonl
from exercise.store.chain import SIZE_LIMIT, canonical
from exercise.store.jsonl import JsonlStore, read_jsonl, recover_jsonl
from exercise.store.verify import verify
from tests.store.helpers import commands, event, found, lines, record, reopened

CUTS = int(os.environ.get("EXERCISE_CUTS", "2000"))
"""How many bytes the log has at least that is cut at each; the full count is 10,000."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    record(tmp_path / "log", JsonlStore, commands(6))
    return tmp_path / "log"


def test_a_line_is_the_canonical_array_of_a_commands_rows(log: Path) -> None:
    for line, command in zip(lines(log), commands(6), strict=True):
        rows = json.loads(line)
        assert [row["event"] for row in rows] == command
        assert all(row.keys() == {"event", "salt", "leaf", "chain"} for row in rows)
        assert canonical(rows) + b"\n" == line


def test_a_line_is_synchronised_before_it_is_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synchronised: list[int] = []

    def watched(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            synchronised.append(os.fstat(descriptor).st_size)

    monkeypatch.setattr(os, "fsync", watched)
    with JsonlStore(tmp_path / "log") as store:
        for command in commands(3):
            store.append(command)
            assert synchronised[-1] == (tmp_path / "log").stat().st_size


def test_a_log_cut_at_any_byte_gives_all_whole_lines_and_keeps_the_tail_aside(tmp_path: Path) -> None:
    log, written = tmp_path / "log", commands(CUTS // 500)
    record(log, JsonlStore, written)
    whole = log.read_bytes()
    assert len(whole) >= CUTS
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    for size in range(len(whole) + 1):
        log.write_bytes(whole[:size])
        complete = sum(end <= size for end in ends)
        start = ends[complete - 1] if complete else 0
        recovered = recover_jsonl(log)
        assert [[row.event for row in rows] for rows in recovered.commands] == written[:complete]
        assert recovered.tail == whole[start:size]
        if size == 0:
            with found(3):
                verify(log)
        elif size == start:
            assert verify(log).commands == complete
        else:
            with pytest.raises(CorruptLog, match="cut inside this line") as caught:
                verify(log)
            assert caught.value.place == f"{log}, line {complete + 1}"
    assert log.read_bytes() == whole


def test_a_cut_log_is_not_appended_to_unless_it_is_recovered(log: Path) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole[:-5])
    cut = len(log.read_bytes()) - sum(map(len, lines(log)))
    with pytest.raises(CorruptLog, match=f"{cut} bytes after the last whole line"):
        JsonlStore(log)
    assert log.read_bytes() == whole[:-5]
    with JsonlStore(log, recover=True) as store:
        assert store.torn == cut
        assert store.aside == log.with_name("log.torn-1")
        store.append([event(77, recovered=store.torn)])
    assert log.with_name("log.torn-1").read_bytes() == whole[-5 - cut : -5]
    assert reopened(log, JsonlStore) == [*commands(5), [event(77, recovered=cut)]]


def test_a_second_recovery_keeps_the_first_tail(log: Path) -> None:
    for expected in ("log.torn-1", "log.torn-2"):
        log.write_bytes(log.read_bytes()[:-1])
        with JsonlStore(log, recover=True) as store:
            assert store.aside == log.with_name(expected)
    assert len(reopened(log, JsonlStore)) == 4


def test_recovering_a_whole_log_changes_nothing(log: Path) -> None:
    before = log.read_bytes()
    with JsonlStore(log, recover=True) as store:
        assert (store.torn, store.aside) == (0, None)
    assert log.read_bytes() == before


def test_damage_before_the_last_newline_is_never_called_torn(log: Path) -> None:
    data = log.read_bytes()
    log.write_bytes(data.replace(b":46", b":47", 1)[:-3])
    with pytest.raises(CorruptLog, match="was changed"):
        recover_jsonl(log)
    with pytest.raises(CorruptLog, match="was changed"):
        JsonlStore(log, recover=True)


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as stream:
        stream.truncate(SIZE_LIMIT * 4)
    with pytest.raises(CorruptLog, match="longer than any line"):
        list(read_jsonl(tmp_path / "log"))


def test_a_write_that_fails_half_way_is_taken_back(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with JsonlStore(log) as store:
        for reason in (28, 5):  # no space left, input/output error

            def half(descriptor: int, data: bytes, reason: int = reason) -> None:
                real(descriptor, data[: len(data) // 2])
                raise OSError(reason, os.strerror(reason))

            monkeypatch.setattr(jsonl, "_write", half)
            with pytest.raises(StorageFailed):
                store.append([event(98)])
            monkeypatch.undo()
            store.append([event(99)])
    assert reopened(log, JsonlStore) == [*commands(6), [event(99)], [event(99)]]


def test_a_line_that_cannot_even_be_taken_back_ends_the_writing(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = JsonlStore(log)

    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StorageFailed, match="check the disk"):
        store.append([event(98)])
    monkeypatch.undo()
    with pytest.raises(StorageFailed, match="closed"):
        store.append([event(99)])
    assert reopened(log, JsonlStore) == commands(6)


def test_an_interrupted_append_leaves_no_half_line(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    with JsonlStore(log) as store:
        monkeypatch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.append([event(98)])
        store.append([event(99)])
    assert reopened(log, JsonlStore) == [*commands(6), [event(99)]]
