"""What an author may write, and what is read from it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from exercise.scenario.reading import read_scenario
from exercise.scenario.schema import (
    Action,
    Agreement,
    Area,
    Chance,
    Channel,
    Decision,
    Effect,
    Ending,
    Force,
    Inject,
    Phase,
    Place,
    Position,
    Range,
    Rule,
    Scenario,
    Spiral,
    Team,
    Track,
    Turn,
)
from exercise.scenario.schema.export import json_schema
from exercise.scenario.schema.later import later_notes
from exercise.scenario.schema.names import RESERVED
from tests.scenario.examples import FULL, SMALL


def refusal(model: type[BaseModel], data: Any) -> str:
    """What is said of data that does not fit."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return "; ".join(error["msg"] for error in caught.value.errors())


# Numbers, shares, times


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("8m", 8), ("12h", 720), ("2d", 2880), ("1d 12h", 2160), ("1h 30m", 90), ("90 min", 90), ("48 h", 2880)],
)
def test_lengths_of_time_are_minutes(written: str, minutes: int) -> None:
    assert Phase.model_validate({"title": "a", "turn": written}).turn == minutes


@pytest.mark.parametrize(
    "written", ["12", "", "h", "1.5h", "-1h", "1h 2h", "0m", "9" * 5000 + "h", None, ["1h"], {"a": "b"}]
)
def test_other_lengths_of_time_are_refused(written: object) -> None:
    assert refusal(Phase, {"title": "a", "turn": written})


def test_a_delay_may_be_nothing() -> None:
    assert Channel.model_validate({"name": "a", "delay": "0"}).delay == 0


@pytest.mark.parametrize(
    ("written", "start"), [("40", 40), ("no", False), ("Yes", True), ("false", False), ("30% yes", Chance(30))]
)
def test_a_track_starts_at_a_number_a_fact_or_a_chance(written: str, start: object) -> None:
    track = Track.model_validate({"name": "a", "start": written})
    assert track.start == start
    assert type(track.start) is type(start)
    assert track.is_fact is not (written == "40")


def test_a_minus_sign_from_a_word_processor_is_a_minus_sign() -> None:
    assert Effect.model_validate({"change": {"a": "\u22125"}}).change == {"a": -5}


@pytest.mark.parametrize(
    ("written", "tenths"),
    [
        ("conciliatory", -40),
        ("neutral", 0),
        ("protest", 20),
        ("show_of_force", 50),
        ("show of force", 50),
        ("threat", 70),
        ("use_of_force", 100),
        ("7", 70),
        ("-2.5", -25),
        ("+0.5", 5),
        ("-0.5", -5),
        ("10", 100),
    ],
)
def test_escalation_is_in_tenths(written: str, tenths: int) -> None:
    assert Action.model_validate({"name": "a", "escalation": written}).escalation == tenths


@pytest.mark.parametrize("written", ["10.1", "11", "7.55", "hostile", "1e1", ""])
def test_other_escalations_are_refused(written: str) -> None:
    assert refusal(Action, {"name": "a", "escalation": written})


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("turn 2", Turn(2)),
        ("turn 3 + 5m", Turn(3, 5)),
        ("turn 3+5m", Turn(3, 5)),
        ("2015-03-17 18:00", datetime(2015, 3, 17, 18)),
        ("2015-03-17", datetime(2015, 3, 17)),
    ],
)
def test_an_inject_is_due_at_a_turn_or_date(written: str, at: object) -> None:
    assert Inject.model_validate({"title": "a", "at": written}).at == at


def test_a_date_that_is_none_is_said_to_be_none() -> None:
    assert refusal(Inject, {"title": "a", "at": "2015-02-30"}) == "There is no such date"


def test_ranges_places_and_maps_are_numbers() -> None:
    assert Track.model_validate({"name": "a", "start": "0", "range": "-5..24"}).range == Range(-5, 24)
    assert Place.model_validate({"name": "a", "at": "54.63 N 21.81 E"}).at == Position(546300, 218100)
    assert Place.model_validate({"name": "a", "at": "33.5 S 70.25 W"}).at == Position(-335000, -702500)
    assert Force.model_validate({"name": "a", "at": "some_place"}).at == "some_place"
    assert FULL_SCENARIO.map_ == Area(9, 31, 53, 61)


@pytest.mark.parametrize("written", ["100..0", "0..0", "0-100", "..", "0.." + "9" * 5000])
def test_other_ranges_are_refused(written: str) -> None:
    assert refusal(Track, {"name": "a", "start": "0", "range": written})


