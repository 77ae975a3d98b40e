"""The library: what is on screen first, and what is not imported for it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exercise.errors import StorageFailed
from exercise.scenario import library
from exercise.session.replay import resumed as taken_up
from exercise.session.session import Session
from exercise.tui.app import ExerciseApp
from exercise.tui.start import Begun, Shelf, Start
from tests.tui.conftest import NARROW, WIDE, sitting
from tests.tui.duel import TEXT, Kept, seat


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two scenarios, one of them broken."""
    (tmp_path / "duel.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "torn.yaml").write_text("format: 1\nid: torn\ntitle: Torn\nteams: {a: {}}\n", encoding="utf-8")
    monkeypatch.setattr(library, "folder", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
@pytest.mark.usefixtures("shelf")
async def test_a_person_chooses_a_scenario_and_a_team(size: tuple[int, int]) -> None:
    async with sitting(ExerciseApp(lambda _id: Kept()), size) as person:
        assert "Two at the strait introductory" in person.screen
        assert "Teams: North, South" in person.screen
        assert "Teams: a" in await person.press("down")
        assert "Who plays?" in await person.press("up", "enter")


@pytest.mark.usefixtures("shelf")
async def test_escape_goes_back_to_the_library() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        assert "Who plays?" in await person.press("enter")
        assert "Choose a scenario" in await person.press("escape")
        assert person.app.is_running


@pytest.mark.usefixtures("shelf")
async def test_a_broken_scenario_says_what_is_wrong_and_the_library_goes_on() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        await person.press("down", "enter")
        assert "That cannot be played" in person.screen
        assert "[missing-field]" in person.screen
        assert "Choose a scenario" in await person.press("escape")


@pytest.mark.usefixtures("shelf")
async def test_after_the_ending_the_log_is_closed_and_the_library_is_there_again() -> None:
    store = Kept()
    async with sitting(ExerciseApp(lambda _id: store, seed=3)) as person:
        await person.press("enter", "enter", "escape", "2", "ctrl+l", "2", "escape", "1", "ctrl+l", "escape")
        assert "The exercise has ended" in person.screen
        assert "Choose a scenario" in await person.press("escape", "escape")
    assert store.closed


def shelf_with(*left: Begun, session: Session | None = None) -> Shelf:
    def reopened(_name: str) -> Session:
        if session is None:
            raise StorageFailed("Somebody else plays it.")
        return session

    return Shelf(lambda: left, reopened)


LEFT = Begun("duel-1", "duel", ("north",), 2, "2015-03-16T06:00:00+00:00")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
@pytest.mark.usefixtures("shelf")
async def test_what_was_left_stands_below_the_scenarios_and_goes_on_with_enter(size: tuple[int, int]) -> None:
    store = Kept()
    one = seat(store=store)
    one.act("order signal")
    app = ExerciseApp(lambda _id: Kept(), shelf=shelf_with(LEFT, session=taken_up(store.events(), store)))
    async with sitting(app, size) as person:
        for said in ("Go on where you stopped", "North · turn 2"):
            assert said in person.screen
        assert "Session: duel-1" in await person.press("down", "down")
        assert "✔ Signal peace" in await person.press("enter", "tab", "2", "2")
        await person.press("ctrl+q")
    assert not person.app.is_running


@pytest.mark.usefixtures("shelf")
async def test_what_cannot_go_on_says_why_and_the_library_goes_on() -> None:
    left = Begun("elsewhere-1", "elsewhere")
    async with sitting(ExerciseApp(lambda _id: Kept(), shelf=shelf_with(left))) as person:
        assert "was not closed" in person.screen
        assert "Somebody else plays it." in await person.press("down", "down", "enter")
        assert "Choose a scenario" in await person.press("escape")


@pytest.mark.usefixtures("shelf")
async def test_one_looks_back_at_what_is_over_and_finds_its_notes() -> None:
    store = Kept()
    one = seat(store=store)
    for words in ("lock", "lock"):
        one.act(words)
    one.session.note(1, "On the second day")
    over = replace(LEFT, over=True)
    app = ExerciseApp(lambda _id: Kept(), shelf=shelf_with(over, session=taken_up(store.events(), store)))
    async with sitting(app) as person:
        assert "Look back" in person.screen
        assert "Go on where you stopped" not in person.screen
        assert "North · is over" in person.screen
        assert "Enter shows the ending" in await person.press("down", "down")
        assert "Apart again" in await person.press("enter")
        assert "On the second day" in await person.press("escape")
        assert "Choose a scenario" in await person.press("escape")


@pytest.mark.usefixtures("shelf")
async def test_where_nothing_was_left_nothing_is_said_of_it() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept(), shelf=shelf_with())) as person:
        assert "Go on where you stopped" not in person.screen


