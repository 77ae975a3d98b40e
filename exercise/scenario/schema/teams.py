"""Teams: who plays, from which seats, what each wants and what it will not bear."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field, PlainValidator, WithJsonSchema

from exercise.i18n import _
from exercise.scenario.schema.base import Model, OneOrMany, Sentence, entries, scalar, unlike, wrong
from exercise.scenario.schema.names import Condition, Id, Line, MaybeRef, Prose
from exercise.scenario.schema.values import YesNo, count, length


class Decision(NamedTuple):
    """How a team decides. `minutes` counts for silence only: an order stands when nobody objects that long."""

    by: Literal["lead", "majority", "consensus", "silence"] = "lead"
    minutes: int = 0


def decides_by(value: object) -> Decision:
    """Reads `lead`, `majority`, `consensus`, or `silence: 2m`."""
    help = _("Write lead, majority, consensus, or '{silence: 2m}'.")
    if type(value) is dict:
        if set(value) != {"silence"}:
            raise wrong(_("This is no way to decide"), help)
        return Decision("silence", length(1)(value["silence"]))
    match scalar(value, help):
        case "lead" | "majority" | "consensus" as by:
            return Decision(by)
        case other:
            raise unlike(other, help)


DecidesBy = Annotated[
    Decision,
    PlainValidator(decides_by),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["lead", "majority", "consensus"]},
                {"type": "object", "properties": {"silence": {"type": "string"}}, "required": ["silence"]},
            ]
        }
    ),
]


class Seat(Model):
    """A chair at a team's table, with what its card says."""

    name: Line = Field(description="What the role is called.", examples=["Secretary General"])
    card: Prose = Field("", description="What the role's card says.", examples=["You speak last and for all."])


class Aim(Sentence):
    """What a team wants to reach. Judged on screen only after the end."""

    text: Prose = Field(description="The aim, in a sentence.", examples=["Keep the Alliance together"])
    met_when: Condition = Field(
        None,
        description="The condition under which it is met; people judge it if left out.",
        examples=["cohesion >= 60"],
    )
    weight: Annotated[int, count(1, 10)] = Field(1, description="How much it counts, 1 to 10.", examples=[3])


class RedLine(Sentence):
    """What a team will not bear. Others know of it only if it is declared."""

    text: Prose = Field(description="The line, in a sentence.", examples=["Warheads move into the exclave"])
    crossed_when: Condition = Field(
        None, description="The condition under which it is crossed; people judge it if left out.", examples=["warheads"]
    )
    weight: Annotated[int, count(1, 10)] = Field(1, description="How much it counts, 1 to 10.", examples=[3])
    declared: YesNo = Field(False, description="Whether the other teams are told of it.", examples=["yes"])


class Team(Model):
    """A party to the crisis, played by people or by the computer."""

    name: Line = Field(description="What the team is called.", examples=["NATO"])
    brief: Prose = Field(description="Private text that only this team reads.")
    side: MaybeRef = Field(
        None, description="Teams of one side don't perceive one another as a threat; a side of its own if left out."
    )
    decides_by: DecidesBy = Field(
        Decision(), description="lead (the first seat), majority, consensus, or silence with a time."
    )
    seats: Annotated[dict[Id, Seat], entries("name")] = Field(
        default_factory=lambda: {"lead": Seat(name=_("Lead"))},
        description="The chairs at its table, the first one leads; one if left out.",
    )
    aims: Annotated[tuple[Aim, ...], OneOrMany()] = Field((), description="What it wants to reach.")
    red_lines: Annotated[tuple[RedLine, ...], OneOrMany()] = Field((), description="What it will not bear.")
    optional: YesNo = Field(False, description="Whether the team may stay empty.", examples=["yes"])
