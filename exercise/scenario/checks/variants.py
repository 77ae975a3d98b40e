"""Variants: the same crisis under another order names only what exists. What a variant takes out is not missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from exercise.scenario.checks.draft import DRAFT_RULES, Draft
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.schema import Scenario
from exercise.scenario.schema.variants import merged


def problems(draft: Draft) -> list[Diagnostic]:
    """The errors of each variant that the scenario has not without it."""
    if not draft.scenario.variants:
        return []
    said = {(rule.code, one.path, one.message) for rule, one in DRAFT_RULES.found(draft)}
    return [
        draft.diagnostic(one._replace(path=("variants", id, *one.path)), rule.code, rule.severity)
        for id, variant in draft.scenario.variants.items()
        if (other := _under(draft, variant.changes)) is not None
        for rule, one in DRAFT_RULES.found(other)
        if rule.severity is Severity.error and (rule.code, one.path, one.message) not in said
    ]


def _under(draft: Draft, changes: dict[str, Any]) -> Draft | None:
    """The scenario under another order, if its shape is right."""
    data: Any = draft.source.data
    rest = {key: part for key, part in data.items() if key != "variants"}
    try:
        scenario = Scenario.model_validate(merged(rest, changes))
    except ValidationError:
        return None  # the reading has said why
    return Draft(scenario, draft.source, frozenset(_removed(changes)))


def _removed(changes: dict[str, Any]) -> Iterator[str]:
    for key, part in changes.items():
        if part is None:
            yield key
        elif isinstance(part, dict):
            yield from _removed(part)
