"""However a person leaves, or is made to leave: the terminal is as it was, nothing is lost, the exercise goes on."""

from __future__ import annotations

import os
import signal
import sys
import termios
from pathlib import Path

import pytest

from exercise.cli.boundary import NOBODY_READS
from exercise.session.replay import resumed
from exercise.store.reading import read_rows
from exercise.store.verify import verify
from tests.tui.duel import TEXT, Kept
from tests.tui.real import Terminal, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l")
"""The alternate screen left, the cursor shown, the mouse and bracketed pastes off."""

QUIT, ENTER, ESCAPE, ORDER, LOCK, WRITE = b"\x11", b"\r", b"\x1b", b"1", b"\x0c", b"\x1bOR"


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    """The small crisis as a file."""
    path = tmp_path / "duel.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def at_the_table(one: Terminal) -> None:
    """Past the briefing, with an order given."""
    one.until("Hold the strait")
    one.press(ESCAPE)
    one.until("Orders on offer")
    one.press(ORDER)
    one.until("1 more order may follow")


def assert_restored(one: Terminal, before: list[object]) -> None:
    for sequence in RESTORED:
        assert sequence in one.sent, sequence
    assert one.sent.rindex(b"\x1b[?1049l") > one.sent.rindex(b"\x1b[?1049h")
    assert termios.tcgetattr(one.inner) == before


def assert_kept(home: Path, *words: str) -> None:
    """The log is whole, holds these acts, and goes on."""
    (path,) = home.glob("*.session")
    assert verify(path).ok
    rows = [[row.event for row in rows] for rows in read_rows(path)]
    done = [event["data"].get("words") for events in rows for event in events if event["type"] == "acted"]
    assert set(words) <= set(done)
    assert not resumed(rows, Kept()).ended


@pytest.mark.parametrize("where", ["table", "list", "field", "report", "help"])
def test_quitting_on_any_screen_loses_nothing_and_leaves_the_terminal_as_it_was(
    where: str, scenario: str, tmp_path: Path
) -> None:
    ways: dict[str, list[tuple[bytes, str]]] = {
        "table": [],
        "list": [(WRITE, "Contact")],
        "field": [(WRITE, "Contact"), (b"2", "Type your words")],
        "report": [(LOCK, "What was done")],
        "help": [(b"\x1bOP", "You lead one team")],
    }
    with terminal(tmp_path, "play", scenario, "--as", "north", "--seed", "7") as one:
        before = termios.tcgetattr(one.inner)
        at_the_table(one)
        for key, said in ways[where]:
            one.press(key)
            one.until(said)
        one.press(QUIT)
        assert one.ended() == 0
        assert_restored(one, before)
        (path,) = tmp_path.glob("*.session")
        assert f"'exercise resume {path.stem}' goes on".encode() in one.sent[one.sent.rindex(b"\x1b[?1049l") :]
    assert_kept(tmp_path, "order ram", *(["lock"] if where == "report" else []))


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_as_a_person_would(ended_by: signal.Signals, scenario: str, tmp_path: Path) -> None:
    with terminal(tmp_path, "play", scenario, "--as", "north", "--seed", "7") as one:
        before = termios.tcgetattr(one.inner)
        at_the_table(one)
        os.kill(one.child.pid, ended_by)
        assert one.ended() == 128 + ended_by
        assert_restored(one, before)
    assert_kept(tmp_path, "order ram")


def test_a_window_that_is_closed_ends_the_program_and_loses_nothing(scenario: str, tmp_path: Path) -> None:
    with terminal(tmp_path, "play", scenario, "--as", "north", "--seed", "7") as one:
        at_the_table(one)
        os.close(one.inner)
        one.inner = os.open(os.devnull, os.O_RDWR)
        one.close()
        assert one.ended() in (0, 128 + signal.SIGHUP, NOBODY_READS)
    assert_kept(tmp_path, "order ram")


def test_bytes_that_are_no_text_do_nothing(scenario: str, tmp_path: Path) -> None:
    with terminal(tmp_path, "play", scenario, "--as", "north", "--seed", "7") as one:
        at_the_table(one)
        one.press(b"\xff\xfe\xc3")
        one.press(b"\x1bOR")
        one.until("Contact")
        one.press(QUIT)
        assert one.ended() == 0


def test_a_failing_program_says_one_sentence_and_keeps_what_whoever_mends_it_needs(
    scenario: str, tmp_path: Path
) -> None:
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import exercise.tui.prose as prose\n"
        "def weight(thousandths): raise ZeroDivisionError('secret of North')\n"
        "prose.weight = weight\n",
        encoding="utf-8",
    )
    with terminal(
        tmp_path, "play", scenario, "--as", "north", "--seed", "7", environment={"PYTHONPATH": str(tmp_path)}
    ) as one:
        before = termios.tcgetattr(one.inner)
        at_the_table(one)
        one.press(LOCK)
        assert one.ended() == 70
        assert_restored(one, before)
        said = one.sent[one.sent.rindex(b"\x1b[?1049l") :].decode()
    assert "an error of its own (ZeroDivisionError)" in said
    assert "Traceback" not in said
    assert "secret" not in said
    (report,) = tmp_path.glob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    assert_kept(tmp_path, "order ram")
