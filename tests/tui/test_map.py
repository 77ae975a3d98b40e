"""The map: coast and borders in dots, signs and names on them, the same in words, and nothing that is not known."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Size

from exercise.engine.views import ChartView, ForceView, PlaceView
from exercise.tui.chart.coast import REGION, stretches
from exercise.tui.chart.drawing import drawn
from exercise.tui.chart.ground import ground
from exercise.tui.chart.labels import labels
from exercise.tui.chart.signs import Mark, legend, marks
from exercise.tui.chart.window import CLOSEST, FARTHEST, View, whole, window
from exercise.tui.seat import Seat
from exercise.tui.widgets.map import MapPane, positions
from tests.tui.conftest import Person, at_the_table
from tests.tui.duel import TEXT, seat

BALTIC = (9, 31, 53, 61)
RIGA = PlaceView("riga", "Riga", 569_000, 241_000)
TRAIN = ForceView("train", "Launchers on rail", "South", "theirs", "", 552_000, 285_000)
SHIPS = ForceView("ships", "Ships", "North", "ours", "riga", 569_000, 241_000)
LOST = ForceView("lost", "Something", "", "", "", 560_000, 200_000)

MAP = """
map: 9..31 E, 53..61 N
places:
  riga: {name: Riga, at: 56.9 N 24.1 E}
  den: {name: The den, at: 55 N 15 E, shown_to: [south]}
forces:
  ships: {name: Grey ships, at: riga, team: north}
  train: {name: Launchers on rail, at: 55.2 N 28.5 E, team: south, shown_to: [south]}
channels:
"""


def chart(*forces: ForceView, places: tuple[PlaceView, ...] = (RIGA,)) -> ChartView:
    return ChartView(*BALTIC, places, forces)


def picture(shown: ChartView, width: int = 80, height: int = 24) -> str:
    return drawn(marks(shown), window(BALTIC, whole(BALTIC), width, height)).plain


def mapped(known_to: str = "south") -> Seat:
    """North's seat in the duel with a map; of the den and the train only one team knows."""
    return seat(text=TEXT.replace("\nchannels:\n", MAP.replace("[south]", f"[{known_to}]")))


# --- the ground ------------------------------------------------------------------------------------------------------


def test_the_data_holds_all_of_europe() -> None:
    west, east, south, north = REGION
    boxes = [one.box for one in stretches()]
    assert min(box[0] for box in boxes) <= west + 200
    assert max(box[1] for box in boxes) >= east - 200
    assert min(box[2] for box in boxes) <= south + 200
    assert max(box[3] for box in boxes) >= north - 200
    assert {one.border for one in stretches()} == {True, False}


def test_a_line_goes_on_where_its_first_stretch_ends() -> None:
    ends = [(one.easts[-1], one.norths[-1]) for one in stretches()]
    starts = [(one.easts[0], one.norths[0]) for one in stretches()]
    text = (files("exercise.tui.chart") / "coast.txt").read_text(encoding="ascii")
    lines = sum(not row.startswith("#") for row in text.splitlines())
    assert len(ends) > lines > sum(end != start for end, start in zip(ends, starts[1:], strict=False))


def test_a_coast_is_a_whole_line_and_a_border_a_dotted_one() -> None:
    coast, border = ground(window(BALTIC, whole(BALTIC), 80, 24))
    dots = [sum(bits.bit_count() for bits in cells.values()) / len(cells) for cells in (coast, border)]
    assert dots[0] > 2 > dots[1]


def test_the_ground_stays_within_its_window() -> None:
    for view in (whole(BALTIC), View(20, 57, 8), View(-60, 10), View(25, 84, 0.3)):
        for cells in ground(window(BALTIC, view, 31, 9)):
            assert all(0 <= column < 31 and 0 <= row < 9 for column, row in cells)


def test_beyond_the_data_nothing_is_drawn_and_nothing_fails() -> None:
    pacific = (-170, -140, -30, 0)
    assert drawn((), window(pacific, whole(pacific), 40, 10)).plain.split() == []


# --- the window ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (200, 10), (20, 60)])
def test_the_whole_map_fits_into_any_window(size: tuple[int, int]) -> None:
    here = window(BALTIC, whole(BALTIC), *size)
    west, east, south, north = BALTIC
    for corner in ((west + 0.1, south + 0.1), (east - 0.1, north - 0.1)):
        x, y = here.dot(*corner)
        assert 0 <= x < size[0] * 2
        assert 0 <= y < size[1] * 4


def test_a_degree_east_is_shorter_than_one_north() -> None:
    here = window(BALTIC, whole(BALTIC), 80, 24)
    assert here.narrow / here.scale == pytest.approx(0.545, abs=0.01)  # the cosine of 57 degrees


def test_zoom_has_two_ends_and_moving_ends_at_the_poles() -> None:
    assert View(20, 57).closer(99).zoom == CLOSEST
    assert View(20, 57).closer(-99).zoom == FARTHEST
    view = View(20, 57)
    for _ in range(99):
        view = window(BALTIC, view, 80, 24).moved(view, 1, 1)
    assert (view.east, view.north) == (180, 85)


# --- signs and names -------------------------------------------------------------------------------------------------


def test_whose_a_force_is_shows_as_a_sign_and_in_the_legend() -> None:
    shown = chart(TRAIN, SHIPS, LOST)
    plain = picture(shown)
    for sign, name in (("◆", "Launchers on rail"), ("▲", "Ships"), ("■", "Something"), ("●", "Riga")):
        assert re.search(f"{sign} {name}|{name} {sign}", plain), name
    assert list(legend(shown)) == ["▲ ours", "◆ others'", "■ nobody says whose", "● place"]
    assert list(legend(chart(places=()))) == []


