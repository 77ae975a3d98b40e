"""The kinds of words in a scenario: ids, texts, who is meant and who sees what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from exercise.i18n import _
from exercise.scenario.diagnostics import quoted
from exercise.scenario.schema.base import OneOrMany, scalar, unlike, wrong
from exercise.scenario.text import LIMIT, clean

#: Words that conditions and addresses need for themselves.
RESERVED: Final = frozenset(
    {"all", "own", "turn", "next_turn", "last_turn", "date", "yes", "no", "true", "false", "and", "or", "not"}
)

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_TRACK = re.compile(r"[a-z][a-z0-9_]{0,63}(?:\.[a-z][a-z0-9_]{0,63})?")
_CAMEO = re.compile(r"\d{2,4}")
_WITHIN = re.compile(r"within (\d{1,6})")
_LINE = 200
_CONDITION = 2_000


def reference(value: object) -> str:
    """Reads the id of something that stands elsewhere in the file."""
    help = _("Write an id: small letters, digits and underscores, a letter first.")
    text = scalar(value, help)
    if not _ID.fullmatch(text):
        wanted = re.sub(r"[^a-z0-9]+", "_", text[:64].lower()).strip("_")
        if _ID.fullmatch(wanted):
            help = _("Write '{id}': small letters, digits and underscores, a letter first.").format(id=wanted)
        raise wrong(_("{value} is not an id").format(value=quoted(text)), help)
    return text


def identifier(value: object) -> str:
    """Reads the id that a thing is given; words that conditions need for themselves are refused."""
    text = reference(value)
    if text in RESERVED:
        raise wrong(_("'{word}' has a meaning of its own in conditions").format(word=text), _("Choose another id."))
    return text


def track_reference(value: object) -> str:
    """Reads `tension`, or `readiness.nato` for a track that is kept per team."""
    help = _("Write a track, or track.team for one that is kept per team.")
    text = scalar(value, help)
    if not _TRACK.fullmatch(text):
        raise unlike(text, help)
    return text


def _text(longest: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = scalar(value, _("Write a text. One that holds ': ' or ' #' or stands in braces needs quotes.")).strip()
        if len(text) > longest:
            raise wrong(
                _("This text has {length} characters").format(length=len(text)),
                _("It can have {most} at most.").format(most=longest),
            )
        return clean(text)

    return read


line, prose = _text(_LINE), _text(LIMIT)


def _for_all(value: object) -> object:
    """One text is a text for all."""
    return value if type(value) is dict else {"all": value}


def condition(value: object) -> str:
    """Takes a condition as it is written; the language reads it later."""
    text = scalar(value, _("Write a condition like 'tension >= 60 and not open(military_line)'.")).strip()
    if not text:
        raise wrong(_("The condition is empty"), _("Write one, or leave the line out."))
    if len(text) > _CONDITION:
        raise wrong(_("The condition is too long"), _("It can have {most} characters at most.").format(most=_CONDITION))
    return text


def cameo(value: object) -> str:
    """Reads a code of the CAMEO list of events."""
    help = _("Write the digits of a CAMEO code, such as 0862.")
    text = scalar(value, help)
    if not _CAMEO.fullmatch(text):
        raise unlike(text, help)
    return text


class _Ids:
    """Marks a field of ids: one or a list of them, or one of the words that stand for many."""

    def __init__(self, **words: str | None) -> None:
        self._words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler.generate_schema(tuple[Ref, ...]))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        words = [{"enum": [word.replace("_", " ") for word in self._words]}]
        return {"anyOf": [*(words if self._words else []), _ID_PATTERN, {"type": "array", "items": _ID_PATTERN}]}

    def _read(self, value: object, handler: ValidatorFunctionWrapHandler) -> object:
        if type(value) is list:
            return handler(value)
        text = scalar(value, _("Write an id, or a list of ids in brackets."))
        word = text.replace(" ", "_")
        return self._words[word] if word in self._words else (reference(text),)


class _Sights:
    """Marks who sees a thing: all, teams, or teams with how exactly they see it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler.generate_schema(dict[Ref, _Sight]))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        how = {"type": "string", "pattern": r"^(exactly|within \d{1,6})$"}
        by_team = {"type": "object", "additionalProperties": how}
        return {"anyOf": [_ID_PATTERN, {"type": "array", "items": _ID_PATTERN}, by_team]}

    @staticmethod
    def _read(value: object, handler: ValidatorFunctionWrapHandler) -> object:
        if type(value) is dict:
            return handler(value)
        if type(value) is list:
            return dict.fromkeys(map(reference, value), 0)
        text = scalar(value, _("Write all, a list of teams, or how exactly each team sees it: '{nato: within 6}'."))
        return None if text == "all" else {reference(text): 0}


def sight(value: object) -> int:
    """Reads how exactly a team sees a track: 0 for exactly, N for within N."""
    help = _("Write 'exactly' or 'within 6'.")
    text = scalar(value, help)
    if text == "exactly":
        return 0
    found = _WITHIN.fullmatch(text)
    if not found:
        raise unlike(text, help)
    return int(found[1])


_ID_PATTERN = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}
_TEXT = {"type": ["string", "number", "boolean"]}

Id = Annotated[str, PlainValidator(identifier), WithJsonSchema(_ID_PATTERN)]
Ref = Annotated[str, PlainValidator(reference), WithJsonSchema(_ID_PATTERN)]
MaybeRef = Annotated[str | None, PlainValidator(reference), WithJsonSchema(_ID_PATTERN)]
TrackRef = Annotated[str, PlainValidator(track_reference), WithJsonSchema({"type": "string"})]
Refs = Annotated[tuple[str, ...], _Ids()]
OrAll = Annotated[tuple[str, ...] | None, _Ids(all=None)]
Line = Annotated[str, PlainValidator(line), WithJsonSchema(_TEXT)]
Prose = Annotated[str, PlainValidator(prose), WithJsonSchema(_TEXT)]
Proses = Annotated[tuple[Prose, ...], OneOrMany()]
Texts = Annotated[
    dict[Ref, Prose],
    BeforeValidator(_for_all),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}),
]
Condition = Annotated[str | None, PlainValidator(condition), WithJsonSchema({"type": ["string", "boolean"]})]
Cameo = Annotated[str | None, PlainValidator(cameo), WithJsonSchema({"type": ["string", "integer"]})]
SeenBy = Annotated[
    Literal["all", "own", "addressed"] | tuple[str, ...],
    _Ids(all="all", own="own", addressed="addressed", the_addressed="addressed"),
]
Needs = Annotated[Literal["all", "majority"] | tuple[str, ...], _Ids(all="all", majority="majority")]
_Sight = Annotated[int, PlainValidator(sight, json_schema_input_type=str)]
Sights = Annotated[dict[str, int] | None, _Sights()]
Reveals = dict[Ref, Refs]
Moves = dict[Ref, Ref]
