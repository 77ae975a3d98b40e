"""What was true, and what each team answered to it with what confidence, when all is over."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.mechanisms.answers import answer_of
from exercise.i18n import _
from exercise.session.history import History
from exercise.session.wording import headline
from exercise.tui.prose import ILL, QUIET, WELL, hanging, line, one_line

TRUE = _("What was true, and what was answered")


def answers(history: History, reader: str | None, width: int) -> list[Content]:
    """The truths, then the answers turn by turn, the right ones and the wrong ones each with a sign."""
    found: list[Content] = []
    for one in history.told:
        answer = answer_of(str(one.event.data.get("words", ""))) if one.event.type == "unsealed" else None
        if one.event.type == "truth_told" or answer is not None:
            sign, style = ("◇ ", QUIET) if answer is None else ("✔ ", WELL) if answer.right else ("✘ ", ILL)
            said = headline(history.model, one.event, reader) or ""
            found.append(hanging(line((sign, style)), one_line(said, "bold" if answer is None else ""), width))
    return found
