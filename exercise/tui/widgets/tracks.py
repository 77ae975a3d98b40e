"""The tracks: numbers as gauges, facts as words, each with its last change and the cause of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from exercise.i18n import _
from exercise.session.wording import degree
from exercise.tui.prose import ILL, QUIET, WELL, cell, line, lines, one_line, shortened, weight
from exercise.tui.table import Change, Table, TrackView
from exercise.tui.widgets.beliefs import belief
from exercise.tui.widgets.pane import Pane

NARROW, GAUGE, LONG_GAUGE = 44, 8, 14
"""Below so many cells of width the gauge is the shorter one."""

MOST = 3
"""Rows for the causes of one change."""

BARS, TURNS = "▁▂▃▄▅▆▇█", 8
"""The line of a track's recent values: its heights, and how many turns it goes back."""


class TracksPane(Pane):
    """Numbers first, tension on top, then facts. What moved lately says why; room that is left goes to more causes."""

    TITLE = _("Tracks")
    SUBTITLE = _("F8: the arithmetic")
    FITS_ITS_HEIGHT = True

    def words(self, table: Table, width: int) -> Content:
        if not table.snapshot.tracks and not table.snapshot.beliefs:
            return line((_("There are no numbers in this exercise."), QUIET))
        told = [_Track(one, table, width) for one in in_order(table)]
        held = [row for one in table.snapshot.beliefs for row in belief(one, width)]
        room = self.room - len(held) - sum(len(one.head) + one.least for one in told)
        for one in sorted(told, key=lambda one: one.recent is None):
            one.shown = min(one.least + max(room, 0), len(one.why), MOST)
            room -= one.shown - one.least
        return lines([*(row for one in told for row in one.rows()), *held])


class _Track:
    """One track in rows: `head` with the value, and `why` it is so, of which `least` rows at the least are shown."""

    def __init__(self, track: TrackView, table: Table, width: int) -> None:
        change = table.changes.get(track.id)
        self.width = max(width - 2, 8)
        self.recent = change if change is not None and change.turn >= table.snapshot.turn - 1 else None
        degrees = table.degrees.get(track.id, ())
        self.head = _head(track, self.recent, width, degrees)
        causes = _pushing(change) if change is not None and change.moved else []
        if degrees:
            causes = [(said, 0) for said, _heavy in causes]
        bars = line((f"{sparkline(track, table.courses.get(track.id, ()))} ", QUIET)) if not track.fact else Content("")
        self.why = line(bars, _why(track, change, causes)).wrap(self.width) if change is not None and causes else []
        first = line(bars, _why(track, change, causes[:1])).wrap(self.width) if self.recent and causes else []
        self.least = self.shown = min(len(first), MOST - 1)

    def rows(self) -> list[Content]:
        """As many as `shown` says, and a sign where there is more."""
        rows = self.why[: self.shown]
        if rows and self.shown < len(self.why):
            rows[-1] = line(shortened(rows[-1].rstrip(), self.width - 2).rstrip(" …"), " …")
        return [*self.head, *(line("  ", one) for one in rows)]


def in_order(table: Table) -> list[TrackView]:
    """The tracks as a person looks for them."""
    return sorted(table.snapshot.tracks, key=lambda one: (one.fact, one.good is None, one.id != "tension", one.name))


def _head(track: TrackView, recent: Change | None, width: int, degrees: tuple[str, ...]) -> list[Content]:
    """Name, gauge and value; a change from before the last turn has no arrow any more. In words there is no gauge."""
    said = in_words(track, degrees) if degrees else said_value(track)
    value = line((said, "bold" if track.high else QUIET), *_arrow(track, recent, bool(degrees)))
    name, room = one_line(track.name, "bold"), width - value.cell_length - 1
    size = GAUGE if width < NARROW else LONG_GAUGE
    if track.fact or degrees or name.cell_length + size >= room:
        first, *rest = name.wrap(max(room, 8)) or [name]
        return [line(cell(first, room), " ", value), *(line("  ", one) for one in rest)]
    gauge = line((_gauge(track, size), judgement(track, recent)[0] or QUIET))
    return [line(cell(name, room - size), gauge, " ", value)]


