"""The program in a process of its own at a real pseudo-terminal, with its bytes as they come."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SEQUENCE = re.compile(
    r"\x1b(?:\[[0-9;:?<>=$]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[=>])", re.DOTALL
)
OF_A_TERMINAL = ("LC_", "LANG", "COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "PYTHONIOENCODING")
LONGEST = 60.0
"""Seconds after which a test has failed; a machine under load may need many of them."""


class Terminal:
    """What a person sits at: sees what was painted, presses keys, changes its size, closes its window."""

    def __init__(self, outer: int, inner: int, child: subprocess.Popen[bytes]) -> None:
        self._outer, self.inner, self.child = outer, inner, child
        self.sent = b""
        self._open = True

    def until(self, said: str) -> str:
        """Everything painted since it was last asked for, once these words are in it."""
        seen, deadline = "", time.monotonic() + LONGEST
        begun = len(self.sent)
        while said not in seen:
            assert time.monotonic() < deadline, seen[-2000:]
            assert self._read() or self.child.poll() is None, seen[-2000:]
            seen = " ".join(SEQUENCE.sub("", self.sent[begun:].decode("utf-8", "replace")).split())
        return seen

    def press(self, keys: bytes) -> None:
        """Bytes as a keyboard sends them."""
        os.write(self._outer, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, which the program is told of."""
        fcntl.ioctl(self._outer, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.killpg(self.child.pid, signal.SIGWINCH)

    def close(self) -> None:
        """The window is closed."""
        if self._open:
            self._open = False
            os.close(self._outer)

    def ended(self) -> int:
        """The exit code, once the program is gone; all that it still sends is read."""
        deadline = time.monotonic() + LONGEST
        while self.child.poll() is None:
            assert time.monotonic() < deadline, self.sent[-2000:]
            if self._open:
                self._read()
            else:
                select.select([], [], [], 0.05)
        while self._open and self._read():
            pass
        return self.child.wait()

    def _read(self) -> bool:
        if not select.select([self._outer], [], [], 0.1)[0]:
            return False
        try:
            found = os.read(self._outer, 65536)
        except OSError:  # Linux says so of a terminal that nobody has open any more
            return False
        self.sent += found
        return bool(found)


@contextmanager
def terminal(
    home: Path, *arguments: str, size: tuple[int, int] = (120, 40), environment: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """`exercise` with these arguments, at a terminal of so many columns and rows."""
    outer, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OF_A_TERMINAL)}
    settings = {"EXERCISE_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "TEXTUAL_ANIMATIONS": "none"}
    child = subprocess.Popen(
        [sys.executable, "-c", TAKES_THE_TERMINAL, *arguments],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env=kept | settings | dict(environment or {}),
        start_new_session=True,
    )
    found = Terminal(outer, inner, child)
    try:
        yield found
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        found.close()
        os.close(inner)


TAKES_THE_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from exercise.cli import main
main()
"""
"""What a shell does before it runs the program: the terminal becomes the one that hangs it up."""
