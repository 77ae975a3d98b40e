"""`python -m benchmarks.run [WORD ...]`: measures every ratio, or those whose name holds a word, and prints the table.

Exit code 1 when one is above its limit.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable

from benchmarks import loading, opening, screens, starting, turns
from benchmarks.harness import Ratio

ENTRIES: dict[str, Callable[[], Ratio]] = {
    "help": starting.help_start,
    "paint": starting.first_paint,
    "load": loading.load_and_check,
    "turn": turns.live_turn,
    "phases": turns.more_phases,
    "key": screens.key_press,
    "news": screens.news_memory,
    "opening": opening.long_log,
}


def main(words: list[str]) -> int:
    """Runs the entries one by one, each line as soon as it is known."""
    chosen = [entry for name, entry in ENTRIES.items() if not words or name in words]
    if not chosen:
        print(f"Known benchmarks: {', '.join(ENTRIES)}.", file=sys.stderr)
        return 2
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}; the least of several repeats")
    print(f"{'what':<48} {'ours':>10} {'bare':>10} {'ratio':>8} {'limit':>8}")
    well = True
    for entry in chosen:
        row = entry()
        well = well and row.holds
        verdict = "" if row.holds else "  above the limit"
        times = f"{row.ours * 1e3:>7.3f} {row.unit} {row.bare * 1e3:>7.3f} {row.unit}"
        print(f"{row.name:<48} {times} {row.value:>8.2f} {row.limit:>8g}{verdict}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
