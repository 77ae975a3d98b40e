"""Whatever happens to the process or the disk, nothing acknowledged is gone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from exercise.errors import ExerciseError, StorageFailed
from exercise.store.jsonl import JsonlStore
from exercise.store.port import Event
from exercise.store.sqlite import SqliteStore
from exercise.store.verify import verify
from tests.store.helpers import OPENERS, Opener, both_stores, commands, event, record, reopened

resource = pytest.importorskip("resource", reason="needs limits that only POSIX systems have")

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
"""Other tests may leave threads; what is forked here touches none of them and ends without returning."""

KILLS = int(os.environ.get("EXERCISE_KILLS", "10"))
"""How many processes are killed, for each kind of store; the full count is 1,000."""

ROOT = Path(__file__).parents[2]


def recovered(path: Path, kind: str) -> list[list[Event]]:
    """What the next owner finds, a torn line moved aside."""
    with SqliteStore(path) if kind == "sqlite" else JsonlStore(path, recover=True) as store:
        return list(store.events())


def killed_after(kind: str, path: Path, first: int, acknowledgements: int) -> int:
    """Let a process append until it has acknowledged so often, kill it; how many commands it acknowledged in all."""
    command = [sys.executable, "-m", "tests.store.appender", kind, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(acknowledgements)]
        process.send_signal(signal.SIGKILL)
        heard += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    assert [int(line) for line in heard] == list(range(first, first + len(heard)))
    return len(heard)


@pytest.mark.parametrize("kind", OPENERS)
def test_kill_9_loses_nothing_acknowledged_and_leaves_no_half_command(tmp_path: Path, kind: str) -> None:
    luck = random.Random(20150316)
    for kill in range(KILLS):
        path = tmp_path / f"log-{kill // 5}"  # five lives a log
        before = len(recovered(path, kind))
        acknowledged = before + killed_after(kind, path, before, luck.randint(1, 25))
        read = recovered(path, kind)
        assert read == [[event(3 * n + part, command=n) for part in range(3)] for n in range(len(read))]
        assert acknowledged <= len(read) <= acknowledged + 1
        assert verify(path).commands == len(read)


@pytest.mark.parametrize("kind", OPENERS)
def test_a_killed_owner_is_no_owner(tmp_path: Path, kind: str) -> None:
    killed_after(kind, tmp_path / "log", 0, 1)
    assert recovered(tmp_path / "log", kind)


def in_child(work: Callable[[Callable[[str], None]], None]) -> tuple[int, str]:
    """Run `work` in a fork of this process; how it ended, and what it told."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            work(lambda text: void(os.write(writing, text.encode())))
        except ExerciseError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read().decode()
    return os.waitpid(process, 0)[1], told


def void(_: object) -> None:
    """Nothing."""


