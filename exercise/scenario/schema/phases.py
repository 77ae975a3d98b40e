"""Phases, branches and endings: the state machine of the crisis."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, OneOrMany, one_of, wrong
from exercise.scenario.schema.names import Condition, Ref, Texts
from exercise.scenario.schema.values import MaybeMinutes, Minutes, YesNo, count

Outlook: TypeAlias = Literal[
    "high_escalation_confrontation", "contained_confrontation", "pragmatic_partnership", "strategic_partnership", "war"
]


class Branch(Model):
    """A way out of a phase. After every turn branches are tried in the order written; the first that holds is taken."""

    to: Ref = Field(description="The phase or ending it leads to.", examples=["consultation"])
    when: Condition = Field(
        None, description="When it is taken; always if left out.", examples=["used(nato_russia_council)"]
    )
    jump: Minutes = Field(
        0, description="Exercise time that passes in between, besides the turn's own.", examples=["24h"]
    )


Branches = Annotated[tuple[Branch, ...], OneOrMany()]


class Phase(Model):
    """A state of the crisis."""

    title: Texts = Field(
        description="What the phase is called: one text, or texts by team.", examples=["A clue from orbit"]
    )
    rung: Annotated[int | None, count(1, 12)] = Field(
        None, description="Its rung on Kahn's escalation ladder, 1 to 12; none if left out.", examples=[2]
    )
    brief: Texts = Field(default_factory=dict, description="What is read when it begins: one text, or texts by team.")
    turn: MaybeMinutes = Field(None, description="Exercise time of its turns, if not the clock's.", examples=["2h"])
    deliberation: MaybeMinutes = Field(None, description="Real time of its turns, if not the clock's.", examples=["5m"])
    branches: Branches = Field((), description="The ways out, tried in this order after every turn.")


class Ending(Model):
    """A way in which the exercise ends."""

    title: Texts = Field(description="What the ending is called.", examples=["Explained and withdrawn"])
    text: Texts = Field(default_factory=dict, description="What is read at the end: one text, or texts by team.")
    outlook: Annotated[Outlook | None, one_of(Outlook)] = Field(
        None,
        description="Where it leads: high_escalation_confrontation, contained_confrontation, pragmatic_partnership, "
        "strategic_partnership or war.",
    )
    when: Condition = Field(None, description="When the exercise ends so.", examples=["tension >= 90"])
    otherwise: YesNo = Field(False, description="yes for the one ending that it is when the turns run out.")
    rare: YesNo = Field(False, description="yes for one that is meant to come seldom: a feat, or a fluke.")

    @model_validator(mode="after")
    def _can_come_about(self) -> Ending:
        if self.when is None and not self.otherwise:
            raise wrong(_("Nothing says when this ending comes"), _("Write 'when: …', or 'otherwise: yes'."))
        return self
