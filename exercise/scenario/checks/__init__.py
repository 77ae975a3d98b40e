"""What a scenario means, checked: first that everything it names exists, then that it plays as its author intends."""

from __future__ import annotations

from exercise.engine.program import Program
from exercise.scenario.diagnostics import Diagnostic
from exercise.scenario.schema import Scenario
from exercise.scenario.source import Source


def of_names(scenario: Scenario, source: Source) -> list[Diagnostic]:
    """Errors of a scenario whose shape is right: without them it can be compiled."""
    return []


def of_play(scenario: Scenario, source: Source, program: Program) -> list[Diagnostic]:
    """What is wrong, or probably a mistake, in a scenario that can be compiled."""
    return []
