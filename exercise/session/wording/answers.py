"""What an order took for true, beside what its team believed and what was so, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.engine.mechanisms.answers import Answer
from exercise.engine.model import Model
from exercise.engine.views import BeliefView
from exercise.i18n import _, ngettext
from exercise.session.wording.acts import thing
from exercise.session.wording.scales import value_name


def answered(model: Model, turn: int, team: str, answer: Answer, reader: str | None) -> str:
    """An answer of a team, with its confidence at the time."""
    names = {
        "turn": turn,
        "team": model.label("team", team, reader),
        "action": thing(model, "action", answer.action, reader),
        "taken": _value(model, answer, answer.taken, reader),
        "likeliest": _value(model, answer, answer.likeliest, reader),
        "truth": _value(model, answer, answer.truth, reader),
        "sure": answer.sure,
        "most": answer.most,
        "clues": ngettext("{count} clue", "{count} clues", answer.clues).format(count=answer.clues),
    }
    said = _("Turn {turn}, {team}, {action}: the answer was {taken}, with {sure} % confidence after {clues}.")
    if answer.likeliest != answer.taken:
        said += " " + _("Likeliest to it was {likeliest} ({most} %).")
    said += " " + (_("It was so.") if answer.right else _("It was wrong: the truth was {truth}."))
    return said.format(**names)


def answering(model: Model, action: str, beliefs: Iterable[BeliefView], reader: str | None) -> str:
    """What an order would take for true, and how sure of it its team may be by its clues; nothing where it takes
    nothing for true."""
    answers = model.action[action].answers
    if answers is None:
        return ""
    track, number = answers
    names = {"track": model.label("track", track, reader), "value": value_name(model, track, number, reader)}
    said = _("It takes for true ({track}): {value}.").format(**names)
    value = model.track[track].values[number]
    for held in (held for one in beliefs if one.id == track for held in one.held if held.id == value):
        said += " " + _("By your clues you may be {percent} % sure of it.").format(percent=held.percent)
    return said


def _value(model: Model, answer: Answer, value: str, reader: str | None) -> str:
    return model.label("value", f"{answer.track}.{value}", reader)
