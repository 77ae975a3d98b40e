"""What happened in a move, step by step, and how its acts were meant and read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from exercise.i18n import _
from exercise.session.history import History, Perception, Step
from exercise.session.wording import intent
from exercise.tui.prose import ILL, OWN, QUIET, UNSURE, WELL, hanging, line, lines, one_line
from exercise.tui.widgets.timeline import SIGNS

NEAR = 60
"""So many steps before and behind the one that is looked at are enough to scroll through."""

KINDS = {"inject": "◆", "act": "▸", "change": "△", "status": "§", "talk": "☏", "report": "◇", "ending": "■"}
"""Signs of the news, for steps that one cannot jump to."""


def story(steps: Sequence[Step], at: int, width: int) -> tuple[Content, int]:
    """The steps of the move in which one of them lies, that one lit, and its row."""
    first, end = bounds(steps, at)
    rows = [_step(steps[number], number - at, width) for number in range(first, end)]
    row = sum(each.plain.count("\n") + 1 for each in rows[: at - first])
    return lines(rows), row


def bounds(steps: Sequence[Step], at: int) -> tuple[int, int]:
    """From which step to before which one the move of a step lasts, of a long one as much as is near to it."""
    turn = steps[at].turn
    first = end = at
    while first > max(at - NEAR, 0) and steps[first - 1].turn == turn:
        first -= 1
    while end < min(at + NEAR, len(steps)) and steps[end].turn == turn:
        end += 1
    return first, end


def _step(step: Step, distance: int, width: int) -> Content:
    """What was is as bright as what is; what comes is quiet."""
    sign, style = SIGNS.get(step.mark, (KINDS.get(step.kind, "·"), "bold"))
    said = step.text or _("Turn {turn} opens").format(turn=step.turn)
    if distance == 0:
        return hanging(line((f"▶ {sign} ", f"bold {UNSURE}")), one_line(said, "bold"), width)
    quiet = QUIET if distance > 0 else ""
    return hanging(line("  ", (f"{sign} ", quiet or style)), one_line(said, quiet), width)


def meant(history: History, eyes: str | None, place: int, width: int) -> tuple[Content, int]:
    """The acts of the latest move that was resolved before a place, as far as these eyes know: meant so, read so."""
    known, model = [one for one in history.perceptions(eyes) if one.place <= place], history.model
    if not known:
        return line((_("No act of another side was read yet: that happens when a turn is resolved."), QUIET)), 0
    latest = [one for one in known if one.turn == known[-1].turn]
    rows = [line((_("Turn {turn}").format(turn=latest[0].turn), f"bold {QUIET}"))]
    for (team, action), read in groupby(latest, key=lambda one: (one.team, one.action)):
        names = {"action": model.label("action", action, None), "team": model.label("team", team, None)}
        rows += _act(history, _("{action} ({team})").format(**names), list(read), width)
    return lines(rows), 0


def _act(history: History, name: str, read: Sequence[Perception], width: int) -> list[Content]:
    """An act, how it was meant, and a row for each side that read it."""
    rows = [hanging(line(("▸ ", "bold")), one_line(name, "bold"), width), _degree(_("meant"), read[0].meant, width)]
    return [*rows, *(_reading(_side(history, one.side), one, width) for one in read)]


def _degree(who: str, tenths: int, width: int) -> Content:
    said = line((f"{who}: ", QUIET), one_line(f"{intent(tenths)} {decimal(tenths)}"))
    return hanging(line("  "), said, width)


def _reading(side: str, one: Perception, width: int) -> Content:
    more = one.read - one.meant
    said = line(one_line(_("{side} read").format(side=side), OWN), ": ", one_line(intent(one.read)), " ")
    judged: tuple[str, str] = (_("as meant"), WELL)
    if more:
        judged = (_("sharper by {much}"), ILL) if more > 0 else (_("milder by {much}"), WELL)
        if one.meant < 0:  # a friendly act that is read as less friendly is a misreading too
            judged = (_("less friendly by {much}"), ILL) if more > 0 else (_("friendlier by {much}"), WELL)
    how = judged[0].format(much=decimal(abs(more)))
    return hanging(line("  "), line(said, decimal(one.read), " ", (f"({how})", judged[1])), width)


def _side(history: History, side: str) -> str:
    """A side by its teams."""
    model = history.model
    return "; ".join(model.label("team", team.id, None) for team in model.teams if team.side == side)


def decimal(tenths: int) -> str:
    """On the scale from -4 to 10."""
    return f"{'−' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
