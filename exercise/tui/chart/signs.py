"""What stands on a map: a sign and a name for each place and force, and the same in words.

A sign never says by its colour alone whose a force is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exercise.engine.views import ChartView, ForceView, PlaceView
from exercise.i18n import _
from exercise.session.wording.whereabouts import position
from exercise.tui.prose import ILL, OWN, UNSURE

PLACE = ("●", "")
FORCES = {"ours": ("▲", f"bold {OWN}"), "theirs": ("◆", f"bold {ILL}"), "": ("■", f"bold {UNSURE}")}
"""Sign and style, by whose it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map: its sign and style, its name, where it is, in words too."""

    sign: str
    style: str
    name: str
    owner: str
    north: int
    east: int
    where: str
    moves: bool


def marks(chart: ChartView) -> tuple[Mark, ...]:
    """All marks: forces first, then places, in the order of the snapshot."""
    names = {place.id: place.name for place in chart.places}
    return (*(_force(one, names) for one in chart.forces), *(_place(one) for one in chart.places))


def _place(one: PlaceView) -> Mark:
    return Mark(*PLACE, one.name, "", one.north, one.east, position(one.north, one.east), False)


def _force(one: ForceView, names: dict[str, str]) -> Mark:
    spot = names.get(one.place) or position(one.north, one.east)
    where = _("at {place}").format(place=spot)
    return Mark(*FORCES[one.relation], one.name, one.owner, one.north, one.east, where, True)


def legend(chart: ChartView) -> Iterator[str]:
    """What the signs on this map mean."""
    said = {"ours": _("▲ ours"), "theirs": _("◆ others'"), "": _("■ nobody says whose")}
    found = {one.relation for one in chart.forces}
    yield from (said[relation] for relation in said if relation in found)
    if chart.places:
        yield _("● place")
