"""The lines under the head: what waits for this team, and what just happened or what to do first."""

from __future__ import annotations

from textual.widgets import Static

from exercise.i18n import _
from exercise.session.wording import the
from exercise.tui.prose import QUIET, UNSURE, hanging, line, lines, one_line, shortened
from exercise.tui.table import Table

HINTS = (
    _("First turn: read, then order with Enter, talk with F3; ctrl+l ends it. F1 helps."),
    _("First turn: read, then press Tab for your orders; F3 talks, ctrl+l ends it."),
    _("Enter takes an order back. F3 talks, F4 is about agreements, ctrl+l ends it."),
)
"""What a stranger does first, where all panes are on the screen and where they are on pages; and then."""


def calls(table: Table) -> list[str]:
    """Who calls over what, for each call that rings."""
    said = _("Call from {teams} over {channel}")
    return [said.format(teams=table.teams(one.ringing), channel=the(one.name)) for one in table.ringing]


def owed(table: Table) -> list[str]:
    """What others wait for until the end of this turn: the answer to a question, a word on a proposal, a vote."""
    turn = table.snapshot.turn
    found = [f"“{one.name}”" for one in table.votes if one.due is None or one.due <= turn]
    for agreement in table.agreements:
        found += [one.name for one in agreement.procedures if one.must_answer and table.due.get(one.id, turn) <= turn]
        if agreement.answer_by is not None and agreement.answer_by <= turn and table.may_answer(agreement):
            found.append(agreement.name)
    return found


def due(table: Table) -> str:
    """The same as a sentence, or nothing."""
    found = owed(table)
    return _("Due in this turn: {things}").format(things="; ".join(found)) if found else ""


def open_to(table: Table) -> str:
    """What waits for this team's word and is not late yet, as a sentence, or nothing."""
    at_once = owed(table)
    found = [one.name for one in table.agreements if table.may_answer(one) and one.name not in at_once]
    found += [name for name in (f"“{one.name}”" for one in table.votes) if name not in at_once]
    return _("Open to you: {things}").format(things="; ".join(found)) if found else ""


class Waiting(Static):
    """What waits for this team: who calls, while somebody does, what is due in this turn, and what it may answer."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def show(self, table: Table) -> None:
        """What waits now."""
        style = f"bold {UNSURE}"
        rows = []
        if said := " · ".join(calls(table)):
            rows.append(line((" ☎ F2 answers · ", style), one_line(said, style)))
        if said := " · ".join(filter(None, (due(table), open_to(table)))):
            rows.append(line((" § F4 replies · ", style), one_line(said, style)))
        self.display = bool(rows)
        width = max(self.app.size.width - 1, 20)
        self.update(lines(shortened(one, width) for one in rows))


class Strip(Static):
    """What just happened; on the first turn, until something has, what to do."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self.said = ""
        self._table: Table | None = None

    def say(self, sentence: str) -> None:
        """What just happened, or why something did not; nothing makes room for the hint."""
        self.said = sentence
        self._draw()

    def show(self, table: Table) -> None:
        """The table as it is now."""
        self._table = table
        self._draw()

    def _draw(self) -> None:
        said = self.said or self._hint()
        self.display = bool(said)
        width = max(self.app.size.width - 1, 20)
        self.update(hanging(line(" ❯ "), one_line(said, "" if self.said else QUIET), width))

    def _hint(self) -> str:
        if self._table is None or self._table.snapshot.turn != 1:
            return ""
        return HINTS[2] if self._table.given else HINTS[self.screen.has_class("compact")]
