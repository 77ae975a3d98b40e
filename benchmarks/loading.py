"""What it costs to load and check the scenario, against only parsing its YAML with libyaml."""

from __future__ import annotations

import yaml

from benchmarks.harness import Ratio, ratio, timed
from exercise.scenario.library import find
from exercise.scenario.loader import load_text

SCENARIO = "iskander_kaliningrad"


def load_and_check() -> Ratio:
    """From the text to something that can be played, every check made; imports are not counted."""
    path = find(SCENARIO)
    text = path.read_text(encoding="utf-8")
    ours = timed(lambda: load_text(text, path.name))
    bare = timed(lambda: yaml.load(text, yaml.CSafeLoader))
    return ratio("load and check / CSafeLoader", ours, bare, 5, 60)
