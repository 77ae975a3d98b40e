"""Variants: the same crisis under another order."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, wrong
from exercise.scenario.schema.names import Line, Prose

#: Each is checked as a scenario of its own.
MOST_VARIANTS = 20

OWN = ("title", "summary")
"""What is said of a variant itself; everything else is a part of the scenario."""

VARIANTS = "variants"


class Variant(Model):
    """What is otherwise. `changes` merges map by map over the scenario; a list replaces, an empty value removes."""

    title: Line = Field(description="What it is called.", examples=["Status quo plus"])
    summary: Prose = Field("", description="What is otherwise, in a sentence.")
    changes: dict[str, Any] = Field(default_factory=dict, description="Any part of the scenario, written as there.")

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: Any) -> Any:
        if type(value) is not dict:
            return value
        if "changes" in value:
            raise wrong(_("'changes' is not needed"), _("Write what is otherwise beside the title."))
        if VARIANTS in value:
            raise wrong(_("A variant has no variants of its own"), _("Write each beside the others."))
        own = {key: value[key] for key in OWN if key in value}
        return {**own, "changes": {key: part for key, part in value.items() if key not in OWN}}


def merged(base: Any, changes: Any) -> Any:
    """The scenario's data with a variant's changes: map by map; a list or a single value replaces, nothing removes."""
    if not (isinstance(base, dict) and isinstance(changes, dict)):
        return changes
    result = dict(base)
    for key, part in changes.items():
        if part is None:
            result.pop(key, None)
        else:
            result[key] = merged(base.get(key), part)
    return result
