"""The catalogue: channels, agreements and what belongs to them, ready to be named under `use:`.

An entry is a small file of parts of a scenario. What a file uses is merged first, an entry after those that it uses
itself, and the file is laid over it as a variant is laid over a file. Every place knows which file it is in. The
texts of the entries go into the log with the scenario, so that an exercise can be played again from its log alone,
whatever becomes of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from exercise.i18n import _
from exercise.scenario.diagnostics import Diagnostic, quoted, suggestion
from exercise.scenario.gone import Gone, gone
from exercise.scenario.library import folder
from exercise.scenario.merging import laid_over, nothing_removed
from exercise.scenario.schema.variants import merged
from exercise.scenario.source import Data, Path, Source, moved, read_source
from exercise.scenario.strict import MOST_PROBLEMS, Spot
from exercise.scenario.text import clean

Shelf: TypeAlias = Mapping[str, str]
"""Texts of entries by id."""

PARTS: Final = ("tracks", "places", "forces", "channels", "agreements", "actions", "rules", "injects")
ABOUT: Final = ("title", "summary", "sources", "imagined", "use")
MOST_DEEP: Final = 20
_MAP: Final = "{}"  # stands for any map where two entries are compared


class _Folder(Mapping[str, str]):
    """The catalogue that ships with the program, read file by file when it is asked for."""

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(path.stem for path in (folder() / "catalogue").glob("*.yaml"))

    def __getitem__(self, id: str) -> str:
        if id not in self._names:
            raise KeyError(id)
        return (folder() / "catalogue" / f"{id}.yaml").read_text(encoding="utf-8", errors="replace")

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)


SHELF: Final[Shelf] = _Folder()


@dataclass(frozen=True)
class Entry:
    """One file of the catalogue. `reach` are all entries that it uses, directly or not."""

    id: str
    text: str = field(repr=False)
    source: Source = field(repr=False)
    problems: tuple[Diagnostic, ...] = ()
    reach: frozenset[str] = frozenset()

    @property
    def data(self) -> dict[str, Data]:
        return self.source.data if isinstance(self.source.data, dict) else {}

    @property
    def parts(self) -> dict[str, Data]:
        """What it brings."""
        return {name: part for name, part in self.data.items() if name in PARTS and isinstance(part, dict)}

    @property
    def brings(self) -> dict[str, list[str]]:
        """The ids of its parts."""
        return {name: [clean(id) for id in part] for name, part in self.parts.items() if isinstance(part, dict)}

    def said(self, name: str) -> tuple[str, ...]:
        """What it says of itself under this field."""
        value = self.data.get(name)
        items = value if isinstance(value, list) else [value]
        return tuple(clean(" ".join(one.split())) for one in items if isinstance(one, str))


@dataclass(frozen=True)
class Taken:
    """A file laid over what it uses."""

    source: Source = field(repr=False)
    entries: Mapping[str, str] = field(repr=False)
    gone: Gone
    """What the file takes out of it."""
    problems: tuple[Diagnostic, ...]
    idle: tuple[Diagnostic, ...]
    """What it takes out is not there."""


def entries() -> Iterator[Entry]:
    """The whole catalogue by id."""
    return (_read(id, text) for id, text in SHELF.items())


def taken(source: Source, shelf: Shelf, use: Path) -> Taken:
    """A file with what the list at `use` names, and what those use. Never raises, whatever is in them."""
    gathering = _Gathering(shelf)
    for at, id in _listed(source, use):
        gathering.take(id, source, at, ())
    found = list(gathering.entries.values())
    problems = [*gathering.problems, *_conflicts(found, source.data)]
    if not found or not isinstance(source.data, dict):
        return Taken(source, {}, Gone(), tuple(problems), ())
    data: dict[str, Data] = {}
    spots = Spot(source.spots.mark, {})
    for entry in found:
        spots = laid_over(spots, entry.source.spots, data, entry.parts, {})
        data = merged(data, entry.parts)
    whole = Source(
        merged(data, source.data),
        laid_over(spots, source.spots, data, source.data, {}),
        source.name,
        source.text,
    )
    texts = {entry.id: entry.text for entry in found}
    shared = {name: part for name, part in source.data.items() if name in data}
    idle = tuple(nothing_removed(source.name, source.spots, data, shared))
    return Taken(whole, texts, gone(data, whole.data), tuple(problems[:MOST_PROBLEMS]), idle)


class _Gathering:
    """Entries in the order in which they are laid: each after those that it uses."""

    def __init__(self, shelf: Shelf) -> None:
        self.entries: dict[str, Entry] = {}
        self.problems: list[Diagnostic] = []
        self._shelf = shelf
        self._missed: set[str] = set()

    def take(self, id: str, source: Source, at: Path, above: tuple[str, ...]) -> None:
        """Takes an entry that `source` names at `at`; `above` are the entries that lead there."""
        if id in above:
            round = " → ".join((*above[above.index(id) :], id))
            message = _("'{id}' uses itself: {round}").format(id=clean(id), round=clean(round))
            self.problems.append(source.problem(at, "use-cycle", message, _("Take one of them out of its 'use'.")))
        elif id in self.entries or id in self._missed:
            return
        elif id not in self._shelf:
            message = _("There is no {id} in the catalogue").format(id=quoted(id))
            help = suggestion(id, self._shelf) or _("'exercise scenarios --catalogue' lists what there is.")
            self.problems.append(source.problem(at, "unknown-entry", message, help))
        elif len(above) >= MOST_DEEP:
            message = _("Entries use one another more than {most} deep here").format(most=MOST_DEEP)
            self.problems.append(source.problem(at, "use-deep", message, _("Name what you need in one list.")))
        else:
            self._enter(_read(id, self._shelf[id]), above)

    def _enter(self, entry: Entry, above: tuple[str, ...]) -> None:
        self.problems += entry.problems
        reach: set[str] = set()
        for at, id in _listed(entry.source, ("use",)):
            self.take(id, entry.source, at, (*above, entry.id))
            reach |= {id} | (self.entries[id].reach if id in self.entries else set())
        self.entries[entry.id] = Entry(entry.id, entry.text, entry.source, entry.problems, frozenset(reach))


def _read(id: str, text: str) -> Entry:
    name = f"catalogue/{id}.yaml"
    source, problems = read_source(text, name)
    if source is None:
        return Entry(id, text, Source({}, _nowhere(name, text), name, text), tuple(problems))
    placed = Source(source.data, moved(source.spots, name, text), name, text)
    return Entry(id, text, placed, (*problems, *_shape(placed)))


def _nowhere(name: str, text: str) -> Spot:
    blank, _problems = read_source("{}", name)
    assert blank is not None
    return moved(blank.spots, name, text)


def _shape(source: Source) -> Iterator[Diagnostic]:
    """An entry says what it is, where it is from, and brings parts; what these are is for the scenario to say."""
    fields = _("Fields here: {fields}.").format(fields=", ".join((*ABOUT, *PARTS)))
    if not isinstance(source.data, dict):
        yield source.problem((), "entry-shape", _("An entry of the catalogue is a file of fields"), fields)
        return
    for name, part in source.data.items():
        if name not in ABOUT and name not in PARTS:
            message = _("{name} is no field of an entry").format(name=quoted(name))
            yield source.problem(
                (name,), "entry-field", message, suggestion(name, (*ABOUT, *PARTS)) or fields, key=True
            )
        elif name in PARTS and not isinstance(part, dict):
            help = _("Write each as 'id:' with its fields below.")
            yield source.problem((name,), "entry-shape", _("Fields are expected here"), help)


def _listed(source: Source, path: Path) -> Iterator[tuple[Path, str]]:
    """The ids of a list, or of a single word, each with its path."""
    value: Data = source.data
    for part in path:
        value = value.get(part) if isinstance(value, dict) and isinstance(part, str) else None
    if isinstance(value, str):
        yield path, value.strip()
    elif isinstance(value, list):
        yield from (((*path, at), one.strip()) for at, one in enumerate(value) if isinstance(one, str))


def _conflicts(found: list[Entry], data: Data) -> Iterator[Diagnostic]:
    """Two entries that disagree about a thing, where neither uses the other and the file does not settle it."""
    writers: dict[tuple[str, ...], list[tuple[Entry, Data]]] = {}
    for entry in found:
        for path, value in _leaves(entry.parts, ()):
            writers.setdefault(path, []).append((entry, value))
    for path, said in writers.items():
        last, value = said[-1]
        against = [one for one, other in said[:-1] if other != value and one.id not in last.reach]
        if against and not _settled(data, path):
            message = _("'{one}' and '{other}' disagree about {what}").format(
                one=against[0].id, other=last.id, what=quoted(".".join(path), 120)
            )
            help = _("Write in your scenario, at the same place, which it is: what you write counts.")
            yield last.source.problem(path, "use-conflict", message, help)


def _leaves(data: Data, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Data]]:
    if not isinstance(data, dict):
        yield path, data
        return
    yield path, _MAP
    for name, part in data.items():
        yield from _leaves(part, (*path, name))


def _settled(data: Data, path: tuple[str, ...]) -> bool:
    for part in path:
        if not isinstance(data, dict):
            return True
        if part not in data:
            return False
        data = data[part]
    return not isinstance(data, dict)
