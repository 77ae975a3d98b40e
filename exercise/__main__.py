"""`python -m exercise` is the command `exercise`."""

from __future__ import annotations

from exercise.cli import main

if __name__ == "__main__":
    main()
