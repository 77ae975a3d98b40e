"""What a team believes of what it does not know: each value with how sure it may be, the likeliest first."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import BeliefView
from exercise.i18n import _, ngettext
from exercise.tui.prose import QUIET, UNSURE, line, one_line, spread


def belief(one: BeliefView, width: int) -> list[Content]:
    """Name and number of clues, then the values with their percentages."""
    clues = ngettext("{count} clue", "{count} clues", one.clues).format(count=one.clues)
    head = spread(Content(""), one_line(one.name, "bold"), line((clues, QUIET)), width)
    said = [_("{value} {percent} %").format(value=held.name, percent=held.percent) for held in one.held]
    listed = [part for each in said[1:] for part in ((" · ", QUIET), one_line(each, QUIET))]
    body = line(one_line(said[0], UNSURE), *listed)
    return [head, *(line("  ", row) for row in body.wrap(max(width - 2, 8)))]
