"""Channels: the lines over which teams talk. Hotlines open and close branches."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import AliasChoices, Field, PlainValidator, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, entries, one_of
from exercise.scenario.schema.effects import Effects
from exercise.scenario.schema.names import Id, Line, OrAll, Prose, Refs, Sights
from exercise.scenario.schema.values import MaybeMinutes, Minutes, count, whole

Kind: TypeAlias = Literal["hotline", "diplomatic", "backchannel", "forum", "public"]
Status: TypeAlias = Literal["open", "silent", "cut"]
Share: TypeAlias = Literal["majority", "two_thirds", "four_fifths", "all"]
Voting: TypeAlias = Literal["consensus", "majority", "two_thirds", "four_fifths", "unanimity"]

_members = whole(1, 100, _("Write a number of members, or majority, two_thirds, four_fifths or all."))


def quorum(value: object) -> int | str:
    """Reads who must be present: so many members, or a share of them."""
    if value in get_args(Share):
        return str(value)
    return _members(value)


Quorum = Annotated[int | Share | None, PlainValidator(quorum, json_schema_input_type=int | Share)]


class Motion(Model):
    """Something that a forum can decide: a member moves it, the others vote."""

    name: Line = Field(description="What is moved.", examples=["Call a conference of all parties"])
    moved_by: OrAll = Field(None, description="Who may move it; every member if left out.", examples=[["nato"]])
    within: MaybeMinutes = Field(
        None, description="Exercise time for the vote; by the end of the same turn if left out.", examples=["24h"]
    )
    times: Annotated[int | None, count(1, 1_000)] = Field(
        None, description="How often it may be moved in all; without limit if left out.", examples=[1]
    )
    carried: Effects = Field((), description="What it does when it is carried.")
    defeated: Effects = Field((), description="What it does when it is not, for lack of votes or of a quorum.")


class Channel(Model):
    """A line between teams. Nothing travels over one that is not open."""

    name: Line = Field(description="What it is called.", examples=["Warsaw to Berlin"])
    text: Prose = Field("", description="What it is, for those who see it.")
    kind: Annotated[Kind, one_of(Kind)] = Field(
        "hotline", description="hotline, diplomatic, backchannel, forum or public; hotline if left out."
    )
    between: OrAll = Field(
        None,
        validation_alias=AliasChoices("between", "members"),
        description="Whose ends it has (in a forum: its members); all teams if left out.",
        examples=[["poland_lithuania", "nato"]],
    )
    status: Annotated[Status, one_of(Status)] = Field(
        "silent", description="open, silent or cut at the beginning; silent if left out (a public one: open)."
    )
    delay: Minutes = Field(0, description="Exercise time that a message takes.", examples=["12h"])
    shown_to: Sights = Field(None, description="Who knows that it exists: everyone if left out.")
    convened_by: OrAll = Field(None, description="Who may convene a forum; every member if left out.")
    quorum: Quorum = Field(
        None, description="Who must be present in a forum: a number, majority, two_thirds, four_fifths or all."
    )
    rule: Annotated[Voting | None, one_of(Voting)] = Field(
        None,
        description="How a forum decides: consensus (if left out), majority, two_thirds, four_fifths or unanimity.",
    )
    excluding: Refs = Field((), description="Who has no voice in a forum at the beginning.")
    suspended_by: Refs = Field((), description="Who has suspended the work of a forum at the beginning.")
    motions: Annotated[dict[Id, Motion], entries("name")] = Field(
        default_factory=dict, description="What a forum can decide."
    )

    @model_validator(mode="before")
    @classmethod
    def _public_is_open(cls, value: object) -> object:
        if type(value) is dict and value.get("kind") == "public" and "status" not in value:
            return {**value, "status": "open"}
        return value
