"""What a scenario means, checked: first that everything it names exists, then that it plays as its author intends.

One rule a function, each with a stable code (`draft.py` says how). Rules of a draft look at what the author wrote,
rules of play at what it was compiled to.
"""

from __future__ import annotations

from exercise.engine.program import Program
from exercise.scenario.checks import conditions, counts, course, effects, idle, names, secrets, times, tracks
from exercise.scenario.checks.draft import DRAFT_RULES, Draft
from exercise.scenario.checks.play import PLAY_RULES, Play
from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.schema.later import later_notes

ROOMS = (names, conditions, effects, tracks, times, secrets, course, idle, counts)
"""Where the rules are written; they are in their lists once these are imported."""

__all__ = ["DRAFT_RULES", "PLAY_RULES", "ROOMS", "Draft", "of_draft", "of_play"]


def of_draft(draft: Draft) -> list[Diagnostic]:
    """Errors of a scenario whose shape is right: without them it can be compiled. Also what has no effect yet."""
    return [*DRAFT_RULES.problems(draft, draft), *later_notes(draft.scenario, draft.source)]


def of_play(draft: Draft, program: Program) -> list[Diagnostic]:
    """What is wrong, or probably a mistake, in a scenario that can be compiled."""
    return PLAY_RULES.problems(Play(draft, program), draft)
