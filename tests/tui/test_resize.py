"""A terminal of any size, on every screen and in the middle of everything: nothing fails, and nothing is lost."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from exercise.scenario import library
from exercise.tui.room_for import LEAST, AskForRoom
from tests.tui.conftest import WIDE, at_the_table
from tests.tui.duel import TEXT, seat
from tests.tui.real import terminal
from tests.tui.tour import WAYS, along

SIZES = ((40, 12), (60, 16), (59, 40), (200, 15), (1, 1), (110, 34), (250, 70), (80, 24), (2, 60), (300, 3))


@pytest.mark.parametrize("way", WAYS)
async def test_no_size_harms_any_screen(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "folder", lambda: tmp_path)
    drawn, seen = random.Random(way), set[object]()
    async for person in along(way, "Fog", tmp_path, WIDE):
        screen = person.app.screen
        if screen in seen:
            continue
        seen.add(screen)
        for size in (drawn.choice([*SIZES, (drawn.randint(1, 140), drawn.randint(1, 50))]), WIDE):
            await person.pilot.resize_terminal(*size)
        await person.settle()
        assert person.app.screen is screen
        assert not [one for one in screen.query(AskForRoom) if one.display]


async def test_below_the_least_size_a_sentence_asks_for_room_and_keys_do_nothing() -> None:
    async with at_the_table(seat(), (40, 12)) as person:
        assert "Please make the terminal larger: it has 40 × 12, and 60 × 16 are needed." in person.screen
        assert "Hold the strait" not in await person.press("escape", "f4")
        await person.pilot.resize_terminal(*LEAST)
        assert "Only you read this" in await person.settle()
        assert "Please make" not in person.screen


async def test_a_terminal_that_jumps_to_a_small_size_once_gets_the_sentence() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "f3")
        await person.pilot.resize_terminal(40, 12)
        assert "Please make the terminal larger" in await person.settle()


async def test_what_was_being_written_is_there_again_when_there_is_room() -> None:
    async with at_the_table(seat()) as person:
        await person.press("escape", "f3", "2")
        await person.type("Who are you")
        await person.pilot.resize_terminal(40, 12)
        await person.type(" lost ")
        await person.pilot.resize_terminal(*WIDE)
        await person.settle()
        assert person.app.screen.query_one(Input).value == "Who are you"
        assert person.app.focused is person.app.screen.query_one(Input)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_real_terminal_changes_its_size_in_mid_draw(tmp_path: Path) -> None:
    path = tmp_path / "duel.yaml"
    path.write_text(TEXT, encoding="utf-8")
    with terminal(tmp_path, "play", str(path), "--as", "north", "--seed", "7") as one:
        one.until("Hold the strait")
        for columns in (40, 200, 61, 10, 80, 39, 120):
            one.resize(columns, columns // 3)
        one.press(b"\x1b")
        one.until("Orders on offer")
        one.press(b"\x11")
        assert one.ended() == 0
