"""The schema as JSON Schema, so that editors complete, explain and check a scenario while it is written.

The models say most of it. What is said here is how authors may write less than the models hold: a thing without a name
or without anything, a text alone, effects beside a rule's `when`.
"""

from __future__ import annotations

from typing import Any, Final

from exercise.scenario.schema.root import Scenario

_TEXT: Final = {"type": "string"}
_TEXT_ALONE: Final = ("Aim", "Objective", "RedLine", "Task")
_NAMED_BY_ID: Final = (
    *("Action", "Agreement", "Channel", "Force", "Place", "Procedure", "Seat", "Track"),
    *("Ending", "Inject", "Phase", "Temperament", "Variant"),
)


def json_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of the scenario file as authors write it, with a description for every field."""
    schema: dict[str, Any] = _without_noise(Scenario.model_json_schema(by_alias=True, mode="validation"))
    parts: dict[str, Any] = schema["$defs"]
    for part in (schema, *parts.values()):
        for field in part["properties"].values():
            _may_be_empty(field)
    for name in _NAMED_BY_ID:
        _forget(parts[name], "name", "title")
    parts["Channel"]["properties"]["members"] = parts["Channel"]["properties"]["between"]
    parts["Rule"]["properties"] = parts["Effect"]["properties"] | parts["Rule"]["properties"]
    parts["Variant"]["additionalProperties"] = True
    parts["Variant"]["properties"].pop("changes")
    for name in _TEXT_ALONE:
        parts[name] = {"anyOf": [_TEXT, parts[name]]}
    parts["Spiral"] = {"anyOf": [{"enum": ["off"]}, parts["Spiral"]]}
    head: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Crisis exercise scenario",
    }
    return {**head, **schema}


def _forget(part: dict[str, Any], *names: str) -> None:
    """Fields that default to the thing's id are not required."""
    required = [field for field in part.pop("required", ()) if field not in names]
    if required:
        part["required"] = required


def _may_be_empty(field: dict[str, Any]) -> None:
    """Where things stand by their ids, all of them or one of them may be left empty; nothing else may stand there."""
    for pattern, thing in field.get("patternProperties", {}).items():
        if "$ref" in thing:
            field["patternProperties"] = {pattern: {"anyOf": [thing, {"type": "null"}]}}
            field["additionalProperties"] = False
            field["type"] = ["object", "null"]


def _without_noise(part: Any) -> Any:
    """Without titles that repeat the name, and without defaults that are not written as an author would write them."""
    if isinstance(part, list):
        return [_without_noise(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {name: _without_noise(field) for name, field in value.items()}
        if key == "properties"
        else _without_noise(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
        and not (key == "default" and not (value and type(value) is str))
    }
