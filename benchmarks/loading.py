"""What it costs to load and check a scenario, against only parsing its YAML with libyaml: of the whole library."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from benchmarks.harness import Ratio, ratio, timed
from exercise.scenario.library import find, names
from exercise.scenario.loader import load_text

SCENARIO = "iskander_kaliningrad"
REPEATS = 30


def load_and_check() -> Iterator[Ratio]:
    """Of each scenario: from the text to something that can be played, every check made; imports are not counted."""
    yield from (_loading(name) for name in names())


def _loading(name: str) -> Ratio:
    path = find(name)
    text = path.read_text(encoding="utf-8")
    ours = timed(lambda: load_text(text, path.name))
    bare = timed(lambda: yaml.load(text, yaml.CSafeLoader))
    return ratio(f"load, check / CSafeLoader: {name}", ours, bare, 5, REPEATS)
