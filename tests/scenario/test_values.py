"""The kinds of values that an author may write, and what is read from them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from exercise.scenario.schema import (
    Action,
    Agreement,
    Chance,
    Channel,
    Effect,
    Force,
    Inject,
    Phase,
    Place,
    Position,
    Range,
    Scenario,
    Spiral,
    Team,
    Track,
    Turn,
)
from exercise.scenario.schema.names import RESERVED
from tests.scenario.examples import SMALL


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
