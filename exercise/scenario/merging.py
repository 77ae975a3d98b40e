"""One map of data laid over another, with its places: a variant over its file, a file over what it uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from exercise.i18n import _
from exercise.scenario.diagnostics import Diagnostic, Severity, quoted, suggestion
from exercise.scenario.source import Data, Elsewhere
from exercise.scenario.strict import Spot
from exercise.scenario.text import clean

Place: TypeAlias = tuple[int, int, str]
"""Line and column, both from 1, and the file if it is another one: an entry of the catalogue."""


def laid_over(
    base: Spot, over: Spot, data: dict[str, Data], changes: dict[str, Data], covered: dict[Place, set[Place]]
) -> Spot:
    """The places of two maps that are merged: those of the changes count."""
    keys = {name: found for name, found in (base.keys or {}).items() if name in data}
    theirs = over.keys or {}
    for name, part in changes.items():
        key, spot = theirs.get(name, (over.mark, Spot(over.mark)))
        before, old = keys.pop(name, None), data.get(name)
        if part is None:
            continue
        if before is not None:
            covered.setdefault(place_at(key), set()).add(place_at(before[0]))
            covered.setdefault(place_at(spot.mark), set()).add(place_at(before[1].mark))
            if isinstance(part, dict) and isinstance(old, dict):
                spot = laid_over(before[1], spot, old, part, covered)
        keys[name] = (key, spot)
    return Spot(over.mark, keys)


def nothing_removed(name: str, over: Spot, data: dict[str, Data], changes: dict[str, Data]) -> Iterator[Diagnostic]:
    """Empty values where there is nothing to take out: mostly an id that is written otherwise."""
    for id, part in changes.items():
        key, spot = (over.keys or {}).get(id, (over.mark, over))
        old = data.get(id)
        if part is None and id not in data:
            message = _("There is no {id} here that could be removed").format(id=quoted(id))
            help = suggestion(id, data) or _("To add it, write '{id}: {{}}' or its fields.").format(id=clean(id))
            line, column, _file = place_at(key)
            yield Diagnostic(name, line, column, Severity.warning, "nothing-removed", message, help)
        elif isinstance(part, dict) and isinstance(old, dict):
            yield from nothing_removed(name, spot, old, part)


def place_at(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1, mark.file if isinstance(mark, Elsewhere) else ""
