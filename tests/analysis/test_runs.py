"""Many runs on several processors: what is handed out, and how it ends early."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from threading import Event, Thread

import pytest

from exercise.analysis.runs import _ctrl_c_waits, _stretches, played
from exercise.analysis.simulate import playable, seated
from exercise.analysis.tally import Simulation
from exercise.session.spec import MIXED
from tests.scenarios import flagship


def test_stretches_grow_and_leave_no_run_out() -> None:
    found = list(_stretches(1_000, 10, 160))
    assert [count for _first, count in found] == [10, 20, 40, 80, 160, 160, 160, 160, 160, 50]
    assert [first + count for first, count in found[:-1]] == [first for first, _count in found[1:]]


def pressed_meanwhile(done: list[int]) -> None:
    """Ctrl-c, and then some more work."""
    with _ctrl_c_waits():
        os.kill(os.getpid(), signal.SIGINT)
        done += list(range(10_000))


def test_ctrl_c_pressed_while_processes_start_is_heard_afterwards_even_by_another_thread() -> None:
    go_on, done = Event(), list[int]()
    listener = Thread(target=go_on.wait)  # it does not block the signal, and so takes it
    listener.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            pressed_meanwhile(done)
        assert len(done) == 10_000
    finally:
        go_on.set()
        listener.join()


def test_who_stops_early_waits_for_no_worker_and_leaves_none_behind() -> None:
    model = flagship().model
    parts = played(Simulation(playable(flagship()), seated(MIXED, model), 1), 10**9, 2, batch=100)
    before = set(active_children())
    assert next(parts).runs in (100, 200)  # whichever of the first two stretches is over first
    assert set(active_children()) - before
    parts.close()
    assert not set(active_children()) - before


def test_a_worker_loads_no_file_reader() -> None:
    """It is started for the playing alone: what reads scenarios takes longer to load than thousands of runs."""
    script = "import exercise.analysis.tally, sys; print({'pydantic', 'yaml', 'click'} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert found.stdout == "set()\n"
