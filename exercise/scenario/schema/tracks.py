"""Tracks: the numbers and facts of the crisis, and who sees them how exactly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, one_of, wrong
from exercise.scenario.schema.names import Line, Ref, Sights
from exercise.scenario.schema.truths import MaybeShares, Start, Values
from exercise.scenario.schema.values import Bounds, Chance, MaybeTurns, Range


class Track(Model):
    """A whole number in a range, a fact that is yes or no, or one of several named values."""

    name: Line = Field(description="What it is called.", examples=["Tension"])
    values: Values = Field(
        default_factory=dict,
        description="The named values of which it always has one: a list, or each with what people call it.",
        examples=[["state", "proxy"], {"state": "The state", "proxy": "A proxy"}],
    )
    start: Start = Field(
        description="What it is at the beginning: a number, yes or no, a chance of yes, a value, or shares of values.",
        examples=[40, "no", "30% yes", {"state": "60%", "proxy": "40%"}],
    )
    believed: MaybeShares = Field(
        None,
        description="With `values`: how likely teams hold each value before any clue; if left out the shares of "
        "`start`, or all the same.",
        examples=[{"state": "50%", "proxy": "50%"}],
    )
    starts: dict[Ref, Start] = Field(
        default_factory=dict, description="With `per: team`: teams that begin otherwise.", examples=[{"nato": 3}]
    )
    range: Bounds = Field(
        Range(0, 100), description="What a number is held to; 0..100 if left out.", examples=["0..24"]
    )
    good: Annotated[Literal["low", "high"] | None, one_of(Literal["low", "high"])] = Field(
        None, description="Which end is good for peace, so that screens can say better or worse.", examples=["low"]
    )
    in_words: tuple[Line, ...] = Field(
        (),
        description="Teams read these words instead of numbers, from the low end of the range to its high end.",
        examples=[["calm", "uneasy", "tense", "at the brink"]],
    )
    per: Annotated[Literal["team"] | None, one_of(Literal["team"])] = Field(
        None, description="`team` keeps one value for each team, written readiness.nato."
    )
    lasts: MaybeTurns = Field(
        None, description="A fact that becomes no again after so many turns.", examples=["1 turn"]
    )
    shown_to: Sights = Field(
        None,
        description="Who sees it: everyone if left out; a list of teams; or how exactly each team sees it.",
        examples=[["nato"], {"russia": "exactly", "nato": "within 6"}],
    )

    @property
    def is_fact(self) -> bool:
        """Whether the track is yes or no rather than a number."""
        return isinstance(self.start, (bool, Chance))

    @property
    def is_named(self) -> bool:
        """Whether the track is one of several named values."""
        return bool(self.values)

    @property
    def kind(self) -> Literal["number", "fact", "value"]:
        """What the track is in conditions."""
        return "value" if self.is_named else "fact" if self.is_fact else "number"

    @model_validator(mode="after")
    def _of_named_values(self) -> Track:
        if self.believed is not None and not self.is_named:
            raise wrong(_("'believed' is for a track with values"), _("Add 'values: [state, proxy]', or leave it out."))
        for field in ("range", "good", "in_words", "per", "starts", "lasts") if self.is_named else ():
            if field in self.model_fields_set:
                raise wrong(
                    _("A track with values has no '{field}'").format(field=field), _("Leave it out, or the values.")
                )
        return self

    @model_validator(mode="after")
    def _of_one_piece(self) -> Track:
        if self.is_named:
            return self
        fact = self.is_fact
        if fact and "range" in self.model_fields_set:
            raise wrong(_("A fact has no range"), _("Leave the range out, or start with a number."))
        if fact and self.in_words:
            raise wrong(_("A fact is yes or no already"), _("Leave 'in_words' out, or start with a number."))
        if not fact and self.lasts is not None:
            raise wrong(_("Only a fact can last so many turns"), _("Start it with yes or no, or leave 'lasts' out."))
        if self.starts and self.per is None:
            raise wrong(_("'starts' is for a track that is kept per team"), _("Add 'per: team', or leave it out."))
        for value in (self.start, *self.starts.values()):
            if isinstance(value, (bool, Chance)) is not fact:
                raise wrong(
                    _("A track is a number for all teams or a fact for all"), _("Let all starts be of one kind.")
                )
            if not fact and not self.range.low <= int(value) <= self.range.high:  # type: ignore[arg-type]  # a number here
                raise wrong(
                    _("The start {start} lies outside the range").format(start=value),
                    _("Choose one from {low} to {high}.").format(low=self.range.low, high=self.range.high),
                )
        return self
