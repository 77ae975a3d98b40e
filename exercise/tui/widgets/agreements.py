"""The agreements as a board: how each stands, and whose word is waited for until when. Enter offers what to do."""

from __future__ import annotations

from textual.content import Content

from exercise.engine.views import AgreementView, ProcedureView
from exercise.i18n import _, ngettext
from exercise.session.wording import status
from exercise.session.wording.acts import agreed_values
from exercise.tui.prose import ILL, OWN, QUIET, UNSURE, WELL, hanging, line, lines, one_line, shortened, shortly, spread
from exercise.tui.table import Table
from exercise.tui.widgets.listed import ListPane

SIGNS = {
    "in_force": ("●", WELL),
    "proposed": ("?", UNSURE),
    "none": ("○", QUIET),
    "suspended": ("◐", UNSURE),
    "ended": ("✕", ILL),
}


class AgreementsPane(ListPane):
    """Those that wait for this team come first."""

    TITLE = _("Agreements")
    HINT = _("Enter: what you can do")
    NOTHING = _("There are no agreements in this exercise.")
    FITS_ITS_HEIGHT = True

    def rows(self, table: Table, width: int) -> list[tuple[str, Content]]:
        said = [[(one.id, lines(_rows(one, table, width, full))) for one in table.agreements] for full in (True, False)]
        return next(
            (rows for rows in said if sum(one.plain.count("\n") + 1 for _id, one in rows) <= self.room), said[-1]
        )


def details(agreement: AgreementView, table: Table, width: int) -> Content:
    """All that a party knows of it: how it stands and what is going on, what it says, forbids and lets one ask."""
    rows = [*_rows(agreement, table, width, full=False)[:1]]
    rows += [
        hanging(line("  "), one_line(said, OWN if ours else QUIET), width) for said, ours in _notes(agreement, table)
    ]
    rows += [line(""), one_line(agreement.text)] if agreement.text else []
    if agreement.agreed:
        values = agreed_values(agreement.agreed)
        rows.append(one_line(_("Agreed: {values}.").format(values=values)))
    rows.append(one_line(_("Between {teams}.").format(teams=table.teams(agreement.parties)), QUIET))
    if agreement.forbids:
        rows.append(one_line(_("Forbids: {actions}.").format(actions=", ".join(agreement.forbids)), QUIET))
    for one in agreement.procedures:
        if one.asked and one.left is not None:
            left = ngettext(
                "{question}: may be asked {left} more time", "{question}: may be asked {left} more times", one.left
            )
            rows.append(one_line(left.format(question=one.name, left=one.left), QUIET))
    return lines(rows)


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
        shown = forbids if full else shortened(forbids, max(width - 2, 8))
        rows.append(hanging(line("  "), shown, width))
    return [head, *rows]


def _notes(agreement: AgreementView, table: Table) -> list[tuple[str, bool]]:
    """What is going on with it, each with whether it waits for this team."""
    notes = []
    if agreement.status == "proposed" and agreement.member:
        notes.append((_proposal(agreement, table), table.waits(agreement)))
        if agreement.offered:
            notes.append((_("on the table: {values}").format(values=agreed_values(agreement.offered)), False))
    elif agreement.agreed and agreement.status == "in_force":
        notes.append((_("agreed: {values}").format(values=agreed_values(agreement.agreed)), False))
    if agreement.on_its_way:
        notes.append((_("your proposal is on its way"), False))
    if agreement.leaves is not None:
        notes.append((_("ends with turn {turn}").format(turn=agreement.leaves), False))
    notes += [(_question(one, table), one.must_answer) for one in agreement.procedures if one.open]
    return notes


def _proposal(agreement: AgreementView, table: Table) -> str:
    if agreement.signed:
        return " ".join((_("accepted, and waits for what it hangs on."), agreement.waits_for)).rstrip(" .")
    by = agreement.answer_by
    waits = tuple(one for one in agreement.parties if one not in agreement.proposed_by)
    names = {"teams": table.teams(agreement.proposed_by), "until": until(by, table) if by is not None else ""}
    if table.snapshot.team in agreement.proposed_by:
        return _("you proposed it; {others} may answer {until}").format(others=table.teams(waits), **names)
    if agreement.accepted:
        return _("proposed by {teams}, you accepted").format(**names)
    if not table.may_answer(agreement):
        return _("proposed by {teams}, you rejected it").format(**names)
    return _("{teams} proposed it: your answer {until}").format(**names)


def _question(procedure: ProcedureView, table: Table) -> str:
    """Who owes whom an answer until when."""
    turn, question = table.due.get(procedure.id), table.questions.get(procedure.id)
    if procedure.refused:
        return _("no answer, it was refused: {question}").format(question=procedure.name)
    if turn is None:
        return _("has its answer: {question}").format(question=procedure.name)
    asked_by, asked_of = (question.asked_by, question.asked_of) if question else ((), ())
    names = {"question": procedure.name, "until": until(turn, table), "askers": table.teams(asked_by)}
    if procedure.must_answer:
        return _("you owe {askers} an answer {until}: {question}").format(**names)
    return _("an answer is due from {teams} {until}: {question}").format(teams=table.teams(asked_of), **names)


def until(turn: int, table: Table) -> str:
    """By the end of a turn; for one that is still to come with about the hour, since phases may differ in length. What
    is due after the last turn is due in that."""
    turn = min(turn, table.snapshot.turns)
    if turn <= table.snapshot.turn:
        return _("by the end of this turn")
    return _("by the end of turn {turn}, about {hour}").format(turn=turn, hour=shortly(table.end_of(turn)))
