"""Agreements: what is in force, what it forbids, and what a party may ask under it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from exercise.scenario.schema.base import Model, entries, one_of
from exercise.scenario.schema.effects import Effects
from exercise.scenario.schema.names import Id, Line, Needs, OrAll, Prose, Refs, Sights
from exercise.scenario.schema.values import MaybeMinutes, Turns, count

Standing: TypeAlias = Literal["none", "proposed", "in_force", "suspended", "ended"]


class Procedure(Model):
    """Something that a party may ask under an agreement, and that another must answer in time."""

    name: Line = Field(description="What is asked.", examples=["Ask for an explanation"])
    asked_by: OrAll = Field(None, description="Who may ask; every party if left out.", examples=[["nato"]])
    answered_by: OrAll = Field(
        None, description="Who must answer; every other party if left out.", examples=[["russia"]]
    )
    within: MaybeMinutes = Field(
        None, description="Exercise time for the answer; by the end of the same turn if left out.", examples=["48h"]
    )
    quota: Annotated[int | None, count(1, 1_000)] = Field(
        None, description="How often it may be asked in all; without limit if left out.", examples=[2]
    )
    answered: Effects = Field((), description="What an answer does.")
    refused: Effects = Field((), description="What a refusal does.")
    ignored: Effects = Field((), description="What it does when the time runs out without an answer.")


class Agreement(Model):
    """An agreement between teams, proposed over a channel that joins all parties."""

    name: Line = Field(description="What it is called.", examples=["Rules for encounters in the air and at sea"])
    text: Prose = Field("", description="What it says, for those who see it.")
    parties: OrAll = Field(
        None, description="Between whom it is; all teams if left out.", examples=[["nato", "russia"]]
    )
    needs: Needs = Field("all", description="Who must accept: all (if left out), majority, or a list of teams.")
    status: Annotated[Standing, one_of(Standing)] = Field(
        "none", description="none, proposed, in_force, suspended or ended at the beginning; none if left out."
    )
    notice: Turns = Field(0, description="How many turns later leaving takes effect.", examples=["2 turns"])
    terms: dict[Id, Refs] = Field(
        default_factory=dict,
        description="What is bargained over: term to its values.",
        examples=[{"distance": ["wide", "near"]}],
    )
    forbids: Refs = Field((), description="Actions that break it.", examples=[["fly_dark"]])
    permits: Refs = Field((), description="Actions that are on offer only while it is in force.")
    opens: Refs = Field((), description="Channels that open when it enters into force.")
    protects: Refs = Field(
        (), description="Forums that no party may leave, suspend or close while it is in force: a duty to consult."
    )
    falls_with: Refs = Field((), description="Agreements whose end ends this one too.")
    on_breach: Effects = Field((), description="What happens once for each team and turn that breaks it.")
    procedures: Annotated[dict[Id, Procedure], entries("name")] = Field(
        default_factory=dict, description="What a party may ask while it is in force."
    )
    shown_to: Sights = Field(None, description="Who knows of it: everyone if left out.")
