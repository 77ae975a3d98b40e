"""The mechanisms of a crisis, each a module that owns its slots, moves, changes, words and acts.

The order here is only the order of declaration: no rule depends on it.
"""

from __future__ import annotations

from types import ModuleType

from exercise.engine.mechanisms import (
    agreements,
    channels,
    clock,
    covert,
    deciding,
    explanations,
    forces,
    forums,
    injects,
    orders,
    procedures,
    readings,
    sight,
    spiral,
    standing,
    table,
    tracks,
)

ALL: tuple[ModuleType, ...] = (
    clock,
    table,
    tracks,
    forces,
    sight,
    channels,
    agreements,
    procedures,
    forums,
    orders,
    deciding,
    explanations,
    covert,
    injects,
    standing,
    spiral,
    readings,
)
