"""The mechanisms of a crisis, each a module that owns its slots, moves, changes, words and acts.

The order here is only the order of declaration: no rule depends on it.
"""

from __future__ import annotations

from types import ModuleType

from exercise.engine.mechanisms import (
    agreements,
    answers,
    channels,
    clock,
    clues,
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
    clues,
    forces,
    sight,
    channels,
    agreements,
    procedures,
    forums,
    orders,
    deciding,
    explanations,
    answers,
    covert,
    injects,
    standing,
    spiral,
    readings,
)
