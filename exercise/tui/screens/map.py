"""The map on the whole screen, with all positions in words beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Static

from exercise.i18n import _
from exercise.tui.chart.signs import legend
from exercise.tui.prose import QUIET, line, lines, one_line
from exercise.tui.screens.page import badge
from exercise.tui.table import Table
from exercise.tui.widgets.map import MapPane, PositionsPane

BESIDE = 96
"""From so many cells on the words stand beside the map; below it, a key shows them instead."""


class MapScreen(Screen[None]):
    """Shows the table that `look` returns, and looks again every second: things go on while somebody studies a map."""

    HELP = _(
        "What is where, as far as your team knows. Places and forces that you do not know of are not on the map. The "
        "coast is a whole line, a border a dotted one. Positions are rough; the crisis does not depend on them."
    )
    CSS = """
    MapScreen {
        #page-head { height: 1; background: $panel; }
        #map { width: 1fr; height: 1fr; }
        #positions { width: 40; height: 1fr; }
        &.narrow #positions { display: none; }
        #legend { height: auto; max-height: 3; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", _("Back")),
        Binding("f7", "go_back", _("Back"), show=False, id="map"),
    ]
    AUTO_FOCUS = "#map"

    def __init__(self, look: Callable[[], Table]) -> None:
        super().__init__()
        self._look = look
        self._table = look()

    def compose(self) -> ComposeResult:
        yield Static(id="page-head", markup=False)
        with Horizontal():
            yield MapPane("map")
            yield PositionsPane("positions")
        yield Static(id="legend", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self._show()
        self.set_interval(1.0, self._look_again)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < BESIDE, "narrow")

    def _look_again(self) -> None:
        now = self._look()
        if now is not self._table:
            self._table = now
            self._show()

    def _show(self) -> None:
        table = self._table
        team = table.teams((table.snapshot.team,))
        self.query_one("#page-head", Static).update(badge(team, _("Map")))
        chart = table.snapshot.chart
        signs = " · ".join(legend(chart) if chart else ())
        source = _("Coasts and borders: Natural Earth. Lines in dispute are drawn as that data set has them.")
        self.query_one("#legend", Static).update(lines([one_line(signs), line((source, QUIET))]))
        for pane in (self.query_one(MapPane), self.query_one(PositionsPane)):
            pane.show(table)

    def action_go_back(self) -> None:
        """To where one came from."""
        self.dismiss(None)
