"""Everything that happens can be said, to everybody, in sentences without ids."""

from __future__ import annotations

import re

import pytest

from exercise.engine.events import Event, Value
from exercise.engine.refusals import Reason
from exercise.scenario.library import find
from exercise.scenario.loader import load_file
from exercise.session.session import Told
from exercise.session.wording import acts, headline, scales
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("call military_line", "Sweden and Finland called over the Military line"),
        ("propose due_regard", "Sweden and Finland proposed Due regard"),
        ("reply due_regard.flight_track", "replied to “"),
        ("let_ring military_line", "Sweden and Finland let the Military line ring"),
        ("lock", "Sweden and Finland locked the orders"),
    ],
)
def test_what_was_done_is_a_fact_whether_a_team_has_a_plural_name_or_not(words: str, said: str) -> None:
    model = load_file(find("baltic_airspace")).model
    assert said in acts.done(model, "sweden_finland", words, None)


def test_a_status_is_told_without_a_verb_that_a_plural_would_not_bear() -> None:
    model = flagship().model
    closed = Event("changed", cause=("member_closes", "embassies"), data=_status("channel.embassies", 2, 1))
    assert headline(model, closed, None) == "Embassies: now silent (one end closed it)."
    fell = Event("changed", cause=("fell_through", "encounter_rules"), data=_status("agreement.encounter_rules", 1, 0))
    said = headline(model, fell, None)
    assert said == "Rules for encounters in the air and at sea: the proposal fell, not all parties accepted it."


def _status(slot: str, before: int, after: int) -> dict[str, Value]:
    return {"slot": f"{slot}.status", "before": before, "after": after}


def test_a_proposal_is_told_once_to_those_who_read_the_act_and_once_to_those_who_see_the_board() -> None:
    model = flagship().model
    acted = Event("acted", ("nato", "russia"), actor="nato", data={"team": "nato", "words": "propose encounter_rules"})
    changed = Event("changed", cause=("proposed", "encounter_rules"), data=_status("agreement.encounter_rules", 0, 1))
    proposal = "NATO proposed Rules for encounters in the air and at sea."
    assert [one.text for one in news(model, [Told(1, acted), Told(1, changed)], "russia")] == [proposal]
    [item] = news(model, [Told(1, changed)], "poland_lithuania")
    assert item.text == "Rules for encounters in the air and at sea: now proposed (a party proposed it)."


def test_a_report_to_two_teams_is_one_report_to_control_and_one_in_each_turn() -> None:
    model = flagship().model
    reference = next(key for key in model.texts if key.startswith("tell."))
    reports = [Event("told", (team,), ("rule", "x"), data={"text": reference}) for team in ("nato", "russia")]
    told = [Told(turn, one) for turn in (1, 2) for one in reports]
    assert [one.turn for one in news(model, told, None)] == [1, 2]


@pytest.mark.parametrize("reason", Reason)
def test_why_an_act_is_not_on_a_list_is_a_few_words_or_nothing(reason: Reason) -> None:
    assert len(acts.why_not(reason).split()) <= 8


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


def test_where_known_causes_do_not_make_up_a_change_the_rest_is_called_undisclosed() -> None:
    dig = "{name: Dig, by: [north], seen_by: own, effects: {change: {heat: +5}}}"
    table = Table(
        scenario(actions=f"{{up: {{name: Drill, by: [south], effects: {{change: {{heat: +2}}}}}}, dig: {dig}}}")
    )
    table.turn("north: order dig", "south: order up")
    assert "Heat 50 → 57: Drill (South) +2, the rest is not disclosed." in sentences(table, "south")
    assert "not disclosed" not in " ".join(sentences(table, "north"))


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
