"""What it costs to open a long log: the replay of 5,000 events against that of 50, until the first moment is painted.

Both are whole processes, `exercise replay LOG` under a terminal of its own, in seconds of the processor: either log is
read and checked from its first to its last event.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from fcntl import ioctl
from pathlib import Path
from pty import openpty
from struct import pack
from tempfile import TemporaryDirectory
from termios import TIOCSWINSZ

from benchmarks.harness import Ratio, Timed, ratio
from benchmarks.loading import SCENARIO
from benchmarks.starting import COLUMNS, LINES, PATIENCE, wait_for
from exercise.scenario.library import find
from exercise.scenario.loader import load_file
from exercise.session.clock import SimulatedClock
from exercise.session.players import Chair, Empty, Human
from exercise.session.session import Session
from exercise.store.jsonl import JsonlStore

FEW, MANY = 50, 5000
ASKED, PAINTED = b"All: as it really was", b"step 1 of"
ACTS = ("write press", "order fly_patrols", "withdraw fly_patrols")
"""A person who cannot make up his mind: nothing of it is bookkeeping, so all of it becomes a step of the replay."""


def long_log() -> Ratio:
    """A replay opens."""
    with TemporaryDirectory() as home:
        few, many = (log(Path(home) / f"{events}.jsonl", events) for events in (FEW, MANY))
        name = f"replay of {MANY} events opens / of {FEW}"
        return ratio(name, opening(many, home), opening(few, home), 3, 5)


def log(path: Path, events: int) -> Path:
    """A log of so many events, five turns long."""
    loaded = load_file(find(SCENARIO))
    chairs: dict[str, Chair] = dict.fromkeys(loaded.model.team_ids, Empty())
    chairs["nato"] = Human()
    with JsonlStore(path, fresh=True) as store:
        session = Session.begin(loaded, 7, chairs, store, path.stem, SimulatedClock())
        while not session.ended and session.recorded < events:
            enough = session.recorded + (events - session.recorded) // (session.model.turns - session.turn + 1)
            while session.recorded < enough:
                for words in ACTS:
                    session.act("nato", words, "We are watching, and we say so.")
            session.act("nato", "lock")
    return path


def opening(path: Path, home: str) -> Timed:
    """The processor's seconds of the command until the first moment stands on the terminal."""
    environment = os.environ | {"EXERCISE_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    command = [sys.executable, "-m", "exercise", "replay", str(path)]

    def once() -> float:
        outer, inner = openpty()
        ioctl(inner, TIOCSWINSZ, pack("HHHH", LINES, COLUMNS, 0, 0))
        deadline = time.perf_counter() + PATIENCE
        child = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
        )
        os.close(inner)
        try:
            wait_for(ASKED, outer, deadline)
            os.write(outer, b"4")  # all eyes: the longest list of steps
            wait_for(PAINTED, outer, deadline)
        finally:
            child.kill()
            used = os.wait4(child.pid, 0)[2]
            child.returncode = 0  # it was waited for here
            os.close(outer)
        return used.ru_utime + used.ru_stime

    return once