@given(st.text(max_size=30))
def test_no_text_makes_a_kind_of_value_fail_otherwise(text: str) -> None:
    kinds: list[tuple[type[BaseModel], dict[str, Any]]] = [
        (
            Track,
            {"name": text, "start": text, "range": text, "lasts": text, "per": text, "good": text, "shown_to": text},
        ),
        (Action, {"name": text, "escalation": text, "by": [text], "cost": text, "discovered": text, "seen_by": text}),
        (Inject, {"title": {text: text}, "at": text, "to": text, "by_hand": text}),
        (Force, {"name": text, "at": text, "shown_to": {text: text}}),
        (Agreement, {"name": text, "needs": text, "status": text, "notice": text, "terms": {text: text}}),
        (Channel, {"name": text, "delay": text, "quorum": text, "kind": text}),
        (Team, {"name": text, "brief": text, "decides_by": text}),
        (Spiral, {"gain": text, "fade": text, "off": text}),
        (Effect, {"change": {text: text}, "set": {text: text}, "chance": text, "move": {text: text}, "when": text}),
    ]
    for model, data in kinds:
        with suppress(ValidationError):
            model.model_validate(data)


# Ids, texts, who sees what


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_language_are_no_ids(word: str) -> None:
    assert "meaning of its own" in refusal(Scenario, {**SMALL, "id": word})


@pytest.mark.parametrize("id", ["A", "1a", "a-b", "a b", "ä", "_a", "", "a" * 65, "a\n", "../x", "__class__"])
def test_other_things_are_no_ids(id: str) -> None:
    assert refusal(Scenario, {**SMALL, "id": id})


def test_a_text_alone_is_a_text_for_all() -> None:
    assert Phase.model_validate({"title": "A clue"}).title == {"all": "A clue"}
    assert Phase.model_validate({"title": {"all": "A clue", "nato": "Eight"}}).title == {
        "all": "A clue",
        "nato": "Eight",
    }


def test_texts_are_cleaned() -> None:
    assert Phase.model_validate({"title": "a\x1b[31mb \n"}).title == {"all": "a\ufffd[31mb"}


def test_a_text_that_is_too_long_is_refused_rather_than_cut() -> None:
    assert "characters" in refusal(Team, {"name": "a" * 201, "brief": "b"})


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("all", None),
        ("nato", {"nato": 0}),
        (["nato", "russia"], {"nato": 0, "russia": 0}),
        ([], {}),
        ({"russia": "exactly", "nato": "within 6"}, {"russia": 0, "nato": 6}),
    ],
)
def test_who_sees_a_track_and_how_exactly(written: object, seen: object) -> None:
    assert Track.model_validate({"name": "a", "start": "1", "shown_to": written}).shown_to == seen


@pytest.mark.parametrize(
    ("written", "seen"),
    [("all", "all"), ("own", "own"), ("the addressed", "addressed"), ("addressed", "addressed"), (["nato"], ("nato",))],
)
def test_who_sees_an_action(written: object, seen: object) -> None:
    assert Action.model_validate({"name": "a", "seen_by": written}).seen_by == seen


def test_all_teams_and_left_out_are_the_same() -> None:
    assert Action.model_validate({"name": "a", "by": "all"}).by is None
    assert Action.model_validate({"name": "a"}).by is None
    assert Action.model_validate({"name": "a", "by": "nato"}).by == ("nato",)


@pytest.mark.parametrize(
    ("written", "needs"), [("all", "all"), ("majority", "majority"), ("nato", ("nato",)), (["a", "b"], ("a", "b"))]
)
def test_who_must_accept_an_agreement(written: object, needs: object) -> None:
    assert Agreement.model_validate({"name": "a", "needs": written}).needs == needs


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


def test_order_is_kept_as_written() -> None:
    assert list(FULL_SCENARIO.phases) == ["clue", "consultation", "posture", "incident"]
    assert list(FULL_SCENARIO.endings) == ["clash", "settled", "stalemate"]


def test_fields_without_effect_yet_get_one_note_each() -> None:
    assert FULL_READING.source is not None
    notes = later_notes(FULL_SCENARIO, FULL_READING.source)
    assert {note.message.split("'")[1] for note in notes} == {
        *("use", "map", "places", "forces", "move", "reveal", "terms", "falls_with"),
        *("quorum", "rule", "decides_by", "variants"),
    }
    assert {str(note.severity) for note in notes} == {"note"}
    assert len(notes) == 12


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
