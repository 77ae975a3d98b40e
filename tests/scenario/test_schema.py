"""What an author may write, and what is read from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from exercise.scenario.reading import read_scenario
from exercise.scenario.schema import (
    Action,
    Area,
    Channel,
    Decision,
    Effect,
    Ending,
    Inject,
    Rule,
    Scenario,
    Spiral,
    Team,
    Track,
)
from exercise.scenario.schema.export import json_schema
from tests.scenario.examples import FULL, SMALL


def refusal(model: type[BaseModel], data: Any) -> str:
    """What is said of data that does not fit."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return "; ".join(error["msg"] for error in caught.value.errors())


# Parts


def test_how_a_team_decides() -> None:
    def decides(written: object) -> Decision:
        return Team.model_validate({"name": "a", "brief": "b", "decides_by": written}).decides_by

    assert decides("majority") == Decision("majority")
    assert decides({"silence": "2m"}) == Decision("silence", 2)


def test_effects_are_one_block_or_a_list() -> None:
    block = {"change": {"tension": "+5"}}
    one = Action.model_validate({"name": "a", "effects": block}).effects
    assert one == Action.model_validate({"name": "a", "effects": [block]}).effects
    assert one[0].change == {"tension": 5}


def test_what_happens_otherwise_needs_a_chance() -> None:
    assert "chance" in refusal(Effect, {"otherwise": {"tell": "a"}})
    assert Effect.model_validate({"chance": "50%", "otherwise": {"tell": "a"}}).otherwise[0].tell == {"all": "a"}


def test_a_rule_may_have_its_effects_beside_its_condition() -> None:
    beside = Rule.model_validate({"when": "a > 1", "cut": ["line"]})
    below = Rule.model_validate({"when": "a > 1", "effects": [{"cut": ["line"]}]})
    assert beside == below
    assert refusal(Rule, {"when": "a", "cut": ["line"], "effects": []})


def test_a_public_channel_is_open_unless_said_otherwise() -> None:
    assert Channel.model_validate({"name": "a", "kind": "public"}).status == "open"
    assert Channel.model_validate({"name": "a", "kind": "public", "status": "cut"}).status == "cut"
    assert Channel.model_validate({"name": "a"}).status == "silent"


def test_the_steps_of_the_european_security_treaty_can_be_written() -> None:
    forum = Channel.model_validate(
        {
            "name": "Extraordinary conference",
            "kind": "forum",
            "members": ["nato", "russia"],
            "convened_by": "nato",
            "quorum": "four_fifths",
            "rule": "unanimity",
            "excluding": ["russia"],
        }
    )
    assert (forum.between, forum.quorum, forum.rule) == (("nato", "russia"), "four_fifths", "unanimity")
    assert Channel.model_validate({"name": "a", "quorum": "3"}).quorum == 3


def test_an_ending_says_when_it_comes() -> None:
    assert refusal(Ending, {"title": "a"})
    assert Ending.model_validate({"title": "a", "otherwise": "yes"}).otherwise
    assert Ending.model_validate({"title": "a", "when": "war", "rare": "yes"}).rare


def test_an_inject_has_a_time_or_comes_by_hand() -> None:
    assert refusal(Inject, {"title": "a"})
    assert refusal(Inject, {"title": "a", "at": "turn 1", "by_hand": "yes"})
    assert Inject.model_validate({"title": "a", "by_hand": "yes"}).at is None


def test_a_fact_has_no_range_and_a_number_does_not_last() -> None:
    assert refusal(Track, {"name": "a", "start": "no", "range": "0..1"})
    assert refusal(Track, {"name": "a", "start": "5", "lasts": "1 turn"})
    assert Track.model_validate({"name": "a", "start": "no", "lasts": "1 turn"}).lasts == 1


def test_a_track_starts_within_its_range() -> None:
    assert "outside" in refusal(Track, {"name": "a", "start": "30", "range": "0..24"})


def test_a_track_per_team_may_start_otherwise_for_some() -> None:
    track = Track.model_validate({"name": "a", "start": "1", "per": "team", "starts": {"nato": "3"}})
    assert track.starts == {"nato": 3}
    assert refusal(Track, {"name": "a", "start": "1", "starts": {"nato": "3"}})
    assert refusal(Track, {"name": "a", "start": "1", "per": "team", "starts": {"nato": "yes"}})


def test_the_spiral_can_be_switched_off_in_a_word() -> None:
    assert Spiral.model_validate("off").off
    assert Spiral.model_validate({"gain": "35%", "fade": "0"}).gain == 35


# The whole


FULL_READING = read_scenario(FULL, "full.yaml")
assert FULL_READING.scenario is not None, "\n".join(map(str, FULL_READING.diagnostics))
FULL_SCENARIO = FULL_READING.scenario


def test_what_is_left_out_has_the_defaults_that_the_guide_states() -> None:
    small = Scenario.model_validate(SMALL)
    assert (small.clock.turn, small.clock.turns, small.clock.deliberation, small.clock.orders) == (720, 10, 8, 2)
    assert list(small.teams["nato"].seats) == ["lead"]
    assert small.teams["nato"].decides_by == Decision("lead")
    assert small.actions["wait"].name == "Wait"
    assert small.phases["clue"].title == {"all": "Clue"}
    assert small.phases["clue"].rung is None
    assert (small.spiral.gain, small.spiral.fade, small.spiral.off) == (20, 10, False)


def test_the_map_has_its_edges() -> None:
    assert FULL_SCENARIO.map_ == Area(9, 31, 53, 61)


def test_order_is_kept_as_written() -> None:
    assert list(FULL_SCENARIO.phases) == ["clue", "consultation", "posture", "incident"]
    assert list(FULL_SCENARIO.endings) == ["clash", "settled", "stalemate"]


def test_every_field_is_described_for_editors() -> None:
    schema = json_schema()
    parts = [schema, *schema["$defs"].values()]
    parts = [part for whole in parts for part in (whole, *whole.get("anyOf", ()))]
    bare = [name for part in parts for name, field in part.get("properties", {}).items() if "description" not in field]
    assert bare == []
    assert json.loads(json.dumps(schema)) == schema


def test_editors_accept_what_authors_may_leave_out() -> None:
    schema = json_schema()
    assert schema["required"] == ["format", "id", "title", "teams", "tracks", "phases", "actions", "endings"]
    parts = schema["$defs"]
    assert parts["Team"]["required"] == ["name", "brief"]
    assert "required" not in parts["Action"]
    assert {"cut", "effects", "when"} <= parts["Rule"]["properties"].keys()
    assert "null" in schema["properties"]["channels"]["type"]
