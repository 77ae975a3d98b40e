"""Pictures of the totals: bars in the terminal, and one SVG, written by hand, that stands alone.

In the SVG every colour has a word beside it, text is escaped, and nothing is loaded from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from exercise.analysis.totals import Row

EIGHTHS = " ▏▎▍▌▋▊▉"

WIDE, LEFT, RIGHT = 760, 250, 100
"""Of the whole picture, of the names at its left, of the figures at its right; in pixels."""

LINE, BAR, GAP = 24, 14, 30
INK, QUIET = "#1f2430", "#6b7280"
COLOURS = {
    "war": "#5c1020",
    "high_escalation_confrontation": "#b3382c",
    "contained_confrontation": "#b98a1d",
    "pragmatic_partnership": "#2f7f6f",
    "strategic_partnership": "#275d9c",
}
"""By outlook, told apart in grey and by the colour-blind too."""

Part = tuple[str, Sequence[tuple[Row, str]]]
"""A heading, and rows with their colours."""


def bar(value: float, width: int) -> str:
    """A share from 0 to 1 as a bar of at most so many characters."""
    eighths = round(value * width * 8)
    if value > 0:
        eighths = max(1, eighths)
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip()


def percent(value: float) -> str:
    """A share; what is there at all is never shown as nothing."""
    return "<0.1 %" if 0 < value < 0.0005 else f"{100 * value:.1f} %"


def svg(title: str, subtitle: str, parts: Sequence[Part]) -> str:
    """A page of bars, one for each row, its 95 % interval as a line through its end."""
    height = 70 + sum(GAP + LINE * (len(rows) + 1) for _heading, rows in parts)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{height}" viewBox="0 0 {WIDE} {height}" '
        'role="img" font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDE}" height="{height}" fill="#ffffff"/>',
        _text(20, 34, _short(title, 70), size=18, weight="bold"),
        _text(20, 54, _short(subtitle, 100), colour=QUIET),
    ]
    top = 70
    for heading, rows in parts:
        top += GAP
        lines.append(_text(20, top, heading, weight="bold"))
        for row, colour in rows:
            top += LINE
            lines += _bar(top, row, colour)
        top += LINE
    return "\n".join([*lines, "</svg>"]) + "\n"


def _bar(base: int, row: Row, colour: str) -> Iterator[str]:
    scale, found = WIDE - LEFT - RIGHT, row.share
    middle = base - BAR // 2 + 2
    box = f'x="{LEFT}" y="{middle - BAR // 2}" width="{found.value * scale:.1f}" height="{BAR}"'
    yield _text(LEFT - 10, base, _short(row.name), anchor="end")
    yield f'<rect {box} fill="{colour}"/>'
    low, high = (LEFT + end * scale for end in (found.low, found.high))
    yield f'<path d="M{low:.1f} {middle}H{high:.1f}" stroke="{INK}" stroke-width="2"/>'
    yield _text(WIDE - RIGHT + 10, base, percent(found.value))


def _short(name: str, most: int = 34) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


def _text(
    x: int, y: int, text: str, colour: str = INK, size: int = 13, weight: str = "normal", anchor: str = "start"
) -> str:
    look = f'fill="{colour}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" {look}>{escape(text)}</text>'
