"""How a log begins: with everything that is needed to play the exercise again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from exercise.engine.events import Event, Value
from exercise.scenario.loader import Loaded
from exercise.session.players import Chair, Scripted


def header(loaded: Loaded, seed: int, chairs: Mapping[str, Chair]) -> Event:
    """The first event: the scenario, the seed and who plays."""
    scripts: dict[str, Value] = {
        team: {str(turn): list(acts) for turn, acts in chair.acts.items()}
        for team, chair in chairs.items()
        if isinstance(chair, Scripted)
    }
    data: dict[str, Value] = {
        "scenario": loaded.text,
        "scenario_name": Path(loaded.name).name,
        "scenario_sha256": loaded.digest,
        "engine": _engine_version(),
        "seed": str(seed),
        "roster": {team: chair.words for team, chair in chairs.items()},
        "scripts": scripts,
    }
    if loaded.variant:
        data["variant"] = loaded.variant
    if loaded.entries:
        data["catalogue"] = dict(loaded.entries)
    return Event("opened", (), data=data)


@lru_cache(maxsize=1)
def _engine_version() -> str:
    try:
        return version("crisis-exercise")
    except PackageNotFoundError:
        return "0"
