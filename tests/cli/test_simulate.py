"""`simulate` and `compare` as people and other programs use them: figures, files, an early end, wrong use."""

from __future__ import annotations

import csv
import json
import os
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from exercise.analysis.intervals import share
from exercise.analysis.plots import bar, percent, svg
from exercise.analysis.totals import Row, Totals
from exercise.cli.running import new_file, summed, write
from exercise.cli.tables import as_csv
from exercise.errors import ExerciseError, StorageFailed, UnusableInput
from tests.cli.conftest import Ended, Exercise, assert_one_sentence
from tests.scenarios import scenario

FLAGSHIP = "iskander_kaliningrad"
SIMULATE = ("simulate", FLAGSHIP, "--seed", "7", "--runs", "200")


def figures(ended: Ended) -> Any:
    """The JSON of a run that went well."""
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


# --- figures ---------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_figures_with_more_workers(exercise: Exercise) -> None:
    alone = figures(exercise(*SIMULATE, "--json", "--workers", "1", more={"PYTHONHASHSEED": "1"}))
    assert figures(exercise(*SIMULATE, "--json", "--workers", "2")) == alone
    assert (alone["asked"], alone["runs"], alone["partial"], alone["seed"]) == (200, 200, False, "7")
    endings = [row for row in alone["rows"] if row["section"] == "ending"]
    assert sum(row["runs"] for row in endings) == 200
    assert all(row["low"] <= row["share"] <= row["high"] for row in endings)


def test_a_run_can_be_watched_by_its_seed(exercise: Exercise) -> None:
    ending, seed = next(iter(figures(exercise(*SIMULATE, "--json"))["seeds"].items()))
    story = exercise("rehearse", FLAGSHIP, "--seed", seed)
    assert story.stdout.splitlines()[-1].startswith(f"outcome: {ending} ·")


def test_the_tables_fit_a_terminal_and_name_every_ending(exercise: Exercise) -> None:
    ended = exercise(*SIMULATE, more={"COLUMNS": "80"})
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == "Iskander to Kaliningrad · 200 runs · players mixed · seed 7"
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in ended.stdout
    for words in ("Shots exchanged", "Off-ramps", "rang out", "in force at the end", "Red lines crossed"):
        assert words in ended.stdout


