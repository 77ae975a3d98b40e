"""Whatever is done to a log is found, with its place; what can't be found is said."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from exercise.errors import CorruptLog, ExerciseError, NewerLog, UnusableInput
from exercise.store.chain import GENESIS, canonical, leaf, link
from exercise.store.jsonl import JsonlStore, line_of
from exercise.store.reading import read_rows
from exercise.store.sqlite import SqliteStore
from exercise.store.verify import verify
from tests.store.helpers import commands, found, lines, record, written_lines

FLIPS = int(os.environ.get("EXERCISE_FLIPS", "2000"))
"""How many bits to turn over, one at a time; the full count is 40,000."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    record(tmp_path / "log", JsonlStore, commands(6))
    return tmp_path / "log"


def test_an_intact_log_is_told_with_its_head_and_what_cannot_be_known(log: Path) -> None:
    verdict = verify(log)
    assert (verdict.ok, verdict.events, verdict.commands) == (True, 12, 6)
    with JsonlStore(log) as store:
        assert verdict.head == store.head
    assert "No head was witnessed" in verdict.notes[0]


def test_a_cut_at_a_lines_end_is_not_seen_and_the_note_says_so(log: Path) -> None:
    log.write_bytes(b"".join(lines(log)[:4]))
    verdict = verify(log)
    assert verdict.commands == 4
    assert "cut from the end" in verdict.notes[0]


Edit = Callable[[list[bytes]], list[bytes]]


def resalted(line: bytes) -> bytes:
    """The same event under a new salt with a leaf that fits it: only the chain can tell."""
    at = line.index(b'"salt":"') + 8
    before = line[line.index(b'"leaf":"') + 8 :][:64]
    start, end = line.index(b'"event":') + 8, line.index(b',"leaf":')
    fitting = leaf(json.loads(line[start:end]), bytes(16)).hex().encode()
    return line.replace(before, fitting).replace(line[at : at + 32], b"0" * 32)


EDITS: dict[str, tuple[int, Edit]] = {
    "edit": (3, lambda had: [*had[:2], had[2].replace(b":46", b":47", 1), *had[3:]]),
    "delete": (3, lambda had: [*had[:2], *had[3:]]),
    "delete the first": (1, lambda had: had[1:]),
    "swap": (3, lambda had: [*had[:2], had[3], had[2], *had[4:]]),
    "duplicate": (4, lambda had: [*had[:3], had[2], *had[3:]]),
    "duplicate the last": (7, lambda had: [*had, had[-1]]),
    "re-salt": (4, lambda had: [*had[:3], resalted(had[3]), *had[4:]]),
    "an empty line": (3, lambda had: [*had[:2], b"\n", *had[2:]]),
    "an empty command": (3, lambda had: [*had[:2], b"[]\n", *had[2:]]),
    "an empty line at the end": (7, lambda had: [*had, b"\n"]),
    "other line ends": (1, lambda had: [line.replace(b"\n", b"\r\n") for line in had]),
    "a byte order mark": (1, lambda had: [b"\xef\xbb\xbf" + had[0], *had[1:]]),
    "a space": (3, lambda had: [*had[:2], had[2].replace(b",", b", ", 1), *had[3:]]),
    "upper case hex": (3, lambda had: [*had[:2], upper(had[2], b'"chain":"'), *had[3:]]),
    "upper case hex in a salt": (3, lambda had: [*had[:2], upper(had[2], b'"salt":"'), *had[3:]]),
    "an escape that stands for the same sign": (
        3,
        lambda had: [*had[:2], had[2].replace(b"all", b"\\u0061ll", 1), *had[3:]],
    ),
    "a key twice": (3, lambda had: [*had[:2], had[2].replace(b'"v":1', b'"v":1,"v":1', 1), *had[3:]]),
    "a key more": (3, lambda had: [*had[:2], had[2].replace(b'"leaf"', b'"i":1,"leaf"', 1), *had[3:]]),
    "a fraction": (3, lambda had: [*had[:2], had[2].replace(b":46", b":46.0", 1), *had[3:]]),
    "depth": (3, lambda had: [*had[:2], b"[" * 200_000 + b"\n", *had[2:]]),
    "a number of 5,000 digits": (3, lambda had: [*had[:2], had[2].replace(b":46", b":" + b"4" * 5000, 1), *had[3:]]),
    "half a surrogate": (3, lambda had: [*had[:2], had[2].replace(b"Jet", b"\\ud800", 1), *had[3:]]),
    "not UTF-8": (3, lambda had: [*had[:2], had[2].replace(b"Jet", b"J\xfft", 1), *had[3:]]),
    "rows of a command swapped": (2, lambda had: [had[0], rows_swapped(had[1]), *had[2:]]),
    "a row of a command deleted": (3, lambda had: [*had[:1], first_row(had[1]), *had[2:]]),
}


def upper(line: bytes, key: bytes) -> bytes:
    at = line.index(key) + len(key)
    return line[:at] + line[at : at + 32].upper() + line[at + 32 :]


def rows_swapped(line: bytes) -> bytes:
    one, other = line[1:-2].split(b',{"chain"')
    return b'[{"chain"' + other + b"," + one + b"]\n"


def first_row(line: bytes) -> bytes:
    return line[:-2].split(b',{"chain"')[0] + b"]\n"


