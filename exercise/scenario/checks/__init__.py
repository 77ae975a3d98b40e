"""What a scenario means, checked: first that everything it names exists, then that it plays as its author intends.

One rule a function, each with a stable code (`draft.py` says how). Rules of a draft look at what the author wrote,
rules of play at what it was compiled to.
"""

from __future__ import annotations

from exercise.engine.program import Program
from exercise.scenario.checks import conditions, effects, names, times, tracks  # their rules are in the list then
from exercise.scenario.checks.draft import DRAFT_RULES, Draft
from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.schema.later import later_notes

__all__ = ["Draft", "conditions", "effects", "names", "of_draft", "of_play", "times", "tracks"]


def of_draft(draft: Draft) -> list[Diagnostic]:
    """Errors of a scenario whose shape is right: without them it can be compiled. Also what has no effect yet."""
    return [*DRAFT_RULES.problems(draft), *later_notes(draft.scenario, draft.source)]


def of_play(draft: Draft, program: Program) -> list[Diagnostic]:
    """What is wrong, or probably a mistake, in a scenario that can be compiled."""
    return []
