"""Fields that are read and checked, but whose mechanism is not built yet: one note for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from exercise.i18n import _
from exercise.scenario.diagnostics import Diagnostic, Severity
from exercise.scenario.schema.root import Scenario
from exercise.scenario.schema.teams import Team
from exercise.scenario.source import Path, Source


def later_notes(
    scenario: Scenario, source: Source, parts: Iterable[tuple[Path, BaseModel]] | None = None
) -> list[Diagnostic]:
    """One note for each field in use that has no effect yet, at the first place where it stands.

    `parts` are all models of the scenario with their paths, where somebody has them already.
    """
    first: dict[str, Path] = {}
    for path, model in _models(scenario, ()) if parts is None else parts:
        for name in _without_effect(model):
            field = type(model).model_fields[name]
            first.setdefault(field.alias or name, (*path, field.alias or name))
    return sorted(
        source.problem(
            path,
            "later",
            _("'{field}' is read, but has no effect yet").format(field=field),
            _("The exercise can be played without it."),
            Severity.note,
            key=True,
        )
        for field, path in first.items()
    )


def _without_effect(model: BaseModel) -> Iterator[str]:
    if isinstance(model, Team) and model.decides_by.by != "lead":
        yield "decides_by"


def _models(value: object, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    """All models in a scenario, each with its path."""
    if isinstance(value, BaseModel):
        yield path, value
        fields = type(value).model_fields
        for name in value.model_fields_set:
            part = getattr(value, name)
            if isinstance(part, (BaseModel, dict, tuple)):
                yield from _models(part, (*path, fields[name].alias or name))
    elif isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, BaseModel):
                yield from _models(part, (*path, key))
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            if isinstance(part, BaseModel):
                yield from _models(part, (*path, at))
