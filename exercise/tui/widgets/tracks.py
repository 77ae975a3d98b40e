"""The tracks: numbers as gauges, facts as words, each with its last change and the cause of it."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import ILL, QUIET, WELL, line, lines, one_line, spread
from exercise.tui.table import Change, Table, TrackView
from exercise.tui.widgets.pane import Pane

GAUGE = 10


class TracksPane(Pane):
    """Numbers first, those that concern everybody's peace on top, then facts."""

    TITLE = _("Tracks")

    def words(self, table: Table, width: int) -> Content:
        tracks = sorted(table.snapshot.tracks, key=lambda one: (one.fact, one.good is None, one.id != "tension"))
        if not tracks:
            return line((_("There are no numbers in this exercise."), QUIET))
        return lines(row for track in tracks for row in _rows(track, table.changes.get(track.id), width))


def _rows(track: TrackView, change: Change | None, width: int) -> list[Content]:
    if track.fact:
        said = _("yes") if track.low else _("no")
        return [spread(one_line(track.name, "bold"), line((said, "bold" if track.low else QUIET)), width)]
    head = spread(one_line(track.name, "bold"), _value(track, change), width)
    style, judged = _judgement(track, change)
    gauge = line((_gauge(track), style or QUIET))
    if change is None or change.before == change.after:
        return [head, gauge]
    causes = ", ".join(change.causes[:2])
    said = _("{judged}: {causes}").format(judged=judged, causes=causes) if judged and causes else judged or causes
    room = max(width - GAUGE - 1, 8)
    return [head, line(gauge, " ", one_line(said, QUIET).truncate(room, ellipsis=True))]


def _value(track: TrackView, change: Change | None) -> Content:
    """The number, or the two between which it must lie, and how it moved."""
    low, high = max(track.low, track.floor), min(track.high, track.ceiling)
    said = str(low) if low == high else _("{low} to {high}").format(low=low, high=high)
    if change is None or change.before == change.after:
        return line((said, "bold"))
    style, _judged = _judgement(track, change)
    moved = abs(change.after - change.before)
    return line((said, "bold"), (f" {'▲' if change.after > change.before else '▼'} {moved}", style))


def _judgement(track: TrackView, change: Change | None) -> tuple[str, str]:
    """The colour and the word for the way in which it moved."""
    if change is None or change.before == change.after or track.good is None:
        return "", ""
    better = (change.after > change.before) == (track.good == "high")
    return (WELL, _("better")) if better else (ILL, _("worse"))


def _gauge(track: TrackView) -> str:
    """Where the number lies in its range; where it is not known, the band that holds it."""
    span = max(track.ceiling - track.floor, 1)
    low, high = max(track.low, track.floor) - track.floor, min(track.high, track.ceiling) - track.floor
    end = -(-high * GAUGE // span)
    begin = 0 if track.exact else min(low * GAUGE // span, GAUGE - 1)
    return "─" * begin + "━" * max(end - begin, 0) + "─" * (GAUGE - max(end, begin))
