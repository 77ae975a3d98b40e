"""Variants: the same crisis under another order.

A variant's changes are laid over the file, its data and its places alike. What comes of it is read and checked like a
file, and what is wrong with it stands where its author wrote it: in the variant, where it comes from there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from exercise.errors import UnusableInput
from exercise.i18n import _
from exercise.scenario.diagnostics import Diagnostic, Severity, quoted, suggestion
from exercise.scenario.gone import Gone, gone
from exercise.scenario.merging import Place, laid_over, nothing_removed, place_at
from exercise.scenario.reading import Reading, of_source
from exercise.scenario.schema import Scenario
from exercise.scenario.schema.variants import MOST_VARIANTS, OWN, VARIANTS, merged
from exercise.scenario.source import Data, Elsewhere, Source
from exercise.scenario.strict import Spot
from exercise.scenario.text import clean


@dataclass(frozen=True)
class Overlay:
    """A file under one of its variants: `source` is the whole, `gone` what the variant has taken out."""

    id: str
    title: str
    source: Source = field(repr=False)
    gone: Gone
    begins: Place
    ends: Place | None
    """Where the variant's own text stands; without an end, up to that of the file."""
    covered: dict[Place, set[Place]] = field(repr=False)
    """Places of the variant, with those in the rest of the file that they stand for."""
    idle: tuple[Diagnostic, ...] = ()
    """What it takes out is not there."""
    uses: bool = False
    """Whether it says itself what is used of the catalogue."""

    def read(self, base: Reading) -> Reading:
        """What comes of the whole; `base` is what came of the file. Problems of its writing stay, and those of what the
        variant says of itself."""
        return of_source(self.source, [one for one in base.diagnostics if one in base.written or self._is_own(one)])

    def named(self, scenario: Scenario) -> Scenario:
        """The scenario under the variant, with both titles."""
        return scenario.model_copy(update={"title": f"{scenario.title}: {self.title}"})

    def news(self, found: Iterable[Diagnostic], said: Collection[Diagnostic]) -> Iterator[Diagnostic]:
        """What has not been said of the file without the variant. What follows for the rest of the file is told only
        where it makes the variant unplayable: that some branch is never taken any more is mostly what it is for."""
        yield from self.idle
        before = {(self._at(one), one.code, one.message) for one in said}
        for one in found:
            place = self._at(one)
            if any((here, one.code, one.message) in before for here in (place, *self.covered.get(place, ()))):
                continue
            if self._is_own(one):
                yield one
            elif one.severity is Severity.error:
                message = _("In the variant '{variant}': {message}").format(variant=self.id, message=one.message)
                yield replace(one, message=message)

    def _is_own(self, one: Diagnostic) -> bool:
        place = self._at(one)
        return not place[2] and self.begins <= place and (self.ends is None or place < self.ends)

    def _at(self, one: Diagnostic) -> Place:
        return one.line, one.column, "" if one.file == self.source.name else one.file


def overlays(source: Source) -> Iterator[Overlay]:
    """The file under each of its variants; one that is no map of fields is left to the reading to speak of."""
    for id, changes in islice(_variants(source).items(), MOST_VARIANTS):
        if isinstance(changes, dict):
            yield _overlay(source, id, changes)


def overlay(source: Source, name: str) -> Overlay:
    """The file under one variant; hyphens count as underscores. Raises UnusableInput if it has no such variant."""
    known = {id: changes for id, changes in _variants(source).items() if isinstance(changes, dict)}
    id = name if name in known else name.replace("-", "_")
    if id in known:
        return _overlay(source, id, known[id])
    if not known:
        sentence = _("{file} has no variants, so there is no {name}. Leave --variant out.")
        raise UnusableInput(sentence.format(file=quoted(source.name, 200), name=quoted(name)))
    hint = suggestion(id, known) or _("There are: {names}.").format(names=clean(", ".join(known)))
    sentence = _("{file} has no variant {name}.").format(file=quoted(source.name, 200), name=quoted(name))
    raise UnusableInput(f"{sentence} {hint}")


def _variants(source: Source) -> dict[str, Any]:
    found = source.data.get(VARIANTS) if isinstance(source.data, dict) else None
    return found if isinstance(found, dict) else {}


def _overlay(source: Source, id: str, changes: dict[str, Data]) -> Overlay:
    assert isinstance(source.data, dict)
    assert source.spots.keys is not None
    key, whole = source.spots.keys[VARIANTS]
    key, spot = (whole.keys or {}).get(id, (key, whole))
    own = {name: part for name, part in changes.items() if name not in OWN}
    rest = {name: part for name, part in source.data.items() if name != VARIANTS}
    data, covered = merged(rest, own), dict[Place, set[Place]]()
    spots = laid_over(source.spots, spot, rest, own, covered)
    title = changes.get("title")
    return Overlay(
        id,
        title if isinstance(title, str) else id.replace("_", " ").capitalize(),
        Source(data, spots, source.name, source.text),
        gone(rest, data),
        place_at(key),
        _next(source, whole, key),
        covered,
        tuple(nothing_removed(source.name, spot, rest, own)),
        "use" in own,
    )


def _next(source: Source, variants: Spot, key: Any) -> Place | None:
    """Where the first key behind a variant stands: of another variant, or of the whole file."""
    keys = [*(variants.keys or {}).values(), *(source.spots.keys or {}).values()]
    here = [mark for mark, _spot in keys if not isinstance(mark, Elsewhere)]
    behind = [mark for mark in here if mark.index > key.index]
    return place_at(min(behind, key=lambda mark: int(mark.index))) if behind else None
