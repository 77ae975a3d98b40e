"""No order of teams or of lines may matter, except where the format says so: phases, branches, endings, seats."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.scenario.loader import Loaded
from exercise.session.players import TEMPERAMENTS, Computer
from exercise.session.rehearsal import rehearse
from tests.engine.playing import played
from tests.engine.secretive import SECRETIVE
from tests.scenarios import FLAGSHIP, Table, flagship, load

FREE = ("teams", "tracks", "channels", "agreements", "actions", "rules", "injects")
"""Maps whose order means nothing."""
LISTS = (
    "by",
    "toward",
    "in",
    "between",
    "parties",
    "to",
    "forbids",
    "permits",
    "opens",
    "falls_with",
    "shown_to",
    "asked_by",
    "open",
    "convened_by",
    "moved_by",
    "excluding",
    "suspended_by",
    "protects",
    "blames",
)
"""Lists whose order means nothing."""
RECORDED = (
    *("order", "open", "close", "convene", "suspend"),
    *("attend", "walk_out", "halt", "quit", "vote_for", "vote_against", "abstain"),
)
"""Moves that are recorded, and take effect when the turn is resolved."""


def shuffled(node: Any, luck: Random) -> Any:
    """The same with every map and every list of effects in another order."""
    if isinstance(node, dict):
        entries = [(key, _below(key, value, luck)) for key, value in node.items()]
        luck.shuffle(entries)
        return dict(entries)
    if isinstance(node, list):
        return [shuffled(one, luck) for one in node]
    return node


def _below(key: str, value: Any, luck: Random) -> Any:
    if key in ("phases", "endings", "seats"):
        return {id: shuffled(one, luck) for id, one in value.items()}
    value = shuffled(value, luck)
    if isinstance(value, list) and (key in LISTS or key in ("effects", "answered", "refused", "ignored", "on_breach")):
        luck.shuffle(value)
    return value


def reversed_maps(node: dict[str, Any]) -> dict[str, Any]:
    """The same with the maps of teams, tracks, channels and so on read from the bottom up."""
    return {
        key: dict(reversed(value.items())) if key in FREE and isinstance(value, dict) else value
        for key, value in node.items()
    }


def as_loaded(data: dict[str, Any]) -> Loaded:
    """The data as a scenario."""
    return load(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


@lru_cache(maxsize=4)
def texts(name: str) -> str:
    """The scenarios that are turned over here."""
    return SECRETIVE if name == "secretive" else FLAGSHIP.read_text(encoding="utf-8")


def data_of(name: str) -> dict[str, Any]:
    """A scenario as nested maps and lists of texts."""
    data: dict[str, Any] = yaml.load(texts(name), yaml.BaseLoader)
    return data


def story(loaded: Loaded, seed: int) -> tuple[str, ...]:
    """Everything that happens when computers play, and how it ends."""
    chairs = {
        team: Computer(TEMPERAMENTS[(seed + place) % len(TEMPERAMENTS)])
        for place, team in enumerate(loaded.model.team_ids)
    }
    session = rehearse(loaded, seed, chairs)
    told = [one for one in session.all_events() if one.event.type != "opened"]
    return (*map(repr, told), str(session.outcome()), *(repr(session.snapshot(team)) for team in chairs))


@pytest.mark.parametrize("name", ["flagship", "secretive"])
def test_reversing_every_map_changes_no_event_no_outcome_and_no_digest(name: str) -> None:
    one, other = as_loaded(data_of(name)), as_loaded(reversed_maps(data_of(name)))
    assert one.program.index == other.program.index
    for seed in range(12):
        assert story(one, seed) == story(other, seed)


@pytest.mark.parametrize("name", ["flagship", "secretive"])
@settings(max_examples=4, deadline=None)
@given(shuffle=st.integers(0, 2**32), seed=st.integers(0, 2**64 - 1))
def test_shuffling_every_map_list_and_effect_changes_nothing(name: str, shuffle: int, seed: int) -> None:
    one, other = as_loaded(data_of(name)), as_loaded(shuffled(data_of(name), Random(shuffle)))
    assert story(one, seed) == story(other, seed)
    assert played(one, seed).events == played(other, seed).events


def test_the_shuffled_file_is_another_file() -> None:
    data = data_of("flagship")
    assert list(reversed_maps(data)["actions"]) == list(reversed(data["actions"]))
    assert yaml.safe_dump(shuffled(data, Random(1)), sort_keys=False) != yaml.safe_dump(data, sort_keys=False)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_in_which_teams_make_their_moves_does_not_matter(seed: int) -> None:
    """What changes a status is recorded and takes effect at the resolution: who was quicker decides nothing."""
    luck, one, other = Random(seed), Table(flagship(), seed), Table(flagship(), seed)
    for _ in range(4):
        if one.ended:
            break
        moves = []
        for team in one.model.team_ids:
            for words in luck.sample(sorted(one.legal(team)), k=6):
                verb = words.split()[0]
                if verb in RECORDED and words in one.legal(team):
                    moves.append(f"{team}: {words}")
                    one.do(moves[-1])
        luck.shuffle(moves)
        for move in moves:
            other.do(move)
        one.resolve()
        other.resolve()
        assert one.world == other.world
        if not one.ended:
            one.open()
            other.open()
