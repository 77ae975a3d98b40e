"""Golden playthroughs: each scenario of the library, played by scripts and by computer players, told line by line.

A change of rules, of a scenario or of a sentence shows here as a difference of lines. When it is meant, write them
anew with `EXERCISE_GOLDEN=write make test`, and read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exercise.cli.story import as_text, turns
from exercise.scenario.library import entries
from exercise.scenario.loader import Loaded, load_file
from exercise.session.rehearsal import rehearse
from exercise.session.spec import parse_players

GOLDEN = Path(__file__).parent / "golden"
LIBRARY = {entry.id: entry.path for entry in entries()}
SCRIPTS = sorted((Path(__file__).parents[1] / "scenarios" / "scripts").glob("*/*.yaml"))
BY_COMPUTERS = [(scenario, f"mixed_{seed}", "mixed", seed) for scenario in LIBRARY for seed in (1, 2, 7)]
BY_SCRIPTS = [(path.parent.name, path.stem, f"script:{path}", 1) for path in SCRIPTS]


def _story(loaded: Loaded, players: str, seed: int) -> str:
    session = rehearse(loaded, seed, parse_players(players, loaded.model, seed))
    told = [as_text(loaded.model, turn) for turn in turns(loaded.model, session.all_events())]
    return "\n\n".join([*told, str(session.outcome())]) + "\n"


@pytest.mark.parametrize(("scenario", "name", "players", "seed"), BY_COMPUTERS + BY_SCRIPTS)
def test_the_story_is_the_one_that_was_read_and_agreed(scenario: str, name: str, players: str, seed: int) -> None:
    story = _story(load_file(LIBRARY[scenario]), players, seed)
    golden = GOLDEN / scenario / f"{name}.txt"
    if os.environ.get("EXERCISE_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(story, encoding="utf-8")
    assert story.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_every_script_of_the_library_is_played() -> None:
    assert {path.parent.name for path in SCRIPTS} <= set(LIBRARY)
    assert len(SCRIPTS) >= 2
