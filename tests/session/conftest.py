"""What all tests of sessions share."""

from __future__ import annotations

from functools import lru_cache

import pytest

from exercise.scenario.catalogue import Shelf
from exercise.scenario.loader import Loaded, load_text
from exercise.session import replay


@lru_cache(maxsize=8)
def _compiled(text: str, name: str, variant: str | None) -> Loaded:
    return load_text(text, name, variant, None)


def compiled_once(text: str, name: str, variant: str | None = None, shelf: Shelf | None = None) -> Loaded:
    """The scenario inside a log."""
    return _compiled(text, name, variant) if shelf is None else load_text(text, name, variant, shelf)


@pytest.fixture(autouse=True)
def logs_of_one_scenario_compile_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of logs are replayed here; what is compiled is the same text each time."""
    monkeypatch.setattr(replay, "load_text", compiled_once)
