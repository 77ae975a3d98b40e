"""Clues, beliefs and answers at the table: what a team sees of them in play, and what all see at the end."""

from __future__ import annotations

import pytest

from exercise.session.history import History
from exercise.session.truth import truth
from exercise.tui.prose import lines
from exercise.tui.replay.control import believed
from exercise.tui.seat import Seat
from exercise.tui.widgets.answers import answers
from exercise.tui.widgets.beliefs import belief
from tests.tui.conftest import NARROW, WIDE, at_the_table
from tests.tui.duel import TEXT, seat

GREY = TEXT.replace(
    "tracks:\n",
    """tracks:
  culprit:
    name: Who cut the line
    values: {state: the state, gang: a gang}
    start: {state: 50%, gang: 50%}
    shown_to: []
""",
).replace(
    "actions:\n",
    """actions:
  search:
    by: [north]
    effects: {clue: {culprit: {to: [north], right: 80%, from: The divers, forged: gang}}}
  accuse: {name: Accuse the state, by: [north], answers: {culprit: state}}
""",
)


def played(*acts: str) -> Seat:
    """North's seat after these acts."""
    one = seat(text=GREY)
    for words in acts:
        assert one.act(words) == ""
    return one


def test_before_the_first_clue_nothing_is_said_of_it() -> None:
    assert played().table().snapshot.beliefs == ()


def test_what_a_team_believes_stands_in_two_lines_with_its_clues_counted() -> None:
    [one] = played("order search", "lock").table().snapshot.beliefs
    assert [row.plain.rstrip() for row in belief(one, 36)] == [
        "Who cut the line              1 clue",
        "  a gang 80 % · the state 20 %",
    ]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
async def test_a_team_reads_a_clue_and_what_it_makes_of_it(size: tuple[int, int]) -> None:
    async with at_the_table(played("order search", "lock"), size=size) as person:
        screen = await person.press("escape")
        for key in ("tab", "tab", "tab", "tab"):
            screen += await person.press(key)
        assert "a gang 80 % · the state 20 %" in screen
        assert "it points at a gang" in screen


def test_an_order_says_what_it_takes_for_true_and_how_sure_of_it_one_may_be() -> None:
    def said(seat: Seat) -> str:
        return next(one.text for one in seat.table().orders if one.action == "accuse")

    assert said(played()) == "It takes for true (Who cut the line): the state."
    assert said(played("order search", "lock")).endswith(": the state. By your clues you may be 20 % sure of it.")
    assert said(played("order search", "lock", "order accuse")).endswith("20 % sure of it.")


def test_when_all_is_over_answers_stand_beside_the_truth() -> None:
    history = History(played("order search", "lock", "order accuse", "lock").session)
    shown = lines(answers(history, "south", 100)).plain
    assert "The truth (Who cut the line): " in shown
    assert "“Accuse the state”: the answer was the state, with 20 % confidence after 1 clue." in shown
    assert "Likeliest to it was a gang (80 %)." in shown


def test_before_that_there_is_nothing_to_lay_open() -> None:
    assert answers(History(played("order accuse", "lock").session), None, 80) == []


async def test_the_ending_lays_them_open() -> None:
    async with at_the_table(played("order search", "lock", "order accuse", "lock")) as person:
        screen = person.screen + await person.press("pagedown") + await person.press("pagedown")
        assert "What was true, and what was answered" in screen
        assert "The truth (Who cut the line)" in screen


def test_control_reads_what_was_true_and_what_each_team_made_of_it() -> None:
    history = History(played("order search", "lock").session)
    [culprit] = [one for one in truth(history.rules, history.session.world).tracks if one.id == "culprit"]
    assert culprit.said in ("the state", "a gang")
    assert believed(history, culprit) == ["North: a gang 80 %, the state 20 %", "not seen by South"]
