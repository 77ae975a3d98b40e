"""What the seats of a team say of one of its orders, in a line."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import OrderView
from exercise.i18n import _
from exercise.tui.council import Council
from exercise.tui.prose import ILL, UNSURE, WELL, one_line


def standing(order: OrderView, council: Council) -> Content:
    """Whether the team agrees on it as it stands, and who stands where."""
    against, behind = council.names(order.against), council.names(order.behind)
    if council.rule == "silence":
        return _silence(order, council, against)
    seats = len(council.members)
    needs = seats if council.rule == "consensus" else seats // 2 + 1
    count = _("{behind} of {seats} behind it, {needs} needed: {names}")
    said = [count.format(behind=len(order.behind), seats=seats, needs=needs, names=behind)] if behind else []
    said += [_("against it: {seats}").format(seats=against)] if against else []
    state = _("agreed") if order.agreed else _("not agreed yet")
    return one_line("; ".join([state, *said]), WELL if order.agreed else UNSURE)


def _silence(order: OrderView, council: Council, against: str) -> Content:
    if against:
        return one_line(_("silence broken by {seats}: not agreed").format(seats=against), ILL)
    if order.held:
        return one_line(_("agreed: nobody broke the silence"), WELL)
    left = council.left.get(order.action)
    if left is None:
        return one_line(_("agreed unless somebody breaks the silence"), UNSURE)
    clock = f"{left // 60}:{left % 60:02}"
    return one_line(_("{clock} to break the silence, then it is agreed").format(clock=clock), UNSURE)
