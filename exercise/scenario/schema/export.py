"""The schema as JSON Schema, so that editors complete, explain and check a scenario while it is written."""

from __future__ import annotations

from typing import Any

from exercise.scenario.schema.root import Scenario


def json_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of the scenario file as authors write it, with a description for every field."""
    schema = Scenario.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Crisis exercise scenario",
    }
