"""The clock: what a turn covers, how many there are, and how long people have for one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from exercise.scenario.schema.base import Model
from exercise.scenario.schema.values import Every, SomeMinutes, When, count


class Clock(Model):
    """Two clocks: the exercise's own (a turn covers half a day, say) and the real one (eight minutes to decide)."""

    start: When = Field(None, description="When the crisis begins, in exercise time.", examples=["2015-03-16 06:00"])
    turn: SomeMinutes = Field(720, description="Exercise time that a turn covers; 12h if left out.", examples=["12h"])
    turns: Annotated[int, count(1, 200)] = Field(10, description="How many turns there are at most.", examples=[9])
    deliberation: SomeMinutes = Field(8, description="Real time per turn; 8m if left out.", examples=["8m"])
    orders: Annotated[int, count(1, 20)] = Field(
        2, description="How many actions a team may order in a turn; an action's `cost` counts.", examples=[2]
    )
    readings: Every = Field(
        2,
        description="When a team may say, sealed until the end, what it intends and what it takes others to intend.",
        examples=["every 2 turns", "every turn", "no"],
    )
