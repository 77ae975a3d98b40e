"""`python -m benchmarks.run [WORD ...]`: measures every ratio, or those whose name holds a word, and prints the table.

Exit code 1 when one is above its limit.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable

from benchmarks import loading, opening, screens, starting, turns
from benchmarks.harness import Ratio

ENTRIES: dict[str, Callable[[], Ratio | Iterable[Ratio]]] = {
    "help": starting.help_start,
    "paint": starting.first_paint,
    "load": loading.load_and_check,  # of every scenario
    "turn": turns.live_turn,  # of every scenario
    "phases": turns.more_phases,
    "key": screens.key_press,
    "news": screens.news_memory,
    "opening": opening.long_log,
}
WIDE = 64


def main(words: list[str]) -> int:
    """Measures the entries one by one."""
    chosen = [entry for name, entry in ENTRIES.items() if not words or name in words]
    if not chosen:
        print(f"Known benchmarks: {', '.join(ENTRIES)}.", file=sys.stderr)
        return 2
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}; the least of several repeats")
    print(f"{'what':<{WIDE}} {'ours':>10} {'bare':>10} {'ratio':>8} {'limit':>8}")
    well = [_measured(entry) for entry in chosen]  # all of them, also after one that is above its limit
    return 0 if all(well) else 1


def _measured(entry: Callable[[], Ratio | Iterable[Ratio]]) -> bool:
    """Prints a line for each ratio of an entry, and which is the worst of several. Whether all hold."""
    found = entry()
    rows = []
    for row in (found,) if isinstance(found, Ratio) else found:
        rows.append(row)
        verdict = "" if row.holds else "  above the limit"
        times = f"{row.ours * 1e3:>7.3f} {row.unit} {row.bare * 1e3:>7.3f} {row.unit}"
        print(f"{row.name:<{WIDE}} {times} {row.value:>8.2f} {row.limit:>8g}{verdict}", flush=True)
    if len(rows) > 1:
        worst = max(rows, key=lambda row: row.value)
        print(f"{f'  worst of {len(rows)}, {worst.name}':<{WIDE + 21}} {worst.value:>9.2f}")
    return all(row.holds for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
