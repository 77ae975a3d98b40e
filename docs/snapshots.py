"""Lays the snapshots of all screens out on one page, unpacked, to be looked at one by one in a browser.

`make snapshots` runs it. The tests compare them with the screens as they are; see `tests/tui/test_snapshots.py`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT, PAGE = ROOT / "tests" / "tui" / "snapshots", ROOT / "build" / "snapshots"
HEAD = "<!doctype html><meta charset=utf-8><title>Every screen</title><style>img { max-width: 100% }</style>"


def main(into: Path = PAGE) -> Path:
    """The page, with a picture beside it for every snapshot."""
    into.mkdir(parents=True, exist_ok=True)
    rows = [HEAD]
    for path in sorted(KEPT.glob("*.svgz")):
        (into / f"{path.stem}.svg").write_bytes(gzip.decompress(path.read_bytes()))
        rows.append(f'<h2>{path.stem}</h2><img src="{path.stem}.svg" alt="{path.stem}">')
    page = into / "index.html"
    page.write_text("\n".join(rows), encoding="utf-8")
    return page


if __name__ == "__main__":
    print(main())
