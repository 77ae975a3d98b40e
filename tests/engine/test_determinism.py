"""The same log gives the same world under every hash seed and in every time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACES = (("0", "UTC"), ("1", "Asia/Kamchatka"), ("4711", "America/St_Johns"))


def test_nothing_depends_on_the_hash_seed_or_the_time_zone() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.engine.determinism"],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in PLACES
    ]
    told = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert told[0].count("outcome: ") == 8
    assert told[0] == told[1] == told[2]
