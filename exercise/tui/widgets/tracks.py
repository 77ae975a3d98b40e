"""The tracks: numbers as gauges, facts as words, each with its last change and the cause of it."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.tui.prose import ILL, QUIET, WELL, cell, line, lines, one_line, weight
from exercise.tui.table import Change, Table, TrackView
from exercise.tui.widgets.pane import Pane

GAUGE = 8


class TracksPane(Pane):
    """Numbers first, tension on top, then facts."""

    TITLE = _("Tracks")

    def words(self, table: Table, width: int) -> Content:
        if not table.snapshot.tracks:
            return line((_("There are no numbers in this exercise."), QUIET))
        since = table.snapshot.turn - 1
        return lines(row for one in in_order(table) for row in _rows(one, table.changes.get(one.id), since, width))


def in_order(table: Table) -> list[TrackView]:
    """The tracks as a person looks for them."""
    return sorted(table.snapshot.tracks, key=lambda one: (one.fact, one.good is None, one.id != "tension", one.name))


def _rows(track: TrackView, change: Change | None, since: int, width: int) -> list[Content]:
    """A change from before turn `since` is still told, but has no arrow any more."""
    recent = change if change is not None and change.turn >= since else None
    value = line((said_value(track), "bold" if track.high else QUIET), *_arrow(track, recent))
    name, room = one_line(track.name, "bold"), width - value.cell_length - 1
    gauge = Content("")
    if not track.fact and name.cell_length + GAUGE < room:
        gauge = line((_gauge(track), judgement(track, recent)[0] or QUIET))
    rows = [line(cell(name, max(room - gauge.cell_length, 8)), gauge, " ", value)]
    if change is not None and change.moved:
        said = ", ".join(said for said, _weight in change.causes)
        judged = judgement(track, change)[1]
        said = _("{judged}: {causes}").format(judged=judged, causes=said) if judged and said else judged or said
        rows.append(line("  ", one_line(said, QUIET).truncate(max(width - 2, 8), ellipsis=True)))
    return rows


def said_value(track: TrackView, moved: int = 0) -> str:
    """The number, or the two between which it must lie, or yes or no; `moved` ago."""
    low, high = max(track.low - moved, track.floor), min(track.high - moved, track.ceiling)
    if track.fact:
        return _("yes") if low else _("no")
    return str(low) if low == high else _("{low}–{high}").format(low=low, high=high)


def judgement(track: TrackView, change: Change | None) -> tuple[str, str]:
    """The colour and the word for the way in which it moved."""
    if change is None or not change.moved or track.good is None:
        return "", ""
    better = (change.moved > 0) == (track.good == "high")
    return (WELL, _("better")) if better else (ILL, _("worse"))


def told_change(track: TrackView, change: Change) -> Content:
    """A change in full: from what to what, better or worse, and what each cause weighed."""
    style, judged = judgement(track, change)
    names = {"name": track.name, "before": said_value(track, change.moved), "after": said_value(track)}
    head = one_line(_("{name} {before} → {after}").format(**names), "bold")
    causes = ", ".join(" ".join(filter(None, (said, weight(heavy)))) for said, heavy in change.causes)
    return line(head, (f" {judged}" if judged else "", style), one_line(f": {causes}" if causes else ""))


def _arrow(track: TrackView, change: Change | None) -> list[Content]:
    if track.fact or change is None or not change.moved:
        return []
    said = f" {'▲' if change.moved > 0 else '▼'} {abs(change.moved)}"
    return [line((said, judgement(track, change)[0]))]


def _gauge(track: TrackView) -> str:
    """Where the number lies in its range; where it is not known, the band that holds it."""
    span = max(track.ceiling - track.floor, 1)
    low, high = max(track.low, track.floor) - track.floor, min(track.high, track.ceiling) - track.floor
    end = -(-high * GAUGE // span)
    begin = 0 if track.exact else min(low * GAUGE // span, GAUGE - 1)
    return "─" * begin + "━" * max(end - begin, 0) + "─" * (GAUGE - max(end, begin))
