"""An exercise under a variant is on record whole: its log plays again under the same order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from exercise.errors import CorruptLog
from exercise.scenario.loader import load_file
from exercise.session.players import Computer
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from exercise.session.session import Session
from tests.scenarios import FLAGSHIP, flagship
from tests.session.table import Memory


def played(store: Memory, variant: str | None) -> Session:
    """The flagship, played by computers under a variant."""
    loaded = load_file(FLAGSHIP, variant) if variant else flagship()
    return rehearse(loaded, 7, {team: Computer("cautious") for team in loaded.model.team_ids}, store)


def header(store: Memory) -> dict[str, Any]:
    """The data of the first event of a log."""
    found: dict[str, Any] = json.loads(store.lines[0])[0]["data"]
    return found


def test_a_log_says_under_which_variant_it_was_played_and_replays_so() -> None:
    store = Memory()
    outcome = played(store, "no_line").outcome()
    assert header(store)["variant"] == "no_line"
    again = replayed(store.events())
    assert again.loaded.variant == "no_line"
    assert again.outcome() == outcome != played(Memory(), None).outcome()


def test_without_a_variant_a_log_is_what_it_always_was() -> None:
    store = Memory()
    outcome = played(store, None).outcome()
    assert "variant" not in header(store)
    assert replayed(store.events()).outcome() == outcome


def test_a_log_that_names_a_variant_which_its_scenario_has_not_is_corrupt() -> None:
    store = Memory()
    played(store, "no_line")
    rows = json.loads(store.lines[0])
    rows[0]["data"]["variant"] = "no_wine"
    store.lines[0] = json.dumps(rows)
    with pytest.raises(CorruptLog, match="variant"):
        replayed(store.events())
