"""The program under a terminal of its own: the screens open, and leaving them is an orderly end."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from pty import openpty
from struct import pack
from termios import TIOCSWINSZ

CTRL_L, CTRL_Q = b"\x0c", b"\x11"
WIPE = b"\x1b[H\x1b[2J\x1b[3J"
PATIENCE = 60.0  # seconds without a byte until the program counts as stuck


class Terminal:
    """The outer end of a terminal, and the program at the inner one."""

    def __init__(self, outer: int, child: subprocess.Popen[bytes]) -> None:
        self.outer, self.child = outer, child
        self.seen = b""

    def wait_for(self, sought: str) -> None:
        while sought.encode() not in self.seen:
            self.seen += self._read()

    def type(self, keys: bytes) -> None:
        os.write(self.outer, keys)

    def ended(self) -> int:
        """Reads on until the program is gone, as a terminal does; its exit code."""
        while self.child.poll() is None:
            readable, _writable, _broken = select.select([self.outer], [], [], 0.05)
            if readable:
                self._read()
        return self.child.returncode

    def _read(self) -> bytes:
        readable, _writable, _broken = select.select([self.outer], [], [], PATIENCE)
        assert readable, f"nothing more came after {self.seen[-300:]!r}"
        try:
            return os.read(self.outer, 65536)
        except OSError:  # the inner end is closed
            return b""


@contextmanager
def terminal(home: Path, *arguments: str, lines: int = 40, columns: int = 120) -> Iterator[Terminal]:
    outer, inner = openpty()
    ioctl(inner, TIOCSWINSZ, pack("HHHH", lines, columns, 0, 0))
    environment = os.environ | {"EXERCISE_HOME": str(home), "EXERCISE_LANG": "en", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "exercise", *arguments]
    with subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
    ) as child:
        os.close(inner)
        try:
            yield Terminal(outer, child)
        finally:
            child.kill()
            os.close(outer)


def test_the_program_alone_opens_the_library(tmp_path: Path) -> None:
    with terminal(tmp_path) as screen:
        screen.wait_for("Iskander to Kaliningrad")
        screen.type(CTRL_Q)
        assert screen.ended() == 0


def test_the_library_opens_on_a_small_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, "play", lines=24, columns=80) as screen:
        screen.wait_for("Iskander to Kaliningrad")
        screen.type(CTRL_Q)
        assert screen.ended() == 0


def test_a_team_that_is_led_leaves_a_session_that_resumes(tmp_path: Path) -> None:
    with terminal(tmp_path, "play", "iskander_kaliningrad", "--as", "nato", "--seed", "7") as screen:
        screen.wait_for("NATO")
        screen.type(CTRL_Q)
        assert screen.ended() == 0
    sessions = list(tmp_path.glob("*.session"))
    assert len(sessions) == 1
    assert [path.name for path in tmp_path.iterdir()] == [sessions[0].name], "the file stands alone once it is closed"
    with terminal(tmp_path, "resume", sessions[0].stem) as screen:
        screen.wait_for("NATO")
        screen.type(CTRL_Q)
        assert screen.ended() == 0


def test_a_shared_keyboard_is_wiped_between_two_teams_and_resumes_between_them(tmp_path: Path) -> None:
    """What the first team reads is on no screen any more, and above none, when the second is named."""
    with terminal(tmp_path, "play", "iskander_kaliningrad", "--as", "nato,russia", "--seed", "7") as screen:
        screen.wait_for("looks away")
        screen.type(b"go\r")
        screen.wait_for("Only you read this")
        screen.type(b"\x1b")
        screen.wait_for("to decide")
        screen.seen = b""
        screen.type(CTRL_L)
        screen.wait_for("looks away")
        assert WIPE in screen.seen
        after = screen.seen[screen.seen.rindex(WIPE) :]
        assert b"NATO" in after
        assert b"sealed order" not in after
        assert b"Tension" not in after
        screen.type(CTRL_Q)
        assert screen.ended() == 0
    (session,) = tmp_path.glob("*.session")
    with terminal(tmp_path, "resume", session.stem) as screen:
        screen.wait_for("looks away")
        assert b"NATO" in screen.seen
        assert b"Tension" not in screen.seen
        screen.type(CTRL_Q)
        assert screen.ended() == 0


def test_an_unknown_team_is_said_before_any_screen_opens(tmp_path: Path) -> None:
    with terminal(tmp_path, "play", "iskander_kaliningrad", "--as", "nat") as screen:
        screen.wait_for("Did you mean 'nato'?")
        assert screen.ended() == 2
        assert b"\x1b" not in screen.seen


def test_a_log_is_watched_on_a_terminal_and_told_where_it_is_wanted_as_text(tmp_path: Path) -> None:
    log = str(tmp_path / "story.jsonl")
    with terminal(tmp_path, "rehearse", "iskander_kaliningrad", "--seed", "7", "--log", log) as screen:
        screen.wait_for("outcome: ")
        assert screen.ended() == 0
    with terminal(tmp_path, "replay", log) as screen:
        screen.wait_for("as it really was")
        screen.type(b"4")
        screen.wait_for("step 1 of")
        screen.type(CTRL_Q)
        assert screen.ended() == 0
    with terminal(tmp_path, "replay", "--text", log) as screen:
        screen.wait_for("outcome: ")
        assert screen.ended() == 0
