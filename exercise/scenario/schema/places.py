"""The map: places, and forces that stand and move on it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from exercise.scenario.schema.base import Model
from exercise.scenario.schema.names import Line, MaybeRef, Sights, reference
from exercise.scenario.schema.values import OnMap, Position, position


def standing(value: object) -> Position | str:
    """Reads a position, or the id of a place."""
    return reference(value) if isinstance(value, str) and value.replace("_", "").isalnum() else position(value)


class Place(Model):
    """A place with a name."""

    name: Line = Field(description="What it is called.", examples=["Chernyakhovsk"])
    at: OnMap = Field(description="Where it lies.", examples=["54.63 N 21.81 E"])
    shown_to: Sights = Field(None, description="Who sees it on the map: everyone if left out.")


class Force(Model):
    """Troops, ships or aircraft that may move."""

    name: Line = Field(description="What it is called.", examples=["Launchers on rail"])
    at: Annotated[Position | str, PlainValidator(standing, json_schema_input_type=str)] = Field(
        description="Where it stands at first: a position or a place.", examples=["55.2 N 28.5 E", "chernyakhovsk"]
    )
    team: MaybeRef = Field(None, description="Whose it is: the sign on the map.", examples=["russia"])
    shown_to: Sights = Field(None, description="Who knows where it is: everyone if left out.", examples=[["russia"]])
