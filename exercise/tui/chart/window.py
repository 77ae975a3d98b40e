"""The window through which somebody looks at the map: what part of the earth is drawn on how many cells.

A cell is two dots wide and four high, and about twice as high as wide, so that a dot is square. A degree east is drawn
shorter than one north, by the cosine of the latitude in the middle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, cos, floor, radians

DOTS_ACROSS, DOTS_DOWN = 2, 4
CLOSER, CLOSEST, FARTHEST = 1.5, 12.0, 0.25
"""One step of zooming, and how far it goes, against the window that just holds the map's edges."""

PAN = 0.2
"""One step sideways, as a part of the window."""

FULL = 10_000
"""Ten-thousandths of a degree in one."""


@dataclass(frozen=True)
class View:
    """Where somebody looks: the middle in degrees, and how many times closer than the whole map."""

    east: float
    north: float
    zoom: float = 1.0

    def closer(self, steps: int) -> View:
        """Zoomed in by so many steps, out where they are negative."""
        return replace(self, zoom=min(max(self.zoom * CLOSER**steps, FARTHEST), CLOSEST))


@dataclass(frozen=True)
class Window:
    """A view of a map on a screen: its middle, dots for a degree north, and its size in cells."""

    east: float
    north: float
    scale: float
    width: int
    height: int

    @cached_property
    def narrow(self) -> float:
        """Dots for a degree east."""
        return self.scale * cos(radians(min(max(self.north, -80.0), 80.0)))

    def dot(self, east: float, north: float) -> tuple[int, int]:
        """The dot of a position in degrees, from the upper left; it may lie outside."""
        x = (east - self.east) * self.narrow + self.width * DOTS_ACROSS / 2
        y = (self.north - north) * self.scale + self.height * DOTS_DOWN / 2
        return floor(x), floor(y)

    def cell(self, east: int, north: int) -> tuple[int, int] | None:
        """The cell of a position in ten-thousandths of a degree, None where it lies outside."""
        x, y = self.dot(east / FULL, north / FULL)
        column, row = x // DOTS_ACROSS, y // DOTS_DOWN
        return (column, row) if 0 <= column < self.width and 0 <= row < self.height else None

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """West, east, south and north of what is seen, in hundredths of a degree."""
        across = self.width * DOTS_ACROSS / 2 / self.narrow
        down = self.height * DOTS_DOWN / 2 / self.scale
        west, east = self.east - across, self.east + across
        south, north = self.north - down, self.north + down
        return floor(west * 100), ceil(east * 100), floor(south * 100), ceil(north * 100)

    def moved(self, view: View, right: int, up: int) -> View:
        """The view so many steps to the right and up."""
        west, east, south, north = (edge / 100 for edge in self.box)
        return replace(
            view,
            east=min(max(view.east + right * PAN * (east - west), -180.0), 180.0),
            north=min(max(view.north + up * PAN * (north - south), -85.0), 85.0),
        )


def whole(area: tuple[int, int, int, int]) -> View:
    """The view of a whole map, by its edges: west, east, south, north, in degrees."""
    west, east, south, north = area
    return View((west + east) / 2, (south + north) / 2)


def window(area: tuple[int, int, int, int], view: View, width: int, height: int) -> Window:
    """What is seen of a map from a view, on so many cells: the whole map fits at a zoom of one."""
    west, east, south, north = area
    narrowing = cos(radians(min(max((south + north) / 2, -80.0), 80.0)))
    across = width * DOTS_ACROSS / ((east - west) * narrowing)
    down = height * DOTS_DOWN / (north - south)
    return Window(view.east, view.north, min(across, down) * view.zoom, width, height)
