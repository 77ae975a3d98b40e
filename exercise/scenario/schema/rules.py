"""Rules: what holds again in every turn in which their condition holds."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, wrong
from exercise.scenario.schema.effects import Effects
from exercise.scenario.schema.names import Condition, Line


class Rule(Model):
    """A rule. Its effects stand beside its `when`, or in a list under `effects`."""

    name: Line = Field("", description="What it is called where it is named as a cause.")
    when: Condition = Field(
        None, description="In which turns it applies; every turn if left out.", examples=["tension > 80"]
    )
    effects: Effects = Field((), description="What it does: one block or a list. May stand beside `when` directly.")

    @model_validator(mode="before")
    @classmethod
    def _effects_beside_when(cls, value: Any) -> Any:
        if type(value) is not dict:
            return value
        beside = {key: entry for key, entry in value.items() if key not in cls.model_fields}
        if not beside:
            return value
        if "effects" in value:
            raise wrong(
                _("Some effects stand under 'effects' and some beside it"), _("Put all of them under 'effects'.")
            )
        return {**{key: value[key] for key in value if key not in beside}, "effects": [beside]}
