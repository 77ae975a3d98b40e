"""How fast it starts: its help against bare Python, its library's first paint against the least Textual program."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from fcntl import ioctl
from pty import openpty
from struct import pack
from tempfile import TemporaryDirectory
from termios import TIOCSWINSZ

from benchmarks.harness import Ratio, Timed, ratio
from benchmarks.minimal_list import FIRST_LINE

LINES, COLUMNS = 40, 120
PATIENCE = 30.0  # seconds until a program that paints nothing counts as broken


def help_start() -> Ratio:
    """`exercise --help` as a whole process against `python -c pass`."""
    return ratio("exercise --help / python -c pass", process("-m", "exercise", "--help"), process("-c", "pass"), 12, 15)


def first_paint() -> Ratio:
    """From the start of the process until the list's first line has reached the terminal."""
    with TemporaryDirectory() as home:
        ours = paint(["-m", "exercise"], home)
        bare = paint(["-m", "benchmarks.minimal_list"], home)
        return ratio("library's first paint / minimal Textual list", ours, bare, 1.6, 9)


def process(*arguments: str) -> Timed:
    """The seconds of one whole Python process, its output thrown away."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    return once


def paint(arguments: Sequence[str], home: str) -> Timed:
    """The seconds until a program under a terminal of its own has written the line that is looked for."""
    environment = os.environ | {"EXERCISE_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    environment.pop("NO_COLOR", None)

    def once() -> float:
        outer, inner = openpty()
        ioctl(inner, TIOCSWINSZ, pack("HHHH", LINES, COLUMNS, 0, 0))
        start = time.perf_counter()
        command = [sys.executable, *arguments]
        child = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
        )
        os.close(inner)
        try:
            wait_for(FIRST_LINE.encode(), outer, start + PATIENCE)
            return time.perf_counter() - start
        finally:
            child.kill()
            child.wait()
            os.close(outer)

    return once


def wait_for(sought: bytes, terminal: int, deadline: float) -> None:
    """Reads what reaches the terminal until it holds the bytes."""
    seen = b""
    while sought not in seen:
        readable, _writable, _broken = select.select([terminal], [], [], max(0.0, deadline - time.perf_counter()))
        if not readable:
            raise RuntimeError(f"nothing like {sought!r} was painted; the last bytes were {seen[-400:]!r}")
        seen += os.read(terminal, 65536)
