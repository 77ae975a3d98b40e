"""What a scenario means, checked: first that everything it names exists, then that it plays as its author intends.

One rule a function, each with a stable code (`draft.py` says how). Rules of a draft look at what the author wrote,
rules of play at what it was compiled to.
"""

from __future__ import annotations

from exercise.engine.program import Program
from exercise.scenario.checks import (
    conditions,
    counts,
    course,
    effects,
    ground,
    idle,
    names,
    seats,
    secrets,
    sizes,
    times,
    tracks,
    truths,
)
from exercise.scenario.checks.draft import DRAFT_RULES, Draft
from exercise.scenario.checks.play import PLAY_RULES, Play
from exercise.scenario.checks.salvage import salvaged
from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.gone import Gone
from exercise.scenario.source import Source

ROOMS = (names, conditions, effects, tracks, truths, sizes, times, secrets, course, idle, ground, counts, seats)
"""Where the rules are written; they are in their lists once these are imported."""

__all__ = ["DRAFT_RULES", "PLAY_RULES", "ROOMS", "Draft", "of_draft", "of_play", "of_rest"]


def of_draft(draft: Draft) -> list[Diagnostic]:
    """Errors of a scenario whose shape is right: without them it can be compiled."""
    return DRAFT_RULES.problems(draft, draft)


def of_rest(source: Source, gone: Gone) -> list[Diagnostic]:
    """What else is wrong in a file whose shape is wrong in places."""
    draft = salvaged(source, gone)
    return DRAFT_RULES.problems(draft, draft) if draft else []


def of_play(draft: Draft, program: Program, everything: bool) -> list[Diagnostic]:
    """What is wrong in a scenario that can be compiled; of `everything`, also what is probably a mistake, which takes
    longer to find out."""
    rules = PLAY_RULES if everything else PLAY_RULES.errors()
    return rules.problems(Play(draft, program), draft)
