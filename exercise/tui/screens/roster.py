"""Who may play a team, in words: a person, a computer player of some temperament, or nobody."""

from __future__ import annotations

from exercise.i18n import _
from exercise.session.players import temperaments
from exercise.session.spec import EMPTY, MIXED
from exercise.tui.beginning import PERSON, Roster
from exercise.tui.screens.dialogs import Row

ALONE = "alone"
"""A person here, and the computer everywhere else."""

MANNERS = {
    "random": _("Does anything that it may, without a plan."),
    "cautious": _("Answers, explains and avoids what escalates."),
    "hawkish": _("Seeks strength, talks and agrees seldom."),
    "tit_for_tat": _("Cautious, until it feels provoked; then it answers in kind."),
}


def players_for(chosen: Roster, team: str) -> dict[str, Row]:
    """Everybody who may play a team, by the words that stand for it in a roster."""
    others = [one for one in chosen.people if one != team]
    rows = [Row(PERSON, _("a person"), _("Several people share this keyboard; it is handed on between their teams."))]
    if others:
        rows.append(Row(ALONE, _("you, alone"), _("The computer leads all the other teams.")))
    else:
        rows = [Row(PERSON, _("you"), _("You lead it. Give another team to a person too, to share this keyboard."))]
    rows.append(Row(MIXED, _("computer"), _("Its temperament is drawn from the seed, and nobody is told.")))
    for one in temperaments(chosen.loaded.model):
        said = _("computer, {temperament}").format(temperament=one.replace("_", " "))
        rows.append(Row(one, said, MANNERS.get(one, _("A temperament of this scenario's own."))))
    if chosen.loaded.scenario.teams[team].optional:
        rows.append(Row(EMPTY, _("nobody"), _("The chair stays empty.")))
    return {row.value: row for row in rows}


def who(chosen: Roster) -> str:
    """Who leads what, in a sentence."""
    names = [chosen.loaded.model.label("team", team) for team in chosen.people]
    if len(names) == 1:
        return _("You lead {team}, the computer the others.").format(team=names[0])
    return _("{teams} share this keyboard.").format(teams="; ".join(names))
