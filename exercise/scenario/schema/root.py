"""The scenario as a whole: one file, one crisis."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator

from exercise.i18n import _
from exercise.scenario.schema.actions import Action
from exercise.scenario.schema.agreements import Agreement
from exercise.scenario.schema.base import Model, entries, wrong
from exercise.scenario.schema.channels import Channel
from exercise.scenario.schema.clock import Clock
from exercise.scenario.schema.injects import Inject
from exercise.scenario.schema.names import Id, Line, MaybeRef, Prose, Proses, Refs, Texts
from exercise.scenario.schema.objectives import Objective, Surveys
from exercise.scenario.schema.phases import Branches, Ending, Phase
from exercise.scenario.schema.places import Force, Place
from exercise.scenario.schema.rules import Rule
from exercise.scenario.schema.spiral import Spiral
from exercise.scenario.schema.teams import Team
from exercise.scenario.schema.temperaments import PlayerId, Temperament
from exercise.scenario.schema.tracks import Track
from exercise.scenario.schema.values import MapEdges, count
from exercise.scenario.schema.variants import MOST_VARIANTS, Variant

#: The newest format that this version reads.
FORMAT = 1


class Main(Model):
    """What the author means to matter most: whoever compares looks at it first."""

    channel: MaybeRef = Field(None, description="The channel that matters most.", examples=["military_line"])
    agreement: MaybeRef = Field(None, description="The agreement that matters most.", examples=["encounter_rules"])


class Scenario(Model):
    """A crisis that can be played: who, what is at stake, what can be done, how it goes on and ends."""

    format: Annotated[int, count(1, FORMAT)] = Field(description="The version of this file format: 1.", examples=[1])
    id: Id = Field(description="The scenario's id.", examples=["iskander_kaliningrad"])
    title: Line = Field(description="What it is called.", examples=["Iskander to Kaliningrad"])
    summary: Prose = Field("", description="The crisis in a sentence or two, for the library.")
    anchor: Line = Field("", description="Which events it is drawn from.", examples=["December 2014 and March 2015"])
    difficulty: Line = Field("", description="For whom it is.", examples=["introductory"])
    background: Texts = Field(default_factory=dict, description="What every player reads before the day.")
    learning_objectives: Annotated[dict[Id, Objective], entries()] = Field(
        default_factory=dict, description="What people should learn."
    )
    clock: Clock = Field(Clock(), description="Turns and time; 10 turns of 12h with 8m each if left out.")
    use: Refs = Field(
        (), description="Entries of the catalogue; the same id below overrides fields.", examples=[["military_line"]]
    )
    teams: Annotated[dict[Id, Team], entries()] = Field(description="Who plays: two or more.")
    tracks: Annotated[dict[Id, Track], entries("name")] = Field(description="The numbers and facts of the crisis.")
    map_: MapEdges = Field(None, alias="map", description="The map's edges.", examples=["9..31 E, 53..61 N"])
    places: Annotated[dict[Id, Place], entries("name")] = Field(default_factory=dict, description="Places on the map.")
    forces: Annotated[dict[Id, Force], entries("name")] = Field(default_factory=dict, description="Forces on the map.")
    channels: Annotated[dict[Id, Channel], entries("name")] = Field(
        default_factory=dict, description="The lines over which teams talk."
    )
    agreements: Annotated[dict[Id, Agreement], entries("name")] = Field(
        default_factory=dict, description="What is or may be agreed."
    )
    main: Main = Field(Main(), description="The channel and the agreement that the crisis turns on.")
    phases: Annotated[dict[Id, Phase], entries("title")] = Field(
        description="The states of the crisis; the first is where it starts."
    )
    anytime: Branches = Field((), description="Branches tried in every phase, before the phase's own.")
    actions: Annotated[dict[Id, Action], entries("name")] = Field(description="What teams can order.")
    rules: Annotated[dict[Id, Rule], entries()] = Field(default_factory=dict, description="What holds in every turn.")
    injects: Annotated[dict[Id, Inject], entries("title")] = Field(
        default_factory=dict, description="What comes from outside (the MSEL)."
    )
    endings: Annotated[dict[Id, Ending], entries("title")] = Field(
        description="How it ends, in this order; exactly one has `otherwise: yes`."
    )
    hot_wash: Proses = Field((), description="Questions for the talk right after the exercise.")
    surveys: Surveys = Field(Surveys(), description="Questions for everyone before and after.")
    temperaments: Annotated[dict[PlayerId, Temperament], entries("name")] = Field(
        default_factory=dict, description="Computer players of this scenario, beside those of every scenario."
    )
    variants: Annotated[dict[Id, Variant], entries("title")] = Field(
        default_factory=dict, description="The same crisis under another order."
    )
    spiral: Spiral = Field(Spiral(), description="The weights of the security dilemma; good ones if left out.")
    sources: Proses = Field((), description="Where it is taken from.")

    @field_validator("teams")
    @classmethod
    def _two_teams(cls, teams: dict[str, Team]) -> dict[str, Team]:
        if len(teams) < 2:
            raise wrong(_("A crisis needs two teams or more"), _("Add another under 'teams'."))
        return teams

    @field_validator("variants")
    @classmethod
    def _not_too_many(cls, variants: dict[str, Variant]) -> dict[str, Variant]:
        if len(variants) > MOST_VARIANTS:
            help = _("Keep to {most}.").format(most=MOST_VARIANTS)
            raise wrong(_("There are {count} variants").format(count=len(variants)), help)
        return variants

    @field_validator("tracks", "phases", "actions")
    @classmethod
    def _not_empty(cls, part: dict[str, Any]) -> dict[str, Any]:
        if not part:
            raise wrong(_("At least one is needed here"), _("Write it as 'id:' with its fields below."))
        return part

    @field_validator("endings")
    @classmethod
    def _one_last_resort(cls, endings: dict[str, Ending]) -> dict[str, Ending]:
        last = [id for id, ending in endings.items() if ending.otherwise]
        if not last:
            raise wrong(_("No ending is left for when the turns run out"), _("Give exactly one 'otherwise: yes'."))
        if len(last) > 1:
            raise wrong(
                _("Several endings say 'otherwise: yes': {ids}").format(ids=", ".join(last)),
                _("Leave it to one of them."),
            )
        return endings
