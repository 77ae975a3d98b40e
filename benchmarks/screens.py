"""How fast the team screen answers a key, against the least Textual program with as many widgets; and what a long list
of news costs in memory, against a short one.

A key press is measured from outside: programs at terminals of their own, the processor time that each of them takes
for many keys, each sent when the terminal shows what the one before did.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fcntl import ioctl
from pty import openpty
from select import select
from struct import pack
from termios import TIOCSWINSZ
from time import perf_counter

from textual.app import App, ComposeResult

from benchmarks.harness import Ratio, ratio
from benchmarks.minimal_board import READY
from benchmarks.starting import COLUMNS, LINES, PATIENCE, wait_for
from exercise.scenario.library import find
from exercise.scenario.loader import load_file
from exercise.session.players import Human
from exercise.session.session import Session
from exercise.session.spec import parse_players
from exercise.tui.screens.team import TeamScreen
from exercise.tui.seat import Seat
from exercise.tui.table import Item, Table
from exercise.tui.widgets.news import NewsPane

SCENARIO, TEAM = "iskander_kaliningrad", "nato"
KEYS = 60
DOWN, UP, ESCAPE = b"\x1b[B", b"\x1b[A", b"\x1b"
QUIET = 0.05
"""Seconds without output after which a repaint is over."""

FEW, MANY = 20, 2000


def key_press() -> Ratio:
    """The highlight of the orders goes down and up."""
    with tempfile.TemporaryDirectory() as home:
        play = ("-m", "exercise", "play", SCENARIO, "--as", TEAM, "--seed", "7")
        ours = _Terminal(play, home)
        bare = _Terminal(("-m", "benchmarks.minimal_board", str(_widgets())), home)
        with ours.running(b"Skip", ESCAPE, b"Orders on offer"), bare.running(READY.encode()):
            return ratio("key press on the team screen / minimal Textual", ours.keys, bare.keys, 2, 3)


def news_memory() -> Ratio:
    """2,000 pieces of news against 20, both more than the pane shows; in kB for a line on the screen."""
    few, many = asyncio.run(_memory(FEW)), asyncio.run(_memory(MANY))
    return Ratio("2,000 news / 20 news, memory per shown line", many / 1e6, few / 1e6, 1.3, unit="kB")


class _Terminal:
    """A program at a terminal of its own."""

    def __init__(self, arguments: Sequence[str], home: str) -> None:
        self._arguments, self._home = arguments, home
        self._outer, self._pid = -1, 0

    @contextmanager
    def running(self, ready: bytes, key: bytes = b"", then: bytes = b"") -> Iterator[None]:
        """Until it has painted what is looked for, after a key perhaps; and its end."""
        environment = os.environ | {"EXERCISE_HOME": self._home, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
        self._outer, inner = openpty()
        ioctl(inner, TIOCSWINSZ, pack("HHHH", LINES, COLUMNS, 0, 0))
        command = [sys.executable, *self._arguments]
        child = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
        )
        os.close(inner)
        self._pid = child.pid
        try:
            wait_for(ready, self._outer, perf_counter() + PATIENCE)
            if key:
                os.write(self._outer, key)
                wait_for(then, self._outer, perf_counter() + PATIENCE)
            self._until_still(PATIENCE)
            yield
        finally:
            child.kill()
            child.wait()
            os.close(self._outer)

    def keys(self) -> float:
        """The processor's seconds that the program takes for one key, over many of them."""
        before = self._processor()
        for number in range(KEYS):
            os.write(self._outer, UP if number % 2 else DOWN)
            self._until_still(PATIENCE)
        return (self._processor() - before) / KEYS

    def _until_still(self, patience: float) -> None:
        """Reads what reaches the terminal until nothing more comes."""
        while select([self._outer], [], [], patience)[0]:
            os.read(self._outer, 65536)
            patience = QUIET

    def _processor(self) -> float:
        with open(f"/proc/{self._pid}/stat") as file:
            user, system = file.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _seat() -> Seat:
    loaded = load_file(find(SCENARIO))
    chairs = parse_players("mixed", loaded.model, 7) | {TEAM: Human()}
    return Seat(Session.begin(loaded, 7, chairs), TEAM)


def _widgets() -> int:
    """How many widgets the team screen has."""

    async def count() -> int:
        app = App[None]()
        async with app.run_test(size=(COLUMNS, LINES)):
            screen = TeamScreen(_seat())
            await app.push_screen(screen)
            return len(list(screen.walk_children()))

    return asyncio.run(count())


class _News(App[None]):
    """Nothing but the news."""

    def compose(self) -> ComposeResult:
        yield NewsPane("news")


async def _memory(items: int) -> float:
    """Bytes that the pane takes for a line that is shown; the news themselves belong to the session."""
    table: Table = _seat().table()
    news = tuple(
        Item(1 + number // 50, f"Somebody did the thing with the number {number}.", "act") for number in range(items)
    )
    table = replace(table, news=news)
    app = _News()
    async with app.run_test(size=(60, 16)) as pilot:
        pane = app.query_one(NewsPane)
        pane.show(replace(table, news=()))
        await pilot.pause()
        tracemalloc.start()
        pane.show(table)
        await pilot.pause()
        held, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return held / pane.size.height
