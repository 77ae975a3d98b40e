"""The report after a lock: the turn as a story with causes, what it came to, and what the next one opens with."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import QUIET, UNSURE, hanging, line, lines, moment, one_line
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.table import Item, Table
from exercise.tui.widgets.news import told
from exercise.tui.widgets.situation import paragraphs
from exercise.tui.widgets.strip import calls
from exercise.tui.widgets.tracks import in_order, told_change

DEEDS, TALK = ("act", "report", "inject"), ("talk",)


class ReportScreen(Page):
    """`was` is the table at the lock, `now` after it; `items` the turn's news, `opening` those of the next."""

    HELP = _("What everybody did, and what came of it: each change with its causes, and how much each weighed.")

    def __init__(self, was: Table, now: Table, items: tuple[Item, ...], opening: tuple[Item, ...]) -> None:
        super().__init__()
        self._was, self._now, self._items, self._opening = was, now, items, opening

    def head(self) -> Content:
        turn = _("Report of turn {turn}").format(turn=self._was.snapshot.turn)
        return badge(self._now.team, turn, self._now.title)

    def words(self, width: int) -> Content:
        rows = headed(_("What was done"), self._told(self._items, DEEDS, width))
        rows += headed(_("What was said"), self._told(self._items, TALK, width))
        rows += headed(_("What came of it"), [*self._told(self._items, ("status",), width), *self._changes(width)])
        if self._now.snapshot.ending:
            return lines(
                [*rows, *self._told(self._items, ("ending",), width), _way_on(_("Enter goes on to the ending."))]
            )
        opens = [one_line(moment(self._now.snapshot.date), QUIET), *self._phase(width)]
        opens += self._told(self._opening, DEEDS, width)
        opens += (_ringing(said, width) for said in calls(self._now))
        rows += headed(_("Turn {turn} opens").format(turn=self._now.snapshot.turn), opens)
        return lines([*rows, one_line(_("Enter goes on to your table."), QUIET)])

    def _told(self, items: tuple[Item, ...], kinds: tuple[str, ...], width: int) -> list[Content]:
        return [told(one, width) for one in items if one.kind in kinds]

    def _changes(self, width: int) -> list[Content]:
        """What the turn and the opening of the next have moved, with causes."""
        found = [(track, self._now.changes.get(track.id)) for track in in_order(self._now)]
        return [
            hanging(line("△ "), told_change(track, change), width)
            for track, change in found
            if change is not None and change.moved and change != self._was.changes.get(track.id)
        ]

    def _phase(self, width: int) -> list[Content]:
        """A phase that is new, with its brief."""
        now = self._now.snapshot
        if now.phase == self._was.snapshot.phase:
            return []
        return [one_line(now.phase_title or now.phase, "bold"), *paragraphs(now.brief).wrap(width)]


def _ringing(said: str, width: int) -> Content:
    return hanging(line(("☎ ", f"bold {UNSURE}")), one_line(said, f"bold {UNSURE}"), width)


def _way_on(said: str) -> Content:
    return lines([Content(""), one_line(said, QUIET)])