# --- searching and looking closer ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x40", "80x24"])
@pytest.mark.usefixtures("shelf")
async def test_typing_narrows_the_list_and_enter_takes_what_is_left(size: tuple[int, int]) -> None:
    async with sitting(ExerciseApp(lambda _id: Kept()), size) as person:
        await person.press(*"south")
        assert "Two at the strait" in person.screen
        assert "Torn" not in person.screen
        assert "Who plays?" in await person.press("enter")


@pytest.mark.usefixtures("shelf")
async def test_a_slash_begins_a_search_and_escape_ends_it() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        await person.press("slash", *"torn")
        assert "Two at the strait" not in person.screen
        assert "Two at the strait" in await person.press("escape")
        assert "Who plays?" in await person.press("home", "enter")


@pytest.mark.usefixtures("shelf")
async def test_the_list_is_walked_through_from_within_the_field() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        await person.press("t")
        assert "Teams: a" in await person.press("down")
        assert "Teams: North, South" in await person.press("up")


@pytest.mark.usefixtures("shelf")
async def test_a_search_that_finds_nothing_says_so_and_nothing_can_be_chosen() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        await person.press(*"zzz")
        assert "Nothing here speaks of “zzz”." in person.screen
        await person.press("down", "up", "enter")
        assert "Choose a scenario" in person.screen
        assert "Two at the strait" in await person.press(*["backspace"] * 3)


@pytest.mark.usefixtures("shelf")
async def test_letters_are_letters_in_the_field() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        assert "/?q" in await person.press("slash", *("slash", "question_mark", "q"))
        assert "Choose a scenario" in person.screen


@pytest.mark.usefixtures("shelf")
async def test_an_exercise_that_was_left_is_found_too() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept(), shelf=shelf_with(LEFT))) as person:
        await person.press(*"duel-1")
        assert "Session: duel-1" in person.screen
        assert "Torn" not in person.screen


def looked_into(folder: Path, more: str = "") -> None:
    (folder / "duel.yaml").write_text(TEXT + more, encoding="utf-8")


async def test_the_preview_shows_ladder_ways_variants_and_what_is_to_be_learnt(shelf: Path) -> None:
    looked_into(shelf, "learning_objectives: {calm: Speak early.}\nvariants: {quiet: {title: A quiet sea}}\n")
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        await person.settle()
        for said in (
            "5 Off the harbour 2 In the strait here it begins",
            "2 phases, 1 ways between them, 1 endings, 2 turns at most.",
            "A quiet sea",
            "Speak early.",
        ):
            assert said in person.screen


@pytest.mark.usefixtures("shelf")
async def test_the_preview_of_a_broken_scenario_says_what_is_wrong() -> None:
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        await person.press("down")
        assert "This cannot be played." in await person.settle()
        assert ".yaml:4:9: error: 'name' is missing here." in person.screen


async def test_what_cannot_be_read_stands_on_the_list_with_its_reason(shelf: Path) -> None:
    (shelf / "folder.yaml").mkdir()
    (shelf / "deep.yaml").write_text("a: " + "[" * 5000, encoding="utf-8")
    (shelf / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    async with sitting(ExerciseApp(lambda _id: Kept())) as person:
        assert "✘ cannot be read" in person.screen
        await person.press(*"folder")
        assert "cannot be read: Is a directory." in person.screen
        await person.press("enter")
        assert "That cannot be played" in person.screen
        for name in ("deep", "bytes"):
            await person.press("escape", "escape", *name)
            assert "This cannot be played." in await person.settle()


def test_nothing_that_only_playing_needs_is_imported_for_the_first_screen() -> None:
    code = """
import sys
from exercise.tui.app import ExerciseApp
ExerciseApp(lambda id: None).get_default_screen()
heavy = {"pydantic", "transitions", "sqlite3", "exercise.scenario.loader", "exercise.session.session"}
print(sorted(set(sys.modules) & heavy))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True)
    assert ended.stdout.strip() == "[]"


def test_where_to_begin_is_said_without_textual() -> None:
    code = "import sys; import exercise.tui.start; print('textual' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
    assert Start(Path("x.yaml")).players == "mixed"
