"""Learning objectives, with what an evaluator watches for, and the questions before and after."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from exercise.scenario.schema.base import Model, OneOrMany, Sentence
from exercise.scenario.schema.names import Condition, MaybeRef, Prose, Proses
from exercise.scenario.schema.values import count


class Task(Sentence):
    """What an evaluator watches for."""

    text: Prose = Field(description="The task, in a sentence.", examples=["NATO asks before it answers"])
    team: MaybeRef = Field(None, description="Whose task it is.", examples=["nato"])
    by_turn: Annotated[int | None, count(1, 200)] = Field(None, description="By the end of which turn.", examples=[3])
    seen_when: Condition = Field(
        None, description="The condition that shows it.", examples=["asked(vienna_document.clarify)"]
    )


class Objective(Sentence):
    """What people should be able to do after the exercise."""

    text: Prose = Field(
        description="The objective, in a sentence.", examples=["Tell a temporary move from a permanent one"]
    )
    tasks: Annotated[tuple[Task, ...], OneOrMany()] = Field((), description="What an evaluator watches for.")


class Surveys(Model):
    """Questions that everyone answers before and after."""

    before: Proses = Field((), description="Asked before the exercise.")
    after: Proses = Field((), description="Asked after it.")
