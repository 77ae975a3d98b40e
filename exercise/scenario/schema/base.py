"""What all models of a scenario file have in common, and the tools to say what would be right.

A scenario arrives as nested dicts and lists in which every scalar is text. Each kind of value (`values.py`, `names.py`)
is read by one small function that either returns it or raises `wrong(...)` with a sentence for the author.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from exercise.i18n import _
from exercise.scenario.diagnostics import quoted, suggestion


class Model(BaseModel):
    """A part of a scenario as its author writes it: no unknown fields, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sentence(Model):
    """A part that is mostly a text: where nothing else is to be said, the text alone may stand for it."""

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: Any) -> Any:
        return {"text": value} if type(value) is str else value


def wrong(message: str, help: str = "") -> PydanticCustomError:
    """The problem of one value: what is wrong, and what would be right."""
    return PydanticCustomError("shape", "{message}", {"message": message, "help": help})


def scalar(value: object, help: str) -> str:
    """The text of a single value; `help` says what is expected where there is none."""
    if type(value) is str:
        if value:
            return value
        raise wrong(_("Nothing stands between the quotes"), help)
    if value is None:
        raise wrong(_("Nothing stands here"), help)
    if isinstance(value, Mapping):
        raise wrong(_("One value is expected here, not fields of their own"), help)
    if isinstance(value, (list, tuple)):
        raise wrong(_("One value is expected here, not a list"), help)
    return str(value)


def unlike(value: str, help: str) -> PydanticCustomError:
    """The problem of a value that is written in a way that does not fit its field."""
    return wrong(_("{value} does not fit here").format(value=quoted(value)), help)


class OneOrMany:
    """Marks a tuple whose single member may be written without the list around it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(core)
        return {"anyOf": [many["items"], many]}

    @staticmethod
    def _listed(value: object) -> object:
        if value is None:
            return []
        return [value] if isinstance(value, (str, dict)) else value


def entries(named_by: str = "") -> BeforeValidator:
    """Reads a map of things by id. One that is left empty has all defaults; its `named_by` field defaults to its id."""

    def filled(value: object) -> object:
        if value is None:
            return {}
        if type(value) is not dict:
            raise wrong(_("Entries with an id each are expected here"), _("Write each on a line of its own: 'id: …'."))
        return {key: _named(key, entry, named_by) for key, entry in value.items()}

    return BeforeValidator(filled)


def _named(key: str, entry: object, named_by: str) -> object:
    if entry is None:
        entry = {}
    if named_by and type(entry) is dict and named_by not in entry:
        return {named_by: key.replace("_", " ").strip().capitalize() or key, **entry}
    return entry


def one_of(words: Any) -> PlainValidator:
    """Reads one word of a `Literal`; spaces and hyphens count as underscores."""
    known: tuple[str, ...] = get_args(words)
    help = _("Write one of: {known}.").format(known=", ".join(known))

    def read(value: object) -> str:
        text = scalar(value, help)
        word = text if text in known else re.sub(r"[ -]+", "_", text.strip().lower())
        if word not in known:
            raise unlike(text, f"{suggestion(word, known)} {help}".strip())
        return word

    return PlainValidator(read, json_schema_input_type=words)