@pytest.mark.parametrize("kind", OPENERS)
def test_a_crash_at_every_so_many_bytes_written_loses_nothing_acknowledged(tmp_path: Path, kind: str) -> None:
    """The system itself ends the process, in the middle of the write that goes past the limit."""
    written = commands(9)
    step = 61 if kind == "jsonl" else 1031

    def append_all(path: Path, limit: int, tell: Callable[[str], None]) -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        store = OPENERS[kind](path)
        for command in written:
            store.append(command)
            tell(".")

    counts = set()
    for limit in range(0, 200_000, step):
        path = tmp_path / f"log-{limit}"
        status, told = in_child(partial(append_all, path, limit))
        read = recovered(path, kind)
        assert read == written[: len(read)]
        assert len(told) <= len(read) <= len(told) + 1
        counts.add(len(told))
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGXFSZ
    assert counts == set(range(len(written) + 1))


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """No file of this process grows past so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@both_stores
def test_an_append_that_finds_no_room_fails_closed_and_can_be_done_again(tmp_path: Path, opener: Opener) -> None:
    path = tmp_path / "log"
    large = event(99, text="x" * 50_000)
    with opener(path) as store:
        for command in commands(5):
            store.append(command)
        head = store.head
        with file_size_limit(sum(entry.stat().st_size for entry in tmp_path.iterdir()) + 20_000):
            for _ in range(3):
                with pytest.raises(StorageFailed, match="the last command was not recorded"):
                    store.append([event(98), large])
            assert list(store.events()) == commands(5)
            assert store.head == head
        store.append([large])
    assert reopened(path, opener) == [*commands(5), [large]]


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of a quarter of a megabyte, where we may mount one."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]
        if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a small disk")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def appended_until_refused(store: SqliteStore | JsonlStore) -> tuple[int, str]:
    """How many commands a store acknowledged, and why it took no more."""
    for number in range(10_000):
        try:
            store.append([event(number, text="x" * 500)])
        except StorageFailed as refusal:
            return number, str(refusal)
    raise AssertionError("a small disk is full some day")


@both_stores
def test_a_full_disk_is_told_and_loses_nothing(small_disk: Path, opener: Opener) -> None:
    path = small_disk / "log"
    store = opener(path)
    acknowledged, told = appended_until_refused(store)
    assert "free some space and do it again" in told
    assert len(list(store.events())) == acknowledged
    if isinstance(store, SqliteStore):
        with pytest.raises(StorageFailed, match="could not be closed into one file: everything is safe"):
            store.close()
    else:
        store.close()
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    assert reopened(path, opener) == [[event(number, text="x" * 500)] for number in range(acknowledged)]
    assert [entry.name for entry in small_disk.iterdir()] == ["log"]


@both_stores
def test_a_session_goes_on_when_a_full_disk_has_room_again(small_disk: Path, opener: Opener) -> None:
    with opener(small_disk / "log") as store:
        acknowledged, _ = appended_until_refused(store)
        subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
        store.append([event(acknowledged, text="x" * 500)])
    assert verify(small_disk / "log").commands == acknowledged + 1


@both_stores
def test_a_disk_that_was_full_from_the_start_takes_no_log(small_disk: Path, opener: Opener) -> None:
    fill(small_disk)
    path = small_disk / "log"
    with pytest.raises(StorageFailed, match="room"), opener(path) as store:
        store.append([event(0)])
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    assert record(path, opener, commands(3))
    assert reopened(path, opener) == commands(3)


def fill(disk: Path) -> None:
    """Take all room that is left."""
    with (disk / "filler").open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(4096))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def as_somebody_else(work: Callable[[Callable[[str], None]], None]) -> str:
    """Run `work` without root's power to write everywhere; what it told."""

    def demoted(tell: Callable[[str], None]) -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        work(tell)

    return in_child(demoted)[1]


@both_stores
def test_a_read_only_log_is_not_resumed_but_can_be_verified(open_folder: Path, opener: Opener) -> None:
    path = open_folder / "log"
    record(path, opener, commands(4))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert "make the file and its folder writable" in as_somebody_else(lambda tell: void(opener(path)))
    assert as_somebody_else(lambda tell: tell(str(verify(path).commands))) == "4"


@both_stores
def test_a_read_only_folder_takes_no_new_log(open_folder: Path, opener: Opener) -> None:
    open_folder.chmod(0o555)
    told = as_somebody_else(lambda tell: void(opener(open_folder / "log")))
    assert "cannot be written here" in told
    assert not list(open_folder.iterdir())


@both_stores
def test_a_log_that_may_not_be_read_is_not_usable(open_folder: Path, opener: Opener) -> None:
    path = open_folder / "log"
    record(path, opener, commands(1))
    path.chmod(0)
    assert "cannot be read" in as_somebody_else(lambda tell: void(verify(path)))
    open_folder.chmod(0)
    assert "cannot be read" in as_somebody_else(lambda tell: void(verify(path)))


@both_stores
def test_permission_lost_in_mid_session_loses_nothing(open_folder: Path, opener: Opener) -> None:
    path = open_folder / "log"
    with opener(path) as store:
        store.append([event(0)])
        path.chmod(0)
        store.append([event(1)])
    path.chmod(0o600)
    assert reopened(path, opener) == [[event(0)], [event(1)]]
