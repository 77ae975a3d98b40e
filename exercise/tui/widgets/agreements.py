"""The agreements as a board: how each stands, and whose word is waited for until when."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import AgreementView, ProcedureView
from exercise.i18n import _
from exercise.session.wording import status
from exercise.tui.prose import ILL, OWN, QUIET, UNSURE, WELL, hanging, line, lines, moment, one_line, spread
from exercise.tui.table import Table
from exercise.tui.widgets.pane import Pane

SIGNS = {
    "in_force": ("●", WELL),
    "proposed": ("?", UNSURE),
    "none": ("○", QUIET),
    "suspended": ("◐", UNSURE),
    "ended": ("✕", ILL),
}


class AgreementsPane(Pane):
    """Those that wait for this team come first."""

    TITLE = _("Agreements")
    FITS_ITS_HEIGHT = True

    def words(self, table: Table, width: int) -> Content:
        if not table.agreements:
            return line((_("There are no agreements in this exercise."), QUIET))
        said = [
            lines(row for one in table.agreements for row in _rows(one, table, width, full)) for full in (True, False)
        ]
        return next((one for one in said if one.plain.count("\n") < self.room), said[-1])


def _rows(agreement: AgreementView, table: Table, width: int, full: bool) -> list[Content]:
    """How it stands and what is going on with it; what it forbids in full, or in one row where room is short."""
    sign, style = SIGNS[agreement.status]
    state = line((status("agreement", agreement.status), style))
    name = one_line(agreement.name, "bold" if agreement.member else QUIET)
    head = spread(line((f"{sign} ", style)), name, state, width)
    rows = [
        hanging(line("  "), one_line(said, OWN if ours else QUIET), width) for said, ours in _notes(agreement, table)
    ]
    if agreement.status == "in_force" and agreement.forbids:
        forbids = one_line(_("forbids: {actions}").format(actions=", ".join(agreement.forbids)), QUIET)
        shown = forbids if full else forbids.truncate(max(width - 2, 8), ellipsis=True)
        rows.append(hanging(line("  "), shown, width))
    return [head, *rows]


def _notes(agreement: AgreementView, table: Table) -> list[tuple[str, bool]]:
    """What is going on with it, each with whether it waits for this team."""
    notes = []
    if agreement.status == "proposed" and agreement.member:
        notes.append((_proposal(agreement, table), table.waits(agreement)))
    if agreement.leaves is not None:
        notes.append((_("ends with turn {turn}").format(turn=agreement.leaves), False))
    notes += [(_question(one, table), one.must_answer) for one in agreement.procedures if one.open]
    return notes


def _proposal(agreement: AgreementView, table: Table) -> str:
    names = {"teams": table.teams(agreement.proposed_by), "turn": agreement.answer_by}
    if table.snapshot.team in agreement.proposed_by:
        return _("you proposed it, it stands until turn {turn}").format(**names)
    if agreement.accepted:
        return _("proposed by {teams}, you accepted").format(**names)
    if not table.may_answer(agreement):
        return _("proposed by {teams}, you rejected it").format(**names)
    return _("proposed by {teams}: answer by turn {turn} · F4").format(**names)


def _question(procedure: ProcedureView, table: Table) -> str:
    """A question that waits for its answer; the hour of a turn that is still to come says how long that is."""
    turn = table.due.get(procedure.id)
    if turn is None:
        return _("has its answer: {question}").format(question=procedure.name)
    due = _("the end of turn {turn}").format(turn=turn)
    if turn > table.snapshot.turn:
        due = f"{due} ({moment(table.end_of(turn))})"
    owed, asked = _("you owe an answer by {due}: {question} · F4"), _("answer by {due}: {question}")
    return (owed if procedure.must_answer else asked).format(question=procedure.name, due=due)
