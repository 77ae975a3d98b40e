"""Actions: what teams can order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from exercise.scenario.schema.base import Model
from exercise.scenario.schema.discovery import NEVER, Discovery
from exercise.scenario.schema.effects import Effects
from exercise.scenario.schema.names import Cameo, Condition, Line, OrAll, Refs, SeenBy, Texts
from exercise.scenario.schema.truths import Answers
from exercise.scenario.schema.values import Escalation, count


class Action(Model):
    """Something that a team can order, at most once a turn."""

    name: Line = Field(description="What it is called in the list of orders.", examples=["Request an inspection"])
    text: Texts = Field(default_factory=dict, description="What it means, for those who may order it.")
    news: Texts = Field(
        default_factory=dict,
        description="What the others read; the action's name if left out.",
        examples=["NATO asks for an inspection."],
    )
    by: OrAll = Field(None, description="Who may order it; every team if left out.", examples=[["nato"]])
    toward: Refs = Field(
        (),
        description="Whom it addresses, who then perceives it; everyone who sees it if left out.",
    )
    in_: OrAll = Field(None, alias="in", description="In which phases; in all if left out.", examples=[["clue"]])
    when: Condition = Field(
        None,
        description="When it is on offer. It may use only what its team sees exactly.",
        examples=["in_force(vienna_document)"],
    )
    why_not: Texts = Field(
        default_factory=dict,
        description="Why it is not on offer, in your words.",
        examples=["The document is suspended."],
    )
    escalation: Escalation = Field(
        None,
        description="What you intend: conciliatory, neutral, protest, show_of_force, threat, use_of_force or a number.",
        examples=["neutral", 7],
    )
    cameo: Cameo = Field(None, description="Its code in the CAMEO list of events, as a source.", examples=["0862"])
    seen_by: SeenBy = Field(
        "all", description="Who sees it: all (if left out), own, the addressed, or a list of teams."
    )
    discovered: Discovery = Field(
        NEVER,
        description="How likely it is that a hidden one comes out, each turn, and how that may go wrong.",
        examples=["40% each turn"],
    )
    answers: Answers = Field(
        default_factory=dict,
        description="Which value of a track it takes for true: it is laid beside the truth when all is over.",
        examples=[{"culprit": "state"}],
    )
    times: Annotated[int | None, count(1, 1_000)] = Field(
        None, description="How often a team may do it in all; without limit if left out.", examples=[1]
    )
    cost: Annotated[int, count(0, 20)] = Field(1, description="How many of a turn's orders it takes.", examples=[2])
    effects: Effects = Field((), description="What it does: one block or a list.")
