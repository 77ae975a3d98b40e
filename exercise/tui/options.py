"""What a person can choose once for all exercises, each with its default. Loaded only where somebody has chosen."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Every choice with its default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    theme: Literal["dark", "light", "contrast"] = Field(
        "dark", description="The colours: dark, light, or of high contrast (contrast)."
    )
    signs: Literal["auto", "all", "ascii"] = Field(
        "auto",
        description="The signs that the terminal can show: all of Unicode, ASCII alone, or as the locale and TERM say.",
    )
    keys: dict[str, str] = Field(
        default_factory=dict,
        description="Other keys for commands: a command as the screen of keys names it, and its key, such as f6.",
    )
