"""Text for the screen: the only way in which what scenarios, players and logs say becomes something that is shown.

Everything is cleaned and becomes `Content`, which has no markup; a style is given beside the text, never inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual.content import Content

from exercise.scenario.text import clean

QUIET = "dim"
"""What explains, beside what matters."""

WELL, UNSURE, ILL, OWN = "$text-success", "$text-warning", "$text-error", "$text-primary"
"""Colours by meaning, from the theme. None of them ever says alone what a word or a sign does not say too."""


def text(said: str, style: str = "") -> Content:
    """One text as it is, in one style."""
    return Content.styled(clean(said), style) if style else Content(clean(said))


def one_line(said: str, style: str = "") -> Content:
    """A text that stands in a row: its line breaks become spaces."""
    return text(" ".join(said.split()), style)


def line(*parts: Content | str | tuple[str, str]) -> Content:
    """Parts behind one another: contents, texts, or texts with a style."""
    return Content("").join(_part(part) for part in parts)


def lines(rows: Iterable[Content]) -> Content:
    """Rows below one another."""
    return Content("\n").join(rows)


def hanging(lead: Content, body: Content, width: int) -> Content:
    """A paragraph whose further lines stand below the body's first, not below its lead."""
    room = max(width - lead.cell_length, 8)
    first, *rest = body.wrap(room) or [Content("")]
    blank = Content(" " * lead.cell_length)
    return lines([line(lead, first), *(line(blank, more) for more in rest)])


def spread(lead: Content, name: Content, state: Content, width: int) -> Content:
    """A name with its state at the far right of the first row; what does not fit of the name goes below itself."""
    room = max(width - lead.cell_length - state.cell_length - 1, 8)
    first, *rest = name.wrap(room) or [Content("")]
    blank = " " * lead.cell_length
    return lines([line(lead, cell(first, room), " ", state), *(line(blank, more) for more in rest)])


def shortened(said: Content, width: int) -> Content:
    """As much of a row as fits, cut between words."""
    if said.cell_length <= width:
        return said
    cut = said.truncate(max(width - 1, 0))
    border = cut.plain.rfind(" ")
    whole = cut[:border] if border > width // 2 and said.plain[len(cut.plain) :][:1] != " " else cut
    return line(whole.rstrip(" ,;:"), "…")


def cell(said: Content, width: int) -> Content:
    """A column of a row: cut where it is too long, filled where it is short."""
    return shortened(said, width).truncate(width, pad=True)


def moment(when: datetime) -> str:
    """A moment of exercise time, to the minute."""
    return when.strftime("%a %d %b %Y, %H:%M")


def shortly(when: datetime) -> str:
    """The same where the year and the month are clear."""
    return when.strftime("%a %d, %H:%M")


def weight(thousandths: int) -> str:
    """By how much, to one decimal and with its sign; empty where that is nothing."""
    tenths = (abs(thousandths) + 50) // 100
    if not tenths:
        return ""
    return f"{'+' if thousandths > 0 else '−'}{tenths // 10}" + (f".{tenths % 10}" if tenths % 10 else "")


def _part(part: Content | str | tuple[str, str]) -> Content:
    if isinstance(part, Content):
        return part
    return text(part) if isinstance(part, str) else text(*part)
