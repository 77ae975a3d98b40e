"""The report after a lock: the turn as a short story. What we did, what others did, what was said, what changed by it
and why, what moved, opened or closed, where the crisis stands now, and what the next turn opens with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.content import Content

from exercise.i18n import _, ngettext
from exercise.session.wording.causes import REST
from exercise.tui.prose import QUIET, UNSURE, hanging, line, lines, moment, one_line
from exercise.tui.screens.page import Page, badge, headed
from exercise.tui.table import Change, Item, Table, TrackView
from exercise.tui.widgets.news import told
from exercise.tui.widgets.situation import paragraphs
from exercise.tui.widgets.strip import calls
from exercise.tui.widgets.tracks import in_order, told_change

CAME_IN = ("inject", "report")
WEIGHTIEST = 4
"""So many causes of a change make it a story; more of them are arithmetic."""


class ReportScreen(Page):
    """`was` is the table at the lock, `now` after it; `items` the turn's news, `opening` those of the next."""

    HELP = _(
        "The turn as a story: what you did and how it was taken, what the others did, what changed by it and why, "
        "and where the crisis stands now."
    )

    def __init__(
        self, was: Table, now: Table, items: tuple[Item, ...], opening: tuple[Item, ...], way_on: str = ""
    ) -> None:
        """`way_on` says what comes after it, where that is neither the table nor the ending."""
        super().__init__()
        self._way_on = way_on
        self._was, self._now, self._items, self._opening = was, now, items, opening

    def head(self) -> Content:
        turn = _("Report of turn {turn}").format(turn=self._was.snapshot.turn)
        return badge(self._now.team, turn, self._now.title)

    def words(self, width: int) -> Content:
        rows = headed(_("What was done by you"), _told(self._acts(own=True), width))
        rows += headed(_("What was done by others"), _told(self._acts(own=False), width))
        rows += headed(_("What was said"), _told(self._of("talk"), width))
        rows += headed(_("What came in during the turn"), _told(self._of(*CAME_IN), width))
        rows += headed(_("What changed, and why"), self._changes(width))
        rows += headed(_("What stands otherwise now"), _told(self._of("status"), width))
        if self._now.snapshot.ending:
            way_on = self._way_on or _("Enter goes on to the ending.")
            return lines([*rows, *_told(self._of("ending"), width), Content(""), one_line(way_on, QUIET)])
        rows += headed(_("Where the crisis stands"), self._standing(width))
        opens = _told((one for one in self._opening if one.kind in ("act", *CAME_IN)), width)
        opens += (_ringing(said, width) for said in calls(self._now))
        rows += headed(_("Turn {turn} opens").format(turn=self._now.snapshot.turn), opens)
        return lines([*rows, one_line(self._way_on or _("Enter goes on to your table."), QUIET)])

    def _of(self, *kinds: str) -> list[Item]:
        return [one for one in self._items if one.kind in kinds]

    def _acts(self, own: bool) -> list[Item]:
        return [one for one in self._of("act") if one.own == own]

    def _changes(self, width: int) -> list[Content]:
        """What the turn and the opening of the next have moved, with causes."""
        found = [(track, self._now.changes.get(track.id)) for track in in_order(self._now)]
        return [
            hanging(line("△ "), _change(track, change, self._now.degrees.get(track.id, ())), width)
            for track, change in found
            if change is not None and change.moved and change != self._was.changes.get(track.id)
        ]

    def _standing(self, width: int) -> list[Content]:
        """The phase with its rung and the hour; the brief of a phase that is new."""
        now = self._now.snapshot
        facts = [now.phase_title or now.phase, moment(now.date)]
        if now.rung is not None:
            facts.insert(1, _("rung {rung}").format(rung=now.rung))
        rows = [hanging(line("■ "), one_line(" · ".join(facts), "bold"), width)]
        if now.phase != self._was.snapshot.phase:
            rows += (line("  ", row) for row in paragraphs(now.brief).wrap(width - 2))
        return rows


def _told(items: Iterable[Item], width: int) -> list[Content]:
    """News, and below an act how it was meant and taken."""
    rows = []
    for one in items:
        rows.append(told(one, width))
        if one.about:
            rows.append(hanging(line("  "), one_line(one.about, QUIET), width))
    return rows


def _change(track: TrackView, change: Change, degrees: tuple[str, ...]) -> Content:
    """A change with its weightiest causes; the arithmetic of the table holds them all."""
    shown = [one for place, one in enumerate(change.causes) if place < WEIGHTIEST or one[0] == REST]
    left = len(change.causes) - len(shown)
    told = told_change(track, replace(change, causes=tuple(shown)), degrees)
    if not left:
        return told
    more = ngettext("and {left} more (F8 at your table)", "and {left} more (F8 at your table)", left)
    return line(told, (f", {more.format(left=left)}", QUIET))


def _ringing(said: str, width: int) -> Content:
    return hanging(line(("☎ ", f"bold {UNSURE}")), one_line(said, f"bold {UNSURE}"), width)
