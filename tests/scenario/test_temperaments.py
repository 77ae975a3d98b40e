"""Temperaments of a scenario: what can be said wrongly, and that a log brings them along."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from exercise.engine.temperaments import TABLES
from exercise.scenario.diagnostics import Severity
from exercise.scenario.loader import check_text
from exercise.scenario.schema.temperaments import TAKEN, Intent, Like, Verb
from exercise.scenario.schema.values import ESCALATION
from exercise.session.players import TEMPERAMENTS
from exercise.session.rehearsal import rehearse
from exercise.session.replay import replayed
from exercise.session.spec import EMPTY, HUMAN, MIXED, parse_players
from exercise.session.wording.acts import KIND_OF
from exercise.store.jsonl import JsonlStore
from exercise.store.reading import read_log
from tests.scenarios import flagship, load, scenario

EVERY_VERB = ", ".join(f"{verb}: 0" for verb in get_args(Verb))
EVERY_INTENT = ", ".join(f"{intent}: 0" for intent in get_args(Intent))
IDLE = f"moves: {{{EVERY_VERB}}}, orders: {{{EVERY_INTENT}}}"


def said(temperaments: str) -> list[tuple[str, str]]:
    """The errors in them: what is pointed at, and the message."""
    text = scenario(actions="march: {name: March}", temperaments=temperaments)
    lines = text.splitlines()
    found = [one for one in check_text(text, "tiny.yaml") if one.severity is Severity.error]
    return [(lines[one.line - 1][one.column - 1 :], one.message) for one in found]


@pytest.mark.parametrize(
    ("temperaments", "at", "message"),
    [
        ("calm: {like: cautios}", "cautios}", "does not fit"),
        ("calm: {like: tit_for_tat}", "tit_for_tat}", "does not fit"),
        ("calm: {moves: {cal: 3}}", "cal: 3", "does not fit"),
        ("calm: {moves: {order: 3}}", "order: 3", "does not fit"),
        ("calm: {moves: {call: -1}}", "-1}", "out of bounds"),
        ("calm: {moves: {call: 1001}}", "1001}", "out of bounds"),
        ("calm: {moves: {call: often}}", "often}", "does not fit"),
        ("calm: {orders: {rude: 3}}", "rude: 3", "does not fit"),
        ("calm: {nothing: {lock: 3}}", "lock: 3", "does not fit"),
        ("calm: {actions: {marsh: 3}}", "marsh: 3", "no action 'marsh'"),
        ("cautious: {name: Mine}", "cautious:", "a temperament of every scenario"),
        ("tit_for_tat: {name: Mine}", "tit_for_tat:", "means something"),
        ("mixed: {name: Mine}", "mixed:", "means something"),
        (f"idle: {{{IDLE}}}", "{moves", "never does anything"),
        (f"idle: {{like: hawkish, {IDLE}}}", "{like", "never does anything"),
    ],
)
def test_what_is_wrong_with_a_temperament_is_said_at_its_place(temperaments: str, at: str, message: str) -> None:
    ((place, found),) = said(temperaments)
    assert place.startswith(at)
    assert message in found


def test_a_player_who_does_one_thing_alone_does_something() -> None:
    assert said(f"one: {{{IDLE}, actions: {{march: 1}}}}") == []


def test_every_move_that_a_computer_player_makes_can_be_given_a_weight() -> None:
    made = {move.verb for move in flagship().program.moves.values() if move.rounds} - {"lock", "order"}
    assert made <= set(get_args(Verb)) <= set(KIND_OF)
    assert set(get_args(Intent)) == set(ESCALATION)


def test_no_temperament_takes_a_word_that_names_another_player() -> None:
    assert set(get_args(Like)) == set(TABLES)
    assert {*TEMPERAMENTS, MIXED, HUMAN, EMPTY} <= {*TABLES, *TAKEN}


def test_a_log_brings_the_temperaments_of_its_scenario_along(tmp_path: Path) -> None:
    loaded = load(scenario(actions="march: {name: March}", temperaments="calm: {name: Calm, orders: {neutral: 0}}"))
    path = tmp_path / "log.jsonl"
    with JsonlStore(path, fresh=True) as store:
        played = rehearse(loaded, 3, parse_players("calm", loaded.model, 3), store)
    again = replayed(read_log(path))
    assert {chair.words for chair in again.chairs.values()} == {"calm"}
    assert again.outcome() == played.outcome()


def test_a_variant_that_drops_an_action_drops_its_weight() -> None:
    variant = "less: {title: Less, actions: {march: null}}"
    text = scenario(
        actions="march: {name: March}\nrest: {name: Rest}",
        temperaments="calm: {name: Calm, actions: {march: 3}}",
        variants=variant,
    )
    assert not [one for one in check_text(text, "tiny.yaml") if one.severity is Severity.error]
