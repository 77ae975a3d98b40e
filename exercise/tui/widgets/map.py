"""The map of a crisis as its team knows it, in braille dots, and the same as a list of positions in words.

Nothing of it is drawn where the scenario has no map. A terminal that shows letters only begins with the words.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from exercise.engine.views import ChartView
from exercise.i18n import _
from exercise.tui.chart.drawing import drawn
from exercise.tui.chart.signs import Mark, marks
from exercise.tui.chart.window import FULL, View, Window, whole, window
from exercise.tui.habits import Habits
from exercise.tui.prose import QUIET, hanging, line, lines, text
from exercise.tui.table import Table
from exercise.tui.terminal import wants_ascii
from exercise.tui.widgets.pane import Pane

LEAST_WIDTH, LEAST_HEIGHT = 24, 6
"""On fewer cells than these the words are shown instead of dots."""

NEAR = 3.0
"""How close one looks at a force."""


class MapPane(Pane):
    """What is where. Arrows move the window, + and - zoom, f goes from force to force, t tells it in words."""

    TITLE = _("Map")
    FITS_ITS_HEIGHT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "pan(0, 1)", _("Move the map"), show=False),
        Binding("down", "pan(0, -1)", _("Move the map"), show=False),
        Binding("left", "pan(-1, 0)", _("Move the map"), show=False),
        Binding("right", "pan(1, 0)", _("Move the map"), show=False),
        Binding("plus,equals_sign", "zoom(1)", _("Closer"), key_display="+"),
        Binding("minus", "zoom(-1)", _("Farther"), key_display="-"),
        Binding("0", "whole", _("Whole"), tooltip=_("The whole map")),
        Binding("f", "next", _("Next force")),
        Binding("t", "tell", _("Words"), tooltip=_("The map, or all positions in words")),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._view: View | None = None
        self._in_words: bool | None = None
        self._looked_at = -1
        self._drawn: tuple[object, ...] = ()

    @property
    def _chart(self) -> ChartView | None:
        return self._table.snapshot.chart if self._table else None

    @property
    def in_words(self) -> bool:
        """Whether positions are told instead of drawn."""
        if self.width < LEAST_WIDTH or self.room < LEAST_HEIGHT:
            return True
        if self._in_words is None:
            chosen = self.app.settings if isinstance(self.app, Habits) else None
            self._in_words = wants_ascii(chosen.signs if chosen else "auto")
        return self._in_words

    def words(self, table: Table, width: int) -> Content:
        chart = table.snapshot.chart
        if chart is None:
            return Content("")
        if self.in_words:
            self.border_subtitle = ""
            return positions(chart, width)
        self.border_subtitle = _("coast ─  border ··")
        return drawn(marks(chart), self._window(chart))

    def _draw(self) -> None:
        """Only where something has changed: mostly nothing on the map has when something happened."""
        state = (self._chart, self._view, self._in_words, self.width, self.room)
        if state != self._drawn:
            self._drawn = state
            super()._draw()

    def _window(self, chart: ChartView) -> Window:
        return window(_edges(chart), self._view or whole(_edges(chart)), self.width, self.room)

    def _look(self, view: View | None, said: str = "") -> None:
        self._view = view
        self.border_title = f"{self.TITLE} · {said}" if said else self.TITLE
        self._draw()

    # --- keys ----------------------------------------------------------------------------------------------------

    def action_pan(self, right: int, up: int) -> None:
        """The window moves; a list of words is scrolled."""
        if self._chart is None:
            return
        if self.in_words:
            self.scroll_relative(y=-up, animate=False)
        else:
            self._look(self._window(self._chart).moved(self._view or whole(_edges(self._chart)), right, up))

    def action_zoom(self, steps: int) -> None:
        """Closer, or farther."""
        if self._chart is not None and not self.in_words:
            self._look((self._view or whole(_edges(self._chart))).closer(steps))

    def action_whole(self) -> None:
        """The whole map again."""
        self._looked_at = -1
        self._look(None)

    def action_next(self) -> None:
        """One force after the other in the middle of the window."""
        found = [one for one in marks(self._chart) if one.moves] if self._chart else []
        if found and not self.in_words:
            self._looked_at = (self._looked_at + 1) % len(found)
            one = found[self._looked_at]
            self._look(View(one.east / FULL, one.north / FULL, NEAR), " ".join(text(one.name).plain.split()))

    def action_tell(self) -> None:
        """From the map to the words, and back."""
        self._in_words = not self.in_words
        self._draw()
        self.scroll_home(animate=False)


class PositionsPane(Pane):
    """All positions in words."""

    TITLE = _("Positions")

    def words(self, table: Table, width: int) -> Content:
        chart = table.snapshot.chart
        return positions(chart, width) if chart else Content("")


def positions(chart: ChartView, width: int) -> Content:
    """The map as a table in words: forces first, then places."""
    found = marks(chart)
    groups = (
        (_("Forces"), [one for one in found if one.moves]),
        (_("Places"), [one for one in found if not one.moves]),
    )
    rows: list[Content] = []
    for title, group in groups:
        if group:
            rows += [Content(""), line((title, "bold"))] if rows else [line((title, "bold"))]
            rows += [_position(one, width) for one in group]
    return lines(rows) if rows else line((_("Nothing is known of any place or force."), QUIET))


def _position(one: Mark, width: int) -> Content:
    name = " ".join(one.name.split())
    whose = line((f" ({' '.join(one.owner.split())})", QUIET)) if one.owner else Content("")
    return hanging(line((f"{one.sign} ", one.style)), line((name, one.style), whose, f": {one.where}"), width)


def _edges(chart: ChartView) -> tuple[int, int, int, int]:
    return chart.west, chart.east, chart.south, chart.north
