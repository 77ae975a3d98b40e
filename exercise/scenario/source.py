"""A file as it was written: nested maps and lists of text in which every value knows its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.strict import Data, Spot, StrictReader, place_of

Path: TypeAlias = tuple[str | int, ...]

__all__ = ["Data", "Elsewhere", "Mark", "Path", "Source", "moved", "read_source"]


class Mark(NamedTuple):
    """A place in the file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Elsewhere:
    """A mark, as `Spot` has them, in another file than that which it was laid under: an entry of the catalogue."""

    line: int
    column: int
    index: int
    file: str
    text: str


def moved(spot: Spot, file: str, text: str) -> Spot:
    """The spots of another file, each of which says where it is from."""

    def away(mark: Any) -> Elsewhere:
        return Elsewhere(mark.line, mark.column, mark.index, file, text)

    keys = None if spot.keys is None else {id: (away(m), moved(one, file, text)) for id, (m, one) in spot.keys.items()}
    items = None if spot.items is None else [moved(one, file, text) for one in spot.items]
    return Spot(away(spot.mark), keys, items)


@dataclass(frozen=True)
class Source:
    """A file's data with its places. `data` holds dicts, lists, texts, and None where nothing is written."""

    data: Data
    spots: Spot = field(repr=False)
    name: str
    text: str = field(repr=False)

    def mark(self, path: Path, at: int | None = None) -> Mark:
        """The place of the value at `path`, or of what holds it; with `at`, of that character of its stripped text.

        Parts of the path that are not in the file (a list around a single block, say) are passed over.
        """
        value, spot, _key = self._find(path)
        if at is None or not isinstance(value, str):
            return Mark(spot.mark.line + 1, spot.mark.column + 1)
        text = spot.mark.text if isinstance(spot.mark, Elsewhere) else self.text
        return Mark(*_inside(text, value.strip(), spot.mark.index, at))

    def key_mark(self, path: Path) -> Mark:
        """The place of the key of the value at `path`, or of the nearest key around it."""
        _value, _spot, key = self._find(path)
        return Mark(key.line + 1, key.column + 1)

    def file(self, path: Path, *, key: bool = False) -> str:
        """The file in which the value at `path` stands, or its key."""
        _value, spot, mark = self._find(path)
        mark = mark if key else spot.mark
        return mark.file if isinstance(mark, Elsewhere) else self.name

    def problem(
        self,
        path: Path,
        code: str,
        message: str,
        help: str = "",
        severity: Severity = Severity.error,
        *,
        key: bool = False,
    ) -> Diagnostic:
        """A diagnostic at the value of `path`, or at its key."""
        place = self.key_mark(path) if key else self.mark(path)
        return Diagnostic(self.file(path, key=key), place.line, place.column, severity, code, message, help)

    def _find(self, path: Path) -> tuple[Data, Spot, Any]:
        value, spot = self.data, self.spots
        key = spot.mark
        for part in path:
            if isinstance(value, dict) and spot.keys is not None and isinstance(part, str) and part in spot.keys:
                value, (key, spot) = value[part], spot.keys[part]
            elif isinstance(value, list) and spot.items is not None and isinstance(part, int) and part < len(value):
                value, spot = value[part], spot.items[part]
                key = spot.mark
        return value, spot, key


def _inside(text: str, value: str, index: int, at: int) -> tuple[int, int]:
    """Follows a value in its file, sign by sign: only spaces differ there (quotes, blocks, folded lines)."""
    if index < len(text) and text[index] in "|>":
        index = text.find("\n", index) + 1
    elif index < len(text) and text[index] in "\"'":
        index += 1
    signs = sum(not char.isspace() for char in value[:at])
    while index < len(text) and (signs or text[index].isspace()):
        signs -= not text[index].isspace()
        index += 1
    return place_of(text, index)


def read_source(text: str, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """The data of a file and every problem of its writing. Without data there is always a problem.

    `name` is how diagnostics call the file. Never raises, whatever the text is.
    """
    text = text.removeprefix("\ufeff")
    reader = StrictReader(name, text)
    found = reader.read()
    return (Source(*found, name, text) if found else None), sorted(reader.problems)
