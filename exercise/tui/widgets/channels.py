"""The channels as a board: how each stands, in a word, and who waits for whom."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import ChannelView
from exercise.i18n import _
from exercise.session.wording import status
from exercise.tui.prose import ILL, QUIET, UNSURE, WELL, hanging, line, lines, one_line, spread
from exercise.tui.table import Table
from exercise.tui.widgets.pane import Pane

SIGNS = {"open": ("●", WELL), "silent": ("◐", QUIET), "cut": ("✕", ILL)}


class ChannelsPane(Pane):
    """What rings comes first, then what is open."""

    TITLE = _("Channels")

    def words(self, table: Table, width: int) -> Content:
        order = ("open", "silent", "cut")
        channels = sorted(
            table.snapshot.channels,
            key=lambda one: (not one.ringing, not one.member, order.index(one.status), one.name),
        )
        if not channels:
            return line((_("There are no channels in this exercise."), QUIET))
        return lines(row for one in channels for row in _rows(one, table, width))


def _rows(channel: ChannelView, table: Table, width: int) -> list[Content]:
    sign, style = SIGNS[channel.status]
    state = line((status("channel", channel.status), style))
    if channel.ringing:
        sign, state, style = "☎", line((_("RINGING"), f"bold {UNSURE}")), f"bold {UNSURE}"
    name = one_line(channel.name, "bold" if channel.member else QUIET)
    head = spread(line((f"{sign} ", style)), name, state, width)
    return [head, *(hanging(line("  "), one_line(said, QUIET), width) for said in _notes(channel, table))]


def _notes(channel: ChannelView, table: Table) -> list[str]:
    """What there is to know beyond its state, the most urgent alone."""
    if channel.ringing:
        return [_("call from {teams} · F2").format(teams=table.teams(channel.ringing))]
    if channel.calling:
        return [_("you called, nobody has answered yet")]
    if channel.opening:
        return [_("you asked to open it, the other end must ask too")]
    if channel.closing:
        return [_("it closes at the end of the turn")]
    late = channel.status == "open" and channel.delay_turns
    arrives = _("arrives at turn {turn}").format(turn=table.snapshot.turn + channel.delay_turns) if late else ""
    if channel.spoke:
        return [" · ".join(filter(None, (_("you have spoken"), arrives)))]
    if not channel.member:
        return [_("between {teams}").format(teams=table.teams(channel.members))]
    everybody = set(channel.members) >= set(table.names)
    ends = _("all teams") if everybody else table.others(channel.members)
    return [" · ".join(filter(None, (ends, arrives)))]
