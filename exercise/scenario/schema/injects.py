"""Injects: what comes from outside, the exercise's list of events (MSEL)."""

from __future__ import annotations

from pydantic import Field, model_validator

from exercise.i18n import _
from exercise.scenario.schema.base import Model, wrong
from exercise.scenario.schema.effects import Effects
from exercise.scenario.schema.names import Condition, Line, OrAll, Prose, Texts
from exercise.scenario.schema.values import At, YesNo


class Inject(Model):
    """A message or event that control brings into play, delivered once."""

    title: Texts = Field(description="Its headline.", examples=["The story leaks"])
    text: Texts = Field(default_factory=dict, description="What it says: one text, or texts by team.")
    at: At = Field(
        None, description="When it is due: a turn, a minute within it, or a date.", examples=["turn 2", "turn 3 + 5m"]
    )
    when: Condition = Field(None, description="The condition for it; with `at`: from then on, when it holds.")
    by_hand: YesNo = Field(False, description="yes if it comes only when control sends it.")
    to: OrAll = Field(None, description="Who gets it; all if left out.", examples=["all", ["nato"]])
    from_: Line = Field("", alias="from", description="Whose voice it is.", examples=["Daily press"])
    expected: Prose = Field("", description="What you expect the teams to do; for control and evaluators.")
    effects: Effects = Field((), description="What it does: one block or a list.")

    @model_validator(mode="after")
    def _has_a_time(self) -> Inject:
        timed = self.at is not None or self.when is not None
        if not timed and not self.by_hand:
            raise wrong(_("Nothing says when this inject comes"), _("Write 'at: turn 2', 'when: …' or 'by_hand: yes'."))
        if timed and self.by_hand:
            raise wrong(
                _("An inject by hand has no time of its own"),
                _("Leave 'by_hand' out: control can send any inject by hand."),
            )
        return self
