"""Agreements: what is in force, what it forbids, and what a party may ask under it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from exercise.i18n import _
from exercise.scenario.schema.base import Model, entries, one_of, wrong
from exercise.scenario.schema.effects import Effects
from exercise.scenario.schema.names import Condition, Id, Line, Needs, OrAll, Prose, Refs, Sights, Texts
from exercise.scenario.schema.values import MaybeMinutes, Turns, count

Return: TypeAlias = Literal["agreed", "declared"]


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """Values to choose from: one at least, and each of them once."""
    if not values or len(set(values)) < len(values):
        problem = _("a value stands here twice") if values else _("a term has no values")
        raise wrong(problem, _("Write the values that can be agreed, such as [wide, near]."))
    return values


Values = Annotated[Refs, AfterValidator(distinct)]
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
    when: Condition = Field(
        None,
        description="What it hangs on besides: agreed, it waits until this holds, and is in force only then.",
        examples=["answered(minsk_2.contribution) and deterrence >= 60"],
    )
    why_not: Texts = Field(
        default_factory=dict, description="What an agreement waits for that all have accepted, in words."
    )
    terms: dict[Id, Values] = Field(
        default_factory=dict,
        description="What is bargained over: each term with its values. The first holds where nobody has bargained.",
        examples=[{"distance": ["wide", "near"]}],
    )
    forbids: Refs = Field((), description="Actions that break it.", examples=[["fly_dark"]])
    permits: Refs = Field((), description="Actions that are on offer only while it is in force.")
    opens: Refs = Field((), description="Channels that open when it enters into force.")
    return_: Annotated[Return, one_of(Return)] = Field(
        "agreed",
        alias="return",
        description="How it comes back when it is suspended: agreed (proposed and accepted anew, if left out), or "
        "declared (who suspended it can also declare its return alone).",
    )
    protects: Refs = Field(
        (), description="Forums that no party may leave, suspend or close while it is in force: a duty to consult."
    )
    falls_with: Refs = Field((), description="Agreements whose end ends this one too.")
    on_breach: Effects = Field((), description="What happens once for each team and turn that breaks it.")
    procedures: Annotated[dict[Id, Procedure], entries("name")] = Field(
        default_factory=dict, description="What a party may ask while it is in force."
    )
    shown_to: Sights = Field(None, description="Who knows of it: everyone if left out.")
