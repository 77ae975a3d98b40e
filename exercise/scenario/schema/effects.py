"""Effects: what an action, inject, rule or broken agreement does to the crisis."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, OneOrMany, wrong
from exercise.scenario.schema.names import Condition, Moves, Ref, Refs, Reveals, Texts, TrackRef
from exercise.scenario.schema.truths import Clue, Setting
from exercise.scenario.schema.values import Change, MaybePercent, Percent


class Effect(Model):
    """One block of effects. Everything in it happens together, if its condition holds and its chance comes up."""

    when: Condition = Field(
        None,
        description="Only if this condition holds; it reads the state at the lock.",
        examples=["transparency >= 60"],
    )
    chance: MaybePercent = Field(None, description="How likely it is, drawn from the seed.", examples=["50%"])
    chance_under: dict[Ref, Percent] = Field(
        default_factory=dict,
        description="A lower chance while an agreement is in force: agreement to chance.",
        examples=[{"encounter_rules": "10%"}],
    )
    change: dict[TrackRef, Change] = Field(
        default_factory=dict, description="By how much numbers move: track to change.", examples=[{"tension": "+10"}]
    )
    set_: dict[TrackRef, Setting] = Field(
        default_factory=dict,
        alias="set",
        description="Facts, numbers or named values set to a value.",
        examples=[{"warheads": "yes"}],
    )
    open_: Refs = Field((), alias="open", description="Channels that open.", examples=[["military_line"]])
    close: Refs = Field((), description="Channels that fall silent.")
    cut: Refs = Field((), description="Channels that are cut: players can't open them again, effects can.")
    tell: Texts = Field(
        default_factory=dict,
        description="What people learn: one text for all, or texts by team.",
        examples=[{"nato": "A text."}],
    )
    reveal: Reveals = Field(
        default_factory=dict,
        description="Tracks or forces shown from now on: what to whom.",
        examples=[{"train": ["nato"]}],
    )
    move: Moves = Field(
        default_factory=dict, description="Forces that move: force to place.", examples=[{"train": "chernyakhovsk"}]
    )
    clue: dict[Ref, Clue] = Field(
        default_factory=dict,
        description="Clues to which value of a track is true: track to clue.",
        examples=[{"culprit": {"to": ["nato"], "right": "70%"}}],
    )
    start: Refs = Field((), description="Agreements that enter into force (in rules and injects only).")
    end: Refs = Field((), description="Agreements that end (in rules and injects only).")
    exclude: Reveals = Field(
        default_factory=dict,
        description="Members who have no voice in a forum from now on: forum to teams.",
        examples=[{"conference": ["russia"]}],
    )
    admit: Reveals = Field(
        default_factory=dict, description="Members whom a forum excluded and who have a voice again: forum to teams."
    )
    otherwise: Effects = Field((), description="What happens when the chance fails.")

    @model_validator(mode="after")
    def _otherwise_needs_a_chance(self) -> Effect:
        if self.chance_under and self.chance is None:
            raise wrong(_("'chance_under' has no chance that it could lower"), _("Add 'chance: 50%' beside it."))
        if self.otherwise and self.chance is None:
            raise wrong(_("'otherwise' has no chance that could fail"), _("Add 'chance: 50%' beside it."))
        return self


Effects = Annotated[tuple[Effect, ...], OneOrMany()]
Effect.model_rebuild()
