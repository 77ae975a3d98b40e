"""How numbers and their changes are shown."""

from __future__ import annotations

import pytest

from exercise.engine.views import TrackView
from exercise.tui.prose import weight
from exercise.tui.seat import Seat
from exercise.tui.table import Change
from exercise.tui.widgets.tracks import said_value, told_change
from tests.tui.conftest import at_the_table
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


async def test_the_pane_shows_the_last_change_and_its_cause() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "1", "ctrl+l", "escape")
        assert "59 ▲ 9" in person.screen
        assert "worse: Ram a ship (North)" in person.screen
