"""The spiral: how strongly an act is perceived, and what that does to tension."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, scalar
from exercise.scenario.schema.names import Ref
from exercise.scenario.schema.values import Percent, YesNo, whole


def weight(value: object) -> int:
    """Reads a weight in percent, 0 to 500."""
    return whole(0, 500, _HELP)(scalar(value, _HELP).removesuffix("%").rstrip())


_HELP = _("Write a weight from 0% to 500%.")
Weight = Annotated[int, PlainValidator(weight, json_schema_input_type=str | int)]


class Spiral(Model):
    """The weights of the security dilemma, in percent, and the tracks it reads."""

    off: YesNo = Field(False, description="yes switches the spiral off.")
    gain: Weight = Field(20, description="How much of what is perceived becomes tension.", examples=["20%"])
    fade: Percent = Field(
        10, description="How much of tension's distance from its start fades each turn.", examples=["10%"]
    )
    mistrust: Weight = Field(100, description="How much mistrust adds to a hostile act.")
    transparency: Weight = Field(50, description="How much transparency takes from it.")
    explained: Weight = Field(40, description="How much an explanation takes from it.")
    discount: Weight = Field(60, description="How much mistrust takes from a friendly act.")
    tension: Ref = Field("tension", description="The track that is tension.")
    trust: Ref = Field("trust", description="The track that is trust.")
    transparency_track: Ref = Field("transparency", description="The track that is transparency.")

    @model_validator(mode="before")
    @classmethod
    def _off(cls, value: Any) -> Any:
        return {"off": "yes"} if value in ("off", "no") else value
