"""Everything that happens can be said, to everybody, in sentences without ids."""

from __future__ import annotations

import re

import pytest

from exercise.engine.refusals import Reason
from exercise.session.session import Told
from exercise.session.wording import acts, scales
from exercise.session.wording.news import news
from tests.engine.playing import played
from tests.engine.secretive import SECRETIVE
from tests.scenarios import Table, flagship, load, scenario

READERS = (None, "nato", "poland_lithuania", "russia")


def told(table: Table) -> list[Told]:
    """What happened at a table, as a session tells it."""
    return [Told(0, event) for event in table.events]


def sentences(table: Table, reader: str | None) -> list[str]:
    """All news for one reader."""
    seen = [one for one in told(table) if reader is None or one.event.seen_by(reader)]
    return [item.text for item in news(table.model, seen, reader)]


@pytest.mark.parametrize("seed", range(4))
def test_everything_that_happens_is_a_sentence_without_ids_or_braces(seed: int) -> None:
    table = played(flagship(), seed, moves=16)
    for reader in READERS:
        for sentence in sentences(table, reader):
            assert re.search(r"[.!?…”]$", sentence.strip()), sentence
            assert not re.search(r"\b[a-z]+_[a-z_]+\b|[{}]|\bNone\b", sentence), sentence


def test_news_can_be_made_of_any_scenario() -> None:
    for seed in range(6):
        table = played(load(SECRETIVE), seed)
        for reader in (None, "east", "north", "south"):
            assert all(sentences(table, reader))


def test_every_reason_of_a_refusal_has_a_sentence() -> None:
    model = flagship().model
    for reason in Reason:
        said = acts.refusal(model, "nato", "order inspect", reason)
        assert said.endswith((".", "!"))
        assert "{" not in said


def test_the_authors_own_words_say_why_a_condition_does_not_hold() -> None:
    model = flagship().model
    assert (
        acts.refusal(model, "nato", "order offer_talks", Reason.CONDITION)
        == "Nobody has yet spoken with Moscow directly."
    )


def test_every_move_of_the_flagship_can_be_said_to_oneself_and_of_others() -> None:
    model = flagship().model
    for team, words in flagship().program.moves:
        for said in (acts.act(model, words, team), acts.done(model, team, words, None)):
            assert words.partition(" ")[2] == "" or words.split()[1].partition(".")[0] not in said or "_" not in said
            assert "{" not in said


def test_a_change_is_told_with_every_cause_and_its_weight() -> None:
    table = Table(
        scenario(
            actions="""
                up: {name: Drill, by: [north], effects: {change: {heat: +5}}}
                down: {name: Rest, by: [south], effects: {change: {heat: -2}}}
                """
        )
    )
    table.turn("north: order up", "south: order down")
    assert "Heat 50 → 53: Rest (South) −2, Drill (North) +5." in sentences(table, "north") or (
        "Heat 50 → 53: Drill (North) +5, Rest (South) −2." in sentences(table, "north")
    )


def test_a_hidden_cause_is_called_undisclosed_and_not_named() -> None:
    table = Table(scenario(actions="dig: {name: Dig, by: [north], seen_by: own, effects: {change: {heat: +5}}}"))
    table.turn("north: order dig")
    assert "Heat 50 → 55: the cause is not disclosed." in sentences(table, "south")
    assert "Heat 50 → 55: Dig (North) +5." in sentences(table, "north")


@pytest.mark.parametrize(
    ("tenths", "word"),
    [
        (-60, "conciliatory"),
        (0, "neutral"),
        (20, "protest"),
        (50, "show of force"),
        (70, "threat"),
        (100, "use of force"),
    ],
)
def test_an_intent_in_numbers_is_a_word_of_the_format(tenths: int, word: str) -> None:
    assert scales.intent(tenths) == word
