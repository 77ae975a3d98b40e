"""What the library finds of the exercises that were left."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise.cli.keeping import new_store
from exercise.cli.shelf import SHELF
from exercise.errors import UnusableInput
from exercise.scenario.library import find
from exercise.scenario.loader import load_file
from exercise.session.players import Chair, Empty, Human
from exercise.session.session import Session
from exercise.store.folder import session_path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path))
    return tmp_path


def begun(locks: int = 0, chair: Chair | None = None) -> str:
    """A session in which NATO's seat has locked so many turns; its name."""
    loaded = load_file(find("iskander_kaliningrad"))
    store = new_store(loaded.model.id)
    chairs: dict[str, Chair] = {"nato": chair or Human(), "poland_lithuania": Empty(), "russia": Empty()}
    session = Session.begin(loaded, 7, chairs, store, store.path.stem)
    for _turn in range(locks):
        session.act("nato", "lock")
    store.close()
    return store.path.stem


def test_a_session_that_was_left_is_found_with_team_and_turn() -> None:
    name = begun(locks=1)
    [one] = SHELF.begun()
    assert (one.name, one.scenario, one.teams, one.turn) == (name, "iskander_kaliningrad", ("nato",), 2)
    assert one.left


def test_a_session_that_has_ended_is_there_to_look_back_at() -> None:
    name = begun(locks=9)
    [one] = SHELF.begun()
    assert (one.name, one.over) == (name, True)
    session = SHELF.reopened(name)
    assert session.ended
    session.note(1, "We know now")
    assert session.store is not None
    session.store.close()
    again = SHELF.reopened(name)
    assert again.notes() == {1: "We know now"}
    assert again.store is not None
    again.store.close()


def test_a_session_with_nobody_in_it_is_not_offered() -> None:
    begun(chair=Empty())
    assert SHELF.begun() == []


def test_a_session_that_was_not_closed_is_offered_without_looking_into_it() -> None:
    name = begun()
    path = session_path(name)
    path.with_name(path.name + "-wal").touch()
    [one] = SHELF.begun()
    assert (one.name, one.turn) == (name, 0)


def test_what_is_no_log_is_passed_over(home: Path) -> None:
    (home / "torn.session").write_bytes(b"\x00" * 100)
    (home / "other.txt").write_text("a note")
    assert SHELF.begun() == []


def test_a_session_is_reopened_by_name_and_goes_on() -> None:
    session = SHELF.reopened(begun(locks=1))
    assert session.turn == 2
    assert session.act("nato", "order fly_patrols") is None
    assert session.store is not None
    session.store.close()


def test_a_name_leads_nowhere_else() -> None:
    with pytest.raises(UnusableInput):
        SHELF.reopened("../secret")
