"""What was true, and what each team answered to it with what confidence, when all is over."""

from __future__ import annotations

from textual.content import Content

from exercise.i18n import _
from exercise.session.answers import Opened, answers_opened
from exercise.session.history import History
from exercise.tui.prose import ILL, QUIET, WELL, hanging, line, one_line

TRUE = _("What was true, and what was answered")
SIGNS = {None: ("◇ ", QUIET), True: ("✔ ", WELL), False: ("✘ ", ILL)}


def answers(history: History, reader: str | None, width: int) -> list[Content]:
    """The truths, then the answers turn by turn, the right ones and the wrong ones each with a sign."""
    return [_opened(one, width) for one in answers_opened(history.model, history.told, reader)]


def _opened(one: Opened, width: int) -> Content:
    return hanging(line(SIGNS[one.right]), one_line(one.said, "bold" if one.right is None else ""), width)
