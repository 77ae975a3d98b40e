"""Nothing acknowledged is lost, wherever the process ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from exercise.engine.refusals import Refusal
from exercise.errors import StorageFailed
from exercise.session.replay import replayed, resumed
from exercise.session.session import Session
from exercise.store.jsonl import JsonlStore
from exercise.store.sqlite import SqliteStore
from tests.session.table import AFTERNOON, Memory, begun, do, seen

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def whole() -> Session:
    """The afternoon without any accident."""
    session = begun(Memory())
    for move in AFTERNOON:
        do(session, move)
    return session


@lru_cache(maxsize=1)
def digests() -> tuple[str, ...]:
    """The digest of the state after every move of the afternoon."""
    session, found = begun(), []
    for move in AFTERNOON:
        assert not isinstance(do(session, move), Refusal), move
        found.append(session.world.digest(session.rules.index))
    return tuple(found)


def done(session: Session) -> int:
    """How many moves of the afternoon are on record."""
    return sum(one.event.type == "acted" and one.event.actor in ("nato", "russia") for one in session.all_events())


def finished(session: Session) -> Session:
    """The rest of the afternoon."""
    for move in AFTERNOON[done(session) :]:
        assert do(session, move) is None, move
    return session


def writes() -> int:
    """How many commands the afternoon takes."""
    store = Memory()
    finished(begun(store))
    return len(store.lines)


@pytest.mark.parametrize("survived", range(1, writes() + 1))
def test_a_crash_at_every_write_resumes_to_the_same_world(survived: int) -> None:
    """The process ends when so many commands are on record and the next is not."""
    store = Memory(room=survived)
    try:
        finished(begun(store))
    except StorageFailed:
        assert len(store.lines) == survived
    survivor = Memory(store.lines)
    session = finished(resumed(survivor.events(), survivor))
    assert session.world == whole().world
    assert seen(session) == seen(whole())
    assert seen(replayed(survivor.events())) == seen(whole())


def test_a_session_that_crashes_after_every_single_write_gets_through_all_the_same() -> None:
    lines: list[str] = []
    while True:
        store = Memory(lines, room=1)
        try:
            session = finished(resumed(store.events(), store) if lines else begun(store))
        except StorageFailed:
            lines = store.lines
            continue
        break
    assert session.world == whole().world
    assert seen(session) == seen(whole())


def told_by_victim(path: Path, moves: int) -> list[str]:
    """Start the victim, let it acknowledge so many moves, kill it; all that it acknowledged."""
    command = [sys.executable, "-m", "tests.session.victim", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(moves + 1)]
        process.send_signal(signal.SIGKILL)
        heard += process.stdout.readlines()
    assert process.returncode in (-signal.SIGKILL, 0)
    return [line.strip() for line in heard[1:]]


def test_kill_9_in_mid_turn_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """What was on record and not yet acknowledged when the process ended may be there as well; it is not done twice."""
    path = tmp_path / "afternoon.session"
    expected = [f"{number} {digest}" for number, digest in enumerate(digests())]
    acknowledged: list[str] = []
    for moves in (3, 4):
        acknowledged += told_by_victim(path, moves)
    places = [expected.index(line) for line in acknowledged]
    assert places == sorted(set(places))
    assert len(places) >= 7
    with SqliteStore(path) as store:
        session = resumed(store.events(), store)
        assert places[-1] + 1 <= done(session) <= len(AFTERNOON)
        assert session.world.digest(session.rules.index) == digests()[done(session) - 1]
        finished(session)
        assert session.world == whole().world
        assert seen(session) == seen(whole())
        assert seen(replayed(store.events())) == seen(whole())


def test_a_session_goes_on_in_a_file_of_either_kind(tmp_path: Path) -> None:
    for open_store, name in ((SqliteStore, "afternoon.session"), (JsonlStore, "afternoon.jsonl")):
        path = tmp_path / name
        with open_store(path) as store:
            session = Session.begin(whole().loaded, 7, whole().chairs, store, "afternoon")
            for move in AFTERNOON[:8]:
                do(session, move)
        with open_store(path) as store:
            session = finished(resumed(store.events(), store))
            assert session.world == whole().world
            assert [one.type for one in (told.event for told in session.news("nato"))] == [
                told.event.type for told in whole().news("nato")
            ]
