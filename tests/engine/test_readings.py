"""Readings: when they can be stated, what they say, and that nobody learns of them before the exercise is over."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.engine.events import Event
from exercise.engine.mechanisms import readings
from exercise.engine.mechanisms.readings import INTENTS, SURE, Reading, intent_of, reading_of
from exercise.engine.refusals import Reason
from exercise.session.players import Chair, Computer, Human
from exercise.session.session import Session
from exercise.session.wording.news import news
from tests.engine.playing import deliberate
from tests.engine.secretive import SECRETIVE, TEAMS
from tests.scenarios import Table, flagship, load, scenario

HOLD = "read hold south:press 70"
FOUR = "start: 2015-03-16 06:00\nturns: 4\nreadings: {}"


def crisis(every: str = "every 2 turns") -> Table:
    """Four turns of the smallest crisis."""
    return Table(scenario(clock=FOUR.format(every)))


def asked(table: Table) -> list[int]:
    """The turns in which a reading can be stated."""
    found = []
    while not table.ended:
        if table.option("north", "read"):
            found.append(table.move)
        table.turn()
    return found


# --- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "turns"),
    [("every 2 turns", [2, 4]), ("every turn", [1, 2, 3, 4]), ("every 3 turns", [3]), ("no", [])],
)
def test_readings_are_stated_as_often_as_the_scenario_says(every: str, turns: list[int]) -> None:
    assert asked(crisis(every)) == turns


def test_without_a_word_about_them_they_are_stated_in_every_second_turn() -> None:
    assert asked(Table(scenario())) == [2, 4, 6, 8, 10]


def test_in_another_turn_they_are_refused_and_the_reason_says_so() -> None:
    assert crisis().refused(f"north: {HOLD}") is Reason.NOT_THIS_TURN


def test_after_the_lock_they_are_refused_like_everything_else() -> None:
    table = crisis()
    table.turn()
    table.do("north: lock")
    assert table.refused(f"north: {HOLD}") is Reason.LOCKED


# --- what ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "read hold",
        "read hold 70",
        "read attack south:press 70",
        "read hold south:attack 70",
        "read hold north:press 70",
        "read hold west:press 70",
        "read hold south:press 71",
        "read hold south:press 70 80",
        "read  hold south:press 70",
        "read hold south:press 70\n",
        "reads",
    ],
)
def test_what_is_no_reading_is_refused(words: str) -> None:
    table = crisis("every turn")
    assert table.refused(f"north: {words}") is Reason.UNKNOWN_ACT


@settings(deadline=None)
@given(
    own=st.sampled_from(INTENTS),
    others=st.dictionaries(st.sampled_from(["russia", "poland_lithuania"]), st.sampled_from(INTENTS), min_size=1),
    sure=st.sampled_from(SURE),
)
def test_every_reading_can_be_stated_and_read_back(own: str, others: dict[str, str], sure: int) -> None:
    table = Table(flagship())
    table.turn()
    said = Reading(own, others, sure)
    table.do(f"nato: {said.words}")
    assert reading_of(table.world.sealed[0].words) == said


@pytest.mark.parametrize(
    ("tenths", "intent"),
    [(-100, "ease"), (-6, "ease"), (-5, "hold"), (5, "hold"), (6, "press"), (59, "press"), (60, "force")],
)
def test_what_orders_come_to_is_one_of_the_four_intents(tenths: int, intent: str) -> None:
    assert intent_of(tenths) == intent


def test_the_last_of_a_turn_counts_and_the_bare_word_takes_it_back() -> None:
    table = crisis("every turn")
    table.do(f"north: {HOLD}", "south: read press north:press 30", "north: read ease south:hold 90")
    assert [(one.team, one.words) for one in table.world.sealed] == [
        ("south", "read press north:press 30"),
        ("north", "read ease south:hold 90"),
    ]
    table.do("north: read")
    assert [one.team for one in table.world.sealed] == ["south"]


def test_it_changes_nothing_that_a_rule_could_read() -> None:
    silent, stated = crisis("every turn"), crisis("every turn")
    stated.do(f"north: {HOLD}")
    assert stated.digest == silent.digest
    assert repr(stated.resolve()) == repr(silent.resolve())


# --- sealed, and opened ----------------------------------------------------------------------------------------------


def unsealed(table: Table) -> list[Event]:
    """What was opened."""
    return table.told("unsealed")


def test_all_readings_are_opened_to_all_when_the_exercise_is_over() -> None:
    table = crisis()
    table.turn("north: order march")
    table.turn("south: read press north:hold 30", f"north: {HOLD}", text="So it looks")
    table.turn()
    assert unsealed(table) == []
    table.turn("south: read ease north:ease 50")
    assert [(one.data["turn"], one.data["team"], one.data["words"]) for one in unsealed(table)] == [
        (2, "north", HOLD),
        (2, "south", "read press north:hold 30"),
        (4, "south", "read ease north:ease 50"),
    ]
    assert {one.data["text"] for one in unsealed(table)} == {"So it looks", ""}
    assert all(one.aud == ("all",) for one in unsealed(table))


def disclosed(table: Table, team: str) -> str:
    """All that a team reads and sees."""
    return repr((table.view(team), [one for one in table.events if one.seen_by(team)]))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**64 - 1), team=st.sampled_from(TEAMS))
def test_no_other_team_can_notice_whether_a_reading_was_stated(seed: int, team: str) -> None:
    luck, silent = Random(seed), Table(load(SECRETIVE), seed)
    others = [one for one in TEAMS if one != team]
    while not silent.ended:
        deliberate(luck, silent, 8)
        if silent.move % 2 == 0 and not silent.ended:
            stated = Table(load(SECRETIVE), seed)
            stated.world, stated.events = silent.world, list(silent.events)
            said = Reading(luck.choice(INTENTS), dict.fromkeys(others, luck.choice(INTENTS)), luck.choice(SURE))
            stated.do(f"{team}: {said.words}", text="zqzq")
            twin = Table(load(SECRETIVE), seed)
            twin.world, twin.events = silent.world, list(silent.events)
            for world in (stated, twin):
                world.resolve()
                if not world.ended:
                    world.open()
            for other in others if not twin.ended else ():
                assert disclosed(stated, other) == disclosed(twin, other)
        silent.resolve()
        if not silent.ended:
            silent.open()


def chairs(person: str) -> dict[str, Chair]:
    """One person among computer players."""
    found: dict[str, Chair] = dict.fromkeys(flagship().model.team_ids, Computer("cautious"))
    return found | {person: Human()}


def test_computer_players_do_the_same_whether_a_reading_was_stated_or_not() -> None:
    said = "read hold nato:press poland_lithuania:press 70"
    for seed in range(6):
        tables = [Session.begin(flagship(), seed, chairs("russia")) for _ in range(2)]
        for session in tables:
            session.act("russia", "lock")
        silent, stated = tables
        bookmark = len(stated.all_events())
        assert stated.act("russia", said, "zqzq") is None
        assert [one.event.type for one in stated.all_events()[bookmark:]] == ["acted"]
        for session in tables:
            session.act("russia", "lock")
        for team in ("nato", "poland_lithuania"):
            assert repr(stated.news(team)) == repr(silent.news(team))
            assert repr(stated.snapshot(team)) == repr(silent.snapshot(team))


def test_a_reading_is_nobodys_news() -> None:
    session = Session.begin(flagship(), 3, chairs("nato"))
    session.act("nato", "lock")
    before = news(session.model, session.news("nato"), "nato")
    assert session.act("nato", "read hold russia:press 70") is None
    assert news(session.model, session.news("nato"), "nato") == before


def test_computer_players_never_think_of_one() -> None:
    assert not any(move.rounds for move in flagship().program.moves.values() if move.verb == readings.VERB)