def test_a_force_at_a_place_stands_below_its_name() -> None:
    rows = picture(chart(SHIPS)).splitlines()
    place, force = (next(at for at, row in enumerate(rows) if sign in row) for sign in ("●", "▲"))
    assert force - place == 1
    assert rows[force].index("▲") == rows[place].index("●")


@settings(max_examples=60, deadline=None)
@given(
    spots=st.lists(st.tuples(st.integers(520, 620), st.integers(80, 320), st.text(max_size=30)), max_size=40),
    size=st.tuples(st.integers(1, 90), st.integers(1, 30)),
)
def test_no_name_covers_another_or_a_sign_or_leaves_the_window(
    spots: list[tuple[int, int, str]], size: tuple[int, int]
) -> None:
    found = [
        Mark("◆▲●"[at % 3], "", name, "", north * 1000, east * 1000, "", at % 3 < 2)
        for at, (north, east, name) in enumerate(spots)
    ]
    here = window(BALTIC, whole(BALTIC), *size)
    taken: set[tuple[int, int]] = set()
    for one in labels(found, here):
        cells = {(one.column + at, one.row) for at in range(one.said.cell_length)}
        assert not cells & taken
        assert all(0 <= column < size[0] and 0 <= row < size[1] for column, row in cells)
        taken |= cells
    rows = drawn(found, here).split("\n", allow_blank=True)
    assert len(rows) == size[1]
    assert {row.cell_length for row in rows} == {size[0]}


def test_what_lies_outside_the_window_is_not_drawn() -> None:
    far = ForceView("far", "Far away", "", "", "", -100_000, 0)
    assert "Far away" not in picture(chart(far))


# --- in words --------------------------------------------------------------------------------------------------------


def test_the_same_is_told_in_words() -> None:
    assert positions(chart(TRAIN, SHIPS, LOST), 70).plain.splitlines() == [
        "Forces",
        "◆ Launchers on rail (South): at 55.2 N 28.5 E",
        "▲ Ships (North): at Riga",
        "■ Something: at 56.0 N 20.0 E",
        "",
        "Places",
        "● Riga: 56.9 N 24.1 E",
    ]
    assert positions(chart(places=()), 70).plain == "Nothing is known of any place or force."


def test_hostile_names_are_text() -> None:
    evil = "[bold]\x1b]0;x\x07" + "e\u0301\u202e" + "漢" * 300
    shown = chart(ForceView("x", evil, evil, "theirs", "", 560_000, 200_000), places=())
    for said in (picture(shown), positions(shown, 40).plain):
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "[bold]" in said


# --- on the screen ---------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that shows all signs."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)


async def at_the_map(person: Person) -> str:
    return await person.press("escape", "f7")


async def test_f7_shows_the_map_and_what_is_known_in_words() -> None:
    async with at_the_table(mapped()) as person:
        screen = await at_the_map(person)
        assert "▲ Grey ships (North): at Riga" in screen
        assert "Coasts and borders: Natural Earth." in screen
        assert re.search("[\u2801-\u28ff]{2}", screen)
        assert "In the strait" in await person.press("f7")


async def test_what_a_team_may_not_see_is_not_on_its_map() -> None:
    async with at_the_table(mapped("south"), (160, 48)) as person:
        screen = await at_the_map(person)
        assert "Launchers on rail" not in screen
        assert "The den" not in screen
    async with at_the_table(mapped("north"), (160, 48)) as person:
        screen = await at_the_map(person)
        assert "Launchers on rail" in screen
        assert "The den" in screen


async def test_on_a_wide_terminal_the_map_stands_on_the_table() -> None:
    async with at_the_table(mapped(), (160, 48)) as person:
        await person.press("escape")
        pane = person.app.screen.query_one(MapPane)
        assert pane.display
        assert pane.size.height > 6
        await person.pilot.resize_terminal(149, 48)
        await person.settle()
        assert not pane.display


async def test_without_a_map_nothing_is_shown_of_one() -> None:
    async with at_the_table(seat(), (160, 48)) as person:
        screen = await person.press("escape")
        assert "Map" not in screen
        assert await person.press("f7") == screen


async def test_zoom_pan_focus_and_back_to_the_whole_map() -> None:
    async with at_the_table(mapped("north"), (80, 24)) as person:
        first = await at_the_map(person)
        seen = {first}
        for key in ("plus", "left", "up", "minus", "f", "f", "plus"):
            seen.add(await person.press(key))
        assert len(seen) == 8
        assert "Map · Launchers on rail" in await person.press("0", "f", "f")
        assert await person.press("0") == first


async def test_t_tells_the_map_in_words_and_draws_it_again() -> None:
    async with at_the_table(mapped(), (80, 24)) as person:
        drawn_first = await at_the_map(person)
        assert "▲ Grey ships (North): at Riga" in await person.press("t")
        assert await person.press("t") == drawn_first


async def test_a_terminal_without_these_signs_begins_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    async with at_the_table(mapped(), (80, 24)) as person:
        assert "Grey ships (North): at Riga" in await at_the_map(person)
        assert person.app.screen.query_one(MapPane).in_words


async def test_a_map_is_shown_in_any_size() -> None:
    async with at_the_table(mapped()) as person:
        await at_the_map(person)
        for size in (Size(60, 16), Size(40, 12), Size(300, 90), Size(96, 20), Size(20, 5), Size(120, 40)):
            await person.pilot.resize_terminal(*size)
            await person.settle()
        assert "Grey ships" in person.screen
