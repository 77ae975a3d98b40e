"""Standing rules: effects of every turn in which their condition holds.

That a rule was the cause is known to those who know everything that its condition reads.
"""

from __future__ import annotations

from exercise.engine.mechanisms.effects import declare_effects
from exercise.engine.program import Builder, Step


def declare(b: Builder) -> None:
    """All rules of the scenario."""
    for rule in b.model.rules:
        declare_effects(b, rule.effects, Step.RULES, rule.when, ("rule", rule.id), b.knowers(rule.when))
