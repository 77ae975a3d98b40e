"""A team's board: all that lies on its table, in panes. It shows; what a person does stands in the screens built on it.

Wide terminals show all panes at once, narrow ones a page of them at a time.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer

from exercise.i18n import _
from exercise.tui.screens.map import MapScreen
from exercise.tui.table import Table
from exercise.tui.widgets.agreements import AgreementsPane
from exercise.tui.widgets.channels import ChannelsPane
from exercise.tui.widgets.head import Head
from exercise.tui.widgets.ladder import LadderPane
from exercise.tui.widgets.lines import LinesPane
from exercise.tui.widgets.listed import ListPane
from exercise.tui.widgets.map import MapPane
from exercise.tui.widgets.news import NewsPane
from exercise.tui.widgets.offer import OfferPane
from exercise.tui.widgets.orders import OrdersPane
from exercise.tui.widgets.pages import PageBar
from exercise.tui.widgets.pane import Pane
from exercise.tui.widgets.situation import SituationPane
from exercise.tui.widgets.strip import Strip, Waiting, calls, owed
from exercise.tui.widgets.tracks import TracksPane

PAGES = {"situation": _("Situation"), "offer": _("Orders"), "contact": _("Contact"), "gauges": _("Tracks")}
FIRST_ON = {"situation": "#news", "offer": "#orders-list", "contact": "#channels", "gauges": "#tracks"}
"""The groups of panes, in the order in which Tab goes through them, and what has the focus on each."""

COMPACT_WIDTH, COMPACT_HEIGHT = 110, 34
"""Below these, in cells, there is no room for all panes at once."""

MAP_WIDTH = 150
"""From so many cells on the map stands beside everything else; below it, a key shows it."""

TALL = 46
"""From so many rows on the whole ladder stands beside everything else; below it is a window around the lit rung."""


class BoardScreen(Screen[None]):
    """Draws every pane from one table."""

    CSS_PATH = "board.tcss"
    AUTO_FOCUS = ""  # `turn_to` gives the focus
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", _("Next pane, or page on a narrow screen"), show=False),
        Binding("shift+tab", "go(-1)", _("The one before"), show=False),
        Binding(
            "f7",
            "map",
            _("Map"),
            tooltip=_("The map on the whole screen, and all positions in words"),
            show=False,
            id="map",
        ),
    ]

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self._page = "situation"
        self._news_read, self._moved_read = len(table.news), table.changes
        """What was seen last on the pages whose titles say what is new there."""

    def compose(self) -> ComposeResult:
        yield Head(id="head")
        yield PageBar(PAGES, id="page-bar")
        yield Waiting(id="waiting")
        yield Strip(id="strip")
        with Horizontal(id="body"):
            with Vertical(id="main"):
                with Horizontal(id="upper"):
                    with Horizontal(id="gauges"):
                        yield LadderPane(id="ladder")
                        yield TracksPane(id="tracks")
                    with Vertical(id="situation"):
                        yield SituationPane(id="brief")
                        yield MapPane(id="map")
                        yield NewsPane(id="news")
                yield OfferPane(id="offer")
            with Vertical(id="side"):
                with Horizontal(id="contact"):
                    yield ChannelsPane(id="channels")
                    yield AgreementsPane(id="agreements")
                yield OrdersPane(id="orders")
        yield Footer(show_command_palette=False, compact=True)

    @property
    def offer(self) -> OfferPane:
        """The orders on offer."""
        return self.query_one(OfferPane)

    @property
    def strip(self) -> Strip:
        """The line that says what just happened."""
        return self.query_one(Strip)

    def show(self, table: Table) -> None:
        """Everything anew from a table."""
        self.table = table
        for pane in (*self.query(Pane), *self.query(LinesPane), *self.query(ListPane)):
            pane.show(self.table)
        for one in (self.query_one(Head), self.query_one(Waiting), self.strip, self.offer):
            one.show(self.table)
        self.query_one(PageBar).show(self._page, self._marks())
        self.refresh_bindings()

    def _marks(self) -> dict[str, str]:
        """What is new or waits on each page, in a word or a sign for its title."""
        if self._page == "situation":
            self._news_read = len(self.table.news)
        if self._page == "gauges":
            self._moved_read = self.table.changes
        fresh = len(self.table.news) - self._news_read
        left = self.table.snapshot.orders_left
        waits = ("☎" if calls(self.table) else "", "§" if owed(self.table) else "")
        return {
            "situation": _("+{count} new").format(count=fresh) if fresh > 0 else "",
            "offer": _("{count} left").format(count=left) if left and self.table.has_room else "",
            "contact": " ".join(filter(None, waits)),
            "gauges": "△" if self.table.changes != self._moved_read else "",
        }

    def on_resize(self, event: Resize) -> None:
        compact = event.size.width < COMPACT_WIDTH or event.size.height < COMPACT_HEIGHT
        self.set_class(compact, "compact")
        self.set_class(event.size.height >= TALL, "tall")
        self.set_class(event.size.width >= MAP_WIDTH and self.table.snapshot.chart is not None, "with-map")
        self.strip.show(self.table)
        self.turn_to(self._page)

    @on(PageBar.Wanted)
    def _page_wanted(self, event: PageBar.Wanted) -> None:
        self.turn_to(event.page)

    def action_go(self, step: int) -> None:
        """To the next page on a narrow screen, to the next pane on a wide one."""
        if self.has_class("compact"):
            pages = list(PAGES)
            self.turn_to(pages[(pages.index(self._page) + step) % len(pages)])
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A scenario without a map offers none."""
        return action != "map" or self.table.snapshot.chart is not None

    def action_map(self) -> None:
        """What is where."""
        self.app.push_screen(MapScreen(lambda: self.table))

    def turn_to(self, page: str) -> None:
        """The page in front, where only one is; else the orders have the focus."""
        self._page = page
        for one in PAGES:
            self.set_class(one == page, f"on-{one}")
        self.query_one(PageBar).show(page, self._marks())
        wanted = FIRST_ON[page] if self.has_class("compact") else "#orders-list"
        self.call_after_refresh(self.query_one(wanted, Widget).focus)
