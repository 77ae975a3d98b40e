"""`explore` as people and other programs use it: what it says, the logs that it writes, an early end, wrong use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from exercise.analysis import witnesses
from exercise.analysis.explore import Key, Search
from exercise.cli.boundary import STOPPED, run
from exercise.errors import StorageFailed
from exercise.scenario.loader import Loaded
from exercise.session.players import Chair
from exercise.session.rehearsal import rehearse
from exercise.session.session import Session
from exercise.store.port import Store
from tests.cli.conftest import Exercise, assert_one_sentence
from tests.scenarios import scenario

FLAGSHIP = "iskander_kaliningrad"
TINY = scenario(
    clock="{turns: 3}",
    actions="march: {by: [north]}\nnever: {when: heat > 60}",
    endings="far: {when: heat > 60, outlook: war}\nopen: {otherwise: yes, outlook: contained_confrontation}",
)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_what_is_witnessed_can_be_watched_as_it_says(exercise: Exercise) -> None:
    ended = exercise("explore", FLAGSHIP, "--variant", "no_line", "--runs", "2000", "--seed", "1", "--json")
    found = json.loads(ended.stdout)
    assert (ended.returncode, found["variant"], found["runs"], found["proved"]) == (0, "no_line", 2000, True)
    assert sum(found["counts"].values()) == len(found["findings"])
    (ending,) = [one for one in found["findings"] if one["id"] == "two_bases"]
    players = ("--players", ending["players"], "--seed", ending["seed"])
    story = exercise("rehearse", FLAGSHIP, "--variant", "no_line", *players)
    assert story.stdout.splitlines()[-1].startswith("outcome: two_bases")


def test_the_tables_say_what_is_impossible_and_how_to_watch_the_rest(exercise: Exercise, tiny: Path) -> None:
    ended = exercise("explore", tiny, "--seed", "1", more={"COLUMNS": "80"})
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == "A tiny crisis · 100000 runs · seed 1"
    assert lines[1] == "3 of 6 witnessed · 3 proved impossible · 0 open"
    assert sum("impossible: whatever the teams do" in line for line in lines) == 3
    assert any("to high escalation or war" in line and "no run went there" in line for line in lines)
    assert lines[-1].endswith(f"exercise rehearse {tiny} --seed N --players P")


def test_a_witness_of_a_variant_replays_under_it(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    assert exercise("explore", FLAGSHIP, "--variant", "no_line", "--runs", "50", "--logs", folder).returncode == 0
    log = min(folder.iterdir())
    assert '"variant":"no_line"' in log.read_text(encoding="utf-8")
    assert exercise("replay", log).returncode == 0


def test_logs_show_it_and_replay(exercise: Exercise, tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    ended = exercise("explore", tiny, "--seed", "1", "--runs", "100", "--logs", folder, "--json")
    logs = {one["log"] for one in json.loads(ended.stdout)["findings"] if one["status"] == "witnessed"}
    assert logs == {path.name for path in folder.iterdir()}
    for name in logs:
        assert exercise("verify", folder / name).returncode == 0
        assert exercise("replay", folder / name).stdout.splitlines()[-1].startswith("outcome: open")
    assert_one_sentence(exercise("explore", tiny, "--logs", folder), 2, "is not empty")


def test_ctrl_c_keeps_what_there_is(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play = Search.play

    def stopped(search: Search, runs: int) -> Iterator[int]:
        yield next(play(search, runs))
        raise KeyboardInterrupt

    monkeypatch.setattr(Search, "play", stopped)
    assert run(["explore", str(tiny), "--seed", "1", "--json"]) == STOPPED
    said = capsys.readouterr()
    assert "Stopped after 2000 of 100000 runs" in said.err
    found = json.loads(said.out)
    assert (found["runs"], found["asked"], found["proved"]) == (2000, 100000, False)
    assert run(["explore", str(tiny), "--seed", "1"]) == STOPPED
    assert "What is impossible was not looked for." in capsys.readouterr().out
    assert found["counts"] == {"witnessed": 3, "impossible": 0, "open": 3, "by_hand": 0}


def test_a_full_disk_keeps_the_result_and_leaves_no_half_of_a_log(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(loaded: Loaded, seed: int, chairs: Mapping[str, Chair], store: Store, name: str) -> Session:
        rehearse(loaded, seed, chairs, store, name)
        raise StorageFailed("There is no room left.")

    monkeypatch.setattr(witnesses, "rehearse", full)
    folder = tmp_path / "logs"
    assert run(["explore", str(tiny), "--seed", "1", "--runs", "50", "--json", "--logs", str(folder)]) == 2
    said = capsys.readouterr()
    assert "Stopped while logs were written" in said.err
    assert said.err.rstrip().endswith("There is no room left.")
    assert list(folder.iterdir()) == []
    assert json.loads(said.out)["runs"] == 50


def test_ctrl_c_keeps_the_logs_that_are_written(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = witnesses.write_logs

    def stopped(search: Search, folder: Path, logs: dict[Key, str]) -> Iterator[None]:
        yield next(write(search, folder, logs))
        raise KeyboardInterrupt

    monkeypatch.setattr(witnesses, "write_logs", stopped)
    assert (
        run(["explore", str(tiny), "--seed", "1", "--runs", "50", "--json", "--logs", str(tmp_path / "l")]) == STOPPED
    )
    said = capsys.readouterr()
    assert "Stopped while logs were written" in said.err
    assert {one["log"] for one in json.loads(said.out)["findings"] if "log" in one} == {
        path.name for path in (tmp_path / "l").iterdir()
    }


def test_ctrl_c_before_anything_was_played_leaves_nothing(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(search: Search, runs: int) -> Iterator[int]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(Search, "play", stopped)
    assert run(["explore", str(tiny)]) == STOPPED
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [("--runs", "0"), ("--runs", "many"), ("--variant", "x"), ("--seed", "-1")])
def test_what_cannot_be_is_one_sentence(exercise: Exercise, arguments: tuple[str, str]) -> None:
    assert_one_sentence(exercise("explore", FLAGSHIP, *arguments), 2)
