"""Discovery of covert acts: how likely it is, how it may go wrong, and who learns of it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, wrong
from exercise.scenario.schema.names import OrAll, Refs
from exercise.scenario.schema.values import EachTurn, Percent


class Discovery(Model):
    """How a hidden act comes out. Where only the chance is to be said, it may stand for the whole."""

    chance: EachTurn = Field(description="How likely it is, each turn.", examples=["40% each turn"])
    wrong: Percent = Field(0, description="How likely it is that the wrong team is named.", examples=["25%"])
    blames: Refs = Field((), description="The teams one of which is named then.", examples=[["poland"]])
    corrected: EachTurn = Field(
        0,
        description="How likely it is, each later turn, that the wrong name is put right.",
        examples=["20% each turn"],
    )
    to: OrAll = Field(None, description="Who learns of it; everybody if left out.", examples=[["nato"]])

    @model_validator(mode="before")
    @classmethod
    def _chance_alone(cls, value: Any) -> Any:
        return value if type(value) is dict else {"chance": value}

    @model_validator(mode="after")
    def _wrong_about_somebody(self) -> Discovery:
        if self.wrong and not self.blames:
            raise wrong(_("Nobody can be blamed"), _("Write 'blames: [team]' beside 'wrong'."))
        if not self.wrong and (self.blames or self.corrected):
            raise wrong(_("Nothing can go wrong here"), _("Write 'wrong: 25%', or leave the rest out."))
        return self


NEVER = Discovery(chance="0% each turn")
