"""The channels as a board: how each stands, in a word, and who waits for whom. Enter opens the room of one."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import ChamberView, ChannelView
from exercise.i18n import _
from exercise.session.wording import status
from exercise.tui.prose import ILL, QUIET, UNSURE, WELL, hanging, line, lines, one_line, spread
from exercise.tui.table import Table
from exercise.tui.widgets.agreements import until
from exercise.tui.widgets.listed import ListPane

SIGNS = {"open": ("●", WELL), "silent": ("◐", QUIET), "cut": ("✕", ILL)}


class ChannelsPane(ListPane):
    """What rings comes first, then what is open."""

    TITLE = _("Channels")
    HINT = _("Enter: read and speak")
    NOTHING = _("There are no channels in this exercise.")

    def rows(self, table: Table, width: int) -> list[tuple[str, Content]]:
        order = ("open", "silent", "cut")
        channels = sorted(
            table.snapshot.channels,
            key=lambda one: (not one.ringing, not one.member, order.index(one.status), one.name),
        )
        return [(one.id, lines(_rows(one, table, width))) for one in channels]


def state(channel: ChannelView) -> Content:
    """How it stands, in a word with its colour."""
    if channel.ringing:
        return line((_("RINGING"), f"bold {UNSURE}"))
    return line((status("channel", channel.status), SIGNS[channel.status][1]))


def _rows(channel: ChannelView, table: Table, width: int) -> list[Content]:
    sign, style = ("☎", f"bold {UNSURE}") if channel.ringing else SIGNS[channel.status]
    name = one_line(channel.name, "bold" if channel.member else QUIET)
    head = spread(line((f"{sign} ", style)), name, state(channel), width)
    return [head, *(hanging(line("  "), one_line(said, QUIET), width) for said in notes(channel, table))]


def notes(channel: ChannelView, table: Table) -> list[str]:
    """What there is to know beyond its state, the most urgent alone."""
    if channel.ringing:
        return [_("{teams} · rings until you lock · F2").format(teams=table.teams(channel.ringing))]
    if channel.calling:
        called = _("you called; {teams}: no answer yet, it rings until the lock")
        return [called.format(teams=table.others(channel.members))]
    if channel.opening and channel.kind == "forum":
        return [_("you convened it; it meets from the next turn on")]
    if channel.opening:
        return [_("you asked to open it; {teams} must ask too").format(teams=table.others(channel.members))]
    if channel.closing:
        return [_("it closes at the end of the turn")]
    if channel.chamber is not None and (sits := _sits(channel.chamber, table)):
        return sits
    arrives = _arrives(channel, table) if channel.status == "open" and channel.delay_turns else ""
    if channel.spoke:
        return [" · ".join(filter(None, (_("you have spoken"), arrives)))]
    if not channel.member:
        return [_("between {teams}").format(teams=table.teams(channel.members))]
    ends = "" if set(channel.members) >= set(table.names) else table.others(channel.members)
    said = " · ".join(filter(None, (ends, arrives)))
    return [said] if said else []


def _arrives(channel: ChannelView, table: Table) -> str:
    """When a word spoken now is heard."""
    turn = table.snapshot.turn + channel.delay_turns
    if turn > table.snapshot.turns:
        return _("too slow: nothing arrives before the end")
    return _("arrives at turn {turn}").format(turn=turn)


def _sits(chamber: ChamberView, table: Table) -> list[str]:
    """What is moved in a forum and until when, who has suspended its work or left it, who sits there."""
    found = []
    if chamber.suspended_by:
        found.append(_("its work is suspended by {teams}").format(teams=table.teams(chamber.suspended_by)))
    for motion in chamber.motions:
        if motion.open:
            said = _("you have voted on {motion}") if motion.voted else _("vote on {motion} {until}")
            found.append(said.format(motion=motion.name, until=until(motion.due or table.snapshot.turn, table)))
    if chamber.left:
        found.append(_("{teams} left it").format(teams=table.teams(chamber.left)))
    if chamber.seated:
        found.append(_("there: {teams}").format(teams=table.teams(chamber.seated)))
    return found
