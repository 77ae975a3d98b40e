"""The yardstick in C, built by gcc and called in this process. Frozen."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SOURCE = Path(__file__).with_name("by_hand.c")
FLAGS = ("-O2", "-shared", "-fPIC", "-Wall", "-Wextra")

Bytes = NDArray[np.uint8]


class Compiled:
    """The program, built into a folder."""

    def __init__(self, folder: Path) -> None:
        built = folder / "by_hand.so"
        subprocess.run(["gcc", *FLAGS, "-o", str(built), str(SOURCE)], check=True)
        self._library = ctypes.CDLL(str(built))
        self._library.play_all.argtypes = (ctypes.c_uint64, ctypes.c_uint64, ctypes.c_void_p, ctypes.c_void_p)
        self._library.prepare()

    def play(self, first: int, count: int) -> tuple[Bytes, Bytes]:
        """Endings and their turns, for seeds from `first` on."""
        endings, turns = np.empty(count, np.uint8), np.empty(count, np.uint8)
        self._library.play_all(first, count, endings.ctypes.data, turns.ctypes.data)
        return endings, turns


def version() -> str:
    """The compiler, in its own words."""
    told = subprocess.run(["gcc", "--version"], check=True, capture_output=True, text=True)
    return told.stdout.splitlines()[0]
