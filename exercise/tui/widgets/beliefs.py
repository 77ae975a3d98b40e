"""What a team believes of what it does not know: each value with how sure it may be, the likeliest first."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import BeliefView
from exercise.i18n import _, ngettext
from exercise.tui.prose import QUIET, UNSURE, hanging, line, one_line, spread


def belief(one: BeliefView, width: int) -> list[Content]:
    """Name and number of clues, then the values with their percentages."""
    clues = ngettext("{count} clue", "{count} clues", one.clues).format(count=one.clues)
    head = spread(Content(""), one_line(one.name, "bold"), line((clues, QUIET)), width)
    first, *others = (_("{value} {percent} %").format(value=held.name, percent=held.percent) for held in one.held)
    rest = "".join(f" · {said}" for said in others)
    return [head, hanging(line("  "), line(one_line(first, UNSURE), one_line(rest, QUIET)), width)]
