"""The command line: one small module per group of commands, each importing late so that every command starts fast."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """What the installed command `exercise` runs."""
    gc.set_threshold(20_000, 20, 20)  # what is loaded at the start stays: looking for garbage in it only delays
    from exercise.cli.boundary import run

    sys.exit(run(sys.argv[1:]))
