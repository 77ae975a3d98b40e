"""What stands on the map can be seen there: within its edges, places apart from one another, forces by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.i18n import _
from exercise.scenario.checks.draft import Finding
from exercise.scenario.checks.play import PLAY_RULES, Play
from exercise.scenario.schema import Area, Position, Scenario
from exercise.scenario.source import Path

TEN_THOUSANDTHS = 10_000


@PLAY_RULES.note("no-map")
def a_map_shows_what_stands_on_it(play: Play) -> Iterator[Finding]:
    """Places and forces are drawn on a map."""
    scenario = play.draft.scenario
    spots = [spot for _path, spot in _spots(scenario)]
    if scenario.map_ is None and spots:
        section = "places" if scenario.places else "forces"
        help = _("Write 'map: {edges}'.").format(edges=_around(spots))
        yield Finding((section,), _("Without a 'map' nobody sees the places and forces."), help, key=True)


@PLAY_RULES.warning("off-the-map")
def everything_stands_on_the_map(play: Play) -> Iterator[Finding]:
    """Places and forces lie within the map's edges."""
    scenario = play.draft.scenario
    if scenario.map_ is None:
        return
    for path, spot in _spots(scenario):
        if not _holds(scenario.map_, spot):
            edges = _around([spot, *_corners(scenario.map_)])
            help = _("Mend the position, or write 'map: {edges}'.").format(edges=edges)
            yield Finding(path, _("This lies outside the map."), help)


@PLAY_RULES.warning("same-spot")
def places_lie_apart(play: Play) -> Iterator[Finding]:
    """No two places lie at the same spot: their names would hide one another."""
    first: dict[Position, str] = {}
    for id, place in play.draft.scenario.places.items():
        other = first.setdefault(place.at, id)
        if other != id:
            message = _("'{place}' lies where '{other}' lies.").format(place=id, other=other)
            yield Finding(("places", id, "at"), message, _("Leave one of them out, or mend its position."))


@PLAY_RULES.warning("force-unseen")
def forces_are_seen(play: Play) -> Iterator[Finding]:
    """Somebody knows of each force, or comes to know of it."""
    for force in play.model.forces:
        if not force.shown_to and not play.model.reveals.get(force.id):
            message = _("Nobody ever knows of the force '{force}'.").format(force=force.id)
            help = _("Show it to a team, or let an effect reveal it.")
            yield Finding(("forces", force.id, "shown_to"), message, help, key=True)


def _spots(scenario: Scenario) -> list[tuple[Path, Position]]:
    """Every position in the file, with its path."""
    found: list[tuple[Path, Position]] = [(("places", id, "at"), one.at) for id, one in scenario.places.items()]
    for id, force in scenario.forces.items():
        if not isinstance(force.at, str):
            found.append((("forces", id, "at"), force.at))
    return found


def _holds(area: Area, spot: Position) -> bool:
    west, east, south, north = (edge * TEN_THOUSANDTHS for edge in area)
    return west <= spot.east <= east and south <= spot.north <= north


def _corners(area: Area) -> list[Position]:
    west, east, south, north = (edge * TEN_THOUSANDTHS for edge in area)
    return [Position(south, west), Position(north, east)]


def _around(spots: list[Position]) -> str:
    """The edges of a map that holds all of them, as an author writes them: east and north counted on beyond zero."""
    wests, norths = [spot.east for spot in spots], [spot.north for spot in spots]
    west, south = min(wests) // TEN_THOUSANDTHS, min(norths) // TEN_THOUSANDTHS
    east, north = -(-max(wests) // TEN_THOUSANDTHS), -(-max(norths) // TEN_THOUSANDTHS)
    return f"{west}..{max(east, west + 1)} E, {south}..{max(north, south + 1)} N"
