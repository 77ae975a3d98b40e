"""How numbers and their changes are shown."""

from __future__ import annotations

import pytest

from exercise.engine.views import TrackView
from exercise.tui.prose import weight
from exercise.tui.screens.arithmetic import told_sums
from exercise.tui.seat import Seat
from exercise.tui.table import Change
from exercise.tui.widgets.tracks import in_words, said_value, sparkline, told_change
from tests.tui.conftest import NARROW, at_the_table
from tests.tui.duel import TEXT, seat


def track(low: int, high: int, good: str | None = "low", fact: bool = False) -> TrackView:
    return TrackView("heat", "Heat", fact, low, high, 0, 100, good, exact=low == high)


def test_a_number_is_told_with_what_each_cause_weighed() -> None:
    change = Change(1, 50, 57, (("Ram (North)", 9000), ("time passes", -1960), ("nothing much", 20)))
    assert (
        told_change(track(57, 57), change).plain == "Heat 50 → 57 worse: Ram (North) +9, time passes −2, nothing much"
    )


def test_an_estimate_is_a_band_and_never_leaves_its_range() -> None:
    assert said_value(track(-3, 5)) == "0–5"
    assert told_change(track(4, 12, "high"), Change(1, 2, 4, ())).plain == "Heat 2–10 → 4–12 better"


def test_a_fact_is_yes_or_no() -> None:
    assert (
        told_change(track(1, 1, None, fact=True), Change(1, 0, 1, (("Fog bank", 0),))).plain
        == "Heat no → yes: Fog bank"
    )


@pytest.mark.parametrize(
    ("thousandths", "said"), [(1500, "+1.5"), (-3000, "−3"), (49, ""), (-50, "−0.1"), (10000, "+10"), (0, "")]
)
def test_a_weight_has_its_sign_and_one_decimal_at_most(thousandths: int, said: str) -> None:
    assert weight(thousandths) == said


def changes_after(one: Seat, *acts: str) -> dict[str, Change]:
    for words in acts:
        assert one.act(words) == ""
    return dict(one.table().changes)


def test_all_that_moved_a_track_since_the_lock_is_one_change() -> None:
    text = TEXT.replace("A storm comes up.}", "A storm comes up., effects: {change: {heat: +4}}}")
    found = changes_after(seat(text=text), "order ram", "lock")
    assert found == {"heat": Change(1, 50, 63, (("Ram a ship (North)", 9000), ("Storm", 4000)))}


def test_the_first_sight_of_an_estimate_is_no_change() -> None:
    one = seat(text=TEXT.replace("start: 50, good: low", "start: 50, good: low, shown_to: {north: within 5}"))
    assert changes_after(one) == {}


def test_what_became_known_moved_by_no_estimate() -> None:
    text = TEXT.replace("start: 50, good: low", "start: 50, good: low, shown_to: {north: within 5}").replace(
        "A storm comes up.}", "A storm comes up., effects: {reveal: {heat: [north]}}}"
    )
    assert changes_after(seat(text=text), "order ram", "lock") == {}


async def test_the_pane_shows_the_last_change_and_its_cause() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "1", "ctrl+l", "escape")
        assert "59 ▲ 9" in person.screen
        assert "worse: Ram a ship (North)" in person.screen


def arithmetic(one: Seat) -> str:
    """All sums behind the heat, in one piece."""
    table = one.table()
    heat = next(each for each in table.snapshot.tracks if each.id == "heat")
    return " ".join(told_sums(heat, table, 80).plain.split())


def test_a_course_is_drawn_as_bars_and_a_small_move_stays_small() -> None:
    assert sparkline(track(50, 50), (0, 50, 100)) == "▁▄█"
    assert sparkline(track(51, 51), (46, 50)) == "▄▅"
    assert sparkline(track(5, 5), ()) == ""


def test_a_course_has_a_value_for_every_turn() -> None:
    one = seat()
    changes_after(one, "order ram", "lock")
    assert one.table().courses["heat"] == (50, 59, 59)


def test_a_scenario_may_show_a_number_as_a_degree_in_words() -> None:
    degrees = ("calm", "uneasy", "tense", "at the brink")
    assert in_words(track(0, 0), degrees) == "calm"
    assert in_words(track(100, 100), degrees) == "at the brink"
    assert in_words(track(20, 30), degrees) == "calm to uneasy"
    assert (
        told_change(track(60, 60), Change(1, 20, 60, (("Ram", 40000),)), degrees).plain
        == "Heat calm → tense worse: Ram"
    )


def test_the_arithmetic_names_each_cause_with_its_weight() -> None:
    text = TEXT.replace("A storm comes up.}", "A storm comes up., effects: {change: {heat: +4}}}")
    one = seat(text=text)
    changes_after(one, "order ram", "lock")
    assert arithmetic(one) == "Turn 2: 59 → 63 worse +4 Storm Turn 1: 50 → 59 worse +9 Ram a ship (North)"


def test_the_arithmetic_says_what_the_range_has_cut_off() -> None:
    one = seat(text=TEXT.replace("heat: +9", "heat: +90"))
    changes_after(one, "order ram", "lock")
    assert "50 → 100 worse +90 Ram a ship (North) −40 held to its range, 0 to 100" in arithmetic(one)


async def test_one_key_shows_the_arithmetic() -> None:
    async with at_the_table(seat(), NARROW) as person:
        assert "Nothing has changed yet" in await person.press("escape", "f8")
        await person.press("escape", "1", "ctrl+l", "escape", "f8")
        assert "Heat 59 · last changed in turn 1" in person.screen
        assert "+9 Ram a ship (North)" in person.screen
        assert "turn 2 of 2" in await person.press("escape")


async def test_where_the_scenario_says_so_no_figure_is_shown_anywhere() -> None:
    words = "in_words: [calm, uneasy, tense, at the brink]"
    text = TEXT.replace("start: 50, good: low", f"start: 40, range: 0..100, good: low, {words}")
    text = text.replace("heat: +9", "heat: +29")
    one = seat(text=text)
    async with at_the_table(one) as person:
        assert "uneasy" in await person.press("escape")
        await person.press("1", "ctrl+l")
        assert "Heat uneasy → tense worse: Ram a ship (North)" in person.screen
        await person.press("escape", "f8")
        assert "uneasy → tense" in person.screen
        assert "+29" not in await person.press("escape")
    assert [each.text for each in one.table().news if each.kind == "change"] == [
        "Heat uneasy → tense: Ram a ship (North)."
    ]
