"""Those who are after what is missing: how near a state is to a condition, and who plays on."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from exercise.analysis.asking import Asked
from exercise.analysis.hunt import NOWHERE, OFF, Hunt, distance, goals
from exercise.analysis.luck import Luck
from exercise.engine.expression import Expr, Slot, op
from exercise.engine.mechanisms import clock
from exercise.session.spec import parse_players
from tests.scenarios import flagship

HEAT, FACT = Slot("heat"), Slot("fact")


def away(expr: Expr, heat: int, fact: int, holds: bool = True) -> int:
    """How far one state is from a condition."""
    columns = {"heat": np.array([heat]), "fact": np.array([fact]), clock.ENDING.name: np.array([0])}
    return int(Asked([distance(expr, holds)]).of(1, columns)[0][0])


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (op("le", 60, HEAT), 15),
        (op("lt", 60, HEAT), 16),
        (op("le", HEAT, 60), 0),
        (op("eq", HEAT, 40), 5),
        (op("ne", HEAT, 45), OFF),
        (op("not", op("le", HEAT, 60)), 16),
        (FACT, OFF),
        (op("not", FACT), 0),
        (op("and", op("le", 60, HEAT), FACT), 15 + OFF),
        (op("or", op("le", 60, HEAT), FACT), 15),
        (op("not", op("or", op("le", HEAT, 40), FACT)), 0),
        (op("not", op("and", op("le", HEAT, 46), op("le", 44, HEAT))), 2),
    ],
)
def test_how_far_a_state_is_from_a_condition(expr: Expr, expected: int) -> None:
    assert away(expr, heat=45, fact=0) == expected


def test_it_is_not_far_at_all_exactly_where_the_condition_holds() -> None:
    below, above, odd = op("lt", HEAT, 3), op("le", 6, HEAT), op("eq", HEAT, 4)
    for heat, fact, holds in product(range(9), range(2), (True, False)):
        for expr, truth in {
            op("or", below, op("and", above, FACT)): heat < 3 or (heat >= 6 and fact),
            op("not", op("or", odd, op("not", FACT))): heat != 4 and fact,
        }.items():
            assert (away(expr, heat, fact, holds) == 0) is (bool(truth) is holds), (expr, heat, fact)


def seeds(number: int) -> Luck:
    """So many seeds in a row."""
    return np.arange(number, dtype=np.uint64)


def test_half_of_the_runs_go_to_those_who_came_nearest() -> None:
    hunt = Hunt(flagship().program)
    assert hunt.tables == 4**3
    anybody = hunt.tables_for(0, seeds(4_000))
    assert set(anybody.tolist()) == set(range(hunt.tables))
    hunt.learn(0, anybody, np.where(anybody == 37, 5, NOWHERE))
    after = hunt.tables_for(0, seeds(4_000))
    assert set(after[::2].tolist()) == {37}
    assert set(after[1::2].tolist()) == set(range(hunt.tables))
    assert set(hunt.tables_for(1, seeds(4_000))[::2].tolist()) == set(range(hunt.tables))


def test_the_words_of_a_table_name_its_players() -> None:
    hunt, model = Hunt(flagship().program), flagship().model
    names = [hunt.words(code) for code in range(hunt.tables)]
    assert len(set(names)) == hunt.tables
    assert "nato=hawkish,poland_lithuania=tit_for_tat,russia=random" in names
    for code in (0, 21, 63):
        chairs = parse_players(names[code], model, 1)
        moods = hunt.moods(np.array([code]))
        tables = [*model.tables, "tit_for_tat"]
        assert {team: tables[int(mood[0])] for team, mood in moods.items()} == {
            team: chair.words for team, chair in chairs.items()
        }


def test_an_exit_is_a_goal_where_it_shows_something_that_is_missing() -> None:
    program = flagship().program
    ids = {program.exits[place].id for place in goals(program, [("ending", "two_bases"), ("branch", "clue/0/posture")])}
    assert ids == {"ending/two_bases", "basing/1/two_bases", "clue/0/posture"}
    assert goals(program, [("inject", "trawler"), ("action", "nato", "inspect")]) == []
