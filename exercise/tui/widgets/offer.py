"""The orders on offer: what can be ordered, how sharp it is meant, what it costs, and why the rest is not on offer."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exercise.i18n import _, ngettext
from exercise.tui.prose import ILL, QUIET, UNSURE, WELL, cell, line, one_line, shortened
from exercise.tui.table import Order, Table
from exercise.tui.widgets.choices import Choices

INTENT, PRICE = 15, 10
LONGEST_NAME = 44
THREAT, FORCE = 60, 35
"""From these escalations on, in tenths, an order is shown as a threat or as a show of force."""


class OfferPane(Vertical):
    """A list to choose from, and beneath it what the highlighted order means."""

    TITLE = _("Orders on offer")

    @dataclass
    class Chosen(Message):
        """Somebody pressed Enter on an order."""

        order: Order

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="pane")
        self.border_title = self.TITLE
        self._orders: tuple[Order, ...] = ()
        self._detail_rows = 0
        self._priced = False
        """Whether prices differ, so that each row says its own."""

    def compose(self) -> ComposeResult:
        yield Choices(id="orders-list")
        yield Static(id="order-detail", markup=False)

    def show(self, table: Table) -> None:
        """The orders as they are now; the highlight stays on the same one as long as that is on offer."""
        kept = self.highlighted
        self._orders = table.orders
        self._priced = any(one.cost != 1 for one in self._orders)
        self._draw()
        self.border_subtitle = said_of_room(table)
        places = [
            place
            for place, one in enumerate(self._orders)
            if kept and one.action == kept.action and (not one.why_not or one.no_room)
        ]
        if self._orders:
            self.list.highlighted = places[0] if places else 0
        self._explain()

    @property
    def list(self) -> OptionList:
        """The list itself, for the focus."""
        return self.query_one(OptionList)

    @property
    def highlighted(self) -> Order | None:
        """The order on which the highlight stands."""
        place = self.list.highlighted
        return self._orders[place] if place is not None and place < len(self._orders) else None

    def choose(self, number: int) -> None:
        """The order behind a number on the list, counted from 1, as if Enter had been pressed on it."""
        if 1 <= number <= len(self._orders):
            self.list.highlighted = number - 1
            self.post_message(self.Chosen(self._orders[number - 1]))

    def on_resize(self, event: Resize) -> None:
        self._draw()

    def on_mount(self) -> None:
        """The detail changes in one repaint with the highlight, not in one after it."""
        self.watch(self.list, "highlighted", self._explain, init=False)

    @on(OptionList.OptionHighlighted)
    def _highlight(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._orders[event.option_index]))

    def _draw(self) -> None:
        place = self.list.highlighted
        longest = max((len(one.name) for one in self._orders), default=0)
        laid_out = self.list.scrollable_content_region.width or self.app.size.width
        width = max(laid_out - 2, 20)
        beside = INTENT + 8 + (PRICE if self._priced else 0)
        name = min(longest, LONGEST_NAME, max(width - beside, 20))
        rows = (_row(one, number, name, self._priced, width) for number, one in enumerate(self._orders, 1))
        self.list.set_options(Option(shortened(row, width)) for row in rows)
        self.list.highlighted = place if place is not None and place < len(self._orders) else None

    def _explain(self) -> None:
        one = self.highlighted
        said = _meaning(one) if one else line(_("There is nothing to order now."))
        detail = self.query_one("#order-detail", Static)
        rows = len(said.wrap(max(detail.content_size.width, 20)))
        detail.update(said, layout=rows != self._detail_rows)  # laying out the screen costs more than all the rest
        self._detail_rows = rows


def said_of_room(table: Table) -> str:
    """How many orders may still be given."""
    left, total = table.snapshot.orders_left, table.snapshot.orders_total
    return ngettext("{left} of {total} order left", "{left} of {total} orders left", total).format(
        left=left, total=total
    )


def price(order: Order) -> str:
    """How many of the turn's orders it takes."""
    return ngettext("{cost} order", "{cost} orders", order.cost).format(cost=order.cost)


def _row(order: Order, number: int, name: int, priced: bool, width: int) -> Content:
    key = str(number) if number <= 9 else " "
    mark = ("✔" if order.agreed else "?") if order.given else "✕" if order.why_not and not order.no_room else " "
    off = bool(order.why_not)
    style = f"bold {WELL}" if order.given else QUIET if off else ""
    row = line((f"{key} {mark} ", style or QUIET), cell(one_line(order.name, style), name), "  ")
    if off and not order.no_room:
        return line(row, one_line(_("not now: {reason}").format(reason=order.why_shortly), QUIET))
    intent = cell(line((order.intent, QUIET if off else intent_style(order.tenths))), INTENT)
    cost = cell(line((price(order), UNSURE if order.cost != 1 else QUIET)), PRICE) if priced else ""
    said = line(row, intent, cost)
    full = line(said, *_remarks(order, forbidden(order)))
    return full if full.cell_length <= width else line(said, *_remarks(order, _("forbidden")))


def _remarks(order: Order, breach: str) -> list[Content]:
    if order.given:
        return [line((_("ordered"), WELL) if order.agreed else (_("proposed"), UNSURE))]
    found = []
    if order.no_room:
        found.append(line((_("no order left") + "  ", QUIET)))
    if order.breaks:
        found.append(one_line(breach, ILL))
    return found


def forbidden(order: Order) -> str:
    """Which agreements in force it would break."""
    return _("forbidden by {agreements}").format(agreements=", ".join(order.breaks))


def _meaning(order: Order) -> Content:
    """What the highlighted order means, in full; first what speaks against it."""
    said = []
    if order.why_not:
        said.append(one_line(_("Not now: {reason}").format(reason=order.why_not), UNSURE))
    if order.breaks:
        said.append(one_line(_("{forbidden}: it would be a breach.").format(forbidden=_capital(forbidden(order))), ILL))
    return Content(" ").join([*said, one_line(order.text)])


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def intent_style(tenths: int) -> str:
    """The colour of an intent, beside its word."""
    if tenths < 0:
        return WELL
    return ILL if tenths >= THREAT else UNSURE if tenths >= FORCE else ""
