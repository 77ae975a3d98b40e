"""Your orders: what this turn's draft holds, what it will be explained over, and what may follow."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _, ngettext
from exercise.session.wording import intent
from exercise.tui.prose import ILL, OWN, QUIET, UNSURE, WELL, hanging, line, lines, one_line
from exercise.tui.table import Table
from exercise.tui.widgets.offer import forbidden
from exercise.tui.widgets.pane import Pane
from exercise.tui.widgets.voices import standing


class OrdersPane(Pane):
    """The draft. It can be changed until it is locked."""

    TITLE = _("Your orders")

    def show(self, table: Table) -> None:
        """The draft; on the frame, in a team that decides together, who speaks."""
        super().show(table)
        speaks = self.can_focus  # in a replay nobody does
        if speaks and table.council is not None and table.council.together:
            said = one_line(table.council.speaker.name, f"bold {OWN}")
            self.border_subtitle = line((_("Speaking") + ": ", ""), said, (" · F9", ""))

    def words(self, table: Table, width: int) -> Content:
        rows: list[Content] = []
        breaks = {one.action: forbidden(one) for one in table.orders if one.given and one.breaks}
        for order in table.given:
            said = line(one_line(order.name, f"bold {WELL}"), (f" · {intent(order.intent)}", QUIET))
            rows.append(hanging(line(("✔ ", WELL) if order.agreed else ("? ", UNSURE)), said, width))
            if table.council is not None and table.council.together:
                rows.append(hanging(line("  "), standing(order, table.council), width))
            if order.action in breaks:
                rows.append(hanging(line("  "), one_line(breaks[order.action], ILL), width))
            if order.explained_over:
                over = ", ".join(table.channel_names.get(one, one) for one in order.explained_over)
                said = one_line(_("explained over {channel}").format(channel=over), QUIET)
                rows.append(hanging(line("  "), said, width))
        hints = (*_voices(table, width), *_explain(table, width))
        return lines([*rows, *hints, _what_may_follow(table, width), _lock(table, width)])


def _voices(table: Table, width: int) -> list[Content]:
    """The keys for what a seat thinks of an order, in a team that decides together."""
    if table.council is None or not table.council.together or not table.given:
        return []
    silence = _("+ stands behind an order, - breaks the silence; F9 lets another seat speak")
    others = _("+ stands behind an order, - objects to it; F9 lets another seat speak")
    said = silence if table.council.rule == "silence" else others
    return [hanging(line(("· ", QUIET)), one_line(said, QUIET), width)]


def _explain(table: Table, width: int) -> list[Content]:
    """A hint while an order that others may misread can be explained to them."""
    can = {one.target.partition(" over ")[0] for one in table.of(("explain",)) if not one.why_not}
    if not any(one.intent > 0 and one.action in can and not one.explained_over for one in table.given):
        return []
    said = _("ctrl+e explains one, so that it is not misread")
    return [hanging(line(("· ", QUIET)), one_line(said, QUIET), width)]


def _what_may_follow(table: Table, width: int) -> Content:
    left = table.snapshot.orders_left
    if not left:
        said = _("No order is left in this turn.")
    elif not table.given:
        said = _("You have given no order yet.")
    else:
        said = ngettext("{left} more order may follow.", "{left} more orders may follow.", left).format(left=left)
    return hanging(line(("· ", QUIET)), one_line(said, QUIET), width)


def _lock(table: Table, width: int) -> Content:
    if table.snapshot.locked:
        return line((_("Locked."), f"bold {UNSURE}"))
    locks, later = _("ctrl+l locks them and ends the turn"), _("They are locked at your second sitting.")
    return hanging(line(("· ", QUIET)), one_line(later if table.hands_over else locks, QUIET), width)