def _pushing(change: Change) -> list[tuple[str, int]]:
    """The causes that made it move as it did, the weightiest first; what pulled the other way stands in the report."""
    return [one for one in change.causes if one[1] * change.moved > 0] or list(change.causes)


def _why(track: TrackView, change: Change | None, causes: Sequence[tuple[str, int]]) -> Content:
    """Better or worse, and what made it so."""
    said = ", ".join(" ".join(filter(None, (said, weight(heavy)))) for said, heavy in causes)
    style, judged = judgement(track, change)
    return line((judged, style), ": " if judged and said else "", one_line(said, QUIET))


def said_value(track: TrackView, moved: int = 0) -> str:
    """The number, or the two between which it must lie, or yes or no; `moved` ago."""
    low, high = max(track.low - moved, track.floor), min(track.high - moved, track.ceiling)
    if track.values:
        return track.values[max(min(low, track.ceiling), track.floor)]
    if track.fact:
        return _("yes") if low else _("no")
    return str(low) if low == high else _("{low}–{high}").format(low=low, high=high)


def judgement(track: TrackView, change: Change | None) -> tuple[str, str]:
    """The colour and the word for the way in which it moved."""
    if change is None or not change.moved or track.good is None:
        return "", ""
    better = (change.moved > 0) == (track.good == "high")
    return (WELL, _("better")) if better else (ILL, _("worse"))


def told_change(track: TrackView, change: Change, degrees: tuple[str, ...] = ()) -> Content:
    """A change in full: from what to what, better or worse, and what each cause weighed."""
    style, judged = judgement(track, change)
    before, after = said_value(track, change.moved), said_value(track)
    if degrees:
        before, after = in_words(track, degrees, change.moved), in_words(track, degrees)
    head = one_line(_("{name} {before} → {after}").format(name=track.name, before=before, after=after), "bold")
    weighed = [(said, "" if degrees else weight(heavy)) for said, heavy in change.causes]
    causes = ", ".join(" ".join(filter(None, one)) for one in weighed)
    return line(head, (f" {judged}" if judged else "", style), one_line(f": {causes}" if causes else ""))


def in_words(track: TrackView, degrees: tuple[str, ...], moved: int = 0) -> str:
    """The degree in which a track is, or the two between which it must be; `moved` ago."""
    low, high = (degree(degrees, value - moved, track.floor, track.ceiling) for value in (track.low, track.high))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def sparkline(track: TrackView, course: Sequence[int]) -> str:
    """The recent values as a row of bars; a small move stays small, since a fifth of the range is the least height."""
    recent = course[-TURNS:]
    low, high = min(recent, default=0), max(recent, default=0)
    span = max(high - low, (track.ceiling - track.floor) // 5, 1)
    base = low - (span - (high - low)) // 2
    return "".join(BARS[min((value - base) * len(BARS) // (span + 1), len(BARS) - 1)] for value in recent)


def _arrow(track: TrackView, change: Change | None, worded: bool = False) -> list[Content]:
    if track.fact or change is None or not change.moved:
        return []
    said = f" {'▲' if change.moved > 0 else '▼'}" + ("" if worded else f" {abs(change.moved)}")
    return [line((said, judgement(track, change)[0]))]


def _gauge(track: TrackView, size: int) -> str:
    """Where the number lies in its range; where it is not known, the band that holds it."""
    span = max(track.ceiling - track.floor, 1)
    low, high = max(track.low, track.floor) - track.floor, min(track.high, track.ceiling) - track.floor
    end = -(-high * size // span)
    begin = 0 if track.exact else min(low * size // span, size - 1)
    return "─" * begin + "━" * max(end - begin, 0) + "─" * (size - max(end, begin))
