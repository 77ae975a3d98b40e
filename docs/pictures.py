"""Pictures of the real screens, from the snapshots that the tests compare with them: those of the README and the guide,
and all of them on one page, to be looked at one by one in a browser.

`make snapshots` runs it; `make pictures` takes the snapshots anew before.
"""

from __future__ import annotations

import gzip
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
KEPT, PAGE = ROOT / "tests" / "tui" / "snapshots", ROOT / "build" / "snapshots"
HEAD = "<!doctype html><meta charset=utf-8><title>Every screen</title><style>img { max-width: 100% }</style>"
IN_PAPERS = ("lobby", "team", "map", "handover", "ending", "replay-all")
LOOKS = "120x40-dark"


def unpacked(name: str) -> bytes:
    """A snapshot as SVG."""
    return gzip.decompress((KEPT / f"{name}.svgz").read_bytes())


def for_papers(into: Path = HERE) -> None:
    """The pictures of the README and the guide, in the folder of this file."""
    for name in IN_PAPERS:
        (into / f"{name}.svg").write_bytes(unpacked(f"{name}-{LOOKS}"))


def page(into: Path = PAGE) -> Path:
    """All snapshots on a page."""
    into.mkdir(parents=True, exist_ok=True)
    rows = [HEAD]
    for name in sorted(path.stem for path in KEPT.glob("*.svgz")):
        (into / f"{name}.svg").write_bytes(unpacked(name))
        rows.append(f'<h2>{name}</h2><img src="{name}.svg" alt="{name}">')
    path = into / "index.html"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


if __name__ == "__main__":
    for_papers()
    print(page())
