"""Every screen as it was looked at and agreed: at 80×24, 120×40 and 200×60, dark and light, as SVG.

A change of a screen shows here as pictures that are others. When it is meant, write them anew with `make pictures`,
and look at each on the page that it names before committing it. They are kept packed: side by side, SVGs of whole
screens are a dozen times as large.
"""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.tui.gallery import COLOURS, WAYS, Picture, walk

KEPT = Path(__file__).parent / "snapshots"
ALONG = [(way, size, colours) for way, one in WAYS.items() for size in one.sizes for colours in COLOURS]


def kept(name: str) -> str:
    """A snapshot by its name, empty where there is none yet."""
    path = KEPT / f"{name}.svgz"
    return gzip.decompress(path.read_bytes()).decode("utf-8") if path.exists() else ""


def keep(one: Picture) -> None:
    """The picture is the snapshot from now on; one that is the same stays untouched."""
    if one.svg != kept(one.file):
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{one.file}.svgz").write_bytes(gzip.compress(one.svg.encode("utf-8"), mtime=0))


def named(way: str, size: tuple[int, int], colours: str) -> str:
    return f"{way} {size[0]}x{size[1]} {colours}"


@pytest.mark.parametrize(("way", "size", "colours"), ALONG, ids=[named(*one) for one in ALONG])
async def test_every_screen_looks_as_it_was_agreed(
    way: str, size: tuple[int, int], colours: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXERCISE_HOME", str(tmp_path))
    monkeypatch.delenv("NO_COLOR", raising=False)
    others = []
    async for one in walk(way, size, colours):
        if os.environ.get("EXERCISE_SNAPSHOTS") == "write":
            keep(one)
        if one.svg != (before := kept(one.file)):
            (tmp_path / f"{one.file}.svg").write_text(one.svg, encoding="utf-8")
            (tmp_path / f"{one.file}-before.svg").write_text(before, encoding="utf-8")
            others.append(one.file)
    assert others == [], f"Compare the pictures in {tmp_path}."


def test_every_snapshot_is_of_a_screen_that_is_walked_through() -> None:
    taken = {
        f"{step[1:]}-{size[0]}x{size[1]}-{colours}"
        for way in WAYS.values()
        for step in way.steps
        if step.startswith("=")
        for size in way.sizes
        for colours in COLOURS
    }
    assert {path.stem for path in KEPT.glob("*.svgz")} == taken