@pytest.mark.parametrize(("place", "edit"), EDITS.values(), ids=EDITS.keys())
def test_a_changed_log_is_corrupt_at_its_place(log: Path, place: int, edit: Edit) -> None:
    before = log.read_bytes()
    log.write_bytes(b"".join(edit(lines(log))))
    assert log.read_bytes() != before
    with pytest.raises(CorruptLog) as caught:
        verify(log)
    assert f"line {place}" in caught.value.place
    assert caught.value.place in str(caught.value)


def test_a_splice_of_two_logs_is_found(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    record(other, JsonlStore, commands(6))
    log.write_bytes(b"".join(lines(log)[:3] + lines(other)[3:]))
    with pytest.raises(CorruptLog, match="line 4"):
        verify(log)


def test_every_turned_bit_in_a_log_is_found(log: Path) -> None:
    whole = log.read_bytes()
    luck = random.Random(20150316)
    bits = range(8 * len(whole))
    with log.open("r+b", buffering=0) as stream:
        for bit in luck.sample(bits, min(FLIPS, len(bits))):
            place, mask = bit // 8, 1 << bit % 8
            stream.seek(place)
            stream.write(bytes([whole[place] ^ mask]))
            line = whole[:place].count(b"\n") + 1
            with pytest.raises(ExerciseError) as caught:
                verify(log)
            assert isinstance(caught.value, CorruptLog) or (isinstance(caught.value, NewerLog) and line == 1)
            assert f"line {line}" in str(caught.value)
            stream.seek(place)
            stream.write(whole[place : place + 1])
    assert verify(log).commands == 6


def test_a_turned_bit_in_a_session_file_is_found_or_the_rows_read_are_identical(tmp_path: Path) -> None:
    path = tmp_path / "log"
    record(path, SqliteStore, commands(6))
    expected = written_lines(path)
    whole = path.read_bytes()
    luck = random.Random(20150316)
    bits = range(8 * len(whole))
    with path.open("r+b", buffering=0) as stream:
        for bit in luck.sample(bits, min(FLIPS, len(bits))):
            place, mask = bit // 8, 1 << bit % 8
            stream.seek(place)
            stream.write(bytes([whole[place] ^ mask]))
            try:
                seen = written_lines(path) == expected
            except ExerciseError as error:
                seen = error.exit_code == 3
            assert seen, bit
            stream.seek(place)
            stream.write(whole[place : place + 1])
    assert written_lines(path) == expected


def test_a_log_of_a_newer_version_is_called_newer(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b'"v":1', b'"v":99'))
    with pytest.raises(NewerLog, match=r"version 99.*newer exercise program"):
        verify(log)


def test_a_log_of_a_newer_shape_is_called_newer(log: Path) -> None:
    log.write_bytes(b'[{"event":{"v":2},"sign":"ab"}]\n')
    with pytest.raises(NewerLog, match="version 2"):
        verify(log)


def test_a_log_that_becomes_newer_on_the_way_is_called_newer(log: Path) -> None:
    rows = [row for command in read_rows(log) for row in command]
    event = rows[-1].event | {"v": 2, "seq": 12}
    own = leaf(event, bytes(16))
    row = rows[-1]._replace(
        event=event, data=canonical(event), salt=bytes(16), leaf=own, chain=link(rows[-1].chain, own)
    )
    log.write_bytes(log.read_bytes() + line_of([row]) + b"\n")
    with pytest.raises(NewerLog, match="line 7"):
        verify(log)


def test_a_forged_beginning_is_a_beginning(log: Path) -> None:
    """What the chain alone can't refuse: a whole log written anew. Its head differs, and that is what teams note."""
    head = verify(log).head
    rows = [row for command in read_rows(log) for row in command]
    own = leaf(rows[0].event, bytes(16))
    row = rows[0]._replace(salt=bytes(16), leaf=own, chain=link(GENESIS, own))
    log.write_bytes(line_of([row]) + b"\n")
    assert verify(log).head != head


def test_what_is_no_file_is_not_usable(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "pipe", tmp_path / ("x" * 300), Path("\0")):
        with pytest.raises(UnusableInput):
            verify(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"title: Crisis\n",
        b"{}",
        b"[1,2]\n",
        b"\x89PNG\r\n\x1a\n",
        b"SQLite format 3\0",
        bytes(100),
        b"\xff" * 99,
    ],
    ids=lambda data: repr(data[:16]),
)
def test_a_file_that_is_no_log_is_corrupt_in_its_first_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "log").write_bytes(data)
    with pytest.raises(CorruptLog) as caught:
        verify(tmp_path / "log")
    assert str(tmp_path / "log") in caught.value.place


def test_a_file_that_is_no_log_is_named_so(tmp_path: Path) -> None:
    for data in (b"title: Crisis\n", b"title", b"{}\n"):
        (tmp_path / "log").write_bytes(data)
        with pytest.raises(CorruptLog, match="not the log of an exercise"):
            verify(tmp_path / "log")


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    record(tmp_path / "a.jsonl", SqliteStore, commands(2))
    record(tmp_path / "b.session", JsonlStore, commands(2))
    assert verify(tmp_path / "a.jsonl").commands == verify(str(tmp_path / "b.session")).commands == 2


def test_verifying_changes_nothing(log: Path) -> None:
    before = log.read_bytes()
    verify(log)
    log.write_bytes(before[:-1])
    with found(3):
        verify(log)
    assert log.read_bytes() == before[:-1]
    assert [path.name for path in log.parent.iterdir()] == ["log"]
