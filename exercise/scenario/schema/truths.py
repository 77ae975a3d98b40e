"""Tracks with named values, and the clues that point at them: who did it, and what teams come to believe of it."""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from exercise.i18n import _
from exercise.scenario.schema.base import Model, scalar, unlike, wrong
from exercise.scenario.schema.names import MaybeRef, Refs, Texts, identifier, line, reference
from exercise.scenario.schema.values import Chance, number_or_fact, percent, start

MOST_VALUES: Final = 12
FACTS: Final = ("yes", "no", "true", "false")

_VALUE = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}
_SHARE = {"type": "object", "additionalProperties": {"type": ["string", "integer"]}}


class Shares(NamedTuple):
    """How likely each value is, in percent; those that are left out are not."""

    percents: dict[str, int]


def values(value: object) -> dict[str, str]:
    """Reads the values of a track: a list of ids, or ids with what people call them."""
    help = _("Write a list of ids like [state, proxy], or ids with names like '{state: The state, proxy: A proxy}'.")
    if type(value) is dict:
        found = {identifier(id): line(name) for id, name in value.items()}
    elif type(value) is list:
        found = {identifier(id): "" for id in value}
        if len(found) < len(value):
            raise wrong(_("One of these values stands here twice"), _("Leave it out once."))
    else:
        raise unlike(scalar(value, help), help)
    if not 2 <= len(found) <= MOST_VALUES:
        raise wrong(
            _("A track has at least two values, and at most {most}").format(most=MOST_VALUES),
            _("Write those among which it is not known which is true."),
        )
    return {id: name or id.replace("_", " ") for id, name in found.items()}


def shares(value: object) -> Shares:
    """Reads how likely each value is; together they make 100 %."""
    help = _("Write each value with its share, like '{state: 60%, proxy: 40%}'.")
    if type(value) is not dict:
        raise unlike(scalar(value, help), help)
    found = {reference(id): percent(share) for id, share in value.items()}
    if (whole := sum(found.values())) != 100:
        raise wrong(_("These shares make {whole} % together").format(whole=whole), _("Let them make 100 %."))
    return Shares(found)


def track_start(value: object, info: ValidationInfo) -> int | bool | str | Chance | Shares:
    """Reads what a track starts at: of one with values a value, or how likely each of them is."""
    named = info.data.get("values")
    if type(value) is dict and (named or named is None):
        return shares(value)
    if named or named is None:  # what is wrong with the values has been said at their place
        return reference(value)
    return start(value)


def setting(value: object) -> int | bool | str:
    """Reads what a track is set to: yes or no, a number, or the id of a value."""
    text = scalar(value, _("Write a whole number, yes or no, or one of the track's values."))
    return reference(text) if text[:1].isalpha() and text.lower() not in FACTS else number_or_fact(value)


Values = Annotated[
    dict[str, str],
    PlainValidator(values),
    WithJsonSchema(
        {"anyOf": [{"type": "array", "items": _VALUE}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    ),
]
Start = Annotated[
    int | bool | str | Chance | Shares,
    PlainValidator(track_start),
    WithJsonSchema({"anyOf": [{"type": ["string", "integer", "boolean"]}, _SHARE]}),
]
MaybeShares = Annotated[Shares | None, PlainValidator(shares), WithJsonSchema(_SHARE)]
Setting = Annotated[
    int | bool | str, PlainValidator(setting), WithJsonSchema({"type": ["string", "integer", "boolean"]})
]
Reliability = Annotated[int, PlainValidator(percent), WithJsonSchema({"type": ["string", "integer"]})]


def answers(value: object) -> dict[str, str]:
    """Reads which value of which track an action takes for true."""
    help = _("Write one track with one of its values, like '{culprit: state}'.")
    if type(value) is not dict:
        raise unlike(scalar(value, help), help)
    if len(value) != 1:
        raise wrong(_("An action answers one question"), help)
    return {reference(track): reference(answer) for track, answer in value.items()}


Answers = Annotated[
    dict[str, str],
    PlainValidator(answers),
    WithJsonSchema({"type": "object", "additionalProperties": _VALUE, "maxProperties": 1}),
]


class Clue(Model):
    """A clue to which value of a track is true."""

    to: Refs = Field(description="Who gets it.", examples=[["nato"]])
    right: Reliability = Field(
        description="How often such a clue points at the truth, and not at another value. Its readers know it.",
        examples=["70%"],
    )
    from_: Texts = Field(
        default_factory=dict, alias="from", description="Where it comes from.", examples=["Forensics of the CERT"]
    )
    forged: MaybeRef = Field(
        None,
        description="Somebody made it up: it points at this value, and nobody can tell it from a genuine one.",
        examples=["criminal"],
    )
