"""Tension over the turns as a plot, with the decisions that moved it most, as far as somebody knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from exercise.i18n import _
from exercise.session.history import Deed, History, Level
from exercise.tui.prose import ILL, QUIET, UNSURE, WELL, hanging, line, one_line, weight
from exercise.tui.widgets.plot import plot

MOST, MOST_IN_A_TURN = 12, 3
"""So many decisions are marked at most, of all and of one turn: more could not be told apart."""

HIGH, LEAST_SPAN, STEP = 12, 20, 10


def tension(history: History, eyes: str | None, width: int) -> list[Content]:
    """The plot and what its numbers mean; nothing where these eyes do not see tension. `eyes` as in a history."""
    track, levels = history.tension, history.levels(eyes)
    if track is None or not levels:
        return []
    deeds = _weightiest(history.deeds(eyes))
    numbers = {deed: str(number) for number, deed in enumerate(deeds, 1)}
    marks = {turn: " ".join(numbers[one] for one in these) for turn, these in groupby(deeds, key=lambda one: one.turn)}
    rows = [plot(levels, _span(levels, (track.low, track.high)), marks, (width, HIGH))]
    if deeds:
        rows.append(line((_("Numbers stand at the end of the turn in which these were carried out:"), QUIET)))
    return [*rows, *(_told(history, deed, numbers[deed], track.good, width) for deed in deeds)]


def _weightiest(deeds: Sequence[Deed]) -> list[Deed]:
    """Those that moved it most, in the order in which they were done."""
    found: list[Deed] = []
    for deed in sorted(deeds, key=lambda one: -abs(one.thousandths)):
        if len(found) < MOST and sum(one.turn == deed.turn for one in found) < MOST_IN_A_TURN:
            found.append(deed)
    return sorted(found, key=deeds.index)


def _span(levels: Sequence[Level], whole: tuple[int, int]) -> tuple[int, int]:
    """Round values below and above everything that is drawn, within the range of the track."""
    low = min(one.low for one in levels) // STEP * STEP
    high = -(-max(one.high for one in levels) // STEP) * STEP
    while high - low < LEAST_SPAN:
        low, high = low - STEP // 2, high + STEP // 2
    return max(low, whole[0]), min(high, whole[1])


def _told(history: History, deed: Deed, number: str, good: str | None, width: int) -> Content:
    model = history.model
    names = {"action": model.label("action", deed.action, None), "team": model.label("team", deed.team, None)}
    moved = weight(deed.thousandths)
    style = "" if good is None else ILL if (deed.thousandths > 0) == (good == "low") else WELL
    said = line(one_line(_("{action} ({team})").format(**names)), "  ", (moved, style))
    return hanging(
        line((f"{number:>2} ", f"bold {UNSURE}"), (_("turn {turn}  ").format(turn=deed.turn), QUIET)), said, width
    )
