"""What can still be checked of a file whose shape is wrong in places, so that its author hears of all in one go.

Whatever is wrong is left out until the rest is a scenario. An id that was left out is not unknown: it is `lost`, and
nothing is said of what mentions it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from exercise.scenario.checks.draft import Draft
from exercise.scenario.gone import Gone
from exercise.scenario.schema import Scenario
from exercise.scenario.source import Path, Source

ATTEMPTS = 5

# What stands for a part that is missing or wholly wrong; without teams, tracks, phases or actions too little is left.
_STAND_INS: Mapping[str, Any] = {
    "format": "1",
    "id": "lost",
    "title": "Lost",
    "endings": {"lost": {"otherwise": "yes"}},
}


def salvaged(source: Source, gone: Gone) -> Draft | None:
    """The draft that is left of a file, or None when too little is."""
    if not isinstance(source.data, dict):
        return None
    data: dict[str, Any] = deepcopy(source.data)
    lost: set[str] = set()
    for _attempt in range(ATTEMPTS):
        try:
            scenario = Scenario.model_validate(data)
        except ValidationError as error:
            told = error.errors(include_url=False, include_input=False, include_context=False)
            for path in sorted({_written(data, one["loc"]) for one in told}, key=_from_the_end):
                lost |= set(_left_out(data, path))
            data = {**_STAND_INS, **data}
        else:
            return Draft(scenario, source, frozenset(lost), gone)
    return None


def _written(data: Any, loc: Path) -> Path:
    """The path of what is wrong, as far as it stands in the file."""
    found: list[str | int] = []
    for part in loc:
        if _holds(data, part):
            found.append(part)
            data = data[part]
    return tuple(found)


def _holds(data: Any, part: str | int) -> bool:
    if isinstance(data, dict):
        return isinstance(part, str) and part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _from_the_end(path: Path) -> tuple[int, list[tuple[int, str]]]:
    """An order in which items of lists keep their places until it is their turn."""
    return -len(path), [(-part, "") if isinstance(part, int) else (0, part) for part in path]


def _left_out(data: dict[str, Any], path: Path) -> Iterator[str]:
    """Takes out what stands at a path; the ids that are lost with it."""
    if not path:
        return
    holder: Any = data
    for part in path[:-1]:
        if not _holds(holder, part):
            return
        holder = holder[part]
    if _holds(holder, path[-1]):
        yield from _ids({path[-1]: holder.pop(path[-1])})
    if path[0] == "tracks" and len(path) > 1:
        yield str(path[1])  # of which kind it is may hang on what was wrong


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from _ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)
