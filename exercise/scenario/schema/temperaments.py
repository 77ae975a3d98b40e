"""Temperaments: how computer players of this scenario choose, beside those that every scenario has."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from exercise.engine.temperaments import EVEN, FARTHEST, ORDER, TABLES, Table
from exercise.i18n import _
from exercise.scenario.schema.base import Model, one_of, wrong
from exercise.scenario.schema.names import Id, Line, Prose, Ref
from exercise.scenario.schema.values import ESCALATION, count

TAKEN: Final = ("tit_for_tat", "mixed", "human", "empty", "script")
"""Words for players that are no tables."""


def own_name(id: str) -> str:
    """Refuses what means something among players already."""
    if id in TABLES:
        help = _("Choose another id, and write 'like: {id}' to start from its weights.").format(id=id)
        raise wrong(_("'{id}' is a temperament of every scenario").format(id=id), help)
    if id in TAKEN:
        raise wrong(_("'{id}' means something among players already").format(id=id), _("Choose another id."))
    return id


PlayerId = Annotated[Id, AfterValidator(own_name)]
Like = Literal["random", "cautious", "hawkish"]
Talk = Literal["call", "answer", "let_ring", "open", "close", "convene", "write"]
Pacts = Literal["propose", "accept", "reject", "suspend", "resume", "leave"]
Questions = Literal["ask", "reply", "refuse", "explain"]
Sitting = Literal["attend", "walk_out", "halt", "restart", "quit", "move", "vote_for", "vote_against", "abstain"]
Voices = Literal["support", "object", "break_silence"]
Verb = Literal[Talk, Pacts, Questions, Sitting, Voices]
Matter = Literal[Verb, "order"]
Intent = Literal["conciliatory", "neutral", "protest", "show_of_force", "threat", "use_of_force"]

LIMITS: Final = {**ESCALATION, "conciliatory": ESCALATION["neutral"] - 1, "use_of_force": FARTHEST}
"""Up to which escalation, in tenths, an order counts as what the word says."""

Weight = Annotated[int, count(0, 1_000, _("Write a weight from 0 (never) to 1000."))]
Verbs = dict[Annotated[str, one_of(Verb)], Weight]
Nothing = dict[Annotated[str, one_of(Matter)], Weight]
Intents = dict[Annotated[str, one_of(Intent)], Weight]


class Temperament(Model):
    """How a computer player chooses. What has twice the weight is chosen twice as often; 0 is never."""

    name: Line = Field(description="What it is called.", examples=["The cautious ministry"])
    text: Prose = Field("", description="What it stands for, for those who choose among players.")
    like: Annotated[Like | None, one_of(Like)] = Field(
        None,
        description="The temperament from which it takes what is not said here; if left out, all weighs 1.",
        examples=["cautious"],
    )
    moves: Verbs = Field(
        default_factory=dict, description="What each kind of move weighs.", examples=[{"call": 9, "leave": 0}]
    )
    orders: Intents = Field(
        default_factory=dict,
        description="What an order weighs, by what it intends: up to and with the escalation of the word.",
        examples=[{"conciliatory": 9, "threat": 0}],
    )
    actions: dict[Ref, Weight] = Field(
        default_factory=dict, description="What single orders weigh, whatever they intend.", examples=[{"inspect": 20}]
    )
    nothing: Nothing = Field(
        default_factory=dict,
        description="What it weighs to leave a move undone; under order, to give no further order.",
        examples=[{"call": 5, "order": 2}],
    )

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        table = self.table()
        orders = (weight for _limit, weight in table.intents)
        if not any((*orders, *table.actions.values(), *(table.verbs.get(verb, 1) for verb in get_args(Verb)))):
            raise wrong(_("Everything weighs 0, so this player never does anything"), _("Give something a weight."))
        return self

    def table(self) -> Table:
        """The weights, with those of the temperament from which it starts."""
        base = TABLES[self.like] if self.like else EVEN
        return Table(
            {**base.verbs, **self.moves},
            {**base.nothing, **{verb: weight for verb, weight in self.nothing.items() if verb != ORDER}},
            tuple((limit, self.orders.get(word, base.intends(limit))) for word, limit in LIMITS.items()),
            self.nothing.get(ORDER, base.idle),
            dict(self.actions),
        )
