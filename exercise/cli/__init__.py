"""The command line: one small module per group of commands, each importing late so that every command starts fast."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """What the installed command `exercise` runs."""
    from exercise.cli.boundary import run

    sys.exit(run(sys.argv[1:]))
