"""A map as text: the ground, and over it the signs and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from textual.content import Content, Span

from exercise.tui.chart.ground import BRAILLE, ground
from exercise.tui.chart.labels import Label, labels
from exercise.tui.chart.signs import Mark
from exercise.tui.chart.window import Window

COAST, BORDER = "$text-primary 70%", "$foreground 45%"
"""Styles; the pattern of the lines tells them apart too."""


def drawn(marks: Sequence[Mark], window: Window) -> Content:
    """The map with its marks, row by row."""
    rows: dict[int, list[Label]] = {}
    for label in labels(marks, window):
        rows.setdefault(label.row, []).append(label)
    base = _ground(window)
    return Content("\n").join(
        [_over(row, sorted(rows[at], key=lambda one: one.column)) if at in rows else row for at, row in enumerate(base)]
    )


@lru_cache(maxsize=8)
def _ground(window: Window) -> tuple[Content, ...]:
    """The rows of the ground alone; every sign in them is one cell wide."""
    coast, border = ground(window)
    found = []
    for row in range(window.height):
        styles = [COAST if (at, row) in coast else BORDER if (at, row) in border else "" for at in range(window.width)]
        dots = [coast.get((at, row), 0) | border.get((at, row), 0) for at in range(window.width)]
        plain = "".join(chr(BRAILLE | one) if one else " " for one in dots)
        found.append(Content(plain, list(_spans(styles))))
    return tuple(found)


def _spans(styles: list[str]) -> list[Span]:
    found, start = [], 0
    for style, run in groupby(styles):
        end = start + len(list(run))
        if style:
            found.append(Span(start, end, style))
        start = end
    return found


def _over(row: Content, written: list[Label]) -> Content:
    """A row with signs and names written over it."""
    parts, at = [], 0
    for one in written:
        parts += [row[at : one.column], one.said]
        at = one.column + one.said.cell_length
    return Content("").join([*parts, row[at:]])
