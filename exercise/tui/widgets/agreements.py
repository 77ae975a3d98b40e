"""The agreements as a board: how each stands, and whose word is waited for until when."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import AgreementView, ProcedureView
from exercise.i18n import _
from exercise.session.wording import status
from exercise.tui.prose import ILL, OWN, QUIET, UNSURE, WELL, hanging, line, lines, moment, one_line, spread
from exercise.tui.table import Table, waits_for_us
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

    def words(self, table: Table, width: int) -> Content:
        if not table.agreements:
            return line((_("There are no agreements in this exercise."), QUIET))
        return lines(row for one in table.agreements for row in _rows(one, table, width))


def _rows(agreement: AgreementView, table: Table, width: int) -> list[Content]:
    sign, style = SIGNS[agreement.status]
    state = line((status("agreement", agreement.status), style))
    name = one_line(agreement.name, "bold" if agreement.member else QUIET)
    head = spread(line((f"{sign} ", style)), name, state, width)
    rows = [
        hanging(line("  "), one_line(said, OWN if ours else QUIET), width) for said, ours in _notes(agreement, table)
    ]
    if agreement.status == "in_force" and agreement.forbids:
        forbids = one_line(_("forbids: {actions}").format(actions=", ".join(agreement.forbids)), QUIET)
        rows.append(line("  ", forbids.truncate(max(width - 2, 8), ellipsis=True)))
    return [head, *rows]


def _notes(agreement: AgreementView, table: Table) -> list[tuple[str, bool]]:
    """What is going on with it, each with whether it waits for this team."""
    notes = []
    if agreement.status == "proposed" and agreement.member:
        notes.append((_proposal(agreement, table), waits_for_us(agreement)))
    if agreement.leaves is not None:
        notes.append((_("ends with turn {turn}").format(turn=agreement.leaves), False))
    notes += [(_question(one, table), one.must_answer) for one in agreement.procedures if one.open]
    return notes


def _proposal(agreement: AgreementView, table: Table) -> str:
    names = {"teams": table.teams(agreement.proposed_by), "turn": agreement.answer_by}
    if table.snapshot.team in agreement.proposed_by:
        return _("you propose it, open until turn {turn}").format(**names)
    if agreement.accepted:
        return _("{teams} proposes it, you accept").format(**names)
    return _("{teams} proposes it: answer by turn {turn} · F4").format(**names)


def _question(procedure: ProcedureView, table: Table) -> str:
    said = procedure.name
    if procedure.must_answer:
        said = _("you owe an answer: {question}").format(question=procedure.name)
    if procedure.due is None:
        return said
    names = {"question": said, "turn": procedure.due, "time": moment(table.end_of(procedure.due))}
    return _("{question}, by the end of turn {turn} ({time})").format(**names)