def test_the_files_hold_what_the_table_shows(exercise: Exercise, tmp_path: Path) -> None:
    table, picture = tmp_path / "runs.csv", tmp_path / "runs.svg"
    found = figures(exercise(*SIMULATE, "--json", "--csv", table, "--svg", picture))
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["section"], row["id"], row["fact"]) for row in rows] == [
        (row["section"], row["id"], row["fact"]) for row in found["rows"]
    ]
    assert [float(row["share"]) for row in rows if row["share"]] == [
        row["share"] for row in found["rows"] if "share" in row
    ]
    texts = [one.text for one in ElementTree.parse(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert "Shots exchanged" in texts


def test_comparing_says_what_the_military_line_is_worth(exercise: Exercise) -> None:
    players = "nato=cautious,russia=hawkish,poland_lithuania=cautious"
    line = ("compare", FLAGSHIP, "--seed", "1", "--runs", "500", "--players", players, "--without", "military_line")
    (found,) = figures(exercise(*line, "--json"))["variants"]
    worst = found["changes"][0]
    assert (found["variant"], worst["outlook"]) == ("channel.military_line", "high_escalation_confrontation")
    assert worst["gain"]["low"] > 0.05
    told = exercise(*line)
    assert "without Military line" in told.stdout
    assert " * from +" in told.stdout


RARELY = scenario(
    clock="{turns: 2}",
    endings="""
        feat: {title: A feat, when: heat > 99 and turn = 0, rare: yes}
        forgotten: {title: Forgotten, when: heat > 99 and turn = 0}
        open: {otherwise: yes, title: It goes on}
        """,
)


def test_the_endings_that_no_run_came_to_are_named_and_those_meant_to_be_rare_are_marked(
    exercise: Exercise, tmp_path: Path
) -> None:
    path = tmp_path / "rarely.yaml"
    path.write_text(RARELY, encoding="utf-8")
    told = exercise("simulate", path, "--runs", "20", "--seed", "1").stdout
    missed = told.partition("Endings that no run came to\n")[2]
    assert missed.splitlines() == ["  A feat: the file calls it rare", "  Forgotten"]
    assert figures(exercise("simulate", path, "--runs", "20", "--seed", "1", "--json"))["rare"] == ["feat"]
    assert "no run came to" not in exercise(*SIMULATE).stdout


def test_comparing_everything_names_what_is_main_first(exercise: Exercise) -> None:
    told = figures(exercise("compare", FLAGSHIP, "--runs", "2", "--seed", "1", "--json"))["variants"]
    missing = [one["variant"] for one in told if not one["variant"].startswith("variant.")]
    assert missing[:2] == ["channel.military_line", "agreement.encounter_rules"]
    assert missing[2:] == [*sorted(missing[2:], key=lambda id: id.startswith("agreement."))]


# --- pictures and cells ----------------------------------------------------------------------------------------------


def test_bars_grow_by_eighths_and_what_is_there_is_seen() -> None:
    assert [bar(value, 4) for value in (0, 0.0001, 0.25, 0.28125, 1)] == ["", "▏", "█", "█▏", "████"]
    assert [percent(value) for value in (0, 0.0001, 0.5, 1)] == ["0.0 %", "<0.1 %", "50.0 %", "100.0 %"]


def test_a_picture_is_text_whatever_a_title_says() -> None:
    row = Row("ending", "x", "<script>&\"'", "", 3, 10)
    root = ElementTree.fromstring(svg("</title><a>", "& so on", [("Endings", [(row, "#000000")])]))
    assert root[0].text == "</title><a>"
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_a_cell_is_never_a_formula() -> None:
    assert "'=HYPERLINK" in as_csv([Row("ending", "x", "=HYPERLINK(1)", "", 1, 2)])


# --- an early end ----------------------------------------------------------------------------------------------------


def parts(last: type[BaseException]) -> Generator[Totals]:
    """Two chunks, then something comes between."""
    for _ in range(2):
        yield Totals(5, Counter({("ending", "x"): 5}))
    raise last("The worker is gone.")


def test_what_there_is_at_ctrl_c_is_kept_and_marked() -> None:
    found = summed(parts(KeyboardInterrupt), Totals(), 100)
    assert (found.totals.runs, found.code) == (10, 130)
    assert found.stopped == "Stopped after 10 of 100 runs: the result is of these."


def test_what_there_is_when_a_worker_is_lost_is_kept_and_marked() -> None:
    found = summed(parts(ExerciseError), Totals(), 100)
    assert (found.totals.runs, found.code) == (10, 2)
    assert found.stopped.endswith("The worker is gone.")


def test_with_nothing_to_show_an_early_end_is_just_that() -> None:
    def none() -> Generator[Totals]:
        raise KeyboardInterrupt
        yield Totals()

    with pytest.raises(KeyboardInterrupt):
        summed(none(), Totals(), 100)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal and its signals, as Unix has them")
def test_ctrl_c_in_a_terminal_shows_what_there_is(tmp_path: Path) -> None:
    screen, terminal = os.openpty()
    command = [sys.executable, "-m", "exercise", "simulate", FLAGSHIP, "--runs", "5000000", "--workers", "2"]
    environment = {**os.environ, "EXERCISE_HOME": str(tmp_path), "EXERCISE_LANG": "en"}
    with subprocess.Popen(
        [*command, "--json"], stdout=subprocess.PIPE, stderr=terminal, env=environment, start_new_session=True
    ) as running:
        seen = b""
        while seen.count(b"Playing") < 3:  # the bar at the start, and after two chunks
            readable, _writable, _broken = select.select([screen], [], [], 60)
            if not readable:
                os.killpg(running.pid, signal.SIGKILL)
            assert readable, f"nothing more came after {seen!r}"
            seen += os.read(screen, 1000)
        os.killpg(running.pid, signal.SIGINT)
        output = running.communicate()[0]
    os.close(terminal)
    found = json.loads(output)
    assert running.returncode == 130
    assert found["partial"] is True
    assert 0 < found["runs"] < found["asked"]
    assert b"Traceback" not in seen + os.read(screen, 10_000)
    os.close(screen)


# --- files that cannot be written ------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on the size of files is Unix's")
def test_when_the_disk_is_full_the_result_stands_on_the_screen(exercise: Exercise, tmp_path: Path) -> None:
    import resource

    table = tmp_path / "runs.csv"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        ended = exercise(*SIMULATE, "--csv", table)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert_one_sentence(ended, 2, str(table), "Make room")
    assert "Shots exchanged" in ended.stdout
    assert not table.exists()


def test_a_file_that_exists_is_never_written_over(exercise: Exercise, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("mine", encoding="utf-8")
    ended = exercise(*SIMULATE, "--csv", mine)
    assert_one_sentence(ended, 2, "exists already")
    assert ended.stdout == ""
    with pytest.raises(StorageFailed):
        write(mine, "yours")
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_said_before_the_runs_begin(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="make it first"):
        new_file(str(tmp_path / "none" / "a.svg"))


# --- wrong use -------------------------------------------------------------------------------------------------------

WRONG = [
    ("--runs", "0"),
    ("--runs", "-3"),
    ("--runs", "1000000000000"),
    ("--runs", "lots"),
    ("--players", "cautios"),
    ("--players", "script:none.yaml"),
    ("--players", "nato=human"),
    ("--workers", "0"),
    ("--seed", "-1"),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
@pytest.mark.parametrize("command", ["simulate", "compare"])
def test_what_cannot_be_is_one_sentence(exercise: Exercise, command: str, arguments: tuple[str, str]) -> None:
    assert_one_sentence(exercise(command, FLAGSHIP, *arguments), 2)


def test_what_is_not_there_cannot_be_left_out(exercise: Exercise) -> None:
    ended = exercise("compare", FLAGSHIP, "--without", "militry_line")
    assert_one_sentence(ended, 2, "Did you mean 'military_line'?")


def test_a_wide_interval_says_how_little_few_runs_say() -> None:
    assert share(1, 3).high - share(1, 3).low > 0.7
