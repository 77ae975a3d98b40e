"""Your orders: what this turn's draft holds, what it will be explained over, and what may follow."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _, ngettext
from exercise.session.wording import intent
from exercise.tui.prose import ILL, QUIET, UNSURE, WELL, hanging, line, lines, one_line
from exercise.tui.table import Table
from exercise.tui.widgets.pane import Pane


class OrdersPane(Pane):
    """The draft. It can be changed until it is locked."""

    TITLE = _("Your orders")

    def words(self, table: Table, width: int) -> Content:
        snapshot = table.snapshot
        rows: list[Content] = []
        breaks = {one.action: ", ".join(one.breaks) for one in table.orders if one.given}
        for order in table.given:
            said = line(one_line(order.name, f"bold {WELL}"), (f" · {intent(order.intent)}", QUIET))
            rows.append(hanging(line(("✔ ", WELL)), said, width))
            if breaks[order.action]:
                said = one_line(_("breaks {agreements}").format(agreements=breaks[order.action]), ILL)
                rows.append(hanging(line("  "), said, width))
            if order.explained_over:
                over = ", ".join(table.channel_names.get(one, one) for one in order.explained_over)
                rows.append(
                    hanging(line("  "), one_line(_("explained over {channel}").format(channel=over), QUIET), width)
                )
        return lines([*rows, _what_may_follow(table, width), _lock(snapshot.locked, width)])


def _what_may_follow(table: Table, width: int) -> Content:
    left = table.snapshot.orders_left
    if not left:
        said = _("No order is left in this turn.")
    elif not table.given:
        said = _("You have given no order yet.")
    else:
        said = ngettext("{left} more order may follow.", "{left} more orders may follow.", left).format(left=left)
    return hanging(line(("· ", QUIET)), one_line(said, QUIET), width)


def _lock(locked: bool, width: int) -> Content:
    if locked:
        return line((_("Locked."), f"bold {UNSURE}"))
    return hanging(line(("· ", QUIET)), one_line(_("ctrl+l locks and ends the turn"), QUIET), width)
